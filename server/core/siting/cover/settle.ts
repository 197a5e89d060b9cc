import type { People } from "../../vocabulary.ts";
import { FORBIDDEN, REQUIRED, type CoverProblem } from "../problem.ts";

/** What stands before anything is chosen: the required sites opened, and what that leaves to be done. */
export interface Settled {
  /** Required sites, rising. */
  readonly opened: readonly number[];
  /** Sites that may still be chosen, rising. */
  readonly free: readonly number[];
  /** By demand: 1 where it is covered. */
  readonly covered: Uint8Array;
  /** People covered. */
  readonly people: People;
  readonly count: number;
  readonly budget: number;
  /** By unit of the floor, people still missing; 0 where none are. */
  readonly floor: Float64Array;
  /** By unit of the goal: people still missing, or 1 where a site inside is; 0 where it is served. */
  readonly units: Float64Array;
  readonly unitsServed: number;
}

/** Sites that could not be paid for or that may not stand beside a required one are not free. */
export function settle(problem: CoverProblem): Settled {
  const { pairs, status, price, apart, weight } = problem;
  const covered = problem.served.slice();
  const barred = new Uint8Array(pairs.siteCount);
  const opened: number[] = [];
  let spent = 0;
  for (let site = 0; site < pairs.siteCount; site++) {
    if (status[site] === FORBIDDEN) barred[site] = 1;
    if (status[site] !== REQUIRED) continue;
    opened.push(site);
    barred[site] = 1;
    spent += price[site]!;
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++)
      covered[pairs.demand[at]!] = 1;
  }
  for (const [one, other] of apart) {
    if (status[one] === REQUIRED) barred[other] = 1;
    if (status[other] === REQUIRED) barred[one] = 1;
  }
  const count = problem.count === null ? Infinity : problem.count - opened.length;
  const budget = problem.budget === null ? Infinity : problem.budget - spent;
  const free: number[] = [];
  for (let site = 0; site < pairs.siteCount; site++)
    if (barred[site] === 0 && count > 0 && price[site]! <= budget) free.push(site);
  let people = 0;
  for (let demand = 0; demand < pairs.demandCount; demand++)
    if (covered[demand] !== 0) people += weight[demand]!;
  const units = missingUnits(problem, covered, opened);
  return {
    opened,
    free,
    covered,
    people,
    count,
    budget,
    floor: missingFloor(problem, covered),
    units,
    unitsServed: units.reduce((served, left) => served + (left === 0 ? 1 : 0), 0),
  };
}

function missingFloor({ floor, weight }: CoverProblem, covered: Uint8Array): Float64Array {
  if (floor === null) return new Float64Array();
  return missing(floor.people, floor.ofDemand, weight, covered);
}

function missingUnits(
  { goal, weight }: CoverProblem,
  covered: Uint8Array,
  opened: readonly number[],
): Float64Array {
  if (goal.kind !== "units" && goal.kind !== "most-units") return new Float64Array();
  const { by, ofDemand, ofSite, served, unitCount } = goal.rule;
  let left: Float64Array;
  if (by === "inside") {
    left = new Float64Array(unitCount).fill(1);
    for (const site of opened) if (ofSite[site]! >= 0) left[ofSite[site]!] = 0;
  } else left = missing(by.people, ofDemand, weight, covered);
  return left.map((people, unit) => (served[unit] === 0 ? people : 0));
}

/** By unit: people asked for that are not covered. */
export function missing(
  asked: Float64Array,
  ofDemand: Int32Array,
  weight: Float64Array,
  covered: Uint8Array,
): Float64Array {
  const left = asked.slice();
  for (let demand = 0; demand < ofDemand.length; demand++)
    if (covered[demand] !== 0 && ofDemand[demand]! >= 0)
      left[ofDemand[demand]!]! -= weight[demand]!;
  return left.map((people) => Math.max(0, people));
}
