import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { solveNearest } from "#core/siting/nearest.ts";
import type { NearestProblem, Solver } from "#core/siting/problem.ts";
import { openHighs } from "../../../../server/compute/siting/highs.ts";
import {
  badSolvers,
  costsOver,
  everyChoice,
  freeRules,
  pairsOf,
  rulesOver,
  toolsWith,
  weightsOver,
  type Costs,
} from "./towns.ts";

const DEMANDS = 7;

interface Town {
  readonly problem: NearestProblem;
  readonly costs: Costs;
}

const towns = (kind: "median" | "center"): fc.Arbitrary<Town> =>
  fc.integer({ min: 1, max: 6 }).chain((siteCount) =>
    fc
      .record({
        costs: costsOver(siteCount, DEMANDS),
        weight: weightsOver(DEMANDS),
        now: fc.array(fc.option(fc.integer({ min: 0, max: 25 }), { freq: 1, nil: Infinity }), {
          minLength: DEMANDS,
          maxLength: DEMANDS,
        }),
        rules: rulesOver(siteCount),
      })
      .map(({ costs, weight, now, rules }) => ({
        costs,
        problem: {
          kind,
          ...rules,
          pairs: pairsOf(costs, DEMANDS),
          weight,
          now: Float64Array.from(now),
        },
      })),
  );

/** What a choice comes to, by the definition; Infinity where somebody who could be served is not. */
function valueOf({ problem, costs }: Town, sites: readonly number[]): number {
  let sum = 0;
  let most = 0;
  for (let demand = 0; demand < DEMANDS; demand++) {
    const from = (open: readonly number[]) =>
      Math.min(problem.now[demand]!, ...open.map((site) => costs[site]![demand] ?? Infinity));
    const allowed = costs.flatMap((_, site) => (problem.status[site] === 2 ? [] : [site]));
    if (problem.weight[demand] === 0 || from(allowed) === Infinity) continue;
    sum += from(sites) * problem.weight[demand]!;
    most = Math.max(most, from(sites));
  }
  return problem.kind === "median" ? sum : most;
}

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs();
});

describe.each(["median", "center"] as const)("the p-%s", (kind) => {
  it("is the best of every choice, and proven", () => {
    fc.assert(
      fc.property(towns(kind), (town) => {
        const answer = solveNearest(town.problem, toolsWith(solver));
        const values = everyChoice(town.problem).map((sites) => valueOf(town, sites));
        const best = Math.min(Infinity, ...values);
        expect(answer.status).toBe(best < Infinity ? "proven" : "infeasible");
        if (best === Infinity) return;
        expect(answer.value).toBeCloseTo(best, 9);
        expect(answer.bound).toBe(answer.value);
        expect(everyChoice(town.problem)).toContainEqual(answer.sites);
        expect(valueOf(town, answer.sites)).toBeCloseTo(best, 9);
      }),
      { numRuns: 100 },
    );
  });

  it("without a solver has a choice that keeps the rules and a bound that holds", () => {
    fc.assert(
      fc.property(towns(kind), (town) => {
        const answer = solveNearest(town.problem, toolsWith(undefined));
        const best = Math.min(Infinity, ...everyChoice(town.problem).map((s) => valueOf(town, s)));
        const { status, value, bound } = answer;
        expect(status === "infeasible" ? best === Infinity : bound <= best + 1e-9).toBe(true);
        expect(status !== "proven" || Math.abs(value - best) < 1e-9).toBe(true);
        if (Number.isNaN(answer.value)) return;
        expect(everyChoice(town.problem)).toContainEqual(answer.sites);
        expect(answer.value).toBeCloseTo(valueOf(town, answer.sites), 9);
      }),
      { numRuns: 100 },
    );
  });

  it("never says more than is so, whatever the solver says", () => {
    fc.assert(
      fc.property(towns(kind), fc.nat(7), (town, which) => {
        const bad = Object.values(badSolvers(solver))[which]!;
        const answer = solveNearest(town.problem, toolsWith(bad));
        if (answer.status === "infeasible" || Number.isNaN(answer.value)) return;
        const best = Math.min(Infinity, ...everyChoice(town.problem).map((s) => valueOf(town, s)));
        expect(everyChoice(town.problem)).toContainEqual(answer.sites);
        expect(answer.value).toBeCloseTo(valueOf(town, answer.sites), 9);
        expect(answer.bound).toBeLessThanOrEqual(best + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it("prefers a preferred site that is as good", () => {
    const costs = [
      [1, 5, 5],
      [1, 5, 5],
      [5, 1, 1],
    ];
    const problem: NearestProblem = {
      kind,
      ...freeRules(3, { count: 2, preferred: Uint8Array.of(0, 1, 0) }),
      pairs: pairsOf(costs, 3),
      weight: Float64Array.of(1, 1, 1),
      now: new Float64Array(3).fill(Infinity),
    };
    expect(solveNearest(problem, toolsWith(solver)).sites).toEqual([1, 2]);
  });
});

describe("what cannot be", () => {
  /** Three places a site of its own each. */
  const three = (rules: Parameters<typeof freeRules>[1]): NearestProblem => ({
    kind: "median",
    ...freeRules(3, { price: Float64Array.of(2, 3, 4), ...rules }),
    pairs: pairsOf(
      [
        [1, null, null],
        [null, 1, null],
        [null, null, 1],
      ],
      3,
    ),
    weight: Float64Array.of(1, 1, 1),
    now: new Float64Array(3).fill(Infinity),
  });

  it.each([
    [{ count: 2 }, { kind: "too-few-sites", count: 3 }],
    [{ budget: 8 }, { kind: "budget", least: 9 }],
    [{ apart: [[0, 2]] as const }, { kind: "apart", sites: [0, 2] }],
    [
      { count: 1, status: Uint8Array.of(1, 1, 0) },
      { kind: "too-few-sites", count: 2 },
    ],
    [
      { budget: 4, status: Uint8Array.of(1, 1, 0) },
      { kind: "budget", least: 5 },
    ],
    [
      { apart: [[1, 0]] as const, status: Uint8Array.of(1, 1, 0) },
      { kind: "apart", sites: [0, 1] },
    ],
  ])("with %j says why", (rules, conflict) => {
    for (const kind of ["median", "center"] as const)
      expect(solveNearest({ ...three(rules), kind }, toolsWith(solver))).toMatchObject({
        status: "infeasible",
        conflict,
      });
  });
});
