import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { MAIN, type Network } from "#core/network/network.ts";
import { applyRepairs, type Repair } from "#core/network/repairs.ts";
import { cutSegments } from "#core/network/segments.ts";
import { E7 } from "#core/network/streets.ts";
import { BACKWARD, FORWARD, NO_WHEELS, STEPS } from "#core/network/walking-rules.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { networkOf, streetsOf, town } from "../../../fixtures/town.ts";
import { spot, spotExtract, spotTown } from "../../../fixtures/broken-town.ts";

/** Metres of a step of the drawn towns: 90 ten-millionths of a degree. */
const METRE = (90 / E7) * METRES_PER_DEGREE;

/** Two parallel streets 50 m apart, and a third that crosses both without meeting them. */
const STREETS = spotTown(
  spotExtract([
    { at: "0,0 100,0 200,0", tags: { highway: "residential", name: "南街" } },
    { at: "0,50 200,50", tags: { highway: "residential", name: "北街" } },
    { at: "150,-30 150,80", apart: true },
  ]),
).network;

describe("a join", () => {
  it("is a straight piece of street between places on streets, which are cut there", () => {
    const { network, failed } = applyRepairs(STREETS, [join([40, 0], [40, 50])]);
    expect(failed).toEqual([]);
    expect(network.edgeCount).toBe(STREETS.edgeCount + 3);
    expect(metresOf(network)).toBeCloseTo(metresOf(STREETS) + 50 * METRE, 3);
    expect(partsOf(network)).toEqual([450, 110]);
  });

  it("meets the nearest place of a street up to 25 m away, and none beyond", () => {
    const near = applyRepairs(STREETS, [join([40, -24], [40, 74])]);
    expect(metresOf(near.network)).toBeCloseTo(metresOf(STREETS) + 50 * METRE, 3);
    const far = applyRepairs(STREETS, [join([40, -26], [40, 50])]);
    expect(far).toEqual({
      network: STREETS,
      applied: [],
      failed: [{ repair: 0, why: "repair-no-street-there" }],
    });
  });

  it("uses the street's own corner where there is one", () => {
    const { network } = applyRepairs(STREETS, [join([100, 0], [100, 50])]);
    expect(pointsOf(network).filter((point) => point === "100,0").length).toBe(3);
    expect(network.edgeCount).toBe(STREETS.edgeCount + 3);
  });

  it("is not made twice, nor from a place to itself", () => {
    const twice = applyRepairs(STREETS, [join([40, 0], [40, 50]), join([40, 50], [40, 0])]);
    expect(twice).toMatchObject({
      applied: [0],
      failed: [{ repair: 1, why: "repair-nothing-to-join" }],
    });
    const none = applyRepairs(STREETS, [join([40, 0], [40, 0])]);
    expect(none.failed).toEqual([{ repair: 0, why: "repair-nothing-crosses" }]);
  });

  it("is not made where newer streets run straight through", () => {
    const repair = join([200, 6], [200, 0]);
    const drawn = (...at: string[]) =>
      spotTown(spotExtract([{ at: "0,0 200,0 400,0" }, ...at.map((line) => ({ at: line }))]))
        .network;
    expect(applyRepairs(drawn("200,6 200,100"), [repair]).failed).toEqual([]);
    for (const newer of [drawn("200,0 200,100"), drawn("200,0 200,6 200,100")])
      expect(applyRepairs(newer, [repair])).toMatchObject({
        applied: [],
        failed: [{ repair: 0, why: "repair-nothing-to-join" }],
      });
    // A long way round is no reason; nor is a street that an earlier repair has left out.
    expect(applyRepairs(drawn("200,6 100,6 100,0"), [repair]).failed).toEqual([]);
    const replaced = [drop([200, 50]), join([200, 100], [200, 0])];
    expect(
      applyRepairs(drawn("200,0 200,100", "100,100 200,100 300,100"), replaced).failed,
    ).toEqual([]);
  });

  it("can start from an earlier one", () => {
    const repairs = [join([40, 0], [40, 50]), join([40, 20], [150, 20])];
    const { network, failed } = applyRepairs(STREETS, repairs);
    expect(failed).toEqual([]);
    expect(partsOf(network)).toEqual([670]);
  });
});

