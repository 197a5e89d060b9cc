import { expect, it } from "vitest";
import fc from "fast-check";
import { metresBetween } from "#core/geo/lonlat.ts";
import { buildNetwork, MAIN, MAIN_ON_WHEELS, type Network } from "#core/network/network.ts";
import { cutSegments } from "#core/network/segments.ts";
import { BLOCK, networkOf, SOURCE, streetsOf, town } from "../../../fixtures/town.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";

it("holds lengths in whole millimetres", () => {
  const drawn = town(
    `
    a---b---c
        |
        d
    `,
    ["abc", "bd"],
  );
  const network = networkOf(drawn);
  expect(network.edgeCount).toBe(3);
  expect([...network.length]).toEqual([BLOCK, BLOCK, BLOCK]);
  expect(network.report.km).toBeCloseTo((3 * BLOCK) / 1e6, 6);
});

it("refuses an extract without any street that is walked", () => {
  const motorway = town("a---b", [["ab", { highway: "motorway" }]]);
  expect(() => networkOf(motorway)).toThrow(new RangeError("no walkable streets"));
  expect(() => networkOf(town("a---b", []))).toThrow(RangeError);
});

it("takes a town of one ring that meets nothing", () => {
  // One node, one edge from it to itself; the extract still has to end somewhere.
  const ring = town(
    `
    d---c
    |   |
    a---b
    `,
    ["abcda"],
  );
  const network = buildNetwork(ring.streets, SOURCE);
  expect(network.nodeCount).toBe(1);
  expect([...network.length]).toEqual([4 * BLOCK]);
});

it("finds the parts that no walk joins, the longest first, and names their streets", () => {
  const street = (name: string) => ({ highway: "residential", name });
  //  main: a-b-c, two blocks and one north; islands: k-l-m two blocks, x-y one block
  const drawn = town(
    `
    d
    |
    a---b---c     k---l---m     x---y
    `,
    [
      ["abc", street("人民路")],
      "ad",
      ["kl", street("湖滨路")],
      ["lm", street("岛东街")],
      ["xy", { highway: "footway" }],
    ],
  );
  const { report } = networkOf(drawn);
  expect(report.components).toBe(3);
  expect(report.mainShare).toBeCloseTo(3 / 6, 6);
  expect(report.islands.map(({ km }) => Math.round(km * 1e6))).toEqual([2 * BLOCK, BLOCK]);
  // k–l–m is one edge; of two equally long parts the first drawn names it
  expect(report.islands.map(({ streets }) => streets)).toEqual([["湖滨路"], []]);
  const [kLng, kLat] = drawn.at("k");
  const [mLng] = drawn.at("m");
  expect(report.islands[0]!.lat).toBeCloseTo(kLat, 7);
  expect([kLng, mLng].map((lng) => lng.toFixed(7))).toContain(report.islands[0]!.lng.toFixed(7));
});

it("joins what a one-way street joins: a part is an island only when no walk of any direction leads there", () => {
  const oneWay = { highway: "footway", "oneway:foot": "yes" };
  const { report } = networkOf(town("a---b---c", ["ab", ["bc", oneWay]]));
  expect(report.components).toBe(1);
  expect(report.mainShare).toBe(1);
});

it("severs the network at a closed gate", () => {
  const drawn = town("a---b---c---d", ["abcd"], { tags: { c: { barrier: "wall" } } });
  const { report, traits, length } = networkOf(drawn);
  expect(report.components).toBe(2);
  expect(report.mainShare).toBeCloseTo(2 / 3, 6);
  const main = [...traits].map((trait) => (trait & MAIN) !== 0);
  expect([...length].filter((_, e) => main[e])).toEqual([2 * BLOCK]);
});

it("has a main part of its own for wheels, which need not be where walkers' main part is longest", () => {
  // Steps b–c split the town for wheels: a–b one block, c–d–e two.
  const drawn = town("a---b---c---d---e", ["ab", ["bc", { highway: "steps" }], "cde"]);
  const { traits, length, report } = networkOf(drawn);
  expect(report.components).toBe(1);
  const onWheels = [...length].filter((_, e) => (traits[e]! & MAIN_ON_WHEELS) !== 0);
  expect(onWheels).toEqual([2 * BLOCK]);
  expect([...traits].every((trait) => (trait & MAIN) !== 0)).toBe(true);
});

it("counts the points that the extract lacks", () => {
  const drawn = town("a---b---c---d---e", ["abcde"], { missing: "ce" });
  expect(networkOf(drawn).report.missingPoints).toBe(2);
});

it("keeps the Chinese name where a street has two", () => {
  const name = { highway: "residential", name: "Renmin Lu", "name:zh": "人民路" };
  const { names, name: of } = networkOf(town("a---b", [["ab", name]]));
  expect(names[of[0]!]).toBe("人民路");
});

