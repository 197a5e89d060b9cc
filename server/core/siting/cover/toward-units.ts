import type { InstanceRule, UnitDemand } from "./instance.ts";
import { fits, type Plan } from "./plan.ts";
import { insideOf, unitsLeft } from "./standing.ts";

/** People of units that miss some whom the site would newly cover, no more than are missing. */
export function towards(plan: Plan, unit: UnitDemand, left: Float64Array, site: number): number {
  const { weight, demandOf } = plan.instance;
  const found = new Map<number, number>();
  for (let at = demandOf.first[site]!; at < demandOf.first[site + 1]!; at++) {
    const demand = demandOf.items[at]!;
    const of = unit.ofDemand[demand]!;
    if (of >= 0 && left[of]! > 0 && plan.times[demand] === 0)
      found.set(of, (found.get(of) ?? 0) + weight[demand]!);
  }
  let sum = 0;
  for (const [of, people] of found) sum += Math.min(people, left[of]!);
  return sum;
}

/** The next site of the unit that can be served for the least. */
export function siteForUnit(plan: Plan, rule: InstanceRule): number {
  const { price } = plan.instance;
  if (rule.by === "inside") {
    const inside = insideOf(plan, rule.ofSite, rule.unitCount);
    const open = (site: number) => rule.ofSite[site]! >= 0 && inside[rule.ofSite[site]!] === 0;
    let best = -1;
    for (let site = 0; site < price.length; site++)
      if (open(site) && fits(plan, site) && (best < 0 || isCheaper(plan, site, best))) best = site;
    return best;
  }
  const left = unitsLeft(plan, rule);
  const each = left.map((people, unit) => (rule.people[unit]! > 0 ? people : 0));
  let best = -1;
  let most = 0;
  for (let site = 0; site < price.length; site++) {
    if (!fits(plan, site)) continue;
    const worth = shareTowards(plan, rule, each, site) / price[site]!;
    if (worth > most) [best, most] = [site, worth];
  }
  return best;
}

function isCheaper(
  { instance: { price, preferred }, gain }: Plan,
  one: number,
  other: number,
): boolean {
  if (price[one] !== price[other]) return price[one]! < price[other]!;
  if (preferred[one] !== preferred[other]) return preferred[one]! > preferred[other]!;
  return gain[one]! > gain[other]!;
}

/** How much of what units still miss the site brings, each in shares; one that is finished counts double. */
function shareTowards(plan: Plan, rule: UnitDemand, left: Float64Array, site: number): number {
  const { weight, demandOf } = plan.instance;
  const found = new Map<number, number>();
  for (let at = demandOf.first[site]!; at < demandOf.first[site + 1]!; at++) {
    const demand = demandOf.items[at]!;
    const of = rule.ofDemand[demand]!;
    if (of >= 0 && left[of]! > 0 && Number.isFinite(left[of]!) && plan.times[demand] === 0)
      found.set(of, (found.get(of) ?? 0) + weight[demand]!);
  }
  let sum = 0;
  for (const [of, people] of found) sum += people >= left[of]! ? 2 : people / left[of]!;
  return sum;
}
