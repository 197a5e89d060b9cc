import { describe, expect, it } from "vitest";
import { boundsOf, isWithin, metresToEdge, type Ring } from "#core/network/extract-edge.ts";
import { buildNetwork } from "#core/network/network.ts";
import { BLOCK, SOURCE, streetsOf, town } from "../../../fixtures/town.ts";

const CROSSING = town(
  `
      d
      |
  a---b---c
      |
      e
  `,
  ["abc", "dbe"],
);

describe("where an extract ends", () => {
  it("is the boundary that is given", () => {
    const given: Ring[] = [box(99, -1, 101, 1)];
    const { report } = buildNetwork(CROSSING.streets, SOURCE, given);
    expect(report.boundary).toBe(given);
    expect(report.boundarySource).toBe("given");
  });

  it("is what the file states, if nobody gives one", () => {
    const bounds = [99.9998, -0.0002, 100.0018, 0.0018] as const;
    const { report } = buildNetwork(streetsOf({ ...CROSSING.elements, bounds }), SOURCE);
    expect(report.boundarySource).toBe("stated");
    expect(report.boundary).toEqual([box(...bounds)]);
  });

  it.each([
    ["the whole hemisphere", [0, -90, 180, 90]],
    ["a box with its sides swapped", [100.0018, 0.0018, 99.9998, -0.0002]],
    ["beyond the globe", [99.9998, -91, 100.0018, 0.0018]],
  ] as const)("is not %s, whatever the file states", (_, bounds) => {
    const { report } = buildNetwork(streetsOf({ ...CROSSING.elements, bounds }), SOURCE);
    expect(report.boundarySource).toBe("hull");
  });

  it("is the convex hull of the streets, counter-clockwise, if the file states nothing", () => {
    const { report } = buildNetwork(CROSSING.streets, SOURCE);
    expect(report.boundarySource).toBe("hull");
    // d, e, a and c are its corners; b lies inside. It starts from the westernmost.
    expect(report.boundary).toEqual([
      ["a", "e", "c", "d", "a"].map((letter) => CROSSING.at(letter)),
    ]);
  });

  it("takes in the bends of the streets, not only their ends", () => {
    // Only d and e are nodes: from d a loop runs round over a, b and c.
    const loop = town(
      `
          b

      a---d---c
          |
          e
      `,
      ["dabcd", "de"],
    );
    const { boundary } = buildNetwork(loop.streets, SOURCE).report;
    expect(boundary).toEqual([["a", "e", "c", "b", "a"].map((letter) => loop.at(letter))]);
  });

  it("holds a town of one ring", () => {
    const ring = town(
      `
      d---c
      |   |
      a---b
      `,
      ["abcda"],
    );
    const { boundary } = buildNetwork(ring.streets, SOURCE).report;
    expect(boundary).toEqual([["a", "b", "c", "d", "a"].map((letter) => ring.at(letter))]);
  });
});

describe("straight metres to the edge", () => {
  // A box of 10 × 10 blocks with a hole of 2 × 2 in its middle; b stands in the south-west corner of the box.
  const { at } = town("b", []);
  const metres = BLOCK / 1000;
  const place = (east: number, north: number) => at("b", east * metres, north * metres);
  const square = (from: number, to: number): Ring =>
    [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
      [from, from],
    ].map(([east, north]) => place(east!, north!));
  const boundary = [square(0, 10), square(4, 6)];

  it.each([
    [1, 5, 1, "the west side is nearest"],
    [5, 9, 1, "the north side is nearest"],
    [2.5, 2.5, 1.5 * Math.SQRT2, "the corner of the hole is nearest"],
    [3, 5, 1, "the side of the hole is nearest"],
  ])("at %f, %f are %f blocks: %s", (east, north, blocks) => {
    expect(metresToEdge(boundary, ...place(east, north))).toBeCloseTo(blocks * metres, 2);
  });

  it.each([
    [5, 5, "in the hole"],
    [-1, 5, "west of the box"],
    [11, 11, "beyond its corner"],
  ])("are 0 outside: at %f, %f, %s", (east, north) => {
    expect(isWithin(boundary, ...place(east, north))).toBe(false);
    expect(metresToEdge(boundary, ...place(east, north))).toBe(0);
  });

  it("are 0 on the edge", () => {
    expect(metresToEdge(boundary, ...place(0, 5))).toBeCloseTo(0, 6);
  });
});

it("the bounds of a boundary widen by metres, more degrees of longitude the farther from the equator", () => {
  const [west, south, east, north] = boundsOf([box(10, 59, 12, 61)], 111_195.08 / 100);
  expect([south, north]).toEqual([58.99, 61.01].map((lat) => expect.closeTo(lat, 6)));
  // At 60° a degree of longitude is half as long.
  expect([west, east]).toEqual([9.98, 12.02].map((lng) => expect.closeTo(lng, 6)));
});

function box(west: number, south: number, east: number, north: number): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
