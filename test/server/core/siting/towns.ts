import fc from "fast-check";
import type { Pairs, SearchTools, SiteRules, Solver } from "#core/siting/problem.ts";

/** Towns small enough to try every choice of sites. */

export const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2, nil: null });

/** Rules over so many sites; about half of the towns have none but a count. */
export function rulesOver(siteCount: number): fc.Arbitrary<SiteRules> {
  const bySite = <T>(of: fc.Arbitrary<T>) =>
    fc.array(of, { minLength: siteCount, maxLength: siteCount });
  const site = fc.nat(siteCount - 1);
  return fc.record({
    status: bySite(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2)).map((all) => Uint8Array.from(all)),
    price: bySite(fc.integer({ min: 1, max: 9 })).map((all) => Float64Array.from(all)),
    preferred: bySite(fc.constantFrom(0, 0, 1)).map((all) => Uint8Array.from(all)),
    apart: fc
      .array(fc.tuple(site, site), { maxLength: 2 })
      .map((all) => all.filter(([one, other]) => one < other)),
    count: fc.option(fc.integer({ min: 1, max: siteCount }), { freq: 5, nil: null }),
    budget: rarely(fc.integer({ min: 5, max: 25 })),
  });
}

/** By site and place what it costs; null where the one cannot serve the other. */
export type Costs = readonly (readonly (number | null)[])[];

export function costsOver(siteCount: number, demandCount: number): fc.Arbitrary<Costs> {
  const cost = fc.option(fc.integer({ min: 0, max: 20 }), { freq: 3, nil: null });
  return fc.array(fc.array(cost, { minLength: demandCount, maxLength: demandCount }), {
    minLength: siteCount,
    maxLength: siteCount,
  });
}

export function weightsOver(demandCount: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: demandCount, maxLength: demandCount })
    .map((all) => Float64Array.from(all, (eighths) => eighths / 8));
}

export function pairsOf(costs: Costs, demandCount: number): Pairs {
  const listed = costs.map((row) =>
    row.flatMap((cost, demand) => (cost === null ? [] : [{ demand, cost }])),
  );
  const first = [0];
  for (const row of listed) first.push(first.at(-1)! + row.length);
  return {
    demandCount,
    siteCount: costs.length,
    first: Uint32Array.from(first),
    demand: Uint32Array.from(listed.flat(), ({ demand }) => demand),
    cost: Float64Array.from(listed.flat(), ({ cost }) => cost),
  };
}

export function freeRules(siteCount: number, rules: Partial<SiteRules> = {}): SiteRules {
  return {
    status: new Uint8Array(siteCount),
    price: new Float64Array(siteCount).fill(1),
    preferred: new Uint8Array(siteCount),
    apart: [],
    count: null,
    budget: null,
    ...rules,
  };
}

/** Every choice of sites the rules allow. */
export function everyChoice(rules: SiteRules): number[][] {
  const siteCount = rules.status.length;
  return Array.from({ length: 2 ** siteCount }, (_, mask) =>
    Array.from({ length: siteCount }, (_2, site) => site).filter((site) => (mask >> site) & 1),
  ).filter(
    (sites) =>
      Array.from(rules.status).every(
        (said, site) => said === 0 || sites.includes(site) === (said === 1),
      ) &&
      sites.length <= (rules.count ?? Infinity) &&
      sites.reduce((sum, site) => sum + rules.price[site]!, 0) <= (rules.budget ?? Infinity) &&
      !rules.apart.some(([one, other]) => sites.includes(one) && sites.includes(other)),
  );
}

/** A search without end, unless told otherwise. */
export function toolsWith(
  solver: Solver | undefined,
  ended: () => boolean = () => false,
): SearchTools {
  return { ended, left: () => 20, onProgress: () => undefined, seed: 1, solver };
}

/** Solvers that are not to be believed, made from one that is. */
export function badSolvers(solver: Solver): Record<string, Solver> {
  const twist = (
    change: (solved: ReturnType<Solver["solve"]>, sign: number) => object,
  ): Solver => ({
    solve: (model, options) => {
      const solved = solver.solve(model, options);
      return { ...solved, ...change(solved, model.sense === "most" ? 1 : -1) };
    },
  });
  const nothing = { columns: undefined, value: NaN };
  return {
    "fails at once": twist((_, sign) => ({ ...nothing, status: "failed", bound: sign * Infinity })),
    "fails with nonsense": twist(() => ({ ...nothing, status: "failed", bound: NaN })),
    "says that there is nothing": twist((_, sign) => ({
      ...nothing,
      status: "infeasible",
      bound: -sign * Infinity,
    })),
    "gives no site and calls it best": twist(({ columns }) => ({
      status: "optimal",
      columns: columns?.map(() => 0),
    })),
    "gives every site and calls it best": twist(({ columns }) => ({
      status: "optimal",
      columns: columns?.map(() => 1),
    })),
    "claims more than it gives": twist(({ value, columns }, sign) => ({
      status: "optimal",
      columns,
      value: value + sign * 1000,
      bound: value + sign * 1000,
    })),
    "states a bound that is beaten": twist(({ value }, sign) => ({
      status: "optimal",
      bound: value - sign * 1000,
    })),
    "has columns that are not numbers": twist(({ columns }) => ({
      status: "optimal",
      columns: columns?.map(() => NaN),
    })),
  };
}
