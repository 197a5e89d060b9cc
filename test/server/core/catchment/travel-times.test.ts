import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LARGEST_LIMIT, travelTimes, type TravelTimes } from "#core/catchment/travel-times.ts";
import type { Graph } from "#core/network/graph.ts";

describe("a bounded search", () => {
  //  0 --5-- 1 --5-- 2      and 3 hangs on 0 by an arc that leads only there
  //  |               |
  //  +------11-------+
  const graph = graphOf(4, [
    [0, 1, 5],
    [1, 0, 5],
    [1, 2, 5],
    [2, 1, 5],
    [0, 2, 11],
    [2, 0, 11],
    [0, 3, 1],
  ]);

  it("finds the least cost to every node", () => {
    expect(costs(travelTimes(graph), [[0, 0]], 100)).toEqual({ 0: 0, 1: 5, 2: 10, 3: 1 });
  });

  it("reaches a node exactly on the limit and nothing past it", () => {
    expect(costs(travelTimes(graph), [[0, 0]], 5)).toEqual({ 0: 0, 1: 5, 3: 1 });
    expect(costs(travelTimes(graph), [[0, 0]], 4)).toEqual({ 0: 0, 3: 1 });
    expect(costs(travelTimes(graph), [[0, 0]], 0)).toEqual({ 0: 0 });
  });

  it("makes room for a crossing with more arms than its queue was made for", () => {
    // Arm k is k long and has a node 1 farther on, so no tip is a dead end and all are queued at once.
    const arms = 9000;
    const star = graphOf(
      2 * arms + 1,
      Array.from({ length: arms }, (_, k): [number, number, number][] => [
        [0, k + 1, k + 1],
        [k + 1, arms + k + 1, 1],
      ]).flat(),
    );
    const search = travelTimes(star);
    expect(search.run([0], [0], 1, arms + 1)).toBe(2 * arms + 1);
    for (let k = 0; k < arms; k++) {
      expect(search.costOf(k + 1)).toBe(k + 1);
      expect(search.costOf(arms + k + 1)).toBe(k + 2);
    }
  });

  it("walks arcs only the way they lead", () => {
    expect(costs(travelTimes(graph), [[3, 0]], 100)).toEqual({ 3: 0 });
  });

  it("starts from several nodes at their own costs, and takes the cheaper of two for one node", () => {
    const starts = [
      [0, 7],
      [2, 1],
      [0, 6],
    ] as const;
    expect(costs(travelTimes(graph), starts, 100)).toEqual({ 0: 6, 1: 6, 2: 1, 3: 7 });
  });

  it("leaves out a start that costs more than the limit", () => {
    const starts = [
      [0, 11],
      [2, 1],
    ] as const;
    expect(costs(travelTimes(graph), starts, 10)).toEqual({ 1: 6, 2: 1 });
  });

  it("of no starts reaches nothing", () => {
    expect(costs(travelTimes(graph), [], 100)).toEqual({});
  });

  it("crosses arcs that cost nothing", () => {
    const free = graphOf(3, [
      [0, 1, 0],
      [1, 0, 0],
      [1, 2, 0],
    ]);
    expect(costs(travelTimes(free), [[0, 3]], 3)).toEqual({ 0: 3, 1: 3, 2: 3 });
  });

  it("refuses a limit it cannot hold", () => {
    const { run } = travelTimes(graph);
    expect(() => run([0], [0], 1, -1)).toThrow(RangeError);
    expect(() => run([0], [0], 1, LARGEST_LIMIT)).toThrow(
      `Limit ${LARGEST_LIMIT} is outside 0 to ${LARGEST_LIMIT - 1} thousandths.`,
    );
    expect(() => run([0], [0], 1, LARGEST_LIMIT - 1)).not.toThrow();
  });

  it("reads every other node as farther than the limit", () => {
    const search = travelTimes(graph);
    search.run([0], [0], 1, 100);
    search.run([3], [0], 1, 4);
    expect([0, 1, 2].map((node) => search.costOf(node) > 4)).toEqual([true, true, true]);
  });
});

