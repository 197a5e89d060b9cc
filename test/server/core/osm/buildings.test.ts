import { describe, expect, it } from "vitest";
import type { Building } from "#core/osm/buildings.ts";
import { collectBuildings, useOf } from "#core/osm/collect-buildings.ts";
import { visitElements, type OsmElements } from "../../../fixtures/osm-file.ts";

/** Corners of squares: 1–4 large, 5–8 inside it, 9–12 beside it. */
const NODES = [
  ...corners(1, 100, 38, 0.001),
  ...corners(5, 100.0002, 38.0002, 0.0002),
  ...corners(9, 100.002, 38, 0.0005),
];
const LARGE = [1, 2, 3, 4, 1];
const SMALL = [5, 6, 7, 8, 5];
const BESIDE = [9, 10, 11, 12, 9];

describe("buildings", () => {
  it("are closed ways, outer ring counter-clockwise, with levels and use", () => {
    const tags = { building: "apartments", "building:levels": "6" };
    const [house] = read({ nodes: NODES, ways: [{ id: 1, refs: LARGE.toReversed(), tags }] });
    expect(house).toEqual({
      rings: [
        [
          [100, 38],
          [100.001, 38],
          [100.001, 38.001],
          [100, 38.001],
          [100, 38],
        ],
      ],
      levels: 6,
      use: "dwelling",
    });
  });

  it("have courtyards and several parts when a relation says so", () => {
    const buildings = read({
      nodes: NODES,
      ways: [
        { id: 1, refs: [1, 2, 3] },
        { id: 2, refs: [1, 4, 3] },
        { id: 3, refs: SMALL },
        { id: 4, refs: BESIDE },
      ],
      relations: [
        {
          id: 1,
          tags: { type: "multipolygon", building: "residential" },
          members: [
            { type: "way", ref: 1, role: "outer" },
            { type: "way", ref: 2, role: "" },
            { type: "way", ref: 3, role: "inner" },
            { type: "way", ref: 4, role: "outer" },
          ],
        },
      ],
    });
    expect(buildings.map(({ rings }) => rings.length).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(buildings.every(({ use }) => use === "dwelling")).toBe(true);
  });

  it("are counted once when both the relation and its rim are tagged", () => {
    const buildings = read({
      nodes: NODES,
      ways: [{ id: 1, refs: LARGE, tags: { building: "yes" } }],
      relations: [
        {
          id: 1,
          tags: { type: "multipolygon", building: "house" },
          members: [{ type: "way", ref: 1, role: "outer" }],
        },
      ],
    });
    expect(buildings.map(({ use }) => use)).toEqual(["dwelling"]);
  });

  it("leave out what is no building, what is open, and what the extract holds in part", () => {
    const yes = { building: "yes" };
    const ways = [
      { id: 1, refs: LARGE, tags: { building: "no" } },
      { id: 2, refs: LARGE, tags: { building: "entrance" } },
      { id: 3, refs: LARGE, tags: { landuse: "residential" } },
      { id: 4, refs: [1, 2, 3], tags: yes },
      { id: 5, refs: [1, 2, 99, 1], tags: yes },
      { id: 6, refs: [], tags: yes },
    ];
    expect(read({ nodes: NODES, ways })).toEqual([]);
  });

  it.each([
    ["6", 6],
    [" 12 ", 12],
    ["2.5", 2.5],
    ["0", null],
    ["-1", null],
    ["2;3", null],
    ["six", null],
    ["", null],
    ["1e9", null],
  ])("levels %j are %j", (text, levels) => {
    const tags = { building: "yes", "building:levels": text };
    expect(read({ nodes: NODES, ways: [{ id: 1, refs: LARGE, tags }] })[0]?.levels).toBe(levels);
  });
});

describe("the use of a building", () => {
  it.each([
    ...["apartments", "residential", "house", "dormitory", "detached", "terrace", "bungalow"].map(
      (value) => [{ building: value }, "dwelling"] as const,
    ),
    ...["school", "hospital", "retail", "commercial", "industrial", "warehouse", "garage"].map(
      (value) => [{ building: value }, "other"] as const,
    ),
    ...["public", "office", "kindergarten", "roof", "construction", "hotel", "ruins"].map(
      (value) => [{ building: value }, "other"] as const,
    ),
    [{ building: "yes" }, "unsaid"],
    [{ building: "unknown" }, "unsaid"],
    [{ building: "yes", landuse: "residential" }, "unsaid"],
    [{ building: "yes", "building:use": "residential" }, "dwelling"],
    [{ building: "yes", amenity: "school" }, "other"],
    [{ building: "yes", amenity: "clinic" }, "unsaid"],
    [{ building: "apartments", amenity: "kindergarten" }, "dwelling"],
  ] as const)("%j is %s", (tags, use) => {
    expect(useOf(tags)).toBe(use);
  });
});

function corners(id: number, lng: number, lat: number, side: number) {
  return [
    { id, lng, lat },
    { id: id + 1, lng: lng + side, lat },
    { id: id + 2, lng: lng + side, lat: lat + side },
    { id: id + 3, lng, lat: lat + side },
  ];
}

function read(elements: OsmElements): Building[] {
  const collecting = collectBuildings();
  visitElements(elements, collecting.shapes);
  visitElements(elements, collecting.nodes());
  return collecting.finish();
}
