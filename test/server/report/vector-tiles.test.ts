import { PbfReader } from "pbf";
import { describe, expect, it } from "vitest";
import { collectShapes } from "#core/osm/base-map-shapes.ts";
import { drawBaseMap } from "#core/osm/draw-base-map.ts";
import { tileServer, type TileServer } from "../../../server/report/vector-tiles.ts";
import { visitElements, type OsmElements } from "../../fixtures/osm-file.ts";

/** The tile of zoom 14 that the town lies in; its parents are found by halving. */
const [X, Y] = [12763, 6270];

/** Longitude and latitude of a place in that tile, by web Mercator's own formulas; 0,0 is its north-west corner. */
function at(column: number, row: number): { lng: number; lat: number } {
  const lng = ((X + column) / 2 ** 14) * 360 - 180;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (Y + row)) / 2 ** 14))) * 180) / Math.PI;
  return { lng, lat };
}

function serve({ nodes, ways, relations }: OsmElements): TileServer {
  const elements = { nodes, ways, ...(relations && { relations }) };
  const shapes = collectShapes();
  visitElements(elements, shapes.visitor);
  const map = drawBaseMap(shapes.finish());
  visitElements(elements, map.visitor);
  return tileServer(map.finish());
}

const UNIT = 1 / 4096;
const TOWN = serve({
  nodes: [
    { id: 1, ...at(0.25, 0.5), tags: { place: "town", name: "民乐县" } },
    // Nanhuan Road runs west to east, out of the tile.
    { id: 2, ...at(0.5, 0.5) },
    { id: 3, ...at(1.5, 0.5) },
    // A park of half a tile with a pond in it.
    ...rectangle(10, 0.1, 0.1, 0.6, 0.4),
    ...rectangle(20, 0.2, 0.2, 0.3, 0.3),
    // A house of 20 by 12 units of the tile: 9.3 by 5.6 m there. A hall of 60 by 60.
    ...rectangle(30, 0.75, 0.75, 0.75 + 20 * UNIT, 0.75 + 12 * UNIT),
    ...rectangle(40, 0.9, 0.9, 0.9 + 60 * UNIT, 0.9 + 60 * UNIT),
  ],
  ways: [
    { id: 1, refs: [2, 3], tags: { highway: "primary", name: "南环路", bridge: "yes" } },
    { id: 2, refs: [2, 10], tags: { highway: "footway" } },
    { id: 10, refs: [10, 11, 12, 13, 10] },
    { id: 20, refs: [20, 21, 22, 23, 20], tags: { natural: "water" } },
    { id: 30, refs: [30, 31, 32, 33, 30], tags: { building: "house", "building:levels": "2" } },
    { id: 40, refs: [40, 41, 42, 43, 40], tags: { building: "hall" } },
  ],
  relations: [
    {
      id: 1,
      members: [
        { type: "way", ref: 10, role: "outer" },
        { type: "way", ref: 20, role: "inner" },
      ],
      tags: { type: "multipolygon", leisure: "park", name: "人民公园" },
    },
  ],
});

function rectangle(id: number, west: number, north: number, east: number, south: number) {
  return [
    { id, ...at(west, north) },
    { id: id + 1, ...at(east, north) },
    { id: id + 2, ...at(east, south) },
    { id: id + 3, ...at(west, south) },
  ];
}

