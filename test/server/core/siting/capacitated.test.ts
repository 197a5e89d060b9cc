import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { solveCapacitated } from "#core/siting/capacitated.ts";
import type { CapacitatedProblem, SitingAnswer, Solver } from "#core/siting/problem.ts";
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

const DEMANDS = 6;

interface Town {
  readonly problem: CapacitatedProblem;
  readonly costs: Costs;
}

const towns: fc.Arbitrary<Town> = fc.integer({ min: 1, max: 6 }).chain((siteCount) =>
  fc
    .record({
      costs: costsOver(siteCount, DEMANDS),
      weight: weightsOver(DEMANDS),
      capacity: fc.array(fc.integer({ min: 1, max: 60 }), {
        minLength: siteCount,
        maxLength: siteCount,
      }),
      rules: rulesOver(siteCount),
      people: fc.option(fc.integer({ min: 0, max: 14 }), { freq: 2, nil: null }),
    })
    .map(({ costs, weight, capacity, rules, people }) => ({
      costs,
      problem: {
        kind: "capacitated",
        ...rules,
        pairs: pairsOf(costs, DEMANDS),
        weight,
        capacity: Float64Array.from(capacity, (eighths) => eighths / 8),
        goal: people === null ? { kind: "most-people" } : { kind: "people", people },
      },
    })),
);

/** As many as the sites can take: the smallest cut of all, by trying every set of places on the one side. */
function takenBy({ problem, costs }: Town, sites: readonly number[]): number {
  let least = Infinity;
  for (let mask = 0; mask < 2 ** DEMANDS; mask++) {
    const inside = Array.from({ length: DEMANDS }, (_, place) => (mask >> place) & 1);
    let cut = 0;
    for (let place = 0; place < DEMANDS; place++)
      if (inside[place] === 0) cut += problem.weight[place]!;
    for (const site of sites)
      if (inside.some((is, place) => is === 1 && costs[site]![place] !== null))
        cut += problem.capacity[site]!;
    least = Math.min(least, cut);
  }
  return least;
}

function valueOf(town: Town, sites: readonly number[]): number {
  const { goal, price } = town.problem;
  const people = takenBy(town, sites);
  if (goal.kind === "most-people") return people;
  return people >= goal.people ? sites.reduce((sum, site) => sum + price[site]!, 0) : NaN;
}

function bestOf(town: Town): number {
  const values = everyChoice(town.problem)
    .map((sites) => valueOf(town, sites))
    .filter((value) => !Number.isNaN(value));
  if (values.length === 0) return NaN;
  return town.problem.goal.kind === "most-people" ? Math.max(...values) : Math.min(...values);
}

/** What is wrong with who is said to go where. */
function faultsOf({ problem, costs }: Town, { sites, assignment = [] }: SitingAnswer): string[] {
  const there = new Float64Array(problem.capacity.length);
  const from = new Float64Array(DEMANDS);
  const faults: string[] = [];
  for (const { demand, site, amount } of assignment) {
    if (!(amount > 0)) faults.push(`${amount} assigned`);
    if (!sites.includes(site)) faults.push(`site ${site} is not chosen`);
    if ((costs[site]![demand] ?? null) === null) faults.push(`no way from ${demand} to ${site}`);
    there[site]! += amount;
    from[demand]! += amount;
  }
  there.forEach((sum, site) => {
    if (sum > problem.capacity[site]!) faults.push(`site ${site} takes ${sum}`);
  });
  from.forEach((sum, place) => {
    if (sum > problem.weight[place]!) faults.push(`${sum} of place ${place}`);
  });
  return faults;
}

const assigned = ({ assignment = [] }: SitingAnswer) =>
  assignment.reduce((sum, { amount }) => sum + amount, 0);

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs();
});

