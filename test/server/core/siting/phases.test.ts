import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phaseSites, type PhasedSites, type Phasing } from "#core/siting/phases.ts";
import { costsOver, pairsOf, weightsOver, type Costs } from "./towns.ts";

const DEMANDS = 6;

interface Town {
  readonly costs: Costs;
  readonly plan: PhasedSites;
}

const towns: fc.Arbitrary<Town> = fc
  .record({
    costs: costsOver(5, DEMANDS),
    weight: weightsOver(DEMANDS),
    served: fc.array(fc.constantFrom(0, 0, 1), { minLength: DEMANDS, maxLength: DEMANDS }),
    sites: fc.uniqueArray(fc.nat(4), { minLength: 1 }),
    counts: fc.array(fc.nat(4), { maxLength: 3 }).map((all) => all.sort((a, b) => a - b)),
    gaps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ costs, weight, served, sites, counts, gaps }) => ({
    costs,
    plan: {
      pairs: pairsOf(costs, DEMANDS),
      weight,
      served: Uint8Array.from(served),
      sites,
      phases: [...counts, 5].map((count, at) => ({
        year: 2026 + gaps.slice(0, at).reduce((sum, gap) => sum + gap, 0),
        count,
      })),
    },
  }));

function peopleBy({ costs, plan }: Town, open: readonly number[]): number {
  return plan.weight.reduce((sum, people, place) => {
    const covered = plan.served[place] === 1 || open.some((site) => costs[site]![place] !== null);
    return sum + (covered ? people : 0);
  }, 0);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** People summed over every single year from the first phase to the last. */
function peopleYears(town: Town, openBy: (year: number) => readonly number[]): number {
  const years = town.plan.phases.map(({ year }) => year);
  let sum = 0;
  for (let year = years[0]!; year <= years.at(-1)!; year++) sum += peopleBy(town, openBy(year));
  return sum;
}

function openings(phasing: Phasing) {
  if ("contradiction" in phasing) throw new Error(phasing.contradiction);
  return phasing.openings;
}

describe("phases", () => {
  it("cover most people over the years, of every order there is", () => {
    fc.assert(
      fc.property(towns, (town) => {
        const { phases, sites } = town.plan;
        const phasing = openings(phaseSites(town.plan));
        const countBy = (year: number) => phases.findLast((phase) => phase.year <= year)!.count;
        const best = Math.max(
          ...permutations(sites).map((order) =>
            peopleYears(town, (year) => order.slice(0, countBy(year))),
          ),
        );
        const openBy = (year: number) =>
          phasing.flatMap((opening) => (opening.year <= year ? opening.sites : []));
        expect(peopleYears(town, openBy)).toBe(best);
        expect(openBy(9999).sort((a, b) => a - b)).toEqual(sites.toSorted((a, b) => a - b));
        for (const { year, people } of phasing) {
          expect(openBy(year).length).toBeLessThanOrEqual(countBy(year));
          expect(people).toBe(peopleBy(town, openBy(year)));
        }
      }),
      { numRuns: 150 },
    );
  });

  /** Fifteen sites, each with a place of its own, the later the more people. */
  const row = (count: number, phases: PhasedSites["phases"]): PhasedSites => ({
    pairs: pairsOf(
      Array.from({ length: count }, (_, site) =>
        Array.from({ length: count }, (_2, place) => (place === site ? 1 : null)),
      ),
      count,
    ),
    weight: Float64Array.from({ length: count }, (_, place) => place + 1),
    served: new Uint8Array(count),
    sites: Array.from({ length: count }, (_, site) => site),
    phases,
  });

  it("of many sites open first what covers most, and say that other orders were not weighed", () => {
    const phasing = phaseSites(
      row(15, [
        { year: 2026, count: 2 },
        { year: 2027, count: 15 },
      ]),
    );
    expect(phasing).toMatchObject({ best: false, openings: [{ sites: [13, 14], people: 29 }, {}] });
  });

  it("open lower numbers first where it does not matter", () => {
    const plan = {
      ...row(4, [
        { year: 2026, count: 2 },
        { year: 2028, count: 4 },
      ]),
    };
    const alike = { ...plan, weight: new Float64Array(4).fill(1) };
    expect(phaseSites(alike)).toEqual({
      best: true,
      openings: [
        { year: 2026, sites: [0, 1], people: 2 },
        { year: 2028, sites: [2, 3], people: 4 },
      ],
    });
  });

  it.each([
    [
      [
        [2026, 1],
        [2026, 3],
      ],
      { contradiction: "years", at: 1 },
    ],
    [
      [
        [2027, 1],
        [2026, 3],
      ],
      { contradiction: "years", at: 1 },
    ],
    [
      [
        [2026, 2],
        [2027, 1],
        [2028, 3],
      ],
      { contradiction: "counts", at: 1 },
    ],
    [
      [
        [2026, -1],
        [2027, 3],
      ],
      { contradiction: "counts", at: 0 },
    ],
    [
      [
        [2026, 1.5],
        [2027, 3],
      ],
      { contradiction: "counts", at: 0 },
    ],
    [
      [
        [2026, 1],
        [2027, 2],
      ],
      { contradiction: "not-all", at: 1 },
    ],
  ])("that contradict one another are refused: %j", (phases, contradiction) => {
    const listed = phases.map(([year, count]) => ({ year: year!, count: count! }));
    expect(phaseSites(row(3, listed))).toEqual(contradiction);
  });
});
