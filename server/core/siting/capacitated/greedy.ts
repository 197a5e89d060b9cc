import { REQUIRED, type SearchTools } from "../problem.ts";
import { allowedSites, keepsRules, neighboursOf, requiredSites } from "../rules.ts";
import type { Flow } from "./flow.ts";
import { flowOf, type Town } from "./town.ts";

/** Further choices tried by exchange. */
const MOST_TRIES = 3000;
/** The site that takes most more, for its price where that counts, and so on; what turns out superfluous is left. */
export function greedySites(town: Town, tools: SearchTools): readonly number[] {
  const { problem, asked, alone } = town;
  const byPrice = asked !== null || problem.budget !== null;
  const worth = (site: number, gain: number) => gain / (byPrice ? problem.price[site]! : 1);
  const neighbours = neighboursOf(problem);
  const sites = requiredSites(problem);
  let flow = flowOf(town, sites);
  const gain = alone.slice();
  // A site gains no more later than it does now, so what it gained last time bounds what it gains.
  for (const left = new Set(allowedSites(problem).filter((site) => !sites.includes(site))); ;) {
    if (asked !== null && flow.total() >= asked) break;
    for (const site of left) {
      const wider = [...sites, site];
      const allowed =
        keepsRules(problem, wider) && !neighbours[site]!.some((other) => sites.includes(other));
      if (!allowed || gain[site]! <= 0) left.delete(site);
    }
    let chosen: { readonly site: number; readonly flow: Flow; readonly worth: number } | undefined;
    const order = [...left].sort((a, b) => worth(b, gain[b]!) - worth(a, gain[a]!) || a - b);
    for (const site of order) {
      if (chosen !== undefined && (chosen.worth >= worth(site, gain[site]!) || tools.ended()))
        break;
      const wider = flow.copy();
      gain[site] = wider.open(site);
      const here = worth(site, gain[site]);
      if (gain[site] > 0 && (chosen === undefined || here > chosen.worth))
        chosen = { site, flow: wider, worth: here };
    }
    if (chosen === undefined) break;
    sites.push(chosen.site);
    left.delete(chosen.site);
    flow = chosen.flow;
  }
  return asked === null ? sites : withoutSuperfluous(town, sites, asked);
}

function withoutSuperfluous(
  town: Town,
  sites: readonly number[],
  asked: number,
): readonly number[] {
  const { price, status } = town.problem;
  let kept = sites;
  for (const site of [...sites].sort((a, b) => price[b]! - price[a]! || a - b)) {
    const fewer = kept.filter((other) => other !== site);
    if (status[site] !== REQUIRED && flowOf(town, fewer).total() >= asked) kept = fewer;
  }
  return kept;
}

/** Exchanges one site for another, or for none, as long as that is better. */
export function improve(
  town: Town,
  start: readonly number[],
  consider: (sites: readonly number[]) => number,
  tools: SearchTools,
): void {
  const sign = town.asked === null ? 1 : -1;
  let sites = start;
  let value = consider(sites);
  let tries = 0;
  for (let again = true; again;) {
    again = false;
    for (const site of allowedSites(town.problem))
      for (const other of sites) {
        if (tries >= MOST_TRIES || tools.ended()) return;
        if (sites.includes(site) || town.problem.status[other] === REQUIRED) continue;
        tries += 1;
        const changed = sites.map((kept) => (kept === other ? site : kept));
        const here = consider(changed);
        if (!(Number.isNaN(value) ? !Number.isNaN(here) : sign * (here - value) > 0)) continue;
        [sites, value, again] = [changed, here, true];
      }
  }
}
