import type { CoverProblem } from "../problem.ts";
import { dominated } from "./dominated.ts";
import {
  kept,
  transposed,
  type Instance,
  type InstanceGoal,
  type InstanceRule,
  type Lists,
  type UnitDemand,
} from "./instance.ts";
import { sameLists } from "./same-lists.ts";
import type { Settled } from "./settle.ts";

/**
 * The problem as far as it is open: places of demand that the same sites cover are one, sites that another can
 * always stand in for are gone, and where everything must be covered also the demand that is covered whenever
 * another is. The best choices of what is left are among the best choices of the whole.
 */
export function reduce(problem: CoverProblem, settled: Settled): Instance {
  const { pairs, weight } = problem;
  const sites = settled.free;
  const everything = mustCoverAll(problem, settled);
  const unitOf = unitsOf(problem, settled);

  const open = new Int32Array(pairs.demandCount).fill(-1);
  const openDemand: number[] = [];
  for (let demand = 0; demand < pairs.demandCount; demand++)
    if (settled.covered[demand] === 0 && weight[demand]! > 0)
      open[demand] = openDemand.push(demand) - 1;
  const demandOf = kept({ first: pairs.first, items: pairs.demand }, sites, open);
  let work: Work = {
    sites,
    demandOf,
    siteOf: transposed(demandOf, openDemand.length),
    weight: Float64Array.from(openDemand, (demand) => (everything ? 1 : weight[demand]!)),
    floorUnit: Int32Array.from(openDemand, (demand) => unitOf.floor[demand]!),
    ruleUnit: Int32Array.from(openDemand, (demand) => unitOf.rule[demand]!),
  };
  work = withoutUncovered(work);
  for (;;) {
    const before = work.sites.length + work.weight.length;
    work = mergedDemand(work, everything);
    if (everything) work = withoutImplied(work);
    work = withoutDominated(work, problem, unitOf.site);
    if (work.sites.length + work.weight.length === before) break;
  }
  return instanceOf(problem, settled, work, everything, unitOf.site);
}

interface Work {
  /** In the problem. */
  readonly sites: readonly number[];
  readonly demandOf: Lists;
  readonly siteOf: Lists;
  readonly weight: Float64Array;
  readonly floorUnit: Int32Array;
  readonly ruleUnit: Int32Array;
}

/** Whether the people asked for are all that can be covered at all. */
function mustCoverAll({ goal, pairs, weight }: CoverProblem, { covered, free, people }: Settled) {
  if (goal.kind !== "people") return false;
  const reached = covered.slice();
  let most = people;
  for (const site of free)
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++) {
      const demand = pairs.demand[at]!;
      if (reached[demand] === 0) most += weight[demand]!;
      reached[demand] = 1;
    }
  return goal.people >= most;
}

/** Units that still miss something: by demand of the problem for floor and goal, by site for the goal; else -1. */
function unitsOf(problem: CoverProblem, settled: Settled) {
  const none = () => new Int32Array(problem.pairs.demandCount).fill(-1);
  const missing = (ofDemand: Int32Array, left: Float64Array) =>
    ofDemand.map((unit) => (unit >= 0 && left[unit]! > 0 ? unit : -1));
  const { goal, floor } = problem;
  const rule = goal.kind === "units" || goal.kind === "most-units" ? goal.rule : undefined;
  return {
    floor: floor === null ? none() : missing(floor.ofDemand, settled.floor),
    rule:
      rule === undefined || rule.by === "inside" ? none() : missing(rule.ofDemand, settled.units),
    site:
      rule?.by === "inside"
        ? missing(rule.ofSite, settled.units)
        : new Int32Array(problem.pairs.siteCount).fill(-1),
  };
}

/** Demand that no site covers is left out. */
function withoutUncovered(work: Work): Work {
  const { first } = work.siteOf;
  const stay = Array.from(work.weight, (_, demand) => demand).filter(
    (demand) => first[demand + 1]! > first[demand]!,
  );
  return stay.length === work.weight.length ? work : withDemand(work, stay, work.weight);
}

function mergedDemand(work: Work, everything: boolean): Work {
  const same = sameLists(work.siteOf, (one, other) => {
    return (
      work.floorUnit[one] === work.floorUnit[other] && work.ruleUnit[one] === work.ruleUnit[other]
    );
  });
  const weight = work.weight.slice();
  const stay: number[] = [];
  same.forEach((first, demand) => {
    if (first === demand) stay.push(demand);
    else if (!everything) weight[first]! += weight[demand]!;
  });
  return stay.length === weight.length ? work : withDemand(work, stay, weight);
}

function withDemand(work: Work, stay: readonly number[], weight: Float64Array): Work {
  const index = new Int32Array(weight.length).fill(-1);
  stay.forEach((demand, i) => (index[demand] = i));
  const demandOf = kept(
    work.demandOf,
    work.sites.map((_, site) => site),
    index,
  );
  return {
    ...work,
    demandOf,
    siteOf: transposed(demandOf, stay.length),
    weight: Float64Array.from(stay, (demand) => weight[demand]!),
    floorUnit: Int32Array.from(stay, (demand) => work.floorUnit[demand]!),
    ruleUnit: Int32Array.from(stay, (demand) => work.ruleUnit[demand]!),
  };
}

