import type { Pairs } from "./problem.ts";

/** Places of demand that the same sites can serve, taken together. */
export interface Alike {
  /** Of all its places. */
  readonly weight: number;
  /** Rising; at least one. */
  readonly sites: readonly number[];
}

/** Places where nobody is, or that no site serves that counts, are left out. */
export function alikePlaces(
  { first, demand, siteCount, demandCount }: Pairs,
  weight: Float64Array,
  counts: (site: number) => boolean,
): readonly Alike[] {
  const sitesOf: number[][] = Array.from({ length: demandCount }, () => []);
  for (let site = 0; site < siteCount; site++)
    if (counts(site))
      for (let at = first[site]!; at < first[site + 1]!; at++) sitesOf[demand[at]!]!.push(site);
  const groups = new Map<string, { weight: number; readonly sites: readonly number[] }>();
  for (const [place, sites] of sitesOf.entries()) {
    if (sites.length === 0 || !(weight[place]! > 0)) continue;
    const key = sites.join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { weight: weight[place]!, sites });
    else group.weight += weight[place]!;
  }
  return [...groups.values()];
}