it("renumbers nodes without losing or doubling any, and keeps every edge as it was", () => {
  fc.assert(
    fc.property(randomTowns, (random) => {
      const streets = streetsOf(random);
      const segments = cutSegments(streets);
      fc.pre(segments.from.length > 0);
      const network = networkOf({ streets });
      const places = (lng: Int32Array, lat: Int32Array) =>
        Array.from(lng, (x, i) => `${x} ${lat[i]}`).sort();
      expect(places(network.nodeLng, network.nodeLat)).toEqual(
        places(segments.nodeLng, segments.nodeLat),
      );
      const edge = (of: Pick<Network, "firstPoint" | "points">, e: number) =>
        of.points.subarray(2 * of.firstPoint[e]!, 2 * of.firstPoint[e + 1]!).join(" ");
      expect(Array.from(network.from, (_, e) => edge(network, e)).sort()).toEqual(
        Array.from(segments.from, (_, e) => edge(segments, e)).sort(),
      );
    }),
    { numRuns: 200 },
  );
});

it("holds for any town: geometry between its nodes, lengths of its geometry, every bend in one box of the index", () => {
  fc.assert(
    fc.property(randomTowns, (random) => {
      const streets = streetsOf(random);
      fc.pre(cutSegments(streets).from.length > 0);
      expect(faultsOf(networkOf({ streets }))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it("sorts edges by their first node, so that neighbours in the town are neighbours in memory", () => {
  fc.assert(
    fc.property(randomTowns, (random) => {
      const streets = streetsOf(random);
      fc.pre(cutSegments(streets).from.length > 0);
      const { from, to } = networkOf({ streets });
      const first = Array.from(from, (node, e) => Math.min(node, to[e]!));
      expect(first).toEqual(first.toSorted((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});

it("lays nodes along a curve whose neighbours are near: on a full grid the average step is short", () => {
  // On a 16 × 16 grid a Hilbert curve steps from each corner to one beside it; row by row would jump back.
  const side = 16;
  const id = (x: number, y: number) => y * side + x + 1;
  const lanes = Array.from({ length: side }, (_, i) => i);
  const grid = streetsOf({
    nodes: lanes.flatMap((y) =>
      lanes.map((x) => ({ id: id(x, y), lng: 100 + x / 1000, lat: y / 1000 })),
    ),
    ways: lanes.flatMap((i) => [
      { id: 2 * i + 1, refs: lanes.map((x) => id(x, i)), tags: { highway: "residential" } },
      { id: 2 * i + 2, refs: lanes.map((y) => id(i, y)), tags: { highway: "residential" } },
    ]),
  });
  const { nodeCount, nodeLng, nodeLat } = networkOf({ streets: grid });
  let steps = 0;
  for (let n = 1; n < nodeCount; n++)
    steps +=
      (Math.abs(nodeLng[n]! - nodeLng[n - 1]!) + Math.abs(nodeLat[n]! - nodeLat[n - 1]!)) / 1e4;
  // The four corners of the town are bends, not nodes: a step may pass over one.
  expect(nodeCount).toBe(side * side - 4);
  expect(steps / (nodeCount - 1)).toBeLessThan(1.05);
});

/** Everything about a network that is not as it must be. */
function faultsOf(network: Network): string[] {
  const { nodeCount, edgeCount, from, to, firstPoint, points } = network;
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const at = (p: number) => [points[2 * p]!, points[2 * p + 1]!] as const;
  const isNode = (p: number, node: number) =>
    at(p)[0] === network.nodeLng[node] && at(p)[1] === network.nodeLat[node];

  must(firstPoint.length === edgeCount + 1, "one first point per edge and one after");
  must(points.length === 2 * firstPoint[edgeCount]!, "as many points as edges say");
  const boxed = new Set<number>();
  for (let i = 0; i < network.boxEdge.length; i++) {
    const last = Math.min(network.boxPoint[i]! + 4, firstPoint[network.boxEdge[i]! + 1]! - 1);
    for (let p = network.boxPoint[i]!; p < last; p++) {
      must(!boxed.has(p), `point ${p} in one box only`);
      boxed.add(p);
    }
  }
  for (let e = 0; e < edgeCount; e++) {
    const [first, last] = [firstPoint[e]!, firstPoint[e + 1]! - 1];
    must(from[e]! < nodeCount && to[e]! < nodeCount, `edge ${e} between nodes`);
    must(isNode(first, from[e]!) && isNode(last, to[e]!), `edge ${e} drawn from node to node`);
    let metres = 0;
    for (let p = first; p < last; p++) {
      const [[aLng, aLat], [bLng, bLat]] = [at(p), at(p + 1)];
      metres += metresBetween(aLng / 1e7, aLat / 1e7, bLng / 1e7, bLat / 1e7);
      must(boxed.has(p), `point ${p} in a box`);
    }
    must(Math.abs(network.length[e]! - 1000 * metres) <= 0.5001, `edge ${e} as long as drawn`);
  }
  const km = network.length.reduce((sum, mm) => sum + mm, 0) / 1e6;
  must(Math.abs(network.report.km - km) < 1e-4, "the report's length that of all edges");
  return faults;
}
