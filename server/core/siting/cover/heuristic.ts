import type { People } from "../../vocabulary.ts";
import { seededRandom } from "../random.ts";
import { anneal } from "./anneal.ts";
import { complete, prune } from "./greedy.ts";
import type { Instance } from "./instance.ts";
import { chosenSites, emptyPlan, fits, setPlan, type Plan } from "./plan.ts";
import { rebuild } from "./rebuild.ts";
import { standing } from "./standing.ts";

/** Told of each choice worth looking at, in the instance's indexes. */
export type Propose = (sites: readonly number[]) => void;

/** Where a search is this short it is made several times, as freely as this: in shares of what a site covers. */
const FEW_STEPS = 500_000;
const WARMTHS = [0.3, 0.15, 0.1, 0.05] as const;

/** Good choices at once, the best of them in the plan given back. */
export function firstPlan(instance: Instance, propose: Propose, ended: () => boolean): Plan {
  const plan = emptyPlan(instance);
  complete(plan, "people-for-price", ended);
  prune(plan);
  propose(chosenSites(plan));
  if (instance.price.every((price) => price === instance.price[0])) return plan;
  const before = { sites: chosenSites(plan), standing: standing(plan) };
  setPlan(plan, []);
  complete(plan, "people", ended);
  prune(plan);
  propose(chosenSites(plan));
  const now = standing(plan);
  const least = instance.goal.kind === "people" || instance.goal.kind === "units";
  const better = least ? now.price < before.standing.price : now.people > before.standing.people;
  if (now.allowed !== before.standing.allowed ? !now.allowed : !better) setPlan(plan, before.sites);
  return plan;
}

/** The choice that a divided one suggests: sites by how much of them it takes, made up and thinned out. */
export function rounded(plan: Plan, share: Float64Array, ended: () => boolean): readonly number[] {
  const before = chosenSites(plan);
  setPlan(plan, []);
  const order = Array.from(share, (_, site) => site)
    .filter((site) => share[site]! > 0.2)
    .toSorted((a, b) => share[b]! - share[a]! || a - b);
  for (const site of order) if (plan.gain[site]! > 0 && fits(plan, site)) plan.add(site);
  complete(plan, "people-for-price", ended);
  prune(plan);
  const sites = chosenSites(plan);
  setPlan(plan, before);
  return sites;
}

/**
 * Better choices by exchange. As many steps as the instance's size asks for, so that a search that is not ended
 * from outside finds the same again.
 */
export function improve(plan: Plan, seed: number, propose: Propose, ended: () => boolean): void {
  const { instance } = plan;
  const random = seededRandom(seed);
  const plain = instance.floor === undefined;
  if (plain && instance.goal.kind === "most-people") {
    let told = plan.sum.people;
    const watch = (people: People, best: ArrayLike<number>) => {
      if (people > told) propose(Array.from(best));
      told = Math.max(told, people);
      return !ended();
    };
    const steps = stepsFor(instance, plan.sum.count);
    const warmths = steps < FEW_STEPS ? WARMTHS : [0.05];
    for (const warmth of warmths) setPlan(plan, wander(plan, steps, warmth, random, watch));
  } else if (plain && instance.goal.kind === "people" && isEvenlyPriced(instance))
    withFewer(plan, instance.goal.people, random, propose, ended);
  const rounds = Math.min(300, Math.ceil(2e8 / (1 + instance.demandOf.items.length)));
  rebuild(plan, rounds, random, () => !ended());
  propose(chosenSites(plan));
}

/** One site fewer again and again, as long as the others can be moved to reach as many people. */
function withFewer(
  plan: Plan,
  people: number,
  random: () => number,
  propose: Propose,
  ended: () => boolean,
): void {
  let kept = chosenSites(plan);
  while (plan.sum.count > 1 && !ended()) {
    if (plan.sum.people >= people) plan.remove(leastUseful(plan));
    const steps = stepsFor(plan.instance, plan.sum.count) / 4;
    setPlan(
      plan,
      wander(plan, steps, 0.05, random, (found) => found < people && !ended()),
    );
    if (plan.sum.people < people) break;
    kept = chosenSites(plan);
    propose(kept);
  }
  setPlan(plan, kept);
}

function wander(
  plan: Plan,
  steps: number,
  warmth: number,
  random: () => number,
  goOn: Parameters<typeof anneal>[4],
): readonly number[] {
  const mean = plan.sum.people / Math.max(1, plan.sum.count);
  if (mean === 0) return chosenSites(plan);
  const annealing = { steps, warmest: warmth * mean, coolest: 0.001 * mean };
  return anneal(plan.instance, chosenSites(plan), annealing, random, goOn);
}

/** Several times as many as there are exchanges of one site, within what can be waited for. */
function stepsFor({ siteCount }: Instance, chosen: number): number {
  return Math.min(2_500_000, 20_000 + 20 * chosen * siteCount);
}

function leastUseful(plan: Plan): number {
  const sites = chosenSites(plan);
  return sites.reduce(
    (least, site) => (plan.loss[site]! < plan.loss[least]! ? site : least),
    sites[0]!,
  );
}

function isEvenlyPriced({ price }: Instance): boolean {
  return price.every((one) => one === price[0]);
}
