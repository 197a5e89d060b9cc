import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { solveCover } from "#core/siting/cover/solve-cover.ts";
import { buildModel } from "#core/siting/model-builder.ts";
import type { CoverProblem, SitingAnswer, Solver } from "#core/siting/problem.ts";
import { seededRandom } from "#core/siting/random.ts";
import { openHighs } from "../../../../../server/compute/siting/highs.ts";
import {
  badSolvers,
  everyChoice,
  freeRules,
  pairsOf,
  rarely,
  rulesOver,
  toolsWith,
  weightsOver,
} from "../towns.ts";

let highs: Solver;
beforeAll(async () => {
  highs = await openHighs();
});

/** A street of houses, one person each unless told otherwise; each site covers those named. */
function street(
  covers: readonly (readonly number[])[],
  more: Partial<CoverProblem> = {},
): CoverProblem {
  const houses = 1 + Math.max(...covers.flat());
  return {
    kind: "cover",
    ...freeRules(covers.length),
    pairs: pairsOf(
      covers.map((list) =>
        Array.from({ length: houses }, (_, house) => (list.includes(house) ? 1 : null)),
      ),
      houses,
    ),
    weight: new Float64Array(houses).fill(1),
    served: new Uint8Array(houses),
    goal: { kind: "most-people" },
    floor: null,
    ...more,
  };
}

const asking = (people: number) => ({ goal: { kind: "people" as const, people } });

describe("a choice found by hand", () => {
  it("is two outer sites where the largest, in the middle, would lead greed astray", () => {
    // The middle site covers most, but with it a third site is needed for everybody.
    const covers = [
      [0, 1, 2],
      [3, 4, 5],
      [1, 2, 3, 4],
    ];
    const found = solveCover(street(covers, { count: 2 }), toolsWith(undefined));
    expect(found).toEqual({ sites: [0, 1], sense: "most", value: 6, bound: 6, status: "proven" });
    expect(solveCover(street(covers, asking(6)), toolsWith(highs))).toEqual({
      sites: [0, 1],
      sense: "least",
      value: 2,
      bound: 2,
      status: "proven",
    });
  });

  it("counts whom existing facilities cover, and adds no site that gains nobody", () => {
    const served = Uint8Array.of(1, 1, 0);
    const found = solveCover(street([[0, 1], [1, 2], [2]], { served, count: 3 }), toolsWith(highs));
    expect(found).toMatchObject({ sites: [1], value: 3, status: "proven" });
  });

  it("is the preferred of two that are as good, and with the preferred none of no use", () => {
    const preferred = Uint8Array.of(0, 1, 1);
    const found = solveCover(
      street([[0, 1], [1, 2], []], { preferred, count: 3, ...asking(2) }),
      toolsWith(highs),
    );
    expect(found.sites).toEqual([1]);
  });

  it("of as many sites is the one that covers more than was asked", () => {
    const covers = [
      [0, 1],
      [2, 3, 4],
    ];
    expect(solveCover(street(covers, asking(2)), toolsWith(highs)).sites).toEqual([1]);
  });

  it("spends a budget on several cheap sites rather than one dear one", () => {
    const covers = [[0, 1, 2, 3], [0, 1], [2, 3], [4]];
    const price = Float64Array.of(10, 3, 3, 4);
    expect(solveCover(street(covers, { price, budget: 10 }), toolsWith(highs))).toMatchObject({
      sites: [1, 2, 3],
      value: 5,
      bound: 5,
    });
  });
});

