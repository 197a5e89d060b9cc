import { describe, expect, it } from "vitest";
import { CLOSED, costOf, walkingGraph, type Measure, wholeTenths } from "#core/network/graph.ts";
import { BACKWARD, FORWARD, STEPS } from "#core/network/walking-rules.ts";
import type { Direction } from "#core/vocabulary.ts";
import { BLOCK, networkOf, town, type Town } from "../../../fixtures/town.ts";

const METRES: Measure = { kind: "distance", speed: 1.1, steps: "slow" };
const ADULT: Measure = { kind: "time", speed: 1.1, steps: "slow" };
const WHEELS: Measure = { kind: "time", speed: 0.7, steps: "closed" };

describe("a limit", () => {
  it.each([
    ["time", 15, 900_000],
    ["time", 7.5, 450_000],
    ["time", 10.0123, 600_700], // 600,738 ms
    ["distance", 300, 300_000],
    ["distance", 999.96, 1_000_000],
  ] as const)("of %s %d is whole tenths of its unit", (kind, minutesOrMetres, limit) => {
    expect(wholeTenths(kind, minutesOrMetres)).toBe(limit);
  });
});

describe("the cost of a stretch", () => {
  const street = FORWARD | BACKWARD;

  it.each([
    ["its length, in distance mode", METRES, 1234, street, 1234],
    ["its length, stairs or not, in distance mode", METRES, 1234, street | STEPS, 1234],
    ["milliseconds at the walker's speed", ADULT, 1100, street, 1000],
    ["rounded to the nearest millisecond", ADULT, 1000, street, 909], // 909.09
    ["rounded to the nearest millisecond", ADULT, 999_999, street, 909_090], // 909,090.0
    ["twice as long up or down stairs", ADULT, 1100, street | STEPS, 2000],
    ["as long one way as both ways", ADULT, 1100, FORWARD, 1000],
    ["nothing for nothing", ADULT, 0, street, 0],
  ] as const)("is %s", (_, measure, millimetres, traits, cost) => {
    expect(costOf(measure, millimetres, traits)).toBe(cost);
  });

  it("stays below what the search can hold, however long the stretch or slow the walker", () => {
    expect(costOf(METRES, 0xffffffff, street)).toBe(CLOSED);
    expect(costOf({ ...ADULT, speed: 0.001 }, 0xffffffff, street)).toBe(CLOSED);
  });
});

describe("the graph that is searched from facilities", () => {
  const drawn = town(
    `
        d
        |
    a---b---c
    `,
    ["ab", ["bc", { highway: "footway", "oneway:foot": "yes" }], ["bd", { highway: "steps" }]],
  );
  const ab = BLOCK;

  it("runs along the direction of walking when people come from them", () => {
    expect(arcsOf(drawn, METRES, "from")).toEqual([
      `a-b ${ab}`,
      `b-a ${ab}`,
      `b-c ${ab}`,
      `b-d ${ab}`,
      `d-b ${ab}`,
    ]);
  });

  it("runs against the direction of walking when people go towards them", () => {
    expect(arcsOf(drawn, METRES, "towards")).toEqual([
      `a-b ${ab}`,
      `b-a ${ab}`,
      `b-d ${ab}`,
      `c-b ${ab}`,
      `d-b ${ab}`,
    ]);
  });

  it("leaves steps out for who cannot climb them", () => {
    const cost = Math.round(BLOCK / 0.7);
    expect(arcsOf(drawn, WHEELS, "from")).toEqual([`a-b ${cost}`, `b-a ${cost}`, `b-c ${cost}`]);
  });

  it("marks as a dead end every node with one edge, and no other", () => {
    // e is where steps begin: two edges, no dead end
    const street = town(
      `
          d
          |
      a---b---e---c
      `,
      ["abe", ["ec", { highway: "steps" }], "bd"],
    );
    expect(deadEndsOf(street, METRES)).toEqual({ a: true, b: false, c: true, d: true, e: false });
    expect(deadEndsOf(street, WHEELS)).toEqual({ a: true, b: false, d: true, e: true });
  });

  it("does not take the one node of a ring for a dead end", () => {
    const lasso = town(
      `
          d---c
          |   |
      a---e---b
      `,
      ["ae", "ebcde"],
    );
    const { network, graph } = walkingGraph(networkOf(lasso), METRES, "from");
    const targets = Array.from({ length: graph.arcs.length / 2 }, (_, i) => graph.arcs[2 * i]!);
    const ends = targets.map((target) => letterOf(lasso, network, target >> 1));
    // the ring from e to e twice, e to a, a to e
    expect(ends.sort()).toEqual(["a", "e", "e", "e"]);
    expect(targets.filter((target) => (target & 1) === 1).length).toBe(1);
  });
});

/** By the letter of each node that an arc leads to. */
function deadEndsOf(drawn: Town, measure: Measure): Record<string, boolean> {
  const { network, graph } = walkingGraph(networkOf(drawn), measure, "from");
  const dead: Record<string, boolean> = {};
  for (let arc = 0; arc < graph.arcs.length; arc += 2)
    dead[letterOf(drawn, network, graph.arcs[arc]! >> 1)] = (graph.arcs[arc]! & 1) === 1;
  return dead;
}

function arcsOf(drawn: Town, measure: Measure, direction: Direction): string[] {
  const { network, graph } = walkingGraph(networkOf(drawn), measure, direction);
  const arcs: string[] = [];
  for (let node = 0; node < graph.nodeCount; node++)
    for (let arc = 2 * graph.first[node]!; arc < 2 * graph.first[node + 1]!; arc += 2)
      arcs.push(
        `${letterOf(drawn, network, node)}-${letterOf(drawn, network, graph.arcs[arc]! >> 1)} ${graph.arcs[arc + 1]}`,
      );
  return arcs.sort();
}

function letterOf(
  drawn: Town,
  network: { readonly nodeLng: Int32Array; readonly nodeLat: Int32Array },
  node: number,
): string {
  return drawn.letters([network.nodeLng[node]!, network.nodeLat[node]!]);
}
