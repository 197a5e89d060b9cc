import { FORBIDDEN, REQUIRED, type NearestProblem, type SearchTools } from "../problem.ts";
import { keepsRules } from "../rules.ts";
import { medianOf, type Places } from "./places.ts";

const ROUNDS = 1000;
/** Shorter steps change nothing any more. */
const SHORTEST_STEP = 0.005;

/** What no choice can stay below, and by which prices of places that is known. */
export interface LagrangianBound {
  readonly bound: number;
  /** The same with the budget let go: to this a site that is forced in adds what it is dearer than another. */
  readonly counted: number;
  /** By place: what having it served is worth. */
  readonly multiplier: Float64Array;
  /** By site: what opening it changes for these prices, before it is paid for by a place in the count. */
  readonly reduced: Float64Array;
  /** Person-costs and sites of the best choice come upon. */
  readonly value: number;
  readonly sites: readonly number[];
}

/**
 * A lower bound of the p-median by pricing the rule that everybody is served (Narula, Ogbu and Samuelsson 1977),
 * with subgradient steps. Of the rules on sites it keeps required, forbidden, count and the budget in
 * fractions; all it leaves out makes it lower, so it holds whatever the rules.
 */
export function lagrangian(
  problem: NearestProblem,
  places: Places,
  start: { readonly sites: readonly number[]; readonly value: number },
  tools: Pick<SearchTools, "ended" | "onProgress">,
): LagrangianBound {
  const { first, site, cost, weight, now } = places;
  const multiplier = firstMultipliers(places);
  const reduced = new Float64Array(places.siteCount);
  const times = new Int32Array(places.count);
  let { sites, value } = start;
  let best = {
    bound: -Infinity,
    counted: -Infinity,
    multiplier: multiplier.slice(),
    reduced: reduced.slice(),
  };
  let step = 1.5;
  let idle = 0;
  for (let round = 0; round < ROUNDS && step > SHORTEST_STEP && !tools.ended(); round++) {
    reduced.fill(0);
    let sum = 0;
    for (let here = 0; here < places.count; here++) {
      const worth = multiplier[here]!;
      sum += worth + Math.min(0, now[here]! * weight[here]! - worth);
      for (let at = first[here]!; at < first[here + 1]!; at++) {
        const gain = cost[at]! * weight[here]! - worth;
        if (gain >= 0) break;
        reduced[site[at]!]! += gain;
      }
    }
    const { open, byCount, byPrice } = cheapestSites(problem, reduced);
    const counted = sum + byCount;
    const bound = Math.max(counted, sum + byPrice);
    if (bound > best.bound) {
      best = { bound, counted, multiplier: multiplier.slice(), reduced: reduced.slice() };
      idle = 0;
    } else if (++idle === 20) {
      step /= 2;
      idle = 0;
    }
    const found = keepsRules(problem, open) ? medianOf(places, open) : Infinity;
    if (found < value) [sites, value] = [open, found];
    if (round % 20 === 0) tools.onProgress(value < Infinity ? value : null, best.bound);
    if (best.bound >= value * (1 - 1e-12)) break;

    countServing(places, multiplier, open, times);
    let norm = 0;
    for (const served of times) norm += (1 - served) ** 2;
    if (norm === 0) break;
    const target = value < Infinity ? value : best.bound + Math.abs(best.bound) * 0.05 + 1;
    const pace = (step * Math.max(target - bound, Math.abs(target) * 1e-6)) / norm;
    for (let here = 0; here < places.count; here++)
      multiplier[here] = Math.max(0, multiplier[here]! + pace * (1 - times[here]!));
  }
  return { ...best, sites, value };
}

/** Between the nearest and the second nearest way of all: a place is worth about what it costs. */
function firstMultipliers({ count, first, cost, now, weight }: Places): Float64Array {
  return Float64Array.from({ length: count }, (_, here) => {
    const from = first[here]!;
    const nearest = from < first[here + 1]! ? cost[from]! : now[here]!;
    const second =
      from + 1 < first[here + 1]! ? cost[from + 1]! : Math.min(now[here]!, nearest * 2);
    return weight[here]! * Math.max(nearest, second);
  });
}

/** The required sites and those others that change the sum most for the better, as many as count and budget let. */
function cheapestSites(
  problem: NearestProblem,
  reduced: Float64Array,
): { readonly open: readonly number[]; readonly byCount: number; readonly byPrice: number } {
  const { status, price, count, budget } = problem;
  const open: number[] = [];
  const free: number[] = [];
  let always = 0;
  for (const [site, change] of reduced.entries())
    if (status[site] === REQUIRED) {
      open.push(site);
      always += change;
    } else if (status[site] !== FORBIDDEN && change < 0) free.push(site);
  free.sort((a, b) => reduced[a]! - reduced[b]! || a - b);
  const taken = count === null ? free : free.slice(0, Math.max(0, count - open.length));
  const byCount = taken.reduce((sum, site) => sum + reduced[site]!, always);
  if (budget === null)
    return { open: [...open, ...taken].sort((a, b) => a - b), byCount, byPrice: -Infinity };

  let left = budget - open.reduce((sum, site) => sum + price[site]!, 0);
  const bought: number[] = [];
  let byPrice = always;
  free.sort((a, b) => reduced[a]! / price[a]! - reduced[b]! / price[b]! || a - b);
  for (const site of free) {
    if (left <= 0) break;
    byPrice += reduced[site]! * Math.min(1, left / price[site]!);
    left -= price[site]!;
    if (left >= 0 && (count === null || open.length + bought.length < count)) bought.push(site);
  }
  return { open: [...open, ...bought].sort((a, b) => a - b), byCount, byPrice };
}

/** By place how often the open sites, and its existing facility, would serve it for these prices. */
function countServing(
  places: Places,
  multiplier: Float64Array,
  open: readonly number[],
  times: Int32Array,
): void {
  const { siteFirst, place, siteCost, weight, now } = places;
  for (let here = 0; here < places.count; here++)
    times[here] = now[here]! * weight[here]! < multiplier[here]! ? 1 : 0;
  for (const site of open)
    for (let at = siteFirst[site]!; at < siteFirst[site + 1]!; at++)
      if (siteCost[at]! * weight[place[at]!]! < multiplier[place[at]!]!) times[place[at]!]! += 1;
}
