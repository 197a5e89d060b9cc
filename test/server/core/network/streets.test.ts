import { expect, it } from "vitest";
import { collectStreets, MISSING } from "#core/network/streets.ts";
import { streetsOf, town } from "../../../fixtures/town.ts";

it("keeps the walkable ways, and of all nodes only theirs", () => {
  const streets = streetsOf({
    nodes: [1, 2, 3, 4, 5, 6].map((id) => ({ id, lng: 100 + id / 1000, lat: 0 })),
    ways: [
      { id: 1, refs: [2, 4], tags: { highway: "residential" } },
      { id: 2, refs: [1, 3, 5], tags: { highway: "motorway" } },
      { id: 3, refs: [4, 6], tags: { building: "yes" } },
    ],
  });
  expect(streets.wayCount).toBe(1);
  expect([...streets.lng]).toEqual([1_000_020_000, 1_000_040_000]);
});

it("takes nodes in any order, and ids beyond 32 bits", () => {
  const big = 12_345_678_901;
  const nodes = [
    { id: big + 2, lng: 100.002, lat: 0 },
    { id: 7, lng: 100, lat: 0 },
    { id: big, lng: 100.001, lat: 0 },
    { id: 3, lng: 0, lat: 0 },
  ];
  const ways = [{ id: 1, refs: [7, big, big + 2], tags: { highway: "path" } }];
  const { point, lng } = streetsOf({ nodes, ways });
  expect([...point].map((p) => lng[p])).toEqual([1_000_000_000, 1_000_010_000, 1_000_020_000]);
});

it("counts the points that the extract lacks and leaves their places empty", () => {
  const { streets } = town("a---b---c---d", ["abcd"], { missing: "bd" });
  expect(streets.missingPoints).toBe(2);
  expect([...streets.point].map((p) => p === MISSING)).toEqual([false, true, false, true]);
});

it("takes a closed area that is walked for a square, and an open one for a line", () => {
  const square = { highway: "pedestrian", area: "yes" };
  const { streets } = town("a---b---c", [["abca", square], ["abc", square], "abca"]);
  expect([...streets.square]).toEqual([1, 0, 0]);
});

it("leaves out ways of a single node and ways without tags", () => {
  const { ways, nodes, finish } = collectStreets();
  ways.way?.(1, [1], { highway: "residential" });
  ways.way?.(2, [1, 2], undefined);
  nodes();
  expect(finish().wayCount).toBe(0);
});

it("keeps the bounds the file states", () => {
  const bounds = [99, -1, 101, 1] as const;
  expect(streetsOf({ bounds, nodes: [], ways: [] }).statedBounds).toEqual(bounds);
  expect(streetsOf({ nodes: [], ways: [] }).statedBounds).toBeUndefined();
});

it("grows with the streets, not with any fixed number", () => {
  const count = 5000;
  const streets = streetsOf({
    nodes: Array.from({ length: count }, (_, i) => ({ id: i, lng: 100 + i / 1e5, lat: 0 })),
    ways: Array.from({ length: count - 1 }, (_, i) => ({
      id: i,
      refs: [i, i + 1],
      tags: { highway: "residential", name: `街${i}` },
    })),
  });
  expect(streets.wayCount).toBe(count - 1);
  expect(streets.names.length).toBe(count); // and the empty name
  expect(streets.missingPoints).toBe(0);
});