/** Demand whose sites include all sites of another is covered with it. */
function withoutImplied(work: Work): Work {
  const { siteOf, demandOf } = work;
  const implied = dominated(siteOf, demandOf, "holds", (one, other) => {
    // Of two alike the first stays; alike ones were merged before, so none are.
    return one !== other;
  });
  const stay = Array.from(work.weight, (_, demand) => demand).filter(
    (demand) => implied[demand] === 0,
  );
  return stay.length === work.weight.length ? work : withDemand(work, stay, work.weight);
}

function withoutDominated(work: Work, problem: CoverProblem, unitOfSite: Int32Array): Work {
  const { price, preferred } = problem;
  const bound = new Uint8Array(problem.pairs.siteCount);
  for (const pair of problem.apart) for (const site of pair) bound[site] = 1;
  const gone = dominated(work.demandOf, work.siteOf, "held", (lesser, better, alike) => {
    const [one, other] = [work.sites[lesser]!, work.sites[better]!];
    if (bound[other] === 1 || price[one]! < price[other]!) return false;
    if (preferred[one]! > preferred[other]!) return false;
    if (unitOfSite[one]! >= 0 && unitOfSite[one] !== unitOfSite[other]) return false;
    // Of two that are as good in everything the first stays.
    const equal =
      alike &&
      bound[one] === 0 &&
      price[one] === price[other] &&
      preferred[one] === preferred[other] &&
      unitOfSite[one] === unitOfSite[other];
    return !equal || other < one;
  });
  const { first } = work.demandOf;
  const useful = (site: number) =>
    first[site + 1]! > first[site]! || unitOfSite[work.sites[site]!]! >= 0;
  const stay = work.sites.map((_, site) => site).filter((site) => gone[site] === 0 && useful(site));
  if (stay.length === work.sites.length) return work;
  const everyDemand = Int32Array.from(work.weight, (_, demand) => demand);
  const demandOf = kept(work.demandOf, stay, everyDemand);
  return {
    ...work,
    sites: stay.map((site) => work.sites[site]!),
    demandOf,
    siteOf: transposed(demandOf, work.weight.length),
  };
}

function instanceOf(
  problem: CoverProblem,
  settled: Settled,
  work: Work,
  everything: boolean,
  unitOfSite: Int32Array,
): Instance {
  const { sites, demandOf, siteOf, weight } = work;
  const index = new Int32Array(problem.pairs.siteCount).fill(-1);
  sites.forEach((site, i) => (index[site] = i));
  const floor = {
    unitCount: settled.floor.length,
    ofDemand: work.floorUnit,
    people: settled.floor,
  };
  return {
    siteCount: sites.length,
    demandCount: weight.length,
    origin: Int32Array.from(sites),
    price: Float64Array.from(sites, (site) => problem.price[site]!),
    preferred: Uint8Array.from(sites, (site) => problem.preferred[site]!),
    demandOf,
    siteOf,
    weight,
    apart: apartLists(problem.apart, index, sites.length),
    count: settled.count,
    budget: settled.budget,
    everything,
    goal: goalOf(problem, settled, work, everything, unitOfSite),
    // Who covers everything keeps every floor that can be kept.
    floor: everything || settled.floor.every((people) => people === 0) ? undefined : floor,
  };
}

function goalOf(
  { goal }: CoverProblem,
  settled: Settled,
  { sites, weight, ruleUnit }: Work,
  everything: boolean,
  unitOfSite: Int32Array,
): InstanceGoal {
  if (goal.kind === "most-people") return goal;
  if (goal.kind === "people")
    return { kind: "people", people: everything ? weight.length : goal.people - settled.people };
  const unitCount = settled.units.length;
  const demand: UnitDemand = { unitCount, ofDemand: ruleUnit, people: settled.units };
  const rule: InstanceRule =
    goal.rule.by === "inside"
      ? { by: "inside", unitCount, ofSite: Int32Array.from(sites, (site) => unitOfSite[site]!) }
      : { by: "people", ...demand };
  return goal.kind === "units"
    ? { kind: "units", units: goal.units - settled.unitsServed, rule }
    : { kind: "most-units", rule };
}

function apartLists(apart: CoverProblem["apart"], index: Int32Array, siteCount: number): Lists {
  const beside: number[][] = Array.from({ length: siteCount }, () => []);
  for (const [one, other] of apart) {
    const [a, b] = [index[one]!, index[other]!];
    if (a < 0 || b < 0 || a === b) continue;
    beside[a]!.push(b);
    beside[b]!.push(a);
  }
  const first = new Uint32Array(siteCount + 1);
  beside.forEach((list, site) => (first[site + 1] = first[site]! + list.length));
  return { first, items: Uint32Array.from(beside.flat()) };
}
