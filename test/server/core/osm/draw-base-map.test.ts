import { describe, expect, it } from "vitest";
import { SHAPES, type BaseLayer, type BaseMap } from "#core/osm/base-map.ts";
import { collectShapes } from "../../../../server/core/osm/base-map-shapes.ts";
import { drawBaseMap } from "../../../../server/core/osm/draw-base-map.ts";
import { visitElements, type OsmElements } from "../../../fixtures/osm-file.ts";

function draw(elements: OsmElements): BaseMap {
  const shapes = collectShapes();
  visitElements(elements, shapes.visitor);
  const map = drawBaseMap(shapes.finish());
  visitElements(elements, map.visitor);
  return map.finish();
}

interface Seen {
  readonly shape: string;
  readonly properties: object;
  readonly fromZoom: number;
  /** Positions as "column,row" of the grid below. */
  readonly rings: readonly string[];
}

/** The features of a layer as a reader of the map would tell them. */
function seen(map: BaseMap, layer: BaseLayer): Seen[] {
  const { sets, set, shape, fromZoom, firstRing, firstPosition, positions } = map[layer];
  return Array.from(set, (properties, i) => ({
    shape: SHAPES[shape[i]!]!,
    properties: sets[properties]!,
    fromZoom: fromZoom[i]!,
    rings: Array.from({ length: firstRing[i + 1]! - firstRing[i]! }, (_, r) => {
      const ring = firstRing[i]! + r;
      const flat = positions.subarray(2 * firstPosition[ring]!, 2 * firstPosition[ring + 1]!);
      const pairs = Array.from({ length: flat.length / 2 }, (_unused, p) =>
        flat.subarray(2 * p, 2 * p + 2),
      );
      return pairs
        .map(([lng, lat]) => `${(lng! - 1_000_000_000) / 10_000},${lat! / 10_000}`)
        .join(" ");
    }),
  }));
}

/**
 * Nodes on a grid at the equator, 0.001° (111.19 m) apart: node 10·row + column stands at column, row, for
 * columns 0 to 9.
 */
const GRID: OsmElements["nodes"] = Array.from({ length: 100 }, (_, id) => ({
  id,
  lng: 100 + (id % 10) / 1000,
  lat: Math.floor(id / 10) / 1000,
}));

const without = (...ids: number[]): OsmElements["nodes"] =>
  GRID.filter(({ id }) => !ids.includes(id));

describe("drawing ways", () => {
  it("draws a line where its nodes are", () => {
    const map = draw({
      nodes: GRID,
      ways: [{ id: 1, refs: [0, 3, 33], tags: { highway: "primary", name: "西街" } }],
    });
    expect(seen(map, "street")).toEqual([
      {
        shape: "line",
        properties: { class: "primary", name: "西街" },
        fromZoom: 8,
        rings: ["0,0 3,0 3,3"],
      },
    ]);
    expect(map.skipped).toEqual({ areas: 0, lines: 0 });
  });

  it("draws the pieces of a line whose nodes the extract holds in part", () => {
    const map = draw({
      nodes: without(3, 6),
      ways: [
        { id: 1, refs: [0, 1, 2, 3, 4, 5, 6, 7], tags: { highway: "path" } },
        { id: 2, refs: [3, 6], tags: { highway: "path" } },
      ],
    });
    expect(seen(map, "street").map(({ rings }) => rings)).toEqual([["0,0 1,0 2,0"], ["4,0 5,0"]]);
    expect(map.skipped).toEqual({ areas: 0, lines: 2 });
  });

  it("draws no area that is not whole", () => {
    const refs = [0, 2, 22, 20, 0];
    const map = draw({ nodes: without(22), ways: [{ id: 1, refs, tags: { building: "yes" } }] });
    expect(seen(map, "building")).toEqual([]);
    expect(map.skipped).toEqual({ areas: 1, lines: 0 });
  });

  it("draws a closed way as what it holds and what it is", () => {
    const refs = [0, 2, 22, 20, 0];
    const map = draw({
      nodes: GRID,
      ways: [{ id: 1, refs, tags: { barrier: "wall", amenity: "school" } }],
    });
    const rings = ["0,0 2,0 2,2 0,2 0,0"];
    expect(seen(map, "barrier")).toMatchObject([{ shape: "line", rings }]);
    expect(seen(map, "land")).toMatchObject([
      { shape: "polygon", properties: { kind: "campus" }, rings },
    ]);
  });

  it("leaves out ways with nothing to draw", () => {
    const map = draw({
      nodes: GRID,
      ways: [
        { id: 1, refs: [0, 1] },
        { id: 2, refs: [0, 1], tags: { power: "line" } },
        { id: 3, refs: [0], tags: { highway: "path" } },
        { id: 4, refs: [], tags: { highway: "path" } },
      ],
    });
    expect(seen(map, "street")).toEqual([]);
  });
});

