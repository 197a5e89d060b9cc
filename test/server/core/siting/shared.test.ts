import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SharedProblem, SitingAnswer, Solver } from "#core/siting/problem.ts";
import { solveShared } from "#core/siting/shared.ts";
import { openHighs } from "../../../../server/compute/siting/highs.ts";
import {
  badSolvers,
  costsOver,
  freeRules,
  pairsOf,
  rulesOver,
  toolsWith,
  weightsOver,
  type Costs,
} from "./towns.ts";

const DEMANDS = 5;

interface Town {
  readonly problem: SharedProblem;
  readonly costs: readonly Costs[];
}

const layerOver = (siteCount: number) =>
  fc.record({
    costs: costsOver(siteCount, DEMANDS),
    weight: weightsOver(DEMANDS),
    served: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: DEMANDS, maxLength: DEMANDS }),
    people: fc.integer({ min: 0, max: 12 }),
    price: fc.array(fc.integer({ min: 2, max: 9 }), { minLength: siteCount, maxLength: siteCount }),
  });

const towns: fc.Arbitrary<Town> = fc.integer({ min: 1, max: 4 }).chain((siteCount) =>
  fc
    .record({
      rules: rulesOver(siteCount),
      layers: fc.array(layerOver(siteCount), { minLength: 1, maxLength: 2 }),
      discount: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ rules, layers, discount }) => ({
      costs: layers.map(({ costs }) => costs),
      problem: {
        kind: "shared",
        ...rules,
        budget: rules.budget && rules.budget * 2,
        discount,
        layers: layers.map(({ costs, weight, served, people, price }) => ({
          pairs: pairsOf(costs, DEMANDS),
          weight,
          served: Uint8Array.from(served),
          people,
          price: Float64Array.from(price),
        })),
      },
    })),
);

/** By site which layers it has, as bits. */
type Offer = readonly number[];

function offersOf({ layers, status }: SharedProblem): Offer[] {
  return Array.from({ length: 2 ** (layers.length * status.length) }, (_, bits) =>
    Array.from(status, (_2, site) => (bits >> (site * layers.length)) % 2 ** layers.length),
  );
}

const has = (offer: number, layer: number) => (offer >> layer) % 2 === 1;

function costOf({ layers, price, discount }: SharedProblem, offer: Offer): number {
  let cost = 0;
  for (const [site, bits] of offer.entries()) {
    const services = layers.filter((_, layer) => has(bits, layer));
    if (services.length === 0) continue;
    cost += price[site]! + services.reduce((sum, layer) => sum + layer.price[site]!, 0);
    cost -= discount * (services.length - 1);
  }
  return cost;
}

function covers({ problem, costs }: Town, offer: Offer): boolean {
  return problem.layers.every(({ weight, served, people }, layer) => {
    let covered = 0;
    for (let place = 0; place < DEMANDS; place++)
      if (
        served[place] === 1 ||
        offer.some((bits, site) => has(bits, layer) && costs[layer]![site]![place] !== null)
      )
        covered += weight[place]!;
    return covered >= people;
  });
}

function isAllowed(town: Town, offer: Offer): boolean {
  const { status, apart, count, budget } = town.problem;
  const open = (site: number) => offer[site]! > 0;
  return (
    offer.every((_, site) => status[site] === 0 || open(site) === (status[site] === 1)) &&
    offer.filter((bits) => bits > 0).length <= (count ?? Infinity) &&
    !apart.some(([one, other]) => open(one) && open(other)) &&
    costOf(town.problem, offer) <= (budget ?? Infinity) &&
    covers(town, offer)
  );
}

function bestOf(town: Town): number {
  return Math.min(
    Infinity,
    ...offersOf(town.problem)
      .filter((offer) => isAllowed(town, offer))
      .map((offer) => costOf(town.problem, offer)),
  );
}

function offerOf({ status }: SharedProblem, { sites, services = [] }: SitingAnswer): Offer {
  const offer = Array.from(status, () => 0);
  for (const [at, site] of sites.entries())
    for (const layer of services[at]!) offer[site]! += 2 ** layer;
  return offer;
}

let solver: Solver;
beforeAll(async () => {
  solver = await openHighs();
});

