import type { People } from "../vocabulary.ts";
import { alikePlaces, type Alike } from "./alike.ts";
import type { Pairs } from "./problem.ts";

/** Up to so many sites every order is weighed; beyond, each year takes what covers most at once. */
const EVERY_ORDER = 13;

/** At most so many of the sites are open by the end of a year. */
export interface Phase {
  readonly year: number;
  readonly count: number;
}

export interface PhasedSites {
  readonly pairs: Pairs;
  /** By place of demand; multiples of 2⁻²⁰, so that sums are exact. */
  readonly weight: Float64Array;
  /** By place of demand: 1 where an existing facility covers it. */
  readonly served: Uint8Array;
  /** The sites of the plan, in any order. */
  readonly sites: readonly number[];
  readonly phases: readonly Phase[];
}

export interface Opening {
  readonly year: number;
  /** Sites that open in it, rising. */
  readonly sites: readonly number[];
  /** Covered by its end, those served already included. */
  readonly people: People;
}

export type Phasing =
  | {
      readonly openings: readonly Opening[];
      /** Whether no other order covers more; the years are added up, each phase for as long as it stands. */
      readonly best: boolean;
    }
  /** Years not rising, counts falling or not whole, or not all sites open in the end. */
  | { readonly contradiction: "years" | "counts" | "not-all"; readonly at: number };

/**
 * Which of the chosen sites opens when, so that most people are covered most of the years: people covered by the end of each
 * year, summed over the years up to the last phase. Of orders that are as good the one that opens sites of lower
 * number first.
 */
export function phaseSites(plan: PhasedSites): Phasing {
  const { sites, phases } = plan;
  const contradiction = contradictionOf(phases, sites.length);
  if (contradiction !== undefined) return contradiction;
  const chosen = [...sites].sort((a, b) => a - b);
  const counts = phases.map(({ count }) => Math.min(count, chosen.length));
  const years = phases.map(({ year }, at) => (phases[at + 1]?.year ?? year + 1) - year);
  const best = chosen.length <= EVERY_ORDER;
  const town = townOf(plan, chosen);
  const open = best ? bestOrder(town, counts, years) : greedyOrder(town, counts);
  const openings = phases.map(({ year }, at) => ({
    year,
    sites: chosen.filter((_, index) => open[at]!.has(index) && !open[at - 1]?.has(index)),
    people: coveredBy(town, open[at]!),
  }));
  return { openings, best };
}

function contradictionOf(phases: readonly Phase[], siteCount: number): Phasing | undefined {
  for (const [at, { year, count }] of phases.entries()) {
    const before = phases[at - 1];
    if (before !== undefined && year <= before.year) return { contradiction: "years", at };
    const least = before?.count ?? 0;
    if (!Number.isInteger(count) || count < least) return { contradiction: "counts", at };
  }
  const last = phases.at(-1)?.count ?? 0;
  return last < siteCount ? { contradiction: "not-all", at: phases.length - 1 } : undefined;
}

/** Places alike taken together, with the chosen sites by their index in the list. */
interface Town {
  readonly siteCount: number;
  /** People covered already. */
  readonly served: People;
  readonly groups: readonly Alike[];
}

function townOf({ pairs, weight, served }: PhasedSites, sites: readonly number[]): Town {
  const indexOf = new Map(sites.map((site, index) => [site, index]));
  const unserved = weight.map((people, place) => (served[place] === 1 ? 0 : people));
  const groups = alikePlaces(pairs, unserved, (site) => indexOf.has(site));
  return {
    siteCount: sites.length,
    served: weight.reduce((sum, people, place) => sum + people - unserved[place]!, 0),
    groups: groups.map((group) => ({
      ...group,
      sites: group.sites.map((site) => indexOf.get(site)!),
    })),
  };
}

function coveredBy({ groups, served }: Town, open: ReadonlySet<number>): People {
  let people = served;
  for (const { sites, weight } of groups)
    if (sites.some((site) => open.has(site))) people += weight;
  return people;
}

/** By phase the sites open then; sets are bits of a number, and each phase's grow out of the phase before. */
function bestOrder(
  town: Town,
  counts: readonly number[],
  years: readonly number[],
): readonly ReadonlySet<number>[] {
  const all = 2 ** town.siteCount;
  const people = Float64Array.from({ length: all }, (_, set) => coveredBy(town, membersOf(set)));
  let reached = new Map<number, { readonly sum: number; readonly before: readonly number[] }>([
    [0, { sum: 0, before: [] }],
  ]);
  for (const [phase, count] of counts.entries()) {
    const next: typeof reached = new Map();
    for (const [from, { sum, before }] of reached)
      for (const to of supersets(from, all - 1, count)) {
        const here = sum + people[to]! * years[phase]!;
        const known = next.get(to);
        if (known === undefined || here > known.sum)
          next.set(to, { sum: here, before: [...before, to] });
      }
    reached = next;
  }
  const [end] = reached.values();
  return end!.before.map(membersOf);
}

/** Sets of so many members that contain one, those with lower members first. */
function supersets(set: number, all: number, count: number): number[] {
  const found: number[] = [];
  const add = (from: number, bit: number, missing: number) => {
    if (missing === 0) {
      found.push(from);
      return;
    }
    for (let next = bit; next <= all; next *= 2)
      if ((from & next) === 0) add(from | next, next * 2, missing - 1);
  };
  add(set, 1, count - membersOf(set).size);
  return found;
}

function membersOf(set: number): Set<number> {
  const members = new Set<number>();
  for (let index = 0; 2 ** index <= set; index++) if ((set >> index) % 2 === 1) members.add(index);
  return members;
}

/** Each next site is the one that covers most who are not yet covered. */
function greedyOrder(
  { siteCount, groups }: Town,
  counts: readonly number[],
): readonly ReadonlySet<number>[] {
  const gain = new Float64Array(siteCount);
  const groupsOf: number[][] = Array.from(gain, () => []);
  for (const [group, { sites, weight }] of groups.entries())
    for (const site of sites) {
      gain[site]! += weight;
      groupsOf[site]!.push(group);
    }
  const covered = new Uint8Array(groups.length);
  const open = new Set<number>();
  return counts.map((count) => {
    while (open.size < count) {
      let best = -1;
      for (let site = 0; site < siteCount; site++)
        if (!open.has(site) && (best < 0 || gain[site]! > gain[best]!)) best = site;
      open.add(best);
      for (const group of groupsOf[best]!) {
        if (covered[group] === 1) continue;
        covered[group] = 1;
        for (const site of groups[group]!.sites) gain[site]! -= groups[group]!.weight;
      }
    }
    return new Set(open);
  });
}