describe("drawing multipolygons", () => {
  const members = (outer: number[], inner: number[]) => [
    ...outer.map((ref) => ({ type: "way" as const, ref, role: "outer" })),
    ...inner.map((ref) => ({ type: "way" as const, ref, role: "inner" })),
  ];
  const forest = { type: "multipolygon", natural: "wood" };

  it("joins the ways of a ring and keeps its holes", () => {
    const map = draw({
      nodes: GRID,
      ways: [
        { id: 1, refs: [0, 9, 99] },
        { id: 2, refs: [0, 90, 99] },
        { id: 3, refs: [33, 35, 55, 53, 33], tags: { natural: "water" } },
      ],
      relations: [{ id: 1, members: members([1, 2], [3]), tags: forest }],
    });
    expect(seen(map, "land")).toMatchObject([
      {
        shape: "polygon",
        properties: { kind: "forest" },
        rings: ["0,0 9,0 9,9 0,9 0,0", "3,3 5,3 5,5 3,5 3,3"],
      },
    ]);
    expect(seen(map, "water")).toMatchObject([{ rings: ["3,3 5,3 5,5 3,5 3,3"] }]);
  });

  it("makes one polygon of each outer ring, with the holes that lie in it", () => {
    const map = draw({
      nodes: GRID,
      ways: [
        { id: 1, refs: [0, 3, 33, 30, 0] },
        { id: 2, refs: [5, 9, 59, 55, 5] },
        { id: 3, refs: [16, 18, 38, 36, 16] },
        { id: 4, refs: [11, 12, 22, 21, 11] },
      ],
      relations: [{ id: 1, members: members([1, 2], [3, 4]), tags: forest }],
    });
    expect(seen(map, "land").map(({ rings }) => rings)).toEqual([
      ["5,0 9,0 9,5 5,5 5,0", "6,1 8,1 8,3 6,3 6,1"],
      ["0,0 3,0 3,3 0,3 0,0", "1,1 2,1 2,2 1,2 1,1"],
    ]);
  });

  it("draws what is whole of an area whose ways or nodes the extract lacks, and counts it once", () => {
    const map = draw({
      nodes: without(55),
      ways: [
        { id: 1, refs: [0, 3, 33, 30, 0] },
        { id: 2, refs: [5, 9, 59, 55, 5] },
        { id: 3, refs: [70, 73, 93] },
      ],
      relations: [
        { id: 1, members: members([1, 2, 3, 4], []), tags: forest },
        { id: 2, members: members([5], []), tags: forest },
      ],
    });
    expect(seen(map, "land").map(({ rings }) => rings)).toEqual([["0,0 3,0 3,3 0,3 0,0"]]);
    expect(map.skipped).toEqual({ areas: 2, lines: 0 });
  });

  it("takes no other relation for an area", () => {
    const map = draw({
      nodes: GRID,
      ways: [{ id: 1, refs: [0, 3, 33, 30, 0] }],
      relations: [
        { id: 1, members: members([1], []), tags: { type: "boundary", natural: "wood" } },
        { id: 2, members: members([1], []) },
      ],
    });
    expect(seen(map, "land")).toEqual([]);
  });
});