describe("capacitated location", () => {
  it("is the best of every choice, and proven", () => {
    fc.assert(
      fc.property(towns, (town) => {
        const answer = solveCapacitated(town.problem, toolsWith(solver));
        const best = bestOf(town);
        expect(answer.status).toBe(Number.isNaN(best) ? "infeasible" : "proven");
        if (Number.isNaN(best)) return;
        expect([answer.value, answer.bound]).toEqual([best, best]);
        expect(everyChoice(town.problem)).toContainEqual(answer.sites);
        expect(faultsOf(town, answer)).toEqual([]);
        expect(assigned(answer)).toBe(takenBy(town, answer.sites));
      }),
      { numRuns: 80 },
    );
  });

  it("without a solver keeps the rules, and its bound holds", () => {
    fc.assert(
      fc.property(towns, (town) => {
        const answer = solveCapacitated(town.problem, toolsWith(undefined));
        const best = bestOf(town);
        const sign = answer.sense === "most" ? 1 : -1;
        const { status, value, bound } = answer;
        expect(status === "infeasible" ? Number.isNaN(best) : !(sign * (best - bound) > 1e-9)).toBe(
          true,
        );
        if (Number.isNaN(value)) return;
        expect(value).toBe(valueOf(town, answer.sites));
        expect(everyChoice(town.problem)).toContainEqual(answer.sites);
        expect(faultsOf(town, answer)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it("never says more than is so, whatever the solver says", () => {
    fc.assert(
      fc.property(towns, fc.nat(7), (town, which) => {
        const bad = Object.values(badSolvers(solver))[which]!;
        const answer = solveCapacitated(town.problem, toolsWith(bad));
        if (answer.status === "infeasible" || Number.isNaN(answer.value)) return;
        const sign = answer.sense === "most" ? 1 : -1;
        expect(answer.value).toBe(valueOf(town, answer.sites));
        expect(sign * (bestOf(town) - answer.bound)).toBeLessThanOrEqual(1e-9);
        expect(everyChoice(town.problem)).toContainEqual(answer.sites);
      }),
      { numRuns: 80 },
    );
  });

  /** Two places of ten; the first site is near both, the second near the second place alone. */
  const town = (changes: Partial<CapacitatedProblem>): CapacitatedProblem => ({
    kind: "capacitated",
    ...freeRules(2),
    pairs: pairsOf(
      [
        [1, 2],
        [null, 3],
      ],
      2,
    ),
    weight: Float64Array.of(10, 10),
    capacity: Float64Array.of(12, 6),
    goal: { kind: "most-people" },
    ...changes,
  });

  it("divides a place among sites, and moves some on to let others in", () => {
    const answer = solveCapacitated(town({}), toolsWith(solver));
    expect(answer).toMatchObject({ status: "proven", value: 18, bound: 18, sites: [0, 1] });
    expect(answer.assignment).toEqual([
      { demand: 0, site: 0, amount: 10 },
      { demand: 1, site: 0, amount: 2 },
      { demand: 1, site: 1, amount: 6 },
    ]);
  });

  it("says what is in the way", () => {
    const people = (asked: number) => ({ goal: { kind: "people", people: asked } }) as const;
    const conflicts = [
      [people(21), { kind: "beyond-reach", most: 20, asked: 21 }],
      [people(19), { kind: "capacity", most: 18, asked: 19 }],
      [
        { ...people(13), count: 1 },
        { kind: "too-few-sites", count: 2 },
      ],
      [
        { ...people(13), budget: 1.5 },
        { kind: "budget", least: 2 },
      ],
      [
        { ...people(13), apart: [[0, 1]] as const },
        { kind: "apart", sites: [0, 1] },
      ],
    ] as const;
    for (const [changes, conflict] of conflicts)
      expect(solveCapacitated(town(changes), toolsWith(solver))).toMatchObject({
        status: "infeasible",
        conflict,
      });
  });

  it("prefers a preferred site that is as good", () => {
    const pairs = pairsOf([[1], [1]], 1);
    const alike = town({ pairs, weight: Float64Array.of(3), count: 1 });
    const preferred = { ...alike, preferred: Uint8Array.of(0, 1) };
    expect(solveCapacitated(preferred, toolsWith(solver)).sites).toEqual([1]);
  });
});
