import { REQUIRED, type SearchTools } from "../problem.ts";
import { allowedSites, keepsRules, neighboursOf } from "../rules.ts";
import { costOf, requiredChoice, sitesOf, valueOf, type Choice, type Town } from "./choice.ts";

/**
 * A choice by taking, again and again, the service or the set of services at a site that covers most of what is missing
 * for its price; superfluous ones are left out in the end. It may fall short where the rules leave no room.
 */
export function greedyChoice(town: Town, tools: Pick<SearchTools, "ended">): Choice {
  const { problem, places, covers, missing } = town;
  const choice = requiredChoice(town);
  const covered = places.map((groups) => new Uint8Array(groups.length));
  const left = [...missing];
  const neighbours = neighboursOf(problem);
  const take = (site: number, services: Iterable<number>) => {
    for (const layer of services) {
      choice[site]!.add(layer);
      for (const group of covers[layer]![site]!) {
        if (covered[layer]![group] === 1) continue;
        covered[layer]![group] = 1;
        left[layer]! -= places[layer]![group]!.weight;
      }
    }
  };
  /** Share of what a layer misses that the site would bring. */
  const brings = (layer: number, site: number): number => {
    if (left[layer]! <= 0 || choice[site]!.has(layer)) return 0;
    let people = 0;
    for (const group of covers[layer]![site]!)
      if (covered[layer]![group] === 0) people += places[layer]![group]!.weight;
    return Math.min(people, left[layer]!) / missing[layer]!;
  };
  for (const [site, services] of choice.entries()) take(site, services);
  while (left.some((people) => people > 0) && !tools.ended()) {
    let best: { readonly site: number; readonly services: readonly number[] } | undefined;
    let bestWorth = 0;
    const open = sitesOf(choice);
    for (const site of allowedSites(problem)) {
      const isOpen = choice[site]!.size > 0;
      const fits =
        isOpen ||
        (keepsRules({ ...problem, budget: null }, [...open, site]) &&
          !neighbours[site]!.some((other) => choice[other]!.size > 0));
      if (!fits) continue;
      const useful = problem.layers
        .map((_, layer) => ({ layer, share: brings(layer, site) }))
        .filter(({ share }) => share > 0);
      for (const bundle of [...useful.map((one) => [one]), useful]) {
        if (bundle.length === 0) continue;
        const paid = isOpen ? bundle.length : bundle.length - 1;
        const price =
          (isOpen ? 0 : problem.price[site]!) +
          bundle.reduce((sum, { layer }) => sum + problem.layers[layer]!.price[site]!, 0) -
          problem.discount * paid;
        const worth = bundle.reduce((sum, { share }) => sum + share, 0) / Math.max(price, 1e-9);
        if (worth <= bestWorth) continue;
        best = { site, services: bundle.map(({ layer }) => layer) };
        bestWorth = worth;
      }
    }
    if (best === undefined) break;
    take(best.site, best.services);
  }
  return withoutSuperfluous(town, choice);
}

/** Without services that nobody misses, those that save most first; a required site keeps one. */
export function withoutSuperfluous(town: Town, choice: Choice): Choice {
  const kept = choice.map((services) => new Set(services));
  if (Number.isNaN(valueOf({ ...town, problem: { ...town.problem, budget: null } }, kept)))
    return kept;
  const { price, layers, status } = town.problem;
  const all = kept
    .flatMap((services, site) => Array.from(services, (layer) => ({ site, layer })))
    .map((one) => ({ ...one, price: price[one.site]! + layers[one.layer]!.price[one.site]! }))
    .sort((a, b) => b.price - a.price || a.site - b.site || a.layer - b.layer);
  for (const { site, layer } of all) {
    if (status[site] === REQUIRED && kept[site]!.size === 1) continue;
    const before = costOf(town, kept);
    kept[site]!.delete(layer);
    const value = valueOf({ ...town, problem: { ...town.problem, budget: null } }, kept);
    if (Number.isNaN(value) || value > before) kept[site]!.add(layer);
  }
  return kept;
}
