import { expect, it } from "vitest";
import { metresBetween } from "#core/geo/lonlat.ts";
import { cutSegments, type Segments } from "#core/network/segments.ts";
import { BACKWARD, FORWARD, NO_WHEELS, STEPS } from "#core/network/walking-rules.ts";
import { BLOCK, town, type DrawnNodes, type DrawnWay, type Town } from "../../../fixtures/town.ts";

it("cuts both streets of a T-junction where they meet", () => {
  const { edges } = cut(
    `
    a---b---c
        |
        d
    `,
    ["abc", "bd"],
  );
  expect(edges).toEqual(["ab", "bc", "bd"]);
});

it("does not cut where streets cross without meeting, as under a bridge", () => {
  const { edges } = cut(
    `
        d
        |
    a---b---c
        |
        e
    `,
    ["ac", "de"],
  );
  expect(edges).toEqual(["ac", "de"]);
});

it("cuts where a bridge begins and ends", () => {
  const drawing = "a---b---c---d";
  const { edges } = cut(drawing, ["ab", ["bc", { highway: "footway", bridge: "yes" }], "cd"]);
  expect(edges).toEqual(["ab", "bc", "cd"]);
});

it("joins ways drawn end to end, in whatever direction each is drawn", () => {
  const drawing = "a---b---c---d";
  expect(cut(drawing, ["ab", "bc", "cd"]).edges).toEqual(["abcd"]);
  expect(cut(drawing, ["ab", "cb", "cd"]).edges).toEqual(["abcd"]);
  expect(cut(drawing, ["ba", "dc", "cb"]).edges).toEqual(["abcd"]);
});

it("keeps the bends of a street as its geometry and sums its length over them", () => {
  const { segments, edges } = cut(
    `
    b---c
    |   |
    a   d---e
    `,
    ["abcde"],
  );
  expect(edges).toEqual(["abcde"]);
  // a to b, b to c, c to d, d to e: four blocks
  expect(segments.length[0]).toBeCloseTo((4 * BLOCK) / 1000, 3);
});

it("cuts a way where it crosses itself", () => {
  // a-b-c-d-e-b-f: b is passed twice, so four stretches end there
  const { edges } = cut(
    `
        e---d
        |   |
    a---b---c
        |
        f
    `,
    ["abcdebf"],
  );
  expect(edges).toEqual(["ab", "bcdeb", "bf"]);
});

it("cuts a way that touches itself at its end", () => {
  const { edges } = cut(
    `
        e---d
        |   |
    a---b---c
    `,
    ["abcdeb"],
  );
  expect(edges).toEqual(["ab", "bcdeb"]);
});

it("gives a ring that meets nothing one edge with one node, wherever it is cut", () => {
  const { segments, edges } = cut(
    `
    d---c
    |   |
    a---b
    `,
    ["abcda"],
  );
  expect(edges).toEqual(["abcda"]);
  expect(segments.nodeCount).toBe(1);
  expect(segments.from[0]).toBe(segments.to[0]);
  expect(segments.length[0]).toBeCloseTo((4 * BLOCK) / 1000, 3);
});

it("ends the street on both sides of a closed gate, at two nodes that nothing joins", () => {
  const { segments, edges } = cut("a---b---c", ["abc"], { tags: { b: LOCKED } });
  expect(edges).toEqual(["ab", "bc"]);
  expect(segments.nodeCount).toBe(4);
  expect(new Set([...segments.from, ...segments.to]).size).toBe(4);
});

it("passes an open gate as if it were a bend", () => {
  const { edges } = cut("a---b---c", ["abc"], { tags: { b: { barrier: "gate" } } });
  expect(edges).toEqual(["abc"]);
});

it("lets nobody pass in any direction where a closed gate stands on a junction", () => {
  const { segments, edges } = cut(
    `
        d
        |
    a---b---c
        |
        e
    `,
    ["abc", "dbe"],
    { tags: { b: LOCKED } },
  );
  expect(edges).toEqual(["ab", "bc", "bd", "be"]);
  expect(segments.nodeCount).toBe(8); // four far ends and b four times
});

it("opens a ring at the one closed gate on it", () => {
  const { segments, edges } = cut(
    `
    d---c
    |   |
    a---b
    `,
    ["abcda"],
    { tags: { c: LOCKED } },
  );
  expect(edges).toEqual(["cbadc"]);
  expect(segments.nodeCount).toBe(2);
  expect(segments.from[0]).not.toBe(segments.to[0]);
});

it("cuts a way where the extract lacks a node of it", () => {
  const { edges } = cut("a---b---c---d---e", ["abcde"], { missing: "c" });
  expect(edges).toEqual(["ab", "de"]);
});

it("drops a way of which a single node is left", () => {
  const { segments } = cut("a---b---c", ["abc"], { missing: "ac" });
  expect(segments.from.length).toBe(0);
  expect(segments.nodeCount).toBe(0);
});

it("reads a node written twice in a row as one", () => {
  const { segments, edges } = cut("a---b---c", ["aabbbcc"]);
  expect(edges).toEqual(["abc"]);
  expect(segments.length[0]).toBeCloseTo((2 * BLOCK) / 1000, 3);
});

it("breaks a chain where one-way walking begins, and says which way it goes", () => {
  const oneWay = { highway: "footway", "oneway:foot": "yes" };
  const { edges } = cut("a---b---c---d", ["ab", ["bc", oneWay], "cd"]);
  expect(edges).toEqual(["ab", "bc >", "cd"]);
});