describe("a tile", () => {
  it("holds the layers and properties that the page draws by", () => {
    const tile = decode(TOWN.tile(14, X, Y));
    expect(Object.keys(tile)).toEqual(["land", "water", "building", "street", "place", "label"]);
    expect(tile["street"]!.map(({ properties }) => properties)).toEqual([
      { class: "path" },
      { class: "primary", name: "南环路", bridge: true },
    ]);
    expect(tile["building"]!.map(({ properties }) => properties)).toEqual([{}, { levels: 2 }]);
    expect(tile["land"]![0]!.properties).toEqual({ kind: "park" });
    expect(tile["label"]![0]!.properties).toEqual({ kind: "park", name: "人民公园" });
    expect(tile["place"]).toEqual([
      { type: 1, properties: { kind: "town", name: "民乐县" }, lines: [[[1024, 2048]]] },
    ]);
  });

  it("keeps the holes of an area", () => {
    const [park] = decode(TOWN.tile(14, X, Y))["land"]!;
    expect(park!.type).toBe(3);
    expect(park!.lines.map(boundsOf)).toEqual([
      [410, 410, 2458, 1638],
      [819, 819, 1229, 1229],
    ]);
  });

  it("keeps the corners of a small house", () => {
    const [, house] = decode(TOWN.tile(14, X, Y))["building"]!;
    expect(house!.lines).toHaveLength(1);
    expect(new Set(house!.lines[0]!.map(String))).toEqual(
      new Set(["3072,3072", "3092,3072", "3092,3084", "3072,3084"]),
    );
  });

  it("ends a little beyond its edge", () => {
    const [road] = decode(TOWN.tile(14, X, Y))["street"]!.filter(
      ({ properties }) => "name" in properties,
    );
    expect(road!.lines).toEqual([
      [
        [2048, 2048],
        [4096 + 64, 2048],
      ],
    ]);
    const [continued] = decode(TOWN.tile(14, X + 1, Y))["street"]!;
    expect(continued!.lines).toEqual([
      [
        [-64, 2048],
        [2048, 2048],
      ],
    ]);
  });

  it("draws what lies just beyond its edge, and nothing farther", () => {
    const line = (column: number, id: number) => ({
      nodes: [
        { id, ...at(column, 0.2) },
        { id: id + 1, ...at(column, 0.8) },
      ],
      ways: [{ id, refs: [id, id + 1], tags: { highway: "residential" } }],
    });
    expect(serve(line(1 + 60 * UNIT, 1)).tile(14, X, Y)).toBeDefined();
    expect(serve(line(1 + 70 * UNIT, 1)).tile(14, X, Y)).toBeUndefined();
  });

  it("says more the nearer one looks", () => {
    const layers = (z: number): string[] =>
      Object.keys(decode(TOWN.tile(z, X >> (14 - z), Y >> (14 - z))));
    expect(layers(8)).toEqual(["street", "place"]);
    expect(layers(11)).not.toContain("building");
    expect(layers(12)).not.toContain("building");
    expect(layers(13)).toContain("building");
    const classes = (z: number): unknown[] =>
      decode(TOWN.tile(z, X >> (14 - z), Y >> (14 - z)))["street"]!.map(
        ({ properties }) => properties["class"],
      );
    expect(classes(12)).toEqual(["primary"]);
    expect(classes(13)).toEqual(["path", "primary"]);
  });

  it("does not exist where there is nothing, beyond zoom 15, or off the world", () => {
    expect(TOWN.tile(14, X + 5, Y)).toBeUndefined();
    expect(TOWN.tile(15, 2 * X, 2 * Y)).toBeDefined();
    expect(TOWN.tile(16, 4 * X, 4 * Y)).toBeUndefined();
    for (const [z, x, y] of [
      [14, -1, Y],
      [14, 2 ** 14, Y],
      [14, X + 0.5, Y],
      [NaN, 0, 0],
      [-1, 0, 0],
    ] as const)
      expect(TOWN.tile(z, x, y)).toBeUndefined();
    expect(serve({ nodes: [], ways: [] }).tile(0, 0, 0)).toBeUndefined();
  });

  it("holds every one of thousands of houses", () => {
    const side = 40 * UNIT;
    const corner = (i: number): number => 41 + 78 * i;
    const houses = Array.from({ length: 2500 }, (_, i) => i);
    const tile = decode(
      serve({
        nodes: houses.flatMap((i) => {
          const [west, north] = [corner(i % 50) * UNIT, corner(Math.floor(i / 50)) * UNIT];
          return rectangle(4 * i, west, north, west + side, north + side);
        }),
        ways: houses.map((i) => ({
          id: i,
          refs: [4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3, 4 * i],
          tags: { building: "yes", "building:levels": String(1 + (i % 9)) },
        })),
      }).tile(14, X, Y),
    );
    const found = tile["building"]!.map(({ lines }) => boundsOf(lines[0]!).slice(0, 2).join());
    expect(new Set(found)).toEqual(
      new Set(houses.map((i) => [corner(i % 50), corner(Math.floor(i / 50))].join())),
    );
    expect(found).toHaveLength(2500);
  });

  it("is cut once and then kept", () => {
    expect(TOWN.tile(13, X >> 1, Y >> 1)).toBe(TOWN.tile(13, X >> 1, Y >> 1));
  });
});