describe("a split", () => {
  it("lets streets meet where they cross", () => {
    const { network } = applyRepairs(STREETS, [split([150, 0]), split([150, 50])]);
    expect(partsOf(network)).toEqual([510]);
    expect(metresOf(network)).toBeCloseTo(metresOf(STREETS), 2);
  });

  it("says so where nothing crosses, or where streets meet already", () => {
    const why = (...repairs: Repair[]) => applyRepairs(STREETS, repairs).failed.at(-1)?.why;
    expect(why(split([60, 0]))).toBe("repair-nothing-crosses");
    expect(why(split([150, 0]), split([150, 0]))).toBe("repair-nothing-crosses");
    expect(why(split([60, 25]))).toBe("repair-no-street-there");
  });

  it("leaves a bridge above a crossing as it is", () => {
    const { network } = spotTown(
      spotExtract([
        { at: "0,0 200,0" },
        { at: "100,-50 100,50", apart: true },
        { at: "50,-50 150,50", apart: true, tags: { highway: "footway", bridge: "yes" } },
      ]),
    );
    expect(partsOf(applyRepairs(network, [split([100, 0])]).network)).toEqual([300, 141]);
  });
});

describe("a drop", () => {
  it("leaves out the piece between two crossings", () => {
    const { network } = applyRepairs(STREETS, [split([150, 0]), drop([170, 1])]);
    expect(metresOf(network)).toBeCloseTo(metresOf(STREETS) - 50 * METRE, 3);
    expect(pointsOf(network)).not.toContain("200,0");
  });

  it("keeps the last street there is", () => {
    const { network } = spotTown(spotExtract([{ at: "0,0 200,0" }]));
    expect(applyRepairs(network, [drop([100, 0])])).toEqual({
      network,
      applied: [],
      failed: [{ repair: 0, why: "repair-leaves-nothing" }],
    });
  });
});

describe("a gate", () => {
  it("leads from a street to a place where there is none", () => {
    const gate: Repair = { kind: "gate", from: spot([40, 0]), to: spot([40, 25]) };
    const { network } = applyRepairs(STREETS, [gate]);
    expect(metresOf(network)).toBeCloseTo(metresOf(STREETS) + 25 * METRE, 3);
    expect(pointsOf(network)).toContain("40,25");
  });

  it("of no length opens a locked one", () => {
    const { network } = spotTown(
      spotExtract(
        [{ at: "0,0 100,0 200,0" }],
        [{ at: "100,0", tags: { barrier: "gate", locked: "yes" } }],
      ),
    );
    expect(partsOf(network)).toEqual([100, 100]);
    const gate: Repair = { kind: "gate", from: spot([100, 0]), to: spot([100, 0]) };
    const opened = applyRepairs(network, [gate]);
    expect(opened.failed).toEqual([]);
    expect(partsOf(opened.network)).toEqual([200]);
  });
});

