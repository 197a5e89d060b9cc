import type { People } from "../../vocabulary.ts";
import type { Relaxed } from "./bound.ts";
import type { Instance } from "./instance.ts";
import { saddle } from "./saddle.ts";

/** Steps for one site, and what all of them together may visit. */
const STEPS = 60;
const MOST_VISITS = 5e8;

/**
 * Sites that a choice better than the best may have, in the instance, rising: for each other it is shown that with
 * it nobody reaches `wanted` people within `limit`. What the relaxed problem's worths show without further steps
 * is taken first.
 */
export function promising(
  instance: Instance,
  { worth, share, balance, resource, margin, gathered }: Relaxed,
  limit: number,
  wanted: People,
  ended: () => boolean,
): number[] {
  const { siteCount, demandOf, weight } = instance;
  const affordable = MOST_VISITS / (1 + STEPS * demandOf.items.length);
  const total = weight.reduce((sum, people) => sum + people, 0);
  const kept = worth.reduce((sum, one) => sum + one, 0);
  const surplus = gathered.map((people, site) => people - margin * resource.price[site]!);
  const most = surplus.reduce((sum, one) => sum + Math.max(0, one), total - kept + margin * limit);
  const loose = 1e-9 * Math.max(1, total);
  const able = Array.from(surplus, (_, site) => site).filter(
    (site) => !(most + Math.min(0, surplus[site]!) < wanted - loose),
  );
  if (able.length > affordable || siteCount === 0) return able;
  return able.filter((site) => ended() || mayReach(site));

  /** Whether the relaxed problem with the site chosen reaches as many, as far as a few steps tell. */
  function mayReach(site: number): boolean {
    const price = resource.price[site]!;
    if (price > limit) return false;
    const others = weight.slice();
    let own = 0;
    for (let at = demandOf.first[site]!; at < demandOf.first[site + 1]!; at++) {
      const demand = demandOf.items[at]!;
      own += others[demand]!;
      others[demand] = 0;
    }
    const start = {
      worth: worth.map((one, demand) => Math.min(one, others[demand]!)),
      share,
      balance,
    };
    const rest = { price: resource.price, limit: limit - price };
    const { bound } = saddle({ ...instance, weight: others }, rest, start, (now, step) => {
      return step < STEPS && own + now.bound >= wanted - loose && own + now.reached < wanted;
    });
    return !(own + bound < wanted - loose);
  }
}
