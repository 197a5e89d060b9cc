import type { People } from "../../vocabulary.ts";
import type { Relaxed } from "./bound.ts";
import { kept, transposed, type Instance } from "./instance.ts";
import { filled } from "./most-within.ts";
import { gather, saddle, type Covering, type SaddleStart } from "./saddle.ts";

/** Steps of the relaxed problem at each branch, and pairs all of them together may visit. */
const STEPS = 100;
const MOST_VISITS = 1.5e9;
/** Pairs past which there would be too few branches for it to end. */
const MOST_PAIRS = 150_000;

/** What a choice must reach, and within what, to be better than the best known. */
export interface Aim {
  readonly wanted: People;
  readonly limit: number;
}

/** What is left of an instance once some sites are chosen and others left out. */
interface Branch extends SaddleStart {
  readonly instance: Covering & Pick<Instance, "price">;
  /** In the whole instance: of its sites, and those chosen. */
  readonly origin: readonly number[];
  readonly chosen: readonly number[];
  readonly people: People;
  readonly spent: number;
}

/**
 * Looks at every choice that might be better than the best known, each time with one more site chosen or left out:
 * a branch whose relaxed problem does not reach what is wanted has none. The relaxed problem goes on from where its
 * parent's stood, so few steps do. For an instance without floors. True when all were looked at: none is better
 * than the best by then.
 */
export function branchAll(
  instance: Instance,
  relaxed: Relaxed,
  aim: () => Aim,
  propose: (sites: readonly number[]) => void,
  ended: () => boolean,
): boolean {
  if (instance.demandOf.items.length > MOST_PAIRS) return false;
  const total = instance.weight.reduce((sum, people) => sum + people, 0);
  // Sums of so many numbers are off by less.
  const loose = 1e-10 * total;
  let visits = 0;
  const { worth, share, balance } = relaxed;
  const price = relaxed.resource.price;
  const stack: Branch[] = [
    {
      instance: { ...instance, price },
      origin: Array.from(price, (_, site) => site),
      chosen: [],
      people: 0,
      spent: 0,
      worth,
      share,
      balance,
    },
  ];
  for (let branch = stack.pop(); branch !== undefined; branch = stack.pop()) {
    if (visits > MOST_VISITS || ended()) return false;
    stack.push(...branchesOf(branch));
  }
  return true;

  function isReached({ people, spent }: Branch): boolean {
    const { wanted, limit } = aim();
    return people >= wanted && spent <= limit;
  }

  /** With the most undecided site left out, and with it chosen; the latter is looked at first. */
  function branchesOf(branch: Branch): Branch[] {
    if (isReached(branch)) propose(branch.chosen);
    // With more sites it may be better still than what it was itself.
    const { wanted, limit } = aim();
    const need = wanted - branch.people;
    const left = limit - branch.spent;
    if (left < 0 || need <= 0) return [];
    const resource = { price: branch.instance.price, limit: left };
    const state = saddle(branch.instance, resource, branch, (now, step) => {
      visits += 10 * (branch.instance.demandOf.items.length + branch.instance.demandCount);
      return step < STEPS && !(now.bound < need - loose) && now.reached < need;
    });
    if (state.bound < need - loose) return [];
    const gathered = gather(branch.instance, state.worth);
    const { margin } = filled(gathered, resource, Infinity);
    const spare = state.bound - need + loose;
    const open: number[] = [];
    for (let site = 0; site < branch.origin.length; site++) {
      const short = margin * resource.price[site]! - gathered[site]!;
      if (!(short > spare) && resource.price[site]! <= left) open.push(site);
    }
    const site = mostUndecided(branch, state.share, open);
    if (site < 0) return [];
    const rest = open.filter((other) => other !== site);
    return [narrowed(branch, state, rest, -1), narrowed(branch, state, rest, site)];
  }
}

/** The site about which the relaxed problem is of two minds, weighed by whom it covers. */
function mostUndecided({ instance }: Branch, share: Float64Array, open: readonly number[]): number {
  const covered = gather(instance, instance.weight);
  let best = -1;
  let most = -1;
  for (const site of open) {
    const doubt = (0.01 + Math.min(share[site]!, 1 - share[site]!)) * covered[site]!;
    if (doubt > most) [best, most] = [site, doubt];
  }
  return best;
}

/** With these sites alone left, and one chosen; -1 for none. */
function narrowed(
  branch: Branch,
  { worth, share, balance }: SaddleStart,
  sites: readonly number[],
  chosen: number,
): Branch {
  const { demandOf, demandCount, weight, price } = branch.instance;
  const gone = new Uint8Array(demandCount);
  let { people } = branch;
  if (chosen >= 0)
    for (let at = demandOf.first[chosen]!; at < demandOf.first[chosen + 1]!; at++) {
      gone[demandOf.items[at]!] = 1;
      people += weight[demandOf.items[at]!]!;
    }
  const index = new Int32Array(demandCount).fill(-1);
  const demands: number[] = [];
  for (let demand = 0; demand < demandCount; demand++)
    if (gone[demand] === 0) index[demand] = demands.push(demand) - 1;
  const lists = kept(demandOf, sites, index);
  const site = branch.origin[chosen];
  return {
    instance: {
      siteCount: sites.length,
      demandCount: demands.length,
      weight: Float64Array.from(demands, (demand) => weight[demand]!),
      price: Float64Array.from(sites, (one) => price[one]!),
      demandOf: lists,
      siteOf: transposed(lists, demands.length),
    },
    origin: sites.map((one) => branch.origin[one]!),
    chosen: site === undefined ? branch.chosen : [...branch.chosen, site],
    people,
    spent: branch.spent + (chosen < 0 ? 0 : price[chosen]!),
    worth: Float64Array.from(demands, (demand) => worth[demand]!),
    share: Float64Array.from(sites, (one) => share[one]!),
    balance,
  };
}