describe("repairs together", () => {
  it("change neither source nor boundary, nor what streets are", () => {
    const { network } = applyRepairs(STREETS, [join([40, 0], [40, 50])]);
    const { source, boundary, boundarySource, missingPoints, levelsKnown } = STREETS.report;
    expect(network.report).toMatchObject({
      source,
      boundary,
      boundarySource,
      missingPoints,
      levelsKnown,
    });
    expect(new Set([...network.name].map((i) => network.names[i]))).toEqual(
      new Set(["", "北街", "南街"]),
    );
  });

  it("give the same network in any order when they are independent", () => {
    const repairs = [
      join([40, 0], [40, 50]),
      join([60, 0], [60, 50]),
      join([60.3, 0], [80, 50]),
      split([150, 0]),
      split([150, 50]),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(repairs, { minLength: 5 }), (shuffled) => {
        expect(shape(applyRepairs(STREETS, shuffled).network)).toEqual(
          shape(applyRepairs(STREETS, repairs).network),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("keep every street of any town, and add just what is joined", () => {
    const anyTown = fc.tuple(randomTowns, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }));
    fc.assert(
      fc.property(anyTown, ([elements, picks]) => {
        const streets = streetsOf(elements);
        fc.pre(cutSegments(streets).from.length > 0);
        const network = networkOf({ streets });
        const repairs = picks.map(([a, b]): Repair => ({
          kind: "join",
          from: placeOn(network, a),
          to: placeOn(network, b),
        }));
        const repaired = applyRepairs(network, repairs);
        expect(repaired.applied.length + repaired.failed.length).toBe(repairs.length);
        const added = repaired.applied.reduce((sum, i) => sum + straight(repairs[i]!), 0);
        // Every new corner bends a street by a centimetre at most.
        expect(Math.abs(metresOf(repaired.network) - metresOf(network) - added)).toBeLessThan(0.2);
        expect(repaired.network.report.components).toBeLessThanOrEqual(network.report.components);
        const [before, after] = [metresByKind(network), metresByKind(repaired.network)];
        for (const [kind, metres] of before)
          expect(after.get(kind) ?? 0).toBeGreaterThan(metres - 0.2);
      }),
      { numRuns: 200 },
    );
  });

  it("keep the direction of a street that is walked one way", () => {
    const oneWay = { highway: "footway", "oneway:foot": "yes" };
    const { network } = spotTown(
      spotExtract([{ at: "0,0 100,0", tags: oneWay }, { at: "0,50 100,50" }]),
    );
    const repaired = applyRepairs(network, [join([40, 0], [40, 50]), join([70, 0], [70, 50])]);
    const walked = shape(repaired.network).filter((edge) => edge.endsWith("one way"));
    expect(walked.map((edge) => edge.split(";")[0])).toEqual([
      "0,0 40,0",
      "40,0 70,0",
      "70,0 100,0",
    ]);
  });

  it("that are none leave the network itself", () => {
    expect(applyRepairs(STREETS, []).network).toBe(STREETS);
  });

  it("open only the gates they name", () => {
    const drawn = town("a---b---c---d", [["abcd", { highway: "residential" }]], {
      tags: { b: { barrier: "gate", locked: "yes" }, c: { barrier: "gate", locked: "yes" } },
    });
    const gate: Repair = { kind: "gate", from: drawn.at("b"), to: drawn.at("b") };
    const { network } = applyRepairs(networkOf(drawn), [gate]);
    expect(network.report.components).toBe(2);
  });
});

function join(from: readonly [number, number], to: readonly [number, number]): Repair {
  return { kind: "join", from: spot(from), to: spot(to) };
}

function split(at: readonly [number, number]): Repair {
  return { kind: "split", at: spot(at) };
}

function drop(at: readonly [number, number]): Repair {
  return { kind: "drop", at: spot(at) };
}

/** Metres of all streets. */
function metresOf({ length }: Network): number {
  return length.reduce((sum, long) => sum + long, 0) / 1000;
}

/** Whole drawn metres of the connected parts, longest first. */
function partsOf({ report, length, traits }: Network): number[] {
  const main = length.reduce((sum, long, e) => sum + ((traits[e]! & MAIN) === 0 ? 0 : long), 0);
  return [main / 1000, ...report.islands.map((island) => island.km * 1000)].map((metres) =>
    Math.round(metres / METRE),
  );
}

/** Ends and bends of all edges in drawn metres. */
function pointsOf({ points }: Network): string[] {
  return Array.from({ length: points.length / 2 }, (_, p) =>
    [(points[2 * p]! - 1e9) / 90, points[2 * p + 1]! / 90].join(),
  );
}

/** Everything about a network but the order and direction in which its edges are kept. */
function shape(network: Network): string[] {
  const points = pointsOf(network);
  return Array.from({ length: network.edgeCount }, (_, e) => {
    const own = points.slice(network.firstPoint[e], network.firstPoint[e + 1]);
    const walked = network.traits[e]! & (FORWARD | BACKWARD);
    const backward = walked === BACKWARD || (walked !== FORWARD && own[0]! > own.at(-1)!);
    const ends = backward ? own.toReversed() : own;
    const way = walked === (FORWARD | BACKWARD) ? "both ways" : "one way";
    return [ends.join(" "), network.length[e], network.name[e], way].join(";");
  }).toSorted();
}

/** Metres of streets that are walked alike. */
function metresByKind({ edgeCount, traits, length }: Network): Map<string, number> {
  const metres = new Map<string, number>();
  for (let e = 0; e < edgeCount; e++) {
    const walked = traits[e]! & (FORWARD | BACKWARD);
    const kind = `${traits[e]! & (STEPS | NO_WHEELS)} ${walked === (FORWARD | BACKWARD)}`;
    metres.set(kind, (metres.get(kind) ?? 0) + length[e]! / 1000);
  }
  return metres;
}

/** Some corner of some street. */
function placeOn({ points }: Network, pick: number): [number, number] {
  const p = pick % (points.length / 2);
  return [points[2 * p]! / E7, points[2 * p + 1]! / E7];
}

function straight(repair: Repair): number {
  if (repair.kind !== "join") return 0;
  const [[aLng, aLat], [bLng, bLat]] = [repair.from, repair.to];
  const shrink = Math.cos((aLat * Math.PI) / 180);
  return Math.hypot((aLng - bLng) * shrink, aLat - bLat) * METRES_PER_DEGREE;
}
