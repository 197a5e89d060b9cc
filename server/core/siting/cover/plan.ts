import type { People } from "../../vocabulary.ts";
import type { Instance } from "./instance.ts";

/** A choice of sites that grows and shrinks, with what each further site would add kept up to date. */
export interface Plan {
  readonly instance: Instance;
  /** By site. */
  readonly chosen: Uint8Array;
  /** By demand: chosen sites that cover it. */
  readonly times: Uint16Array;
  /** By site: people it covers that no chosen site does. */
  readonly gain: Float64Array;
  /** By site: people it covers that no other chosen site does; 0 where it is not chosen. */
  readonly loss: Float64Array;
  /** By site: chosen sites it may not stand beside. */
  readonly barred: Uint16Array;
  readonly sum: { people: People; price: number; count: number };
  readonly add: (site: number) => void;
  readonly remove: (site: number) => void;
}

/** With nothing chosen. */
export function emptyPlan(instance: Instance): Plan {
  const { siteCount, demandCount, weight, price } = instance;
  const { first: firstDemand, items: demandOf } = instance.demandOf;
  const { first: firstSite, items: siteOf } = instance.siteOf;
  const chosen = new Uint8Array(siteCount);
  const times = new Uint16Array(demandCount);
  const gain = new Float64Array(siteCount);
  const loss = new Float64Array(siteCount);
  const barred = new Uint16Array(siteCount);
  /** All chosen sites that cover a place, each taken as a bit pattern and added without carry: of one, itself. */
  const coverers = new Int32Array(demandCount);
  const sum = { people: 0, price: 0, count: 0 };
  for (let site = 0; site < siteCount; site++)
    for (let at = firstDemand[site]!; at < firstDemand[site + 1]!; at++)
      gain[site]! += weight[demandOf[at]!]!;

  function raise(demand: number, by: number): void {
    for (let at = firstSite[demand]!; at < firstSite[demand + 1]!; at++) gain[siteOf[at]!]! += by;
  }

  function bar(site: number, by: number): void {
    const { first, items } = instance.apart;
    for (let at = first[site]!; at < first[site + 1]!; at++) barred[items[at]!]! += by;
  }

  function add(site: number): void {
    chosen[site] = 1;
    sum.price += price[site]!;
    sum.count++;
    bar(site, 1);
    for (let at = firstDemand[site]!; at < firstDemand[site + 1]!; at++) {
      const demand = demandOf[at]!;
      const before = times[demand]!;
      times[demand] = before + 1;
      if (before === 0) {
        sum.people += weight[demand]!;
        loss[site]! += weight[demand]!;
        raise(demand, -weight[demand]!);
      } else if (before === 1) loss[coverers[demand]!]! -= weight[demand]!;
      coverers[demand]! ^= site;
    }
  }

  function remove(site: number): void {
    chosen[site] = 0;
    sum.price -= price[site]!;
    sum.count--;
    bar(site, -1);
    for (let at = firstDemand[site]!; at < firstDemand[site + 1]!; at++) {
      const demand = demandOf[at]!;
      const after = times[demand]! - 1;
      times[demand] = after;
      coverers[demand]! ^= site;
      if (after === 0) {
        sum.people -= weight[demand]!;
        raise(demand, weight[demand]!);
      } else if (after === 1) loss[coverers[demand]!]! += weight[demand]!;
    }
    loss[site] = 0;
  }

  return { instance, chosen, times, gain, loss, barred, sum, add, remove };
}

/** Rising. */
export function chosenSites({ chosen }: Plan): number[] {
  const sites: number[] = [];
  for (let site = 0; site < chosen.length; site++) if (chosen[site] === 1) sites.push(site);
  return sites;
}

/** The plan becomes this choice. */
export function setPlan(plan: Plan, sites: readonly number[]): void {
  const wanted = new Uint8Array(plan.chosen.length);
  for (const site of sites) wanted[site] = 1;
  for (let site = 0; site < wanted.length; site++)
    if (plan.chosen[site] === 1 && wanted[site] === 0) plan.remove(site);
  for (const site of sites) if (plan.chosen[site] === 0) plan.add(site);
}

/** Whether a site may be added within count, budget and spacing. */
export function fits({ chosen, barred, sum, instance }: Plan, site: number): boolean {
  return (
    chosen[site] === 0 &&
    barred[site] === 0 &&
    sum.count < instance.count &&
    sum.price + instance.price[site]! <= instance.budget
  );
}
