import { resolve } from "node:path";
import type { SearchPoint } from "#contract/siting.ts";
import { solveApart } from "../compute/siting/solve-apart.ts";
import { readSitingTables, type DroppedRow } from "../intake/siting-tables.ts";
import { writeWhole } from "../store/atomic.ts";
import { choiceOption, numberOption, parseOptions, required, UsageError } from "./arguments.ts";
import type { Reporter } from "./progress.ts";
import { NotDecided } from "./refusals.ts";
import { shortened, whyNot } from "./site-conflict.ts";
import { resultOf, sum, wordsOf } from "./site-result.ts";
import {
  TABLE_OBJECTIVES,
  tableProblem,
  type TableObjective,
  type TableQuestion,
} from "./site-objective.ts";

/** Rows left out that are told on standard error; the file has more. */
const TOLD_ROWS = 20;

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

function progressOf({ seconds, value, bound }: SearchPoint): string {
  const best = value === null ? "no plan yet" : `best plan ${shortened(value)}`;
  const limit = bound === null ? "" : `, none can beat ${shortened(bound)}`;
  return `${seconds.toFixed(1)} s: ${best}${limit}`;
}
