import {
  FORBIDDEN,
  REQUIRED,
  type CoverProblem,
  type Pairs,
  type SiteRules,
  type SitingProblem,
} from "#core/siting/problem.ts";
import type { SitingTables } from "../intake/siting-tables.ts";

/** What the tables can be asked for; the names of the literature. */
export const TABLE_OBJECTIVES = ["lscp", "mclp", "target", "p-median", "p-center", "cflp"] as const;
export type TableObjective = (typeof TABLE_OBJECTIVES)[number];

export interface TableQuestion {
  readonly objective: TableObjective;
  /** Pairs that cost more do not count; null for all. */
  readonly limit: number | null;
  readonly count: number | null;
  readonly share: number | null;
  /** Ids of sites. */
  readonly require: readonly string[];
  readonly forbid: readonly string[];
}

/** A question about tables as a problem to be solved, and how its answer is read. */
export interface TableProblem {
  readonly problem: SitingProblem;
  /** Pairs that count. */
  readonly pairs: Pairs;
  /** Weight by place of demand, as it is summed. */
  readonly weight: Float64Array;
  /** Places of demand that no allowed site can serve, by index. */
  readonly uncoverable: readonly number[];
}

/** Sums of multiples of this are exact. */
const GRAIN = 2 ** -20;

export function tableProblem(tables: SitingTables, question: TableQuestion): TableProblem {
  const { objective, limit, count, share } = question;
  const pairs = limit === null ? tables.pairs : pairsWithin(tables.pairs, limit);
  const rules = rulesOf(tables, question);
  const exact = objective === "p-median" || objective === "p-center";
  const weight = exact ? tables.weight : tables.weight.map(toGrain);
  const reached = reachedPlaces(pairs, rules.status);
  const all = weight.reduce((sum, people) => sum + people, 0);
  const cover = (problem: Pick<CoverProblem, "weight" | "goal">): CoverProblem => ({
    kind: "cover",
    ...rules,
    pairs,
    served: new Uint8Array(pairs.demandCount),
    floor: null,
    ...problem,
  });
  const now = new Float64Array(pairs.demandCount).fill(Infinity);
  const asked = { kind: "people", people: toGrain((share ?? 1) * all) } as const;
  const problems: Readonly<Record<TableObjective, () => SitingProblem>> = {
    // Every place that can be covered has to be, also one where nobody is counted.
    lscp: () => {
      const places = reached.reduce((sum, is) => sum + is, 0);
      const one = new Float64Array(pairs.demandCount).fill(1);
      return cover({ weight: one, goal: { kind: "people", people: places } });
    },
    mclp: () => cover({ weight, goal: { kind: "most-people" } }),
    target: () => cover({ weight, goal: asked }),
    "p-median": () => ({ kind: "median", ...rules, pairs, weight, now }),
    // The dearest way counts, however many take it.
    "p-center": () => ({ kind: "center", ...rules, pairs, weight: weight.map(() => 1), now }),
    cflp: () => ({
      kind: "capacitated",
      ...rules,
      pairs,
      weight,
      capacity: tables.capacity ?? new Float64Array(pairs.siteCount).fill(Infinity),
      goal: share === null ? { kind: "most-people" } : asked,
    }),
  };
  const uncoverable = Array.from(reached.keys()).filter((place) => reached[place] === 0);
  return { problem: problems[objective](), pairs, weight, uncoverable };

  function rulesOf({ sites }: SitingTables, { require, forbid }: TableQuestion): SiteRules {
    const status = new Uint8Array(sites.length);
    for (const id of require) status[sites.indexOf(id)] = REQUIRED;
    for (const id of forbid) status[sites.indexOf(id)] = FORBIDDEN;
    return {
      status,
      price: new Float64Array(sites.length).fill(1),
      preferred: new Uint8Array(sites.length),
      apart: [],
      count,
      budget: null,
    };
  }
}

function toGrain(people: number): number {
  return Math.round(people / GRAIN) * GRAIN;
}

/** Inclusive. */
function pairsWithin({ demandCount, siteCount, first, demand, cost }: Pairs, limit: number): Pairs {
  const kept: number[] = [];
  const keptFirst = new Uint32Array(siteCount + 1);
  for (let site = 0; site < siteCount; site++) {
    for (let at = first[site]!; at < first[site + 1]!; at++) if (cost[at]! <= limit) kept.push(at);
    keptFirst[site + 1] = kept.length;
  }
  return {
    demandCount,
    siteCount,
    first: keptFirst,
    demand: Uint32Array.from(kept, (at) => demand[at]!),
    cost: Float64Array.from(kept, (at) => cost[at]!),
  };
}

/** By place: 1 where an allowed site can serve it. */
function reachedPlaces(
  { demandCount, siteCount, first, demand }: Pairs,
  status: Uint8Array,
): Uint8Array {
  const reached = new Uint8Array(demandCount);
  for (let site = 0; site < siteCount; site++)
    if (status[site] !== FORBIDDEN)
      for (let at = first[site]!; at < first[site + 1]!; at++) reached[demand[at]!] = 1;
  return reached;
}