it("joins one-way streets that lead on from each other, even drawn against each other", () => {
  const along = { highway: "footway", "oneway:foot": "yes" };
  const against = { highway: "footway", "oneway:foot": "-1" };
  expect(
    cut("a---b---c", [
      ["ab", along],
      ["cb", against],
    ]).edges,
  ).toEqual(["abc >"]);
});

it("breaks a chain where one-way streets meet head on", () => {
  const along = { highway: "footway", "oneway:foot": "yes" };
  expect(
    cut("a---b---c", [
      ["ab", along],
      ["cb", along],
    ]).edges,
  ).toEqual(["ab >", "bc <"]);
});

it("breaks a chain where steps begin, and keeps their traits", () => {
  const { segments, edges, traitsOf } = cut("a---b---c---d", [
    "ab",
    ["bc", { highway: "steps" }],
    "cd",
  ]);
  expect(edges).toEqual(["ab", "bc", "cd"]);
  expect(traitsOf("bc")).toBe(FORWARD | BACKWARD | STEPS | NO_WHEELS);
  expect(traitsOf("cd")).toBe(FORWARD | BACKWARD);
  expect(segments.nodeCount).toBe(4);
});

it("keeps two ways between the same corners apart", () => {
  const { edges } = cut(
    `
    c---d
    |   |
    a---b
    `,
    ["ab", "acdb", "ab"],
  );
  expect(edges).toEqual(["ab", "ab", "acdb"]);
});

it("names an edge by the longest part of it that has a name", () => {
  const street = (name?: string) => ({ highway: "residential", ...(name && { name }) });
  // one block of 甲街, two of 乙街, three of none
  const { town: drawn, segments } = cut("a---b---c---d---e---f---g", [
    ["ab", street("甲街")],
    ["bcd", street("乙街")],
    ["defg", street()],
  ]);
  expect(segments.from.length).toBe(1);
  expect(drawn.streets.names[segments.name[0]!]).toBe("乙街");
});

it("adds up the parts of one name before it compares", () => {
  const street = (name: string) => ({ highway: "residential", name });
  // 甲街 one block, then 乙街 two, then 甲街 two: three blocks against two
  const { town: drawn, segments } = cut("a---b---c---d---e---f", [
    ["ab", street("甲街")],
    ["bcd", street("乙街")],
    ["def", street("甲街")],
  ]);
  expect(drawn.streets.names[segments.name[0]!]).toBe("甲街");
});

it("starts and ends the geometry of every edge at its nodes, and sums its length over it", () => {
  const { segments } = cut(
    `
    g---h---i
    |   |  /
    d---e-f
    |   |  \\
    a---b---c
    `,
    ["abc", "dabehe", "defi", "fc", "gdg", "ghi"],
    { tags: { d: LOCKED } },
  );
  expect(segments.from.length).toBeGreaterThan(6);
  for (let e = 0; e < segments.from.length; e++) {
    const points = pointsOf(segments, e);
    expect(points[0]).toEqual(nodeAt(segments, segments.from[e]!));
    expect(points.at(-1)).toEqual(nodeAt(segments, segments.to[e]!));
    let metres = 0;
    for (let i = 1; i < points.length; i++)
      metres += metresBetween(...points[i - 1]!, ...points[i]!);
    expect(segments.length[e]).toBeCloseTo(metres, 9);
  }
});

it("gives no edges for streets that hold none", () => {
  const { segments } = cut("a---b", []);
  expect(segments.from.length).toBe(0);
  expect(segments.firstPoint).toEqual(Uint32Array.of(0));
});

const LOCKED = { barrier: "gate", locked: "yes" };

/** The edges by their letters, each in the direction that reads first; > and < mark one-way walking. */
function cut(drawing: string, ways: readonly DrawnWay[], nodes: DrawnNodes = {}) {
  const drawn = town(drawing, ways, nodes);
  const segments = cutSegments(drawn.streets);
  const read = Array.from(segments.from, (_, e) => readEdge(drawn, segments, e));
  return {
    town: drawn,
    segments,
    edges: read.map(({ text }) => text).sort(),
    traitsOf: (text: string) => segments.traits[read.findIndex((one) => one.text === text)],
  };
}

function readEdge(drawn: Town, segments: Segments, edge: number): { text: string } {
  const letters = drawn.letters(
    segments.points.subarray(2 * segments.firstPoint[edge]!, 2 * segments.firstPoint[edge + 1]!),
  );
  const back = letters.split("").toReversed().join("");
  const ways = segments.traits[edge]! & (FORWARD | BACKWARD);
  const turned = back < letters;
  const oneWay = ways === (FORWARD | BACKWARD) ? "" : (ways === FORWARD) !== turned ? " >" : " <";
  return { text: (turned ? back : letters) + oneWay };
}

function pointsOf(segments: Segments, edge: number): [number, number][] {
  const points: [number, number][] = [];
  for (let p = segments.firstPoint[edge]!; p < segments.firstPoint[edge + 1]!; p++)
    points.push([segments.points[2 * p]! / 1e7, segments.points[2 * p + 1]! / 1e7]);
  return points;
}

function nodeAt(segments: Segments, node: number): [number, number] {
  return [segments.nodeLng[node]! / 1e7, segments.nodeLat[node]! / 1e7];
}
