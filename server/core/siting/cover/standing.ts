import type { Instance, InstanceRule, UnitDemand } from "./instance.ts";
import type { Plan } from "./plan.ts";

/** What a plan comes to on its instance. */
export interface Standing {
  readonly people: number;
  readonly price: number;
  readonly units: number;
  /** People missing to the floors. */
  readonly short: number;
  /** Whether floor, goal, count and budget are kept; spacing always is. */
  readonly allowed: boolean;
}

export function standing(plan: Plan): Standing {
  const { goal, floor, count, budget } = plan.instance;
  const { people, price, count: size } = plan.sum;
  const short =
    floor === undefined ? 0 : unitsLeft(plan, floor).reduce((sum, left) => sum + left, 0);
  const units = goal.kind === "units" || goal.kind === "most-units" ? served(plan, goal.rule) : 0;
  const reached =
    goal.kind === "people" ? people >= goal.people : goal.kind !== "units" || units >= goal.units;
  return {
    people,
    price,
    units,
    short,
    allowed: reached && short === 0 && size <= count && price <= budget,
  };
}

/** By unit: people still missing. */
export function unitsLeft({ times, instance: { weight } }: Plan, unit: UnitDemand): Float64Array {
  const left = unit.people.slice();
  for (let demand = 0; demand < times.length; demand++)
    if (times[demand]! > 0 && unit.ofDemand[demand]! >= 0)
      left[unit.ofDemand[demand]!]! -= weight[demand]!;
  return left.map((people) => Math.max(0, people));
}

/** Whether nothing the goal and the floors ask for got less. */
export function isAsGood(now: Standing, before: Standing, { goal }: Instance): boolean {
  if (now.short > before.short) return false;
  switch (goal.kind) {
    case "most-people":
      return now.people >= before.people;
    case "people":
      return now.people >= Math.min(before.people, goal.people);
    case "units":
      return now.units >= Math.min(before.units, goal.units);
    case "most-units":
      return now.units >= before.units;
  }
}

/** Units newly served. */
export function served(plan: Plan, rule: InstanceRule): number {
  if (rule.by === "inside")
    return insideOf(plan, rule.ofSite, rule.unitCount).reduce((sum, is) => sum + is, 0);
  const left = unitsLeft(plan, rule);
  let units = 0;
  rule.people.forEach((people, unit) => (units += people > 0 && left[unit] === 0 ? 1 : 0));
  return units;
}

/** By unit: 1 with a chosen site inside. */
export function insideOf({ chosen }: Plan, ofSite: Int32Array, unitCount: number): Uint8Array {
  const inside = new Uint8Array(unitCount);
  for (let site = 0; site < chosen.length; site++)
    if (chosen[site] === 1 && ofSite[site]! >= 0) inside[ofSite[site]!] = 1;
  return inside;
}