interface DecodedFeature {
  /** 1 point, 2 line, 3 polygon */
  readonly type: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly lines: readonly (readonly (readonly [number, number])[])[];
}

/** Reads a tile by its specification: https://github.com/mapbox/vector-tile-spec/tree/master/2.1 */
function decode(tile: Uint8Array | undefined): Record<string, DecodedFeature[]> {
  const layers: Record<string, DecodedFeature[]> = {};
  new PbfReader(tile ?? new Uint8Array()).readFields((field, _result, pbf) => {
    if (field === 3) Object.assign(layers, decodeLayer(new PbfReader(pbf.readBytes())));
  }, undefined);
  return layers;
}

function decodeLayer(layer: PbfReader): Record<string, DecodedFeature[]> {
  let name = "";
  const raw: { type: number; tags: number[]; geometry: number[] }[] = [];
  const keys: string[] = [];
  const values: unknown[] = [];
  layer.readFields((field, _result, pbf) => {
    if (field === 1) name = pbf.readString();
    if (field === 2) raw.push(decodeFeature(new PbfReader(pbf.readBytes())));
    if (field === 3) keys.push(pbf.readString());
    if (field === 4) values.push(decodeValue(new PbfReader(pbf.readBytes())));
    if (field === 5) expect(pbf.readVarint()).toBe(4096);
    if (field === 15) expect(pbf.readVarint()).toBe(2);
  }, undefined);
  const features = raw.map(({ type, tags, geometry }) => ({
    type,
    properties: Object.fromEntries(
      tags.flatMap((key, i) => (i % 2 === 0 ? [[keys[key], values[tags[i + 1]!]]] : [])),
    ),
    lines: decodeGeometry(geometry),
  }));
  return { [name]: features };
}

function decodeFeature(feature: PbfReader): { type: number; tags: number[]; geometry: number[] } {
  const raw = { type: 0, tags: [] as number[], geometry: [] as number[] };
  feature.readFields((field, _result, pbf) => {
    if (field === 2) pbf.readPackedVarint(raw.tags);
    if (field === 3) raw.type = pbf.readVarint();
    if (field === 4) pbf.readPackedVarint(raw.geometry);
  }, undefined);
  return raw;
}

function decodeValue(value: PbfReader): unknown {
  let decoded: unknown;
  value.readFields((field, _result, pbf) => {
    if (field === 1) decoded = pbf.readString();
    if (field === 5) decoded = pbf.readVarint();
    if (field === 7) decoded = pbf.readBoolean();
  }, undefined);
  return decoded;
}

function decodeGeometry(commands: readonly number[]): [number, number][][] {
  const lines: [number, number][][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < commands.length;) {
    const command = commands[i]! & 7;
    const repeats = command === 7 ? 0 : commands[i]! >> 3;
    i++;
    for (let repeat = 0; repeat < repeats; repeat++, i += 2) {
      x += (commands[i]! >> 1) ^ -(commands[i]! & 1);
      y += (commands[i + 1]! >> 1) ^ -(commands[i + 1]! & 1);
      if (command === 1) lines.push([]);
      lines.at(-1)!.push([x, y]);
    }
  }
  return lines;
}

function boundsOf(line: readonly (readonly [number, number])[]): number[] {
  const xs = line.map(([x]) => x);
  const ys = line.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
