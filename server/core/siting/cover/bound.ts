import type { Instance } from "./instance.ts";
import { filled, type Resource } from "./most-within.ts";
import { gather, saddle, type SaddleStart } from "./saddle.ts";

/** What no choice can beat, and the state of the relaxed problem that shows it. */
export interface Relaxed extends SaddleStart {
  readonly bound: number;
  readonly resource: Resource;
  /** By site: what its demand offers. */
  readonly gathered: Float64Array;
  /** People that the last of the resource gains. */
  readonly margin: number;
}

/** Near enough to the relaxed problem's own value, as a share of it. */
const NEAR = 5e-4;

/**
 * A bound on the instance's goal by its linear relaxation, without floors, units and spacing; undefined for goals
 * in units and where nothing is limited. After so many steps at most; it goes on from the state of another. `improved`
 * is told of each better one and may end the search.
 */
export function relaxedBound(
  instance: Instance,
  known: { readonly sites: readonly number[]; readonly value: number },
  steps: number,
  from: SaddleStart | undefined,
  improved: (bound: number) => boolean,
): Relaxed | undefined {
  const share = new Float64Array(instance.siteCount);
  for (const site of known.sites) share[site] = 1;
  const start = from ?? { worth: instance.weight.slice(), share, balance: 1 };
  if (instance.goal.kind === "most-people") {
    const resource = scarcer(instance, known.sites);
    return resource === undefined
      ? undefined
      : mostBound(instance, resource, steps, start, improved);
  }
  if (instance.goal.kind !== "people" || instance.siteCount === 0) return undefined;
  return leastBound(instance, instance.goal.people, known.value, steps, start, improved);
}

/** Of number and money the one of which less is left over. */
function scarcer(
  { count, budget, price }: Instance,
  sites: readonly number[],
): Resource | undefined {
  const spent = sites.reduce((sum, site) => sum + price[site]!, 0);
  if (
    Number.isFinite(count) &&
    (!Number.isFinite(budget) || sites.length / count >= spent / budget)
  )
    return { price: new Float64Array(price.length).fill(1), limit: count };
  return Number.isFinite(budget) ? { price, limit: budget } : undefined;
}

function mostBound(
  instance: Instance,
  resource: Resource,
  steps: number,
  start: SaddleStart,
  improved: (bound: number) => boolean,
): Relaxed {
  const found = saddle(instance, resource, start, (now, step) => {
    return improved(now.bound) && step < steps && now.bound - now.reached > NEAR * now.bound;
  });
  const gathered = gather(instance, found.worth);
  return { ...found, resource, gathered, margin: filled(gathered, resource, Infinity).margin };
}

/**
 * What people are worth to sites within some budget says how much money so many people need at least; with that
 * as the next budget the two meet.
 */
function leastBound(
  instance: Instance,
  people: number,
  price: number,
  steps: number,
  start: SaddleStart,
  improved: (bound: number) => boolean,
): Relaxed {
  const all = { price: instance.price, limit: Infinity };
  let now: SaddleStart = start;
  let best = leastFor(start.worth);
  let limit = Number.isFinite(price) ? 0.95 * price : best.limit;
  let goOn = true;
  let met = false;
  for (let step = 0; step < steps && goOn;) {
    now = saddle(
      instance,
      { price: instance.price, limit },
      now,
      ({ worth, bound, reached }, at) => {
        const found = leastFor(worth);
        if (found.limit > best.limit) best = found;
        goOn = improved(best.limit);
        step += 10;
        met = bound - reached <= (NEAR / 5) * bound;
        return goOn && at < 100 && !met;
      },
    );
    if (met && Math.abs(best.limit - limit) <= NEAR * limit) break;
    limit = best.limit;
  }
  return { ...now, ...best, bound: best.limit, resource: all };

  function leastFor(worth: Float64Array) {
    const gathered = gather(instance, worth);
    let kept = 0;
    for (let demand = 0; demand < worth.length; demand++)
      kept += instance.weight[demand]! - worth[demand]!;
    const wanted = people - kept;
    if (wanted <= 0) return { worth, limit: 0, gathered, margin: 0 };
    const { gained, used, margin } = filled(gathered, all, wanted);
    return { worth, limit: gained < wanted * (1 - 1e-12) ? 0 : used, gathered, margin };
  }
}
