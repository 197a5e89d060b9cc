import fc from "fast-check";
import { expect, it } from "vitest";
import { relaxedBound } from "#core/siting/cover/bound.ts";
import { branchAll } from "#core/siting/cover/branch.ts";
import { reduce } from "#core/siting/cover/reduce.ts";
import { settle } from "#core/siting/cover/settle.ts";
import type { CoverProblem } from "#core/siting/problem.ts";
import { seededRandom } from "#core/siting/random.ts";
import { freeRules, pairsOf } from "../towns.ts";

const SITES = 12;
const HOUSES = 60;
const COUNT = 3;
const BUDGET = 14;

/** Within a count, or at prices from 1 to 9 within a budget. */
function town(seed: number, priced: boolean): CoverProblem {
  const random = seededRandom(seed);
  const place = () => [random(), random()] as const;
  const houses = Array.from({ length: HOUSES }, place);
  const costs = Array.from({ length: SITES }, place).map(([x, y]) =>
    houses.map(([u, v]) => (Math.hypot(x - u, y - v) < 0.25 ? 1 : null)),
  );
  return {
    kind: "cover",
    ...freeRules(
      SITES,
      priced
        ? {
            budget: BUDGET,
            price: Float64Array.from({ length: SITES }, () => Math.ceil(9 * random())),
          }
        : { count: COUNT },
    ),
    pairs: pairsOf(costs, HOUSES),
    weight: Float64Array.from(houses, () => Math.ceil(50 * random())),
    served: new Uint8Array(HOUSES),
    goal: { kind: "most-people" },
    floor: null,
  };
}

/** People covered by the best sites, by trying all choices. */
function best({ pairs, weight, price, count, budget }: CoverProblem): number {
  let most = 0;
  for (let mask = 0; mask < 2 ** SITES; mask++) {
    const sites = Array.from({ length: SITES }, (_, site) => site).filter(
      (site) => (mask >> site) & 1,
    );
    if (sites.length > (count ?? Infinity)) continue;
    if (sites.reduce((sum, site) => sum + price[site]!, 0) > (budget ?? Infinity)) continue;
    const covered = new Set(
      sites.flatMap((site) => [...pairs.demand.subarray(pairs.first[site], pairs.first[site + 1])]),
    );
    most = Math.max(
      most,
      [...covered].reduce((sum, house) => sum + weight[house]!, 0),
    );
  }
  return most;
}

it("finds the best choice when nothing good is known before", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, priced) => {
      const problem = town(seed, priced);
      const instance = reduce(problem, settle(problem));
      const relaxed = relaxedBound(instance, { sites: [], value: 0 }, 20, undefined, () => true)!;
      let found = 0;
      const people = (sites: readonly number[]) => {
        const covered = new Set(
          sites.flatMap((site) => [
            ...instance.demandOf.items.subarray(
              instance.demandOf.first[site],
              instance.demandOf.first[site + 1],
            ),
          ]),
        );
        return [...covered].reduce((sum, demand) => sum + instance.weight[demand]!, 0);
      };
      const whole = branchAll(
        instance,
        relaxed,
        () => ({ wanted: found + 1, limit: priced ? BUDGET : COUNT }),
        (sites) => {
          expect(people(sites)).toBeGreaterThan(found);
          found = people(sites);
        },
        () => false,
      );
      expect(whole).toBe(true);
      expect(found).toBe(best(problem));
    }),
    { numRuns: 60 },
  );
});
