import { FORBIDDEN, type NearestProblem } from "../problem.ts";

/**
 * The places that count in a problem of nearest sites: somebody lives there, and an existing facility or an allowed
 * site can be reached. All of them have to be served.
 */
export interface Places {
  readonly count: number;
  readonly siteCount: number;
  readonly weight: Float64Array;
  /** Cost to the nearest existing facility; Infinity where there is none. */
  readonly now: Float64Array;
  /** By place: allowed sites cheaper than `now`, by cost, of equal cost by number. */
  readonly first: Uint32Array;
  readonly site: Uint32Array;
  readonly cost: Float64Array;
  /** The same pairs by site, in rising order of places. */
  readonly siteFirst: Uint32Array;
  readonly place: Uint32Array;
  readonly siteCost: Float64Array;
}

export function placesOf({ pairs, weight, now, status }: NearestProblem): Places {
  const { first, demand, cost, siteCount, demandCount } = pairs;
  const degree = new Uint32Array(demandCount);
  const useful = (site: number, at: number) =>
    status[site] !== FORBIDDEN && weight[demand[at]!]! > 0 && cost[at]! < now[demand[at]!]!;
  for (let site = 0; site < siteCount; site++)
    for (let at = first[site]!; at < first[site + 1]!; at++)
      if (useful(site, at)) degree[demand[at]!]! += 1;

  const kept: number[] = [];
  const placeOf = new Int32Array(demandCount).fill(-1);
  for (let at = 0; at < demandCount; at++)
    if (weight[at]! > 0 && (now[at]! < Infinity || degree[at]! > 0))
      placeOf[at] = kept.push(at) - 1;

  const placeFirst = new Uint32Array(kept.length + 1);
  kept.forEach((at, place) => (placeFirst[place + 1] = placeFirst[place]! + degree[at]!));
  const size = placeFirst[kept.length]!;
  const siteFirst = new Uint32Array(siteCount + 1);
  const place = new Uint32Array(size);
  const siteCost = new Float64Array(size);
  const order = placeFirst.slice(0, kept.length);
  const site = new Uint32Array(size);
  const placeCost = new Float64Array(size);
  let to = 0;
  for (let from = 0; from < siteCount; from++) {
    for (let at = first[from]!; at < first[from + 1]!; at++) {
      if (!useful(from, at)) continue;
      const here = placeOf[demand[at]!]!;
      place[to] = here;
      siteCost[to++] = cost[at]!;
      const slot = order[here]!++;
      site[slot] = from;
      placeCost[slot] = cost[at]!;
    }
    siteFirst[from + 1] = to;
  }
  for (let here = 0; here < kept.length; here++)
    sortByCost(site, placeCost, placeFirst[here]!, placeFirst[here + 1]!);
  return {
    count: kept.length,
    siteCount,
    weight: Float64Array.from(kept, (at) => weight[at]!),
    now: Float64Array.from(kept, (at) => now[at]!),
    first: placeFirst,
    site,
    cost: placeCost,
    siteFirst,
    place,
    siteCost,
  };
}

function sortByCost(site: Uint32Array, cost: Float64Array, from: number, to: number): void {
  const sorted = Array.from(site.subarray(from, to), (number, at) => ({
    number,
    cost: cost[from + at]!,
  })).sort((a, b) => a.cost - b.cost || a.number - b.number);
  sorted.forEach((pair, at) => {
    site[from + at] = pair.number;
    cost[from + at] = pair.cost;
  });
}

/** By place: cost to the nearest of the chosen sites and existing facilities; Infinity where none can be reached. */
function costsTo(places: Places, sites: readonly number[]): Float64Array {
  const open = new Uint8Array(places.siteCount);
  for (const site of sites) open[site] = 1;
  return places.now.map((now, place) => {
    for (let at = places.first[place]!; at < places.first[place + 1]!; at++)
      if (open[places.site[at]!] === 1) return places.cost[at]!;
    return now;
  });
}

/** Person-costs of a choice; Infinity where somebody is not served. */
export function medianOf(places: Places, sites: readonly number[]): number {
  return costsTo(places, sites).reduce((sum, cost, place) => sum + cost * places.weight[place]!, 0);
}

/** The dearest way to the nearest; Infinity where somebody is not served, 0 where there is nobody. */
export function centerOf(places: Places, sites: readonly number[]): number {
  return costsTo(places, sites).reduce((most, cost) => Math.max(most, cost), 0);
}
