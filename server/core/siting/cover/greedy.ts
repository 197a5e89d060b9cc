import { chosenSites, fits, type Plan } from "./plan.ts";
import { isAsGood, served, standing, unitsLeft } from "./standing.ts";
import { siteForUnit, towards } from "./toward-units.ts";

/** What the next site is chosen by: people alone, or people for the price. */
export type Thrift = "people" | "people-for-price";

/**
 * Adds site after site, always the one that now helps most: first towards floors, then towards the goal, within
 * count, budget and spacing. Ends when the goal is reached or nothing helps any more.
 */
export function complete(plan: Plan, thrift: Thrift, ended: () => boolean): void {
  const { floor, goal } = plan.instance;
  while (floor !== undefined && !ended()) {
    const left = unitsLeft(plan, floor);
    const site = bestSite(plan, thrift, (one) => towards(plan, floor, left, one));
    if (site < 0) break;
    plan.add(site);
  }
  while (!ended()) {
    const site = nextSite(plan, goal.kind === "people" ? goal.people - plan.sum.people : Infinity);
    if (site < 0) break;
    plan.add(site);
  }

  function nextSite({ instance, gain }: Plan, people: number): number {
    switch (instance.goal.kind) {
      case "most-people":
        return bestSite(plan, thrift, (site) => gain[site]!);
      case "people":
        return people <= 0 ? -1 : bestSite(plan, thrift, (site) => Math.min(gain[site]!, people));
      case "units":
        return served(plan, instance.goal.rule) >= instance.goal.units
          ? -1
          : siteForUnit(plan, instance.goal.rule);
      case "most-units":
        return siteForUnit(plan, instance.goal.rule);
    }
  }
}

/** Takes out what is not needed, the dearest and least useful first. */
export function prune(plan: Plan): void {
  const { price } = plan.instance;
  const before = standing(plan);
  const order = chosenSites(plan).toSorted(
    (a, b) => price[b]! - price[a]! || plan.loss[a]! - plan.loss[b]! || b - a,
  );
  for (const site of order) {
    plan.remove(site);
    if (!isAsGood(standing(plan), before, plan.instance)) plan.add(site);
  }
}

/** The allowed site with most use, for its price if thrift says so; the preferred of equals, then the first; -1 for none. */
function bestSite(plan: Plan, thrift: Thrift, use: (site: number) => number): number {
  const { price, preferred } = plan.instance;
  let best = -1;
  let most = 0;
  for (let site = 0; site < price.length; site++) {
    if (!fits(plan, site)) continue;
    const worth = thrift === "people" ? use(site) : use(site) / price[site]!;
    if (worth > most || (worth === most && best >= 0 && preferred[site]! > preferred[best]!))
      [best, most] = [site, worth];
  }
  return best;
}