it("costs on a large grid are blocks east plus blocks north", () => {
  // 90 × 90 corners: far more labels than the search has room for at first
  const side = 90;
  const block = 70_000;
  const arcs: Arc[] = [];
  for (let node = 0; node < side * side; node++) {
    if (node % side < side - 1) arcs.push([node, node + 1, block], [node + 1, node, block]);
    if (node < side * (side - 1)) arcs.push([node, node + side, block], [node + side, node, block]);
  }
  const search = travelTimes(graphOf(side * side, arcs));
  const [x, y] = [30, 40];
  for (const limit of [LARGEST_LIMIT - 1, 20 * block, 20 * block - 1]) {
    const count = search.run([y * side + x], [0], 1, limit);
    const reached = [...search.reached.subarray(0, count)].sort((a, b) => a - b);
    const blocks = (node: number) =>
      Math.abs((node % side) - x) + Math.abs(Math.floor(node / side) - y);
    const expected = Array.from({ length: side * side }, (_, node) => node).filter(
      (node) => blocks(node) * block <= limit,
    );
    expect(reached).toEqual(expected);
    expect(reached.map((node) => search.costOf(node))).toEqual(
      expected.map((node) => blocks(node) * block),
    );
  }
});

it("is the same as relaxing every arc until nothing changes, on any graph", () => {
  fc.assert(
    fc.property(randomGraph, fc.nat(60_000), ({ nodeCount, arcs, starts }, limit) => {
      const search = travelTimes(graphOf(nodeCount, arcs));
      expect(costs(search, starts, limit)).toEqual(bellmanFord(nodeCount, arcs, starts, limit));
    }),
    { numRuns: 500 },
  );
});

it("five thousand runs of one search, with limits of every size, are as good as new", () => {
  // Limits near the largest make the labels run out of numbers and start afresh many times over.
  fc.assert(
    fc.property(
      randomGraph,
      fc.array(fc.oneof(fc.nat(40_000), fc.integer({ min: 1 << 23, max: LARGEST_LIMIT - 1 })), {
        minLength: 1000,
        maxLength: 1000,
      }),
      ({ nodeCount, arcs, starts }, limits) => {
        const graph = graphOf(nodeCount, arcs);
        const search = travelTimes(graph);
        for (const [i, limit] of limits.entries()) {
          const from = [starts[i % starts.length]!];
          expect(costs(search, from, limit)).toEqual(costs(travelTimes(graph), from, limit));
        }
      },
    ),
    { numRuns: 5 },
  );
});

type Arc = readonly [from: number, to: number, cost: number];
type Start = readonly [node: number, cost: number];

const randomGraph = fc.integer({ min: 1, max: 30 }).chain((nodeCount) => {
  const node = fc.nat(nodeCount - 1);
  const cost = fc.oneof(fc.nat(20_000), fc.nat(3), fc.constant(0x3fffffff));
  return fc.record({
    nodeCount: fc.constant(nodeCount),
    arcs: fc.array(fc.tuple(node, node, cost), { maxLength: 80 }),
    starts: fc.array(fc.tuple(node, fc.nat(30_000)), { minLength: 1, maxLength: 4 }),
  });
});

function bellmanFord(
  nodeCount: number,
  arcs: readonly Arc[],
  starts: readonly Start[],
  limit: number,
): Record<number, number> {
  const least = Array.from({ length: nodeCount }, () => Infinity);
  for (const [node, cost] of starts) least[node] = Math.min(least[node]!, cost);
  for (let round = 0; round < nodeCount; round++)
    for (const [from, to, cost] of arcs) least[to] = Math.min(least[to]!, least[from]! + cost);
  return Object.fromEntries([...least.entries()].filter(([, cost]) => cost <= limit));
}

/** What one run finds: cost by node. */
function costs(
  search: TravelTimes,
  starts: readonly Start[],
  limit: number,
): Record<number, number> {
  const count = search.run(
    starts.map(([node]) => node),
    starts.map(([, cost]) => cost),
    starts.length,
    limit,
  );
  const reached = [...search.reached.subarray(0, count)];
  expect(new Set(reached).size).toBe(count);
  return Object.fromEntries(reached.map((node) => [node, search.costOf(node)]));
}

/** Packs arcs by their first node, as the search reads them. */
function graphOf(nodeCount: number, arcs: readonly Arc[]): Graph {
  const sorted = arcs.toSorted(([a], [b]) => a - b);
  const first = new Uint32Array(nodeCount + 1);
  for (const [from] of arcs) first[from + 1]! += 1;
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!;
  return {
    nodeCount,
    first,
    arcs: Int32Array.from(sorted.flatMap(([, to, cost]) => [2 * to, cost])),
  };
}
