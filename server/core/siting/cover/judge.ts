import type { People } from "../../vocabulary.ts";
import type { CoverProblem } from "../problem.ts";
import { keepsRules } from "../rules.ts";
import { missing } from "./settle.ts";

/** What a choice of sites comes to, by nothing but the problem's own data. */
export interface Judgement {
  readonly price: number;
  /** Covered in all, those served already included. */
  readonly people: People;
  /** Units served in all; 0 where the goal names none. */
  readonly units: number;
  /** Chosen sites that are not preferred. */
  readonly others: number;
  /** Whether the rules of sites are kept: required, forbidden, spacing, count and budget. */
  readonly keeps: boolean;
  /** Whether that and what was asked is reached, with every floor. */
  readonly allowed: boolean;
  /** What the goal counts. */
  readonly value: number;
}

/** The same for every choice, whoever proposed it: no solver is believed without it. */
export function judge(problem: CoverProblem, sites: readonly number[]): Judgement {
  const { pairs, weight } = problem;
  const covered = problem.served.slice();
  let price = 0;
  let others = 0;
  for (const site of sites) {
    price += problem.price[site]!;
    if (problem.preferred[site] === 0) others++;
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++)
      covered[pairs.demand[at]!] = 1;
  }
  let people = 0;
  for (let demand = 0; demand < covered.length; demand++)
    if (covered[demand] !== 0) people += weight[demand]!;
  const units = unitsServed(problem, covered, sites);
  const keeps = keepsRules(problem, sites);
  const allowed = keeps && keepsFloor(problem, covered) && reachesGoal(problem, people, units);
  const value = valueOf(problem, price, people, units);
  return { price, people, units, others, keeps, allowed, value };
}

/** Whether fewer of what the goal counts are better. */
export function isLeast({ goal }: CoverProblem): boolean {
  return goal.kind === "people" || goal.kind === "units";
}

/**
 * Whether the first is to be chosen before the second: allowed before not, then by value, then by how few
 * are not preferred, so that no site without use is added for being so, then by people.
 */
export function isBetter(problem: CoverProblem, one: Judgement, other: Judgement): boolean {
  if (one.allowed !== other.allowed) return one.allowed;
  if (one.value !== other.value) return isLeast(problem) === one.value < other.value;
  if (one.others !== other.others) return one.others < other.others;
  return one.people > other.people;
}

function valueOf({ goal }: CoverProblem, price: number, people: People, units: number): number {
  switch (goal.kind) {
    case "most-people":
      return people;
    case "most-units":
      return units;
    case "people":
    case "units":
      return price;
  }
}

function reachesGoal({ goal }: CoverProblem, people: People, units: number): boolean {
  if (goal.kind === "people") return people >= goal.people;
  return goal.kind !== "units" || units >= goal.units;
}

function keepsFloor({ floor, weight }: CoverProblem, covered: Uint8Array): boolean {
  if (floor === null) return true;
  return missing(floor.people, floor.ofDemand, weight, covered).every((people) => people === 0);
}

function unitsServed(
  { goal, weight }: CoverProblem,
  covered: Uint8Array,
  sites: readonly number[],
) {
  if (goal.kind !== "units" && goal.kind !== "most-units") return 0;
  const { by, ofDemand, ofSite, served, unitCount } = goal.rule;
  const inside = new Uint8Array(unitCount);
  for (const site of sites) if (ofSite[site]! >= 0) inside[ofSite[site]!] = 1;
  const left = by === "inside" ? undefined : missing(by.people, ofDemand, weight, covered);
  let units = 0;
  for (let unit = 0; unit < unitCount; unit++)
    if (served[unit] === 1 || (left === undefined ? inside[unit] === 1 : left[unit] === 0)) units++;
  return units;
}
