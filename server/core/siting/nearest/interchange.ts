import { REQUIRED, type NearestProblem, type SearchTools } from "../problem.ts";
import { allowedSites, keepsRules, neighboursOf, priceOf, requiredSites } from "../rules.ts";
import type { Places } from "./places.ts";

/**
 * A good choice for the p-median, by adding the site that saves most and then exchanging sites as long as that saves
 * anything (Teitz and Bart 1968, evaluated as by Whitaker 1983). Keeps the rules; whoever cannot be served
 * counts as far beyond everybody else, so that the choice serves all if the exchanges come upon that.
 */
export function interchange(
  problem: NearestProblem,
  places: Places,
  tools: Pick<SearchTools, "ended">,
): readonly number[] {
  const far = 1000 * (1 + places.cost.reduce((most, cost) => Math.max(most, cost), 0));
  const allowed = allowedSites(problem);
  let sites = addSites(problem, places, far, allowed, requiredSites(problem));
  for (let again = true; again && !tools.ended();) {
    again = false;
    for (const site of allowed) {
      if (tools.ended()) break;
      if (sites.includes(site)) continue;
      const exchanged = bestExchange(problem, places, far, sites, site);
      if (exchanged === undefined) continue;
      sites = addSites(problem, places, far, allowed, exchanged);
      again = true;
    }
  }
  return [...sites].sort((a, b) => a - b);
}

/** With further sites as long as the rules leave room and something is saved. */
function addSites(
  problem: NearestProblem,
  places: Places,
  far: number,
  allowed: readonly number[],
  start: readonly number[],
): readonly number[] {
  const { siteFirst, place, siteCost, weight } = places;
  const neighbours = neighboursOf(problem);
  const sites = [...start];
  const open = new Set(sites);
  const { nearest } = nearestTwo(places, far, sites);
  for (;;) {
    if (problem.count !== null && sites.length >= problem.count) return sites;
    const room = problem.budget === null ? Infinity : problem.budget - priceOf(problem, sites);
    let best = -1;
    let bestSaving = 0;
    for (const site of allowed) {
      if (open.has(site) || problem.price[site]! > room) continue;
      if (neighbours[site]!.some((other) => open.has(other))) continue;
      let saving = 0;
      for (let at = siteFirst[site]!; at < siteFirst[site + 1]!; at++) {
        const saved = nearest[place[at]!]! - siteCost[at]!;
        if (saved > 0) saving += saved * weight[place[at]!]!;
      }
      if (problem.budget !== null) saving /= problem.price[site]!;
      if (saving <= bestSaving) continue;
      best = site;
      bestSaving = saving;
    }
    if (best < 0) return sites;
    sites.push(best);
    open.add(best);
    for (let at = siteFirst[best]!; at < siteFirst[best + 1]!; at++)
      nearest[place[at]!] = Math.min(nearest[place[at]!]!, siteCost[at]!);
  }
}

/** The sites with one exchanged for `site` where that saves most; undefined where it saves nothing. */
function bestExchange(
  problem: NearestProblem,
  places: Places,
  far: number,
  sites: readonly number[],
  site: number,
): readonly number[] | undefined {
  const { siteFirst, place, siteCost, weight } = places;
  const { nearest, second, served } = nearestTwo(places, far, sites);
  // Lost by closing each, first as if `site` were not there, then less what it catches.
  const lost = new Float64Array(sites.length);
  for (const [here, by] of served.entries())
    if (by >= 0) lost[by]! += (second[here]! - nearest[here]!) * weight[here]!;
  let saved = 0;
  let scale = 0;
  for (let at = siteFirst[site]!; at < siteFirst[site + 1]!; at++) {
    const here = place[at]!;
    const by = served[here]!;
    const cost = siteCost[at]!;
    scale += nearest[here]! * weight[here]!;
    if (cost < nearest[here]!) saved += (nearest[here]! - cost) * weight[here]!;
    if (by >= 0 && cost < second[here]!)
      lost[by]! -= (second[here]! - Math.max(cost, nearest[here]!)) * weight[here]!;
  }
  const candidates = Array.from(lost, (loss, index) => ({ index, gain: saved - loss }))
    .filter(({ index, gain }) => gain > 1e-9 * scale && problem.status[sites[index]!] !== REQUIRED)
    .sort((a, b) => b.gain - a.gain || a.index - b.index);
  for (const { index } of candidates) {
    const exchanged = sites.map((other, at) => (at === index ? site : other));
    if (keepsRules(problem, exchanged)) return exchanged;
  }
  return undefined;
}

/** By place the cost to the nearest and to the second nearest, and which of the sites is the nearest; -1 for none. */
function nearestTwo(places: Places, far: number, sites: readonly number[]) {
  const indexOf = new Int32Array(places.siteCount).fill(-1);
  sites.forEach((site, index) => (indexOf[site] = index));
  const nearest = places.now.map((now) => Math.min(now, far));
  const second = nearest.slice();
  const served = new Int32Array(places.count).fill(-1);
  for (let here = 0; here < places.count; here++) {
    let found = 0;
    for (let at = places.first[here]!; at < places.first[here + 1]! && found < 2; at++) {
      const index = indexOf[places.site[at]!]!;
      if (index < 0) continue;
      if (found++ === 0) {
        nearest[here] = places.cost[at]!;
        served[here] = index;
      } else second[here] = places.cost[at]!;
    }
  }
  return { nearest, second, served };
}