describe("services in shared buildings", () => {
  it("cost the least of every choice, and that is proven", () => {
    fc.assert(
      fc.property(towns, (town) => {
        const answer = solveShared(town.problem, toolsWith(solver));
        const best = bestOf(town);
        expect(answer.status).toBe(best === Infinity ? "infeasible" : "proven");
        if (best === Infinity) return;
        expect([answer.value, answer.bound]).toEqual([best, best]);
        const offer = offerOf(town.problem, answer);
        expect([isAllowed(town, offer), costOf(town.problem, offer)]).toEqual([true, best]);
      }),
      { numRuns: 80 },
    );
  });

  it("never say more than is so, whatever the solver says or without one", () => {
    fc.assert(
      fc.property(towns, fc.nat(8), (town, which) => {
        const bad = Object.values(badSolvers(solver))[which];
        const answer = solveShared(town.problem, toolsWith(bad));
        if (answer.status === "infeasible" || Number.isNaN(answer.value)) return;
        const offer = offerOf(town.problem, answer);
        expect([isAllowed(town, offer), costOf(town.problem, offer)]).toEqual([true, answer.value]);
        expect(answer.bound).toBeLessThanOrEqual(bestOf(town) + 1e-9);
      }),
      { numRuns: 120 },
    );
  });

  it("never cost more than every service sited by itself", () => {
    fc.assert(
      fc.property(towns, (town) => {
        const free = { ...town.problem, ...freeRules(town.problem.status.length) };
        const problem: SharedProblem = { ...free, price: town.problem.price };
        const alone = problem.layers.map((layer, at) =>
          bestOf({ problem: { ...problem, layers: [layer] }, costs: [town.costs[at]!] }),
        );
        const separately = alone.reduce((sum, cost) => sum + cost, 0);
        const answer = solveShared(problem, toolsWith(solver));
        expect(answer.status === "infeasible" ? Infinity : answer.value).toBeLessThanOrEqual(
          separately,
        );
      }),
      { numRuns: 60 },
    );
  });

  /**
   * Two services for the same place. The first site is cheapest for the one, the third for the other (10 + 5 each, 30
   * in all); the second has both for 10 + 6 + 6 − 2 = 20.
   */
  const pair = (changes: Partial<SharedProblem> = {}): SharedProblem => {
    const layer = (price: number[], only: number) => ({
      pairs: pairsOf(
        [0, 1, 2].map((site) => [site === 1 || site === only ? 1 : null]),
        1,
      ),
      weight: Float64Array.of(100),
      served: new Uint8Array(1),
      people: 100,
      price: Float64Array.from(price),
    });
    return {
      kind: "shared",
      ...freeRules(3),
      price: Float64Array.of(10, 10, 10),
      layers: [layer([5, 6, 9], 0), layer([9, 6, 5], 2)],
      discount: 2,
      ...changes,
    };
  };

  it("are put together where that is cheaper", () => {
    expect(solveShared(pair(), toolsWith(solver))).toEqual({
      sites: [1],
      services: [[0, 1]],
      sense: "least",
      value: 20,
      bound: 20,
      status: "proven",
    });
  });

  it("are kept apart where sharing is not worth it", () => {
    const price = Float64Array.of(10, 30, 10);
    expect(solveShared(pair({ price }), toolsWith(solver))).toMatchObject({
      sites: [0, 2],
      services: [[0], [1]],
      value: 30,
    });
  });

  it("say what is in the way", () => {
    const [one, other] = pair().layers;
    const conflicts: readonly (readonly [Partial<SharedProblem>, object])[] = [
      [{ budget: 19 }, { kind: "budget", least: 20 }],
      [
        { count: 1, status: Uint8Array.of(0, 2, 0) },
        { kind: "too-few-sites", count: 2 },
      ],
      [
        { apart: [[0, 2]], status: Uint8Array.of(0, 2, 0) },
        { kind: "apart", sites: [0, 2] },
      ],
      [
        { layers: [one!, { ...other!, people: 101 }] },
        { kind: "beyond-reach", most: 100, asked: 101 },
      ],
    ];
    for (const [changes, conflict] of conflicts)
      expect(solveShared(pair(changes), toolsWith(solver))).toMatchObject({
        status: "infeasible",
        conflict,
      });
  });

  it("go to a preferred site that is as good", () => {
    const [one, other] = pair().layers;
    const everywhere = pairsOf([[1], [1], [1]], 1);
    const price = Float64Array.of(5, 5, 5);
    const layers = [one!, other!].map((layer) => ({ ...layer, pairs: everywhere, price }));
    const preferred = Uint8Array.of(0, 0, 1);
    expect(solveShared(pair({ layers, preferred }), toolsWith(solver))).toMatchObject({
      sites: [2],
      services: [[0, 1]],
      value: 18,
    });
  });
});
