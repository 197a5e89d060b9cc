import { complete, prune, type Thrift } from "./greedy.ts";
import { chosenSites, fits, setPlan, type Plan } from "./plan.ts";
import { standing, type Standing } from "./standing.ts";

/**
 * Betters a plan by taking out some sites near each other, mending it greedily and leaving out what became
 * needless, as often as told; what is not worse is kept. For every goal and with every rule.
 */
export function rebuild(
  plan: Plan,
  rounds: number,
  random: () => number,
  goOn: (found: Standing) => boolean,
): void {
  let kept = chosenSites(plan);
  let now = standing(plan);
  for (let round = 0; round < rounds && kept.length > 0; round++) {
    if (!goOn(now)) break;
    for (const site of nearby(plan, kept, 2 + Math.floor(random() * 4), random)) plan.remove(site);
    if (random() < 0.5) distract(plan, random);
    const thrift: Thrift = random() < 0.5 ? "people" : "people-for-price";
    complete(plan, thrift, () => false);
    prune(plan);
    const next = standing(plan);
    if (isWorse(next, now, plan)) setPlan(plan, kept);
    else {
      now = next;
      kept = chosenSites(plan);
    }
  }
  setPlan(plan, kept);
}

/** One site that greed alone might not choose. */
function distract(plan: Plan, random: () => number): void {
  const site = Math.floor(random() * plan.instance.siteCount);
  if (fits(plan, site) && plan.gain[site]! > 0) plan.add(site);
}

/** A chosen site and others that share sites' demand with it, made up from anywhere. */
function nearby(
  plan: Plan,
  kept: readonly number[],
  many: number,
  random: () => number,
): Set<number> {
  const { demandOf, siteOf } = plan.instance;
  const found = new Set<number>();
  const middle = kept[Math.floor(random() * kept.length)]!;
  found.add(middle);
  const length = demandOf.first[middle + 1]! - demandOf.first[middle]!;
  for (let tries = 0; tries < 8 && found.size < many && length > 0; tries++) {
    const demand = demandOf.items[demandOf.first[middle]! + Math.floor(random() * length)]!;
    for (let at = siteOf.first[demand]!; at < siteOf.first[demand + 1]!; at++)
      if (plan.chosen[siteOf.items[at]!] === 1 && found.size < many) found.add(siteOf.items[at]!);
  }
  while (found.size < Math.min(many, kept.length))
    found.add(kept[Math.floor(random() * kept.length)]!);
  return found;
}

function isWorse(one: Standing, other: Standing, { instance: { goal } }: Plan): boolean {
  if (one.allowed !== other.allowed) return other.allowed;
  if (one.short !== other.short) return one.short > other.short;
  switch (goal.kind) {
    case "most-people":
      return one.people < other.people;
    case "most-units":
      return one.units < other.units || (one.units === other.units && one.people < other.people);
    case "people":
      if (!one.allowed && one.people !== other.people) return one.people < other.people;
      break;
    case "units":
      if (!one.allowed && one.units !== other.units) return one.units < other.units;
      break;
  }
  return one.price > other.price || (one.price === other.price && one.people < other.people);
}
