import type { Instance } from "./instance.ts";
import { mostWithin, projection, type Resource } from "./most-within.ts";

/** How far the two sides of the relaxed problem have come: `reached` of a divided choice, `bound` of any choice. */
export interface Saddle {
  /** By demand: what a person's cover is worth to the sites that give it; from 0 to the weight. */
  readonly worth: Float64Array;
  /** By site: how much of it is chosen. */
  readonly share: Float64Array;
  readonly bound: number;
  readonly reached: number;
  /** How much longer the steps of worth are than those of shares. */
  readonly balance: number;
}

/** The part of an instance that its relaxed problem is about. */
export type Covering = Pick<
  Instance,
  "siteCount" | "demandCount" | "weight" | "demandOf" | "siteOf"
>;

export type SaddleStart = Pick<Saddle, "worth" | "share" | "balance">;

/**
 * An upper bound on the people covered within a resource, by the primal-dual hybrid gradient method on the linear
 * relaxation (Chambolle and Pock, with restarts from averages as in Applegate et al., "PDLP", 2021). Every place
 * of demand offers part of its weight, `worth`, to whoever covers it and keeps the rest; the sites that gather
 * most, with all that is kept, bound any choice from above, whatever the worths are. The same steps for the same
 * input; `watch` may end it after any of them.
 */
export function saddle(
  instance: Covering,
  resource: Resource,
  start: SaddleStart,
  watch: (now: Saddle, step: number) => boolean,
): Saddle {
  const { siteCount, demandCount, weight } = instance;
  const total = weight.reduce((sum, people) => sum + people, 0);
  const pace = paces(instance);
  const project = projection(resource, pace.site);
  const x = { now: start.share.slice(), sum: new Float64Array(siteCount) };
  const y = { now: start.worth.slice(), sum: new Float64Array(demandCount) };
  let gathered = gather(instance, y.now);
  let cover = coverOf(instance, x.now);
  const sums = {
    gathered: new Float64Array(siteCount),
    cover: new Float64Array(demandCount),
    steps: 0,
  };
  let { balance } = start;
  let restart = { x: x.now.slice(), y: y.now.slice(), gap: Infinity };
  let best: Saddle = measure(y.now, gathered, x.now, cover);
  let previousGap = Infinity;
  let step = 0;
  for (;;) {
    for (let k = 0; k < 10; k++) oneStep();
    step += 10;
    const current = measure(y.now, gathered, x.now, cover);
    const scale = 1 / sums.steps;
    const average = measure(
      y.sum.map((v) => v * scale),
      sums.gathered.map((v) => v * scale),
      x.sum.map((v) => v * scale),
      sums.cover.map((v) => v * scale),
    );
    best = better(best, better(current, average));
    if (!watch(best, step)) return best;
    const gap = Math.min(current.bound - current.reached, average.bound - average.reached);
    const sufficient = gap <= 0.2 * restart.gap;
    const necessary = gap <= 0.8 * restart.gap && gap > previousGap;
    const long = sums.steps >= 0.36 * step;
    previousGap = gap;
    if (!sufficient && !necessary && !long) continue;
    const to =
      average.bound - average.reached < current.bound - current.reached ? average : current;
    rebalance(to);
    x.now = to.share.slice();
    y.now = to.worth.slice();
    gathered = gather(instance, y.now);
    cover = coverOf(instance, x.now);
    x.sum.fill(0);
    y.sum.fill(0);
    sums.gathered.fill(0);
    sums.cover.fill(0);
    sums.steps = 0;
    restart = { x: x.now.slice(), y: y.now.slice(), gap };
    previousGap = Infinity;
  }

  function oneStep(): void {
    const to = new Float64Array(siteCount);
    for (let site = 0; site < siteCount; site++)
      to[site] = x.now[site]! + (pace.site[site]! / balance) * gathered[site]!;
    project(to);
    const next = coverOf(instance, to);
    for (let demand = 0; demand < demandCount; demand++) {
      const over = 2 * next[demand]! - cover[demand]! - 1;
      const worth = y.now[demand]! - balance * pace.demand[demand]! * over;
      y.now[demand] = worth < 0 ? 0 : Math.min(worth, weight[demand]!);
      y.sum[demand]! += y.now[demand]!;
      sums.cover[demand]! += next[demand]!;
    }
    x.now = to;
    cover = next;
    gathered = gather(instance, y.now);
    for (let site = 0; site < siteCount; site++) {
      x.sum[site]! += to[site]!;
      sums.gathered[site]! += gathered[site]!;
    }
    sums.steps++;
  }

  function measure(
    worth: Float64Array,
    ofSite: Float64Array,
    share: Float64Array,
    ofDemand: Float64Array,
  ): Saddle {
    let bound = total + mostWithin(ofSite, resource);
    let reached = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      bound -= worth[demand]!;
      reached += weight[demand]! * Math.min(1, ofDemand[demand]!);
    }
    return { worth, share, bound, reached, balance };
  }

  function rebalance(to: Saddle): void {
    let dx = 0;
    let dy = 0;
    for (let site = 0; site < siteCount; site++)
      dx += (to.share[site]! - restart.x[site]!) ** 2 / pace.site[site]!;
    for (let demand = 0; demand < demandCount; demand++)
      if (pace.demand[demand]! > 0)
        dy += (to.worth[demand]! - restart.y[demand]!) ** 2 / pace.demand[demand]!;
    if (dx > 0 && dy > 0)
      balance = Math.exp(0.5 * Math.log(Math.sqrt(dy / dx)) + 0.5 * Math.log(balance));
  }

  function better(one: Saddle, other: Saddle): Saddle {
    const [bound, reached] = [
      one.bound <= other.bound ? one : other,
      one.reached >= other.reached ? one : other,
    ];
    return bound === reached
      ? bound
      : {
          worth: bound.worth.slice(),
          bound: bound.bound,
          share: reached.share.slice(),
          reached: reached.reached,
          balance,
        };
  }
}

/** Steps short enough to converge: by the reciprocal of what a site gathers at most, and of who covers a place. */
function paces({ siteCount, demandCount, weight, demandOf, siteOf }: Covering) {
  const site = new Float64Array(siteCount);
  for (let s = 0; s < siteCount; s++) {
    let sum = 0;
    for (let at = demandOf.first[s]!; at < demandOf.first[s + 1]!; at++)
      sum += weight[demandOf.items[at]!]!;
    // A site that gathers nothing may step at any pace.
    site[s] = sum > 0 ? 1 / sum : 1;
  }
  const demand = new Float64Array(demandCount);
  for (let d = 0; d < demandCount; d++)
    demand[d] = weight[d]! / Math.max(1, siteOf.first[d + 1]! - siteOf.first[d]!);
  return { site, demand };
}

/** By site: all that its demand offers. */
export function gather(
  { siteCount, demandOf: { first, items } }: Covering,
  worth: Float64Array,
): Float64Array {
  const gathered = new Float64Array(siteCount);
  for (let site = 0; site < siteCount; site++) {
    let sum = 0;
    for (let at = first[site]!, end = first[site + 1]!; at < end; at++) sum += worth[items[at]!]!;
    gathered[site] = sum;
  }
  return gathered;
}

function coverOf(
  { demandCount, demandOf: { first, items } }: Covering,
  share: Float64Array,
): Float64Array {
  const cover = new Float64Array(demandCount);
  for (let site = 0; site < share.length; site++) {
    const part = share[site]!;
    if (part === 0) continue;
    for (let at = first[site]!, end = first[site + 1]!; at < end; at++) cover[items[at]!]! += part;
  }
  return cover;
}
