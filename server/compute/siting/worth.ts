import type {
  CapacitatedProblem,
  CoverProblem,
  NearestProblem,
  Pairs,
  SharedProblem,
  SitingAnswer,
  SitingProblem,
} from "#core/siting/problem.ts";
import { keepsRules, priceOf } from "#core/siting/rules.ts";
import type { People } from "#core/vocabulary.ts";

/** What a choice comes to by the problem's data alone, whatever its solver says of it. */
export interface Worth {
  readonly value: number;
  /** Every rule is kept, and what was asked for is reached. */
  readonly allowed: boolean;
}

export function worthOf(problem: SitingProblem, answer: SitingAnswer): Worth {
  switch (problem.kind) {
    case "cover":
      return ofCover(problem, answer.sites);
    case "shared":
      return ofShared(problem, answer);
    case "capacitated":
      return ofAssignment(problem, answer);
    case "median":
    case "center":
      return ofNearest(problem, answer.sites);
  }
}

/** By place of demand: 1 where it is served already or by one of the sites. */
export function coveredBy(
  { first, demand }: Pairs,
  served: Uint8Array,
  sites: readonly number[],
): Uint8Array {
  const covered = served.slice();
  for (const site of sites)
    for (let at = first[site]!; at < first[site + 1]!; at++) covered[demand[at]!] = 1;
  return covered;
}

export function peopleIn(weight: Float64Array, covered: Uint8Array): People {
  return weight.reduce((sum, people, place) => sum + (covered[place] === 1 ? people : 0), 0);
}

/** Which units count as served, by unit. */
export function unitsServed(
  {
    ofDemand,
    ofSite,
    unitCount,
    by,
    served,
  }: Extract<CoverProblem["goal"], { rule: unknown }>["rule"],
  weight: Float64Array,
  covered: Uint8Array,
  sites: readonly number[],
): Uint8Array {
  const now = served.slice();
  if (by === "inside") {
    for (const site of sites) if (ofSite[site]! >= 0) now[ofSite[site]!] = 1;
    return now;
  }
  const people = new Float64Array(unitCount);
  for (const [place, unit] of ofDemand.entries())
    if (unit >= 0 && covered[place] === 1) people[unit]! += weight[place]!;
  for (let u = 0; u < unitCount; u++) if (people[u]! >= by.people[u]!) now[u] = 1;
  return now;
}

function ofCover(problem: CoverProblem, sites: readonly number[]): Worth {
  const { pairs, weight, served, goal, floor } = problem;
  const covered = coveredBy(pairs, served, sites);
  const people = peopleIn(weight, covered);
  const price = priceOf(problem, sites);
  const units =
    "rule" in goal
      ? unitsServed(goal.rule, weight, covered, sites).reduce((sum, one) => sum + one, 0)
      : 0;
  const floors =
    floor === null ||
    sumsOver(floor.ofDemand, floor.people.length, weight, covered).every(
      (sum, u) => sum >= floor.people[u]!,
    );
  const rules = floors && keepsRules(problem, sites);
  switch (goal.kind) {
    case "most-people":
      return { value: people, allowed: rules };
    case "most-units":
      return { value: units, allowed: rules };
    case "people":
      return { value: price, allowed: rules && people >= goal.people };
    case "units":
      return { value: price, allowed: rules && units >= goal.units };
  }
}

function sumsOver(
  ofDemand: Int32Array,
  unitCount: number,
  weight: Float64Array,
  covered: Uint8Array,
): Float64Array {
  const sums = new Float64Array(unitCount);
  for (const [place, unit] of ofDemand.entries())
    if (unit >= 0 && covered[place] === 1) sums[unit]! += weight[place]!;
  return sums;
}

function ofShared(problem: SharedProblem, { sites, services = [] }: SitingAnswer): Worth {
  const { layers, price, discount } = problem;
  let value = 0;
  let reached = true;
  for (const [index, { pairs, weight, served, people, price: own }] of layers.entries()) {
    const among = sites.filter((_, i) => services[i]?.includes(index));
    value += among.reduce((sum, site) => sum + own[site]!, 0);
    reached &&= peopleIn(weight, coveredBy(pairs, served, among)) >= people;
  }
  for (const [i, site] of sites.entries())
    value += price[site]! - discount * Math.max(0, (services[i]?.length ?? 0) - 1);
  const rules = keepsRules({ ...problem, budget: null }, sites);
  const within = problem.budget === null || value <= problem.budget * (1 + HAIR);
  return { value, allowed: rules && within && reached };
}

const HAIR = 1e-9;

function ofAssignment(
  problem: CapacitatedProblem,
  { sites, assignment = [] }: SitingAnswer,
): Worth {
  const { pairs, weight, capacity, goal } = problem;
  const chosen = new Set(sites);
  const room = capacity.map((places) => places * (1 + HAIR));
  const left = weight.map((people) => people * (1 + HAIR));
  let people = 0;
  let sound = true;
  for (const { demand, site, amount } of assignment) {
    const row = pairs.demand.subarray(pairs.first[site], pairs.first[site + 1]);
    sound &&= amount >= 0 && chosen.has(site) && row.includes(demand);
    room[site]! -= amount;
    left[demand]! -= amount;
    people += amount;
  }
  sound &&= room.every((places) => places >= -HAIR) && left.every((some) => some >= -HAIR);
  const rules = sound && keepsRules(problem, sites);
  if (goal.kind === "most-people") return { value: people, allowed: rules };
  const reached = people >= goal.people * (1 - HAIR) - HAIR;
  return { value: priceOf(problem, sites), allowed: rules && reached };
}

/** Cost of every place to the nearest of the sites and of what stands; Infinity where none is. */
export function nearestCosts(
  { pairs, now }: Pick<NearestProblem, "pairs" | "now">,
  sites: readonly number[],
): Float64Array {
  const cost = now.slice();
  for (const site of sites)
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++) {
      const place = pairs.demand[at]!;
      if (pairs.cost[at]! < cost[place]!) cost[place] = pairs.cost[at]!;
    }
  return cost;
}

function ofNearest(problem: NearestProblem, sites: readonly number[]): Worth {
  const { kind, weight } = problem;
  const cost = nearestCosts(problem, sites);
  let value = 0;
  for (const [place, people] of weight.entries())
    if (people > 0)
      value = kind === "median" ? value + people * cost[place]! : Math.max(value, cost[place]!);
  return { value, allowed: Number.isFinite(value) && keepsRules(problem, sites) };
}
