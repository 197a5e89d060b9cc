import {
  FORBIDDEN,
  REQUIRED,
  type SiteRules,
  type SitingAnswer,
  type SitingConflict,
} from "./problem.ts";

/** Prices are added up in another order than a solver does; so much of a budget is no breach of it. */
const HAIR = 1e-9;

/** All sites that may be chosen, rising. */
export function allowedSites({ status }: Pick<SiteRules, "status">): number[] {
  return sitesWhere(status, (site) => site !== FORBIDDEN);
}

export function requiredSites({ status }: Pick<SiteRules, "status">): number[] {
  return sitesWhere(status, (site) => site === REQUIRED);
}

function sitesWhere(status: Uint8Array, wanted: (status: number) => boolean): number[] {
  return Array.from(status, (_, site) => site).filter((site) => wanted(status[site]!));
}

export function priceOf({ price }: Pick<SiteRules, "price">, sites: readonly number[]): number {
  return sites.reduce((sum, site) => sum + price[site]!, 0);
}

/** Whether a choice has all required sites, no forbidden one, and keeps distance, count and budget. */
export function keepsRules(rules: SiteRules, sites: readonly number[]): boolean {
  const chosen = new Set(sites);
  return (
    chosen.size === sites.length &&
    sites.every((site) => rules.status[site] !== undefined && rules.status[site] !== FORBIDDEN) &&
    requiredSites(rules).every((site) => chosen.has(site)) &&
    (rules.count === null || sites.length <= rules.count) &&
    (rules.budget === null || priceOf(rules, sites) <= rules.budget * (1 + HAIR)) &&
    rules.apart.every(([one, other]) => !(chosen.has(one) && chosen.has(other)))
  );
}

/** Why the required sites alone cannot be had together; undefined where they can. */
export function conflictOfRequired(rules: SiteRules): SitingConflict | undefined {
  const required = requiredSites(rules);
  const chosen = new Set(required);
  const near = rules.apart.filter(([one, other]) => chosen.has(one) && chosen.has(other)).flat();
  if (near.length > 0) return { kind: "apart", sites: [...new Set(near)].sort((a, b) => a - b) };
  if (rules.count !== null && required.length > rules.count)
    return { kind: "too-few-sites", count: required.length };
  const price = priceOf(rules, required);
  if (rules.budget !== null && price > rules.budget * (1 + HAIR))
    return { kind: "budget", least: price };
  return undefined;
}

/** Whom each site may not stand beside. */
export function neighboursOf({ apart, status }: SiteRules): readonly (readonly number[])[] {
  const neighbours: number[][] = Array.from(status, () => []);
  for (const [one, other] of apart) {
    neighbours[one]!.push(other);
    neighbours[other]!.push(one);
  }
  return neighbours;
}

/**
 * The choice with preferred sites in place of others wherever one exchange leaves it as good. `asGood` is asked of
 * choices that keep the rules.
 */
export function withPreferred(
  rules: SiteRules,
  sites: readonly number[],
  asGood: (sites: readonly number[]) => boolean,
): readonly number[] {
  let chosen = sites;
  for (const [site, preferred] of rules.preferred.entries()) {
    if (preferred !== 1 || rules.status[site] === FORBIDDEN || chosen.includes(site)) continue;
    const exchanged = chosen
      .filter((other) => rules.preferred[other] !== 1 && rules.status[other] !== REQUIRED)
      .map((other) => [...chosen.filter((kept) => kept !== other), site].sort((a, b) => a - b))
      .find((changed) => keepsRules(rules, changed) && asGood(changed));
    if (exchanged !== undefined) chosen = exchanged;
  }
  return chosen;
}

/** The answer where the rules cannot be kept together. */
export function impossible(
  sense: SitingAnswer["sense"],
  conflict: SitingConflict,
  sites: readonly number[] = [],
): SitingAnswer {
  return { sites, sense, value: NaN, bound: NaN, status: "infeasible", conflict };
}