describe("what cannot be", () => {
  it("says how many people all candidates reach, and gives the fewest sites that reach them", () => {
    const found = solveCover(
      street([[0, 1], [1], [2, 3]], { status: Uint8Array.of(0, 0, 2), ...asking(3) }),
      toolsWith(highs),
    );
    expect(found).toMatchObject({
      status: "infeasible",
      conflict: { kind: "beyond-reach", most: 2, asked: 3 },
      sites: [0],
      value: NaN,
    });
  });

  it("says how many sites it takes, and gives the most people within the count", () => {
    for (const solver of [highs, undefined]) {
      const found = solveCover(
        street([[0], [1, 2], [3]], { count: 2, ...asking(4) }),
        toolsWith(solver),
      );
      expect(found.conflict).toEqual({ kind: "too-few-sites", count: 3 });
      expect(found.sites).toContain(1);
      expect(found.sites).toHaveLength(2);
    }
  });

  it("says what it costs at least, also where a single site is beyond the budget", () => {
    const price = Float64Array.of(5, 20);
    const found = solveCover(
      street([[0], [1]], { price, budget: 10, ...asking(2) }),
      toolsWith(highs),
    );
    expect(found).toMatchObject({ conflict: { kind: "budget", least: 25 }, sites: [0] });
  });

  it("names the units whose floor no choice reaches", () => {
    const floor = { ofDemand: Int32Array.of(0, 0, 1, -1), people: Float64Array.of(2, 1) };
    const found = solveCover(street([[0, 2], [3]], { count: 1, floor }), toolsWith(highs));
    expect(found).toMatchObject({ conflict: { kind: "floor", units: [0] }, sites: [0] });
  });

  it("names sites that may not stand together although both are needed", () => {
    const apart = [[0, 1]] as const;
    const found = solveCover(
      street([[0], [1], [1]], { status: Uint8Array.of(0, 0, 2), apart, ...asking(2) }),
      toolsWith(highs),
    );
    expect(found).toMatchObject({
      status: "infeasible",
      conflict: { kind: "apart", sites: [0, 1] },
    });
    const required = Uint8Array.of(1, 1, 0);
    expect(
      solveCover(street([[0], [1], [1]], { status: required, apart }), toolsWith(highs)).conflict,
    ).toEqual({
      kind: "apart",
      sites: [0, 1],
    });
  });
});

/** Problems small enough to try every choice of sites: every goal, every rule. */
const SITES = 6;
const HOUSES = 8;
const UNITS = 3;
const unitOf = (count: number) =>
  fc
    .array(fc.integer({ min: -1, max: UNITS - 1 }), { minLength: count, maxLength: count })
    .map((all) => Int32Array.from(all));
const peopleByUnit = fc
  .array(fc.constantFrom(0, 1, 2, 4, 7, Infinity), { minLength: UNITS, maxLength: UNITS })
  .map((all) => Float64Array.from(all));
const rule = fc.record({
  ofDemand: unitOf(HOUSES),
  ofSite: unitOf(SITES),
  unitCount: fc.constant(UNITS),
  by: fc.oneof(fc.constant("inside" as const), fc.record({ people: peopleByUnit })),
  served: fc
    .array(fc.constantFrom(0, 0, 1), { minLength: UNITS, maxLength: UNITS })
    .map((all) => Uint8Array.from(all)),
});
const goal: fc.Arbitrary<CoverProblem["goal"]> = fc.oneof(
  fc.constant({ kind: "most-people" as const }),
  fc.record({ kind: fc.constant("people" as const), people: fc.integer({ min: 0, max: 20 }) }),
  fc.record({
    kind: fc.constant("units" as const),
    units: fc.integer({ min: 0, max: UNITS }),
    rule,
  }),
  fc.record({ kind: fc.constant("most-units" as const), rule }),
);
const covers = fc.array(
  fc.array(fc.option(fc.constant(1), { freq: 1, nil: null }), {
    minLength: HOUSES,
    maxLength: HOUSES,
  }),
  { minLength: SITES, maxLength: SITES },
);
const problems: fc.Arbitrary<CoverProblem> = fc
  .record({
    rules: rulesOver(SITES),
    even: fc.boolean(),
    covers,
    weight: weightsOver(HOUSES),
    served: fc
      .array(fc.constantFrom(0, 0, 0, 1), { minLength: HOUSES, maxLength: HOUSES })
      .map((all) => Uint8Array.from(all)),
    goal,
    floor: rarely(
      fc.record({
        ofDemand: unitOf(HOUSES),
        people: peopleByUnit.map((all) => all.map((one) => Math.min(one, 3))),
      }),
    ),
  })
  .map(({ rules, even, covers: costs, ...rest }) => ({
    kind: "cover",
    ...rules,
    ...(even ? { price: new Float64Array(SITES).fill(1), preferred: new Uint8Array(SITES) } : {}),
    pairs: pairsOf(costs, HOUSES),
    ...rest,
  }));

