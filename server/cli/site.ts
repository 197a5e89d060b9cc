import { resolve } from "node:path";
import { REASONS } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import type { SearchPoint } from "#contract/siting.ts";
import type { Pairs, SitingAnswer, SitingConflict } from "#core/siting/problem.ts";
import { solveApart } from "../compute/siting/solve-apart.ts";
import { readSitingTables, type DroppedRow, type SitingTables } from "../intake/siting-tables.ts";
import { writeWhole } from "../store/atomic.ts";
import { choiceOption, numberOption, parseOptions, required, UsageError } from "./arguments.ts";
import type { Reporter } from "./progress.ts";
import { NotDecided } from "./refusals.ts";
import {
  TABLE_OBJECTIVES,
  tableProblem,
  type TableObjective,
  type TableProblem,
  type TableQuestion,
} from "./site-objective.ts";

/** Rows left out that are told on standard error; the file has a thousand. */
const TOLD_ROWS = 20;
const KEPT_ROWS = 1000;

const TABLE_OPTIONS = {
  demand: "string",
  costs: "string",
  capacities: "string",
  objective: "string",
  limit: "string",
  count: "string",
  share: "string",
  require: "strings",
  forbid: "strings",
  "time-limit": "string",
  seed: "string",
  out: "string",
} as const;

/**
 * The best sites for tables of demand and costs, or for a study, with what no choice can beat. Ctrl-C ends the search and
 * writes the best so far.
 */
export async function siteCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<unknown> {
  if (args.some((arg) => arg === "--study" || arg.startsWith("--study="))) {
    const { siteStudy, STUDY_OPTIONS } = await import("./site-study.ts");
    return siteStudy(parseOptions(args, STUDY_OPTIONS), report, signal);
  }
  const values = parseOptions(args, TABLE_OPTIONS);
  const objective = choiceOption(values, "objective", TABLE_OBJECTIVES, undefined);
  const paths = {
    demand: required(values, "demand"),
    costs: required(values, "costs"),
    ...(objective === "cflp" && { capacities: required(values, "capacities") }),
  };
  const out = resolve(required(values, "out"));
  const numbers = numbersOf(values, objective);
  const seconds = numberOption(values, "time-limit", 0.1, 86_400, 60);
  const seed = wholeOption(values, "seed", 0, 2_147_483_647) ?? 1;

  const tables = await readSitingTables(paths, signal);
  tellDropped(tables.dropped, report);
  const question = { objective, ...numbers, ...sitesOf(values, tables.sites) };
  const asked = tableProblem(tables, question);
  const solved = await solveApart(asked.problem, {
    seconds,
    seed,
    signal,
    onProgress: (point) => report.line(progressOf(point)),
  });
  const { answer } = solved;
  if (answer.conflict !== undefined)
    throw new NotDecided(whyNot(answer.conflict, question, sum(asked.weight)));
  if (Number.isNaN(answer.value)) {
    signal.throwIfAborted();
    throw new NotDecided(
      `No plan was found in ${seconds} seconds. Give more time with --time-limit.`,
    );
  }
  const result = resultOf(tables, question, asked, answer, solved.seconds);
  if (signal.aborted) report.line("Interrupted. The best plan so far is written.");
  await writeWhole(out, `${JSON.stringify(result, null, 1)}\n`);
  report.line(`Written to ${out}`);
  const { assignment: _, ...summary } = result;
  return summary;
}

type Values = Readonly<Record<string, string[] | undefined>>;

function numbersOf(
  values: Values,
  objective: TableObjective,
): Pick<TableQuestion, "limit" | "count" | "share"> {
  const missing = (name: string, why: string) =>
    new UsageError(`--objective ${objective} needs --${name}: ${why}.`);
  const limit = values["limit"] === undefined ? null : numberOption(values, "limit", 0, 1e12, 0);
  const count = wholeOption(values, "count", 1, 1_000_000);
  const share = values["share"] === undefined ? null : numberOption(values, "share", 0, 1, 1);
  const covers = objective === "lscp" || objective === "mclp" || objective === "target";
  if (covers && limit === null) throw missing("limit", "what costs more does not count");
  const counts = objective === "mclp" || objective === "p-median" || objective === "p-center";
  if (counts && count === null) throw missing("count", "how many sites there may be");
  if (objective === "target" && share === null)
    throw missing("share", "how much of all weight is to be covered, such as 0.8");
  if (objective === "cflp" && count === null && share === null)
    throw missing("count", "how many sites there may be; or --share for the fewest sites");
  if (share !== null && objective !== "target" && objective !== "cflp")
    throw new UsageError(`--share goes with target and cflp, not with ${objective}.`);
  if (values["capacities"] !== undefined && objective !== "cflp")
    throw new UsageError(`--capacities goes with cflp, not with ${objective}.`);
  return { limit, count, share };
}

