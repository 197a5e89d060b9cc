import { REQUIRED, type NearestProblem, type SearchTools } from "../problem.ts";
import { allowedSites, keepsRules, neighboursOf, priceOf, requiredSites } from "../rules.ts";
import type { Places } from "./places.ts";

/**
 * A good choice for the p-median, by adding the site that saves most and then exchanging sites as long as that saves
 * anything (Teitz and Bart 1968, evaluated as by Whitaker 1983). Keeps the rules; whoever cannot be served
 * counts as far beyond everybody else, so that the choice serves all if the exchanges come upon that. Begins with
 * the sites of `start`, which keep the rules.
 */
export function interchange(
  problem: NearestProblem,
  places: Places,
  tools: Pick<SearchTools, "ended">,
  start: readonly number[] = requiredSites(problem),
): readonly number[] {
  const far = 1000 * (1 + places.cost.reduce((most, cost) => Math.max(most, cost), 0));
  const allowed = allowedSites(problem);
  let sites = addSites(problem, places, far, allowed, start);
  let served = servedBy(places, far, sites);
  for (let again = true; again && !tools.ended();) {
    again = false;
    for (const site of allowed) {
      if (tools.ended()) break;
      if (sites.includes(site)) continue;
      const exchanged = bestExchange(problem, places, served, sites, site);
      if (exchanged === undefined) continue;
      sites = addSites(problem, places, far, allowed, exchanged);
      served = servedBy(places, far, sites);
      again = true;
    }
  }
  return [...sites].sort((a, b) => a - b);
}

/** The sites with two of them exchanged for any others, where the rules allow it; else as they are. */
export function kicked(
  problem: NearestProblem,
  sites: readonly number[],
  random: () => number,
): readonly number[] {
  const allowed = allowedSites(problem);
  const any = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)];
  let changed = [...sites];
  for (let exchange = 0; exchange < 2; exchange++) {
    const gone = any(changed.filter((site) => problem.status[site] !== REQUIRED));
    const come = any(allowed.filter((site) => !changed.includes(site)));
    if (gone === undefined || come === undefined) continue;
    const next = changed.map((site) => (site === gone ? come : site));
    if (keepsRules(problem, next)) changed = next;
  }
  return changed;
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
  const { nearest } = servedBy(places, far, sites);
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
  { nearest, second, by, loss }: Served,
  sites: readonly number[],
  site: number,
): readonly number[] | undefined {
  const { siteFirst, place, siteCost, weight } = places;
  // What is lost by closing each, less what the new site catches of it.
  const lost = loss.slice();
  let saved = 0;
  let scale = 0;
  for (let at = siteFirst[site]!; at < siteFirst[site + 1]!; at++) {
    const here = place[at]!;
    const cost = siteCost[at]!;
    scale += nearest[here]! * weight[here]!;
    if (cost < nearest[here]!) saved += (nearest[here]! - cost) * weight[here]!;
    if (by[here]! >= 0 && cost < second[here]!)
      lost[by[here]!]! -= (second[here]! - Math.max(cost, nearest[here]!)) * weight[here]!;
  }
  const candidates = Array.from(lost, (losing, index) => ({ index, gain: saved - losing }))
    .filter(({ index, gain }) => gain > 1e-9 * scale && problem.status[sites[index]!] !== REQUIRED)
    .sort((a, b) => b.gain - a.gain || a.index - b.index);
  for (const { index } of candidates) {
    const exchanged = sites.map((other, at) => (at === index ? site : other));
    if (keepsRules(problem, exchanged)) return exchanged;
  }
  return undefined;
}

/** Who serves whom with the sites that are open. */
interface Served {
  /** By place: cost to the nearest and to the second nearest. */
  readonly nearest: Float64Array;
  readonly second: Float64Array;
  /** By place: which of the sites is the nearest; -1 for none. */
  readonly by: Int32Array;
  /** By site, in the order of the sites: what closing it alone would lose. */
  readonly loss: Float64Array;
}

function servedBy(places: Places, far: number, sites: readonly number[]): Served {
  const indexOf = new Int32Array(places.siteCount).fill(-1);
  sites.forEach((site, index) => (indexOf[site] = index));
  const nearest = places.now.map((now) => Math.min(now, far));
  const second = nearest.slice();
  const by = new Int32Array(places.count).fill(-1);
  const loss = new Float64Array(sites.length);
  for (let here = 0; here < places.count; here++) {
    let found = 0;
    for (let at = places.first[here]!; at < places.first[here + 1]! && found < 2; at++) {
      const index = indexOf[places.site[at]!]!;
      if (index < 0) continue;
      if (found++ === 0) {
        nearest[here] = places.cost[at]!;
        by[here] = index;
      } else second[here] = places.cost[at]!;
    }
    if (found > 0) loss[by[here]!]! += (second[here]! - nearest[here]!) * places.weight[here]!;
  }
  return { nearest, second, by, loss };
}