interface Outcome {
  readonly sites: readonly number[];
  readonly value: number;
  readonly others: number;
  readonly people: number;
}

/** What a choice comes to, house by house; undefined where it does not do what is asked. */
function outcome(problem: CoverProblem, sites: readonly number[]): Outcome | undefined {
  const { pairs, weight, served, goal: asked, floor } = problem;
  const covered = (house: number) =>
    served[house] === 1 ||
    sites.some((site) =>
      pairs.demand.subarray(pairs.first[site], pairs.first[site + 1]).includes(house),
    );
  const sum = (counts: (house: number) => boolean) =>
    weight.reduce((total, one, house) => total + (covered(house) && counts(house) ? one : 0), 0);
  if (
    floor !== null &&
    [...floor.people].some((least, unit) => sum((house) => floor.ofDemand[house] === unit) < least)
  )
    return undefined;
  const people = sum(() => true);
  const price = sites.reduce((total, site) => total + problem.price[site]!, 0);
  const others = sites.filter((site) => problem.preferred[site] === 0).length;
  if (asked.kind === "most-people") return { sites, value: people, others, people };
  if (asked.kind === "people")
    return people < asked.people ? undefined : { sites, value: price, others, people };
  const { by, ofSite, ofDemand, served: already } = asked.rule;
  const units = [...already].filter((is, unit) => {
    if (is === 1) return true;
    return by === "inside"
      ? sites.some((site) => ofSite[site] === unit)
      : sum((house) => ofDemand[house] === unit) >= by.people[unit]!;
  }).length;
  if (asked.kind === "most-units") return { sites, value: units, others, people };
  return units < asked.units ? undefined : { sites, value: price, others, people };
}

/** All choices that do, the best first: by value, then fewest that are not preferred, then most people. */
function everyOutcome(problem: CoverProblem): Outcome[] {
  const sign = problem.goal.kind === "people" || problem.goal.kind === "units" ? 1 : -1;
  return everyChoice(problem)
    .flatMap((sites) => outcome(problem, sites) ?? [])
    .toSorted((a, b) => sign * (a.value - b.value) || a.others - b.others || b.people - a.people);
}

/** What is wrong with an answer, held against all choices that do; empty for nothing. */
function faultsOf(found: SitingAnswer, all: readonly Outcome[]): string[] {
  const [best] = all;
  if (found.status === "infeasible") return best === undefined ? [] : ["gives up what can be had"];
  if (Number.isNaN(found.value)) return found.status === "proven" ? ["proves nothing"] : [];
  const own = all.find(({ sites }) => sites.join() === found.sites.join());
  if (best === undefined || own === undefined) return ["breaks a rule"];
  const sign = found.sense === "most" ? 1 : -1;
  const proven = found.status === "proven";
  return [
    own.value === found.value ? "" : "says another value than it has",
    sign * (found.bound - best.value) >= -1e-9 ? "" : "states a bound that is beaten",
    proven && found.value !== best.value ? "proves what is not the best" : "",
    proven && Math.abs(found.bound - found.value) > 1e-9 ? "proves with another bound" : "",
  ].filter((fault) => fault !== "");
}

