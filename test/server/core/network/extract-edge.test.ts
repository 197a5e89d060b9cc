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

  it("is the hull of the streets, counter-clockwise, if the file states nothing", () => {
    const { report } = buildNetwork(CROSSING.streets, SOURCE);
    expect(report.boundarySource).toBe("hull");
    // d, e, a and c are its corners; b lies inside.
    expectRing(
      report.boundary,
      ["a", "e", "c", "d"].map((letter) => CROSSING.at(letter)),
    );
  });

  it("leaves out a road that runs far out of the country the streets fill", () => {
    // Streets every 200 m fill 6 × 6 km: 20 km of them in each square of 4 km². One road leaves eastwards for
    // 40 km, 2 km of it in each square, as a trail does that the extract holds whole.
    const across = Array.from({ length: 31 }, (_, i) => i * 0.0018);
    const [far, end] = [across.at(-1)!, across.length];
    const id = (column: number, row: number) => 1 + column + row * end;
    const road = Array.from({ length: 40 }, (_, k) => 10_000 + k);
    const { boundary } = buildNetwork(
      streetsOf({
        nodes: [
          ...across.flatMap((lat, row) =>
            across.map((lng, column) => ({ id: id(column, row), lng: 100 + lng, lat })),
          ),
          ...road.map((node, k) => ({ id: node, lng: 100 + far + (k + 1) * 0.009, lat: 0 })),
        ],
        ways: [
          ...across.map((_, i) => ({
            id: i,
            refs: across.map((__, k) => id(k, i)),
            tags: { highway: "residential" },
          })),
          ...across.map((_, i) => ({
            id: 100 + i,
            refs: across.map((__, k) => id(i, k)),
            tags: { highway: "residential" },
          })),
          { id: 300, refs: [id(end - 1, 0), ...road], tags: { highway: "path" } },
        ],
      }),
      SOURCE,
    ).report;
    const [west, south, east, north] = boundsOf(boundary);
    expect([west, south, north]).toEqual([100, 0, far]);
    expect(east).toBeGreaterThanOrEqual(100 + far);
    expect(east).toBeLessThan(100 + far + 0.036); // the square in which the streets end, and the next
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
    expectRing(
      boundary,
      ["a", "e", "c", "b"].map((letter) => loop.at(letter)),
    );
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
    expectRing(
      boundary,
      ["a", "b", "c", "d"].map((letter) => ring.at(letter)),
    );
  });
});

/** One closed ring through these corners in this order, wherever it starts; points along a side may stand between. */
function expectRing(boundary: readonly Ring[], corners: readonly (readonly [number, number])[]) {
  expect(boundary).toHaveLength(1);
  const ring = boundary[0]!;
  expect(ring[0]).toEqual(ring.at(-1));
  const open = ring.slice(1).map(String);
  const places = corners.map((corner) => open.indexOf(String(corner)));
  expect(places).not.toContain(-1);
  const start = places.indexOf(Math.min(...places));
  const turned = [...places.slice(start), ...places.slice(0, start)];
  expect(turned).toEqual(turned.toSorted((a, b) => a - b));
  const [west, south, east, north] = boundsOf([corners]);
  expect(boundsOf(boundary)).toEqual([west, south, east, north]);
}

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