function wholeOption(values: Values, name: string, lowest: number, highest: number): number | null {
  if (values[name] === undefined) return null;
  const value = numberOption(values, name, lowest, highest, lowest);
  if (!Number.isInteger(value))
    throw new UsageError(`--${name} must be a whole number, not ${value}.`);
  return value;
}

function sitesOf(
  values: Values,
  sites: readonly string[],
): Pick<TableQuestion, "require" | "forbid"> {
  const known = new Set(sites);
  const idsOf = (name: "require" | "forbid") => {
    const ids = (values[name] ?? []).flatMap((text) =>
      known.has(text) ? [text] : text.split(/[,;，；、]/).map((id) => id.trim()),
    );
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined)
      throw new UsageError(`--${name}: no site "${unknown}" stands in the costs.`);
    return [...new Set(ids)];
  };
  const [require, forbid] = [idsOf("require"), idsOf("forbid")];
  const both = require.find((id) => forbid.includes(id));
  if (both !== undefined)
    throw new UsageError(`The site "${both}" is both required and forbidden.`);
  return { require, forbid };
}

function tellDropped(dropped: readonly DroppedRow[], report: Reporter): void {
  if (dropped.length === 0) return;
  report.line(`${dropped.length} rows were left out:`);
  for (const row of dropped.slice(0, TOLD_ROWS)) report.line(`  ${row.file}: ${wordsOf(row)}`);
  if (dropped.length > TOLD_ROWS) report.line(`  … and ${dropped.length - TOLD_ROWS} more`);
}

function wordsOf({ reason }: DroppedRow): string {
  return fill(REASONS[reason.code].what, "en", reason.values);
}

function progressOf({ seconds, value, bound }: SearchPoint): string {
  const best = value === null ? "no plan yet" : `best plan ${shortened(value)}`;
  const limit = bound === null ? "" : `, none can beat ${shortened(bound)}`;
  return `${seconds.toFixed(1)} s: ${best}${limit}`;
}

function shortened(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

function resultOf(
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

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
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

/** What cannot be had, and what to give up for it. */
function whyNot(conflict: SitingConflict, question: TableQuestion, total: number): string {
  const { objective, limit, share, count } = question;
  const within = limit === null ? "" : ` within ${limit}`;
  const most = (people: number) =>
    `${shortened(people)} of ${shortened(total)} (${((100 * people) / total).toFixed(2)}%)`;
  const asked = share === null ? "everybody" : `--share ${share}`;
  switch (conflict.kind) {
    case "beyond-reach":
      return (
        `Infeasible: all sites together reach at most ${most(conflict.most)}${within}; ${asked} was asked for. ` +
        `Ask for at most --share ${floored(conflict.most / total)}, raise --limit or add sites.`
      );
    case "capacity":
      return (
        `Infeasible: all sites together can take at most ${most(conflict.most)}${within}; ${asked} was asked for. ` +
        `Ask for at most --share ${floored(conflict.most / total)}, or add capacity or sites.`
      );
    case "too-few-sites":
      return count !== null && question.require.length > count
        ? `Infeasible: ${question.require.length} sites are required and --count is ${count}. Raise --count or require fewer.`
        : `Infeasible: ${objective} takes at least ${conflict.count} sites${within}; --count is ${count}. Raise --count${limit === null ? "" : " or --limit"}.`;
    case "apart":
    case "budget":
    case "floor":
      return `Infeasible: the rules of kind "${conflict.kind}" cannot be kept.`;
  }
}

/** Cut to what is surely not above it. */
function floored(share: number): number {
  return Math.floor(share * 10_000) / 10_000;
}