describe("the order of painting", () => {
  it("puts small land on large land, and wide streets on narrow ones", () => {
    const map = draw({
      nodes: GRID,
      ways: [
        { id: 1, refs: [11, 12, 22, 21, 11], tags: { leisure: "park" } },
        { id: 2, refs: [0, 9, 99, 90, 0], tags: { landuse: "residential" } },
        { id: 3, refs: [0, 9], tags: { highway: "primary" } },
        { id: 4, refs: [0, 90], tags: { highway: "path" } },
        { id: 5, refs: [0, 80], tags: { highway: "path" } },
      ],
    });
    expect(seen(map, "land").map(({ properties }) => properties)).toEqual([
      { kind: "residential" },
      { kind: "park" },
    ]);
    expect(seen(map, "street").map(({ rings }) => rings[0])).toEqual([
      "0,0 0,9",
      "0,0 0,8",
      "0,0 9,0",
    ]);
  });

  it("brings land in when it measures four pixels, and its name at twenty-four", () => {
    // A side of 111.19 m. A pixel is 78,271.5 / 2^z m here: four make 76 m at zoom 12 and 153 m at 11,
    // twenty-four 115 m at 14 and 57 m at 15.
    const refs = [11, 12, 22, 21, 11];
    const map = draw({
      nodes: GRID,
      ways: [{ id: 1, refs, tags: { leisure: "park", name: "甘泉公园" } }],
    });
    expect(seen(map, "land")).toMatchObject([{ fromZoom: 12 }]);
    expect(seen(map, "label")).toMatchObject([{ fromZoom: 15 }]);
  });
});

describe("houses", () => {
  it("come in when they measure two pixels, and all of them from zoom 14", () => {
    // A pixel of zoom 13 is 78,271.5 / 2^13 = 9.55 m. One house of 22 m a side, one of 11 m.
    const house = (id: number, side: number) => [
      { id, lng: 100, lat: 0 },
      { id: id + 1, lng: 100 + side, lat: 0 },
      { id: id + 2, lng: 100 + side, lat: side },
      { id: id + 3, lng: 100, lat: side },
    ];
    const way = (id: number) => ({
      id,
      refs: [id, id + 1, id + 2, id + 3, id],
      tags: { building: "yes" },
    });
    const map = draw({ nodes: [...house(1, 0.0002), ...house(5, 0.0001)], ways: [way(5), way(1)] });
    expect(seen(map, "building").map(({ fromZoom }) => fromZoom)).toEqual([13, 14]);
  });
});

describe("names", () => {
  it("stand inside what they name, even where its middle lies outside", () => {
    // A park in the shape of a U: 9 × 9, with the upper middle cut out.
    const refs = [0, 9, 99, 97, 17, 12, 92, 90, 0];
    const map = draw({
      nodes: GRID,
      ways: [{ id: 1, refs, tags: { leisure: "park", name: "公园" } }],
    });
    const [label] = seen(map, "label");
    const [column, row] = label!.rings[0]!.split(",").map(Number);
    expect(label).toMatchObject({ shape: "point", properties: { kind: "park", name: "公园" } });
    expect(column).toBeGreaterThan(0);
    expect(column).toBeLessThan(9);
    expect(row).toBeGreaterThan(0);
    expect(row! < 1 || column! < 2 || column! > 7).toBe(true);
  });

  it("stand once for a thing that is mapped twice nearby, and twice for two things far apart", () => {
    const school = { amenity: "school", name: "一中" };
    const map = draw({
      nodes: [
        ...GRID.map((node) => (node.id === 1 ? { ...node, tags: school } : node)),
        { id: 500, lng: 100.1, lat: 0, tags: school },
      ],
      ways: [{ id: 1, refs: [0, 2, 22, 20, 0], tags: school }],
    });
    expect(seen(map, "label").map(({ rings }) => rings[0])).toEqual(["1,1", "100,0"]);
  });

  it("prefer a mapper's point for a place to the middle of its area", () => {
    const village = { place: "village", name: "下安村" };
    const map = draw({
      nodes: GRID.map((node) => (node.id === 1 ? { ...node, tags: village } : node)),
      ways: [{ id: 1, refs: [0, 2, 22, 20, 0], tags: village }],
    });
    expect(seen(map, "place")).toEqual([
      {
        shape: "point",
        properties: { kind: "village", name: "下安村" },
        fromZoom: 11,
        rings: ["1,0"],
      },
    ]);
  });
});
