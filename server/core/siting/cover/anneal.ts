import type { People } from "../../vocabulary.ts";
import type { Instance } from "./instance.ts";

/** How long and how freely it wanders; the warmths are people given up at odds of 1 to e. */
export interface Annealing {
  readonly steps: number;
  readonly warmest: number;
  readonly coolest: number;
}

/**
 * A choice of as many sites that covers more people, found by simulated annealing: one site after another is
 * exchanged for one near it or anywhere, at first also for worse, in the end only for better. Within price and
 * spacing; floors and units are not looked at. The best choice met, which is never worse than the one given.
 */
export function anneal(
  instance: Instance,
  start: readonly number[],
  { steps, warmest, coolest }: Annealing,
  random: () => number,
  goOn: (people: People, best: ArrayLike<number>) => boolean,
): readonly number[] {
  const { demandCount, weight, price, apart, budget } = instance;
  const { first, items } = instance.demandOf;
  const { first: firstSite, items: siteOf } = instance.siteOf;
  const chosen = Int32Array.from(start);
  const isChosen = new Uint8Array(instance.siteCount);
  const barred = new Uint16Array(instance.siteCount);
  const times = new Uint16Array(demandCount);
  let people = 0;
  let spent = 0;
  for (const site of chosen) {
    isChosen[site] = 1;
    bar(site, 1);
    spent += price[site]!;
    people += put(site);
  }
  let best = chosen.slice();
  let bestPeople = people;
  if (chosen.length === 0 || demandCount === 0) return start;

  for (let step = 0; step < steps; step++) {
    if (step % 4096 === 0 && !goOn(bestPeople, best)) break;
    const place = Math.floor(random() * chosen.length);
    const out = chosen[place]!;
    const into = candidate(out);
    if (isChosen[into] === 1 || spent - price[out]! + price[into]! > budget) continue;
    bar(out, -1);
    if (barred[into] !== 0) {
      bar(out, 1);
      continue;
    }
    const lost = take(out);
    const change = put(into) - lost;
    const warmth = warmest * (coolest / warmest) ** (step / steps);
    if (change < 0 && random() >= Math.exp(change / warmth)) {
      take(into);
      put(out);
      bar(out, 1);
      continue;
    }
    bar(into, 1);
    isChosen[out] = 0;
    isChosen[into] = 1;
    chosen[place] = into;
    spent += price[into]! - price[out]!;
    people += change;
    if (people > bestPeople) {
      bestPeople = people;
      best = chosen.slice();
    }
  }
  return [...best].toSorted((a, b) => a - b);

  /** Mostly a site that covers somebody the one going covers, now and then one from anywhere. */
  function candidate(out: number): number {
    const near = first[out + 1]! - first[out]!;
    const demand =
      near > 0 && random() < 0.85
        ? items[first[out]! + Math.floor(random() * near)]!
        : Math.floor(random() * demandCount);
    const there = firstSite[demand]!;
    return siteOf[there + Math.floor(random() * (firstSite[demand + 1]! - there))]!;
  }

  function put(site: number): number {
    let gained = 0;
    for (let at = first[site]!, end = first[site + 1]!; at < end; at++) {
      const demand = items[at]!;
      if (times[demand]!++ === 0) gained += weight[demand]!;
    }
    return gained;
  }

  function take(site: number): number {
    let lost = 0;
    for (let at = first[site]!, end = first[site + 1]!; at < end; at++) {
      const demand = items[at]!;
      if (--times[demand]! === 0) lost += weight[demand]!;
    }
    return lost;
  }

  function bar(site: number, by: number): void {
    for (let at = apart.first[site]!; at < apart.first[site + 1]!; at++)
      barred[apart.items[at]!]! += by;
  }
}
