/** Rows of one of the demonstration's own tables, whose values are never quoted. */
export type Row = ReadonlyMap<string, string>;

export function readTable(csv: string): Row[] {
  const [header = "", ...rows] = csv.trimEnd().split("\n");
  const columns = header.split(",");
  return rows.map((row) => {
    const values = row.split(",");
    return new Map(columns.map((column, index) => [column, values[index] ?? ""]));
  });
}

export type Place = readonly [lng: number, lat: number];

export function placeOf(row: Row): Place {
  return [Number(row.get("lng")), Number(row.get("lat"))];
}

export interface UnitRead {
  readonly id: string;
  readonly name: string;
  readonly township: string;
  readonly ring: readonly Place[];
}

export function readUnits(geojson: string): UnitRead[] {
  const read: {
    readonly features: readonly {
      readonly properties: Omit<UnitRead, "ring">;
      readonly geometry: { readonly coordinates: readonly (readonly Place[])[] };
    }[];
  } = JSON.parse(geojson);
  return read.features.map(({ properties, geometry }) => ({
    ...properties,
    ring: geometry.coordinates[0] ?? [],
  }));
}

export interface OsmRead {
  /** The lines before the first node. */
  readonly head: readonly string[];
  readonly nodes: ReadonlyMap<string, { readonly at: Place; readonly text: string }>;
  readonly ways: readonly { readonly refs: readonly string[]; readonly text: string }[];
}

/** The demonstration's own map, which has one element or tag on each line. */
export function readOsm(xml: string): OsmRead {
  const nodes = new Map<string, { at: Place; text: string }>();
  const start = xml.indexOf(" <node ");
  const waysStart = xml.indexOf(" <way ");
  const found = xml
    .slice(start, waysStart)
    .matchAll(/ <node id="(\d+)" lat="([^"]*)" lon="([^"]*)"(?:\/>|>[\s\S]*?<\/node>)\n/g);
  for (const [text, id = "", lat, lng] of found)
    nodes.set(id, { at: [Number(lng), Number(lat)], text });
  const ways = [...xml.slice(waysStart).matchAll(/ <way [\s\S]*?<\/way>\n/g)].map(([text]) => ({
    refs: [...text.matchAll(/<nd ref="(\d+)"/g)].map(([, ref = ""]) => ref),
    text,
  }));
  return { head: xml.slice(0, start).trimEnd().split("\n"), nodes, ways };
}
