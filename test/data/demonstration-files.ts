/** Reads the demonstration's files by hand, on purpose not with the project's own readers. */

export type Place = readonly [lng: number, lat: number];

export interface MapRead {
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly nodes: ReadonlyMap<string, { at: Place; tags: ReadonlyMap<string, string> }>;
  readonly nodeCount: number;
  readonly ways: readonly { refs: string[]; tags: ReadonlyMap<string, string> }[];
}

export function readMap(xml: string): MapRead {
  const value = (text: string, name: string): string =>
    new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  const tagsOf = (text: string): Map<string, string> =>
    new Map(
      [...text.matchAll(/<tag k="([^"]*)" v="([^"]*)"/g)].map((m) => [m[1] ?? "", m[2] ?? ""]),
    );
  const found = [
    ...xml.matchAll(
      /<node id="(\d+)" lat="([^"]*)" lon="([^"]*)"(?:\/>|>((?:\s*<tag [^>]*>)*)\s*<\/node>)/g,
    ),
  ];
  const nodes = new Map(
    found.map(([, id = "", lat, lng, tags = ""]) => [
      id,
      { at: [Number(lng), Number(lat)] as const, tags: tagsOf(tags) },
    ]),
  );
  const ways = [...xml.matchAll(/<way [^>]*>([\s\S]*?)<\/way>/g)].map((match) => ({
    refs: [...(match[1] ?? "").matchAll(/<nd ref="([^"]*)"/g)].map((ref) => ref[1] ?? ""),
    tags: tagsOf(match[1] ?? ""),
  }));
  const bounds = /<bounds[^>]*>/.exec(xml)?.[0] ?? "";
  const edge = (name: string): number => Number.parseFloat(value(bounds, name));
  return {
    bounds: [edge("minlon"), edge("minlat"), edge("maxlon"), edge("maxlat")],
    nodes,
    nodeCount: xml.split("<node ").length - 1,
    ways,
  };
}

export function readTable(csv: string): ReadonlyMap<string, string>[] {
  const [header = "", ...rows] = csv.trimEnd().split("\n");
  const columns = header.split(",");
  return rows.map((row) => {
    const values = row.split(",");
    if (values.length !== columns.length) throw new Error(`Not ${columns.length} values: ${row}`);
    return new Map(columns.map((column, index) => [column, values[index] ?? ""]));
  });
}

export interface UnitRead {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly township: string;
  readonly "township-code": string;
  readonly ring: readonly Place[];
}

export function readUnits(text: string): UnitRead[] {
  const collection: {
    features: {
      properties: Omit<UnitRead, "ring">;
      geometry: { type: string; coordinates: [number, number][][] };
    }[];
  } = JSON.parse(text);
  return collection.features.map(({ properties, geometry }) => {
    const [ring = [], ...holes] = geometry.coordinates;
    if (geometry.type !== "Polygon" || holes.length > 0) throw new Error("Not one ring.");
    return { ...properties, ring };
  });
}

export function placeOf(row: ReadonlyMap<string, string>): Place {
  return [Number(row.get("lng")), Number(row.get("lat"))];
}

const METRES_PER_LAT = 111_195;

/** Flat, which at 60 km is right to a few in a thousand. */
export function metresBetween(a: Place, b: Place): number {
  const east = (b[0] - a[0]) * METRES_PER_LAT * Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
  return Math.hypot(east, (b[1] - a[1]) * METRES_PER_LAT);
}

export function metresToSegment(at: Place, a: Place, b: Place): number {
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  const [bx, by] = [(b[0] - a[0]) * shrink, b[1] - a[1]];
  const [px, py] = [(at[0] - a[0]) * shrink, at[1] - a[1]];
  const squared = bx * bx + by * by;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * bx + py * by) / squared));
  return Math.hypot(px - share * bx, py - share * by) * METRES_PER_LAT;
}

export function isInside([x, y]: Place, ring: readonly Place[]): boolean {
  let within = false;
  let a = ring.at(-1);
  for (const b of ring) {
    if (a !== undefined && a[1] > y !== b[1] > y) {
      if (x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) within = !within;
    }
    a = b;
  }
  return within;
}

/** Positive for an anticlockwise ring, in square degrees; shifted to the first point to keep digits. */
export function signedArea(ring: readonly Place[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = ring[index] ?? [x, y];
    return sum + ((px - x0) * (y - y0) - (x - x0) * (py - y0)) / 2;
  }, 0);
}
