import { REASONS } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import type { Pairs, SitingAnswer } from "#core/siting/problem.ts";
import type { DroppedRow, SitingTables } from "../intake/siting-tables.ts";
import type { TableProblem, TableQuestion } from "./site-objective.ts";

/** Rows left out that are listed in a result. */
const KEPT_ROWS = 1000;

/** The answer in the words of the tables, as it is written to the file. */
export function resultOf(
  tables: SitingTables,
  { objective }: TableQuestion,
  asked: TableProblem,
  answer: SitingAnswer,
  seconds: number,
) {
  const { value, bound } = answer;
  const id = (site: number) => tables.sites[site]!;
  const assignment =
    answer.assignment ??
    (objective.startsWith("p-") ? toNearest(asked.pairs, asked.weight, answer.sites) : undefined);
  return {
    objective,
    value: rounded(value),
    bound: rounded(bound),
    gap: gapOf(answer),
    proven: answer.status === "proven",
    sites: answer.sites.map(id),
    covered: rounded(
      assignment === undefined
        ? sum(coveredWeights(asked.pairs, asked.weight, answer.sites))
        : sum(assignment.map(({ amount }) => amount)),
    ),
    total: rounded(sum(asked.weight)),
    uncoverable: asked.uncoverable.map((place) => tables.demands[place]!),
    ...(assignment && {
      assignment: assignment.map(({ demand, site, amount }) => ({
        demand: tables.demands[demand]!,
        site: id(site),
        amount: rounded(amount),
      })),
    }),
    seconds: Math.round(seconds * 1000) / 1000,
    ...(tables.dropped.length > 0 && {
      dropped: tables.dropped.slice(0, KEPT_ROWS).map((row) => ({
        file: row.file,
        row: row.reason.values?.["row"],
        reason: wordsOf(row),
      })),
    }),
  };
}

function gapOf({ sense, value, bound }: SitingAnswer): number {
  const [difference, whole] = sense === "most" ? [bound - value, bound] : [value - bound, value];
  return difference === 0 ? 0 : difference / whole;
}

/** Weights are kept to a millionth; the rest is how the machine writes it. */
function rounded(value: number): number {
  return Math.abs(value) < 1e9 ? Math.round(value * 1e6) / 1e6 : value;
}

function coveredWeights(
  { first, demand, demandCount }: Pairs,
  weight: Float64Array,
  sites: readonly number[],
): Float64Array {
  const covered = new Float64Array(demandCount);
  for (const site of sites)
    for (let at = first[site]!; at < first[site + 1]!; at++)
      covered[demand[at]!] = weight[demand[at]!]!;
  return covered;
}

/** Everybody at the nearest of the sites, of two as near the one named first. */
function toNearest(
  { first, demand, cost, demandCount }: Pairs,
  weight: Float64Array,
  sites: readonly number[],
): NonNullable<SitingAnswer["assignment"]> {
  const nearest = new Float64Array(demandCount).fill(Infinity);
  const by = new Int32Array(demandCount).fill(-1);
  for (const site of sites)
    for (let at = first[site]!; at < first[site + 1]!; at++) {
      const place = demand[at]!;
      if (cost[at]! >= nearest[place]!) continue;
      nearest[place] = cost[at]!;
      by[place] = site;
    }
  return Array.from(by.keys())
    .filter((place) => by[place]! >= 0)
    .map((place) => ({ demand: place, site: by[place]!, amount: weight[place]! }));
}

/** Why a row was left out. */
export function wordsOf({ reason }: DroppedRow): string {
  return fill(REASONS[reason.code].what, "en", reason.values);
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