describe("against trying every choice", () => {
  it("is the best, the preferred among equals, and proven, with a solver", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const all = everyOutcome(problem);
        const found = solveCover(problem, toolsWith(highs));
        expect(faultsOf(found, all)).toEqual([]);
        expect(found.status).toBe(all.length === 0 ? "infeasible" : "proven");
        const own = all.find(({ sites }) => sites.join() === found.sites.join());
        expect(own?.others).toBe(all[0]?.others);
        // Where most people are asked for the value says it already.
        expect(own?.people).toBe(all[0]?.people);
      }),
      { numRuns: 300 },
    );
  });

  it("has a value that is real and a bound that holds without a solver", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const found = solveCover(problem, toolsWith(undefined));
        expect(faultsOf(found, everyOutcome(problem))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("has a value that is real and a bound that holds whatever the solver says", () => {
    const bad = Object.values(badSolvers(highs));
    fc.assert(
      fc.property(problems, fc.constantFrom(...bad), (problem, solver) => {
        const all = everyOutcome(problem);
        const found = solveCover(problem, toolsWith(solver));
        // Where no choice at all was found, a solver that says there is none cannot be refuted.
        const faults = faultsOf(found, all).filter((fault) => fault !== "gives up what can be had");
        expect(faults).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the rules when it is ended at once", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const found = solveCover(
          problem,
          toolsWith(highs, () => true),
        );
        expect(faultsOf(found, everyOutcome(problem))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("covers no fewer people with one site more", () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: SITES - 1 }), (problem, count) => {
        const within = (most: number) =>
          solveCover(
            {
              ...problem,
              status: new Uint8Array(SITES),
              goal: { kind: "most-people" },
              floor: null,
              count: most,
            },
            toolsWith(highs),
          ).value;
        expect(within(count + 1)).toBeGreaterThanOrEqual(within(count));
      }),
      { numRuns: 50 },
    );
  });
});

/** The model of the textbook, without any of our reductions. */
function textbookMost({ pairs, weight }: CoverProblem, count: number): number {
  const builder = buildModel("most");
  const sites = Array.from({ length: pairs.siteCount }, () => builder.column(0, 1, true));
  const houses = Array.from(weight, (people) => builder.column(people, 1));
  for (const house of houses.keys()) {
    const near = sites.filter((site) =>
      pairs.demand.subarray(pairs.first[site], pairs.first[site + 1]).includes(house),
    );
    builder.row(0, [...near.map((site) => [site, 1] as const), [houses[house]!, -1]], Infinity);
  }
  builder.row(
    -Infinity,
    sites.map((site) => [site, 1] as const),
    count,
  );
  return highs.solve(builder.finish(), { ended: () => false, seconds: 20, seed: 1 }).value;
}

describe("a town of 30 sites and 120 houses", () => {
  /** Scattered over a square, so that what sites cover overlaps. */
  const town = (seed: number): CoverProblem => {
    const random = seededRandom(seed);
    const place = () => [random(), random()] as const;
    const houses = Array.from({ length: 120 }, place);
    const covered = Array.from({ length: 30 }, place).map(([x, y]) =>
      houses.flatMap(([u, v], house) => (Math.hypot(x - u, y - v) < 0.22 ? [house] : [])),
    );
    return street([...covered, [119]], {
      weight: Float64Array.from(houses, () => Math.ceil(100 * random())),
      count: 6,
    });
  };

  it("is solved as the textbook's model is, and proven without a solver", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const found = solveCover(town(seed), toolsWith(undefined));
      expect(found.status).toBe("proven");
      expect(found.value).toBeCloseTo(textbookMost(town(seed), 6), 3);
    }
  });

  it("takes for so many people the number of sites that first reaches them", () => {
    for (let seed = 1; seed <= 3; seed++) {
      const reached = textbookMost(town(seed), 6);
      const least = (people: number) =>
        solveCover(
          { ...town(seed), count: null, ...asking(Math.round(people)) },
          toolsWith(undefined),
        );
      expect(least(reached)).toMatchObject({ value: 6, status: "proven" });
      expect(least(reached + 1)).toMatchObject({ value: 7, status: "proven" });
    }
  });

  it("has the same plan every time", () => {
    const plan = () =>
      solveCover(
        { ...town(1), preferred: town(1).status.map((_, site) => site % 2) },
        toolsWith(highs),
      );
    expect(plan()).toEqual(plan());
  });
});
