import type { Timing } from "./timing.ts";

/** One measured thing as it is printed. */
export interface Row {
  readonly what: string;
  readonly best: string;
  readonly median: string;
  readonly runs: string;
  /** What it should reach, empty where nothing is asked. */
  readonly target: string;
}

/** How long it takes. */
export function durationRow(what: string, timing: Timing, target = ""): Row {
  return {
    what,
    best: duration(timing.min),
    median: duration(timing.median),
    runs: String(timing.runs),
    target,
  };
}

/** How long each of many takes that are not alike, milliseconds: the best, the median and the slowest but for 5 %. */
export function spreadRow(what: string, taken: readonly number[], target = ""): Row {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => duration(sorted[Math.floor(share * (sorted.length - 1))] ?? NaN);
  return {
    what,
    best: at(0),
    median: `${at(0.5)}, p95 ${at(0.95)}`,
    runs: String(sorted.length),
    target,
  };
}

/** How many it does in a second, where one run does `count` of them. */
export function rateRow(what: string, count: number, timing: Timing, target = ""): Row {
  return {
    what,
    best: perSecond(count, timing.min),
    median: perSecond(count, timing.median),
    runs: String(timing.runs),
    target,
  };
}

/** How many times the first takes of the second, in this one run of the bench. */
export function ratioRow(what: string, slower: Timing, faster: Timing, target = ""): Row {
  return {
    what,
    best: `${(slower.min / faster.min).toFixed(2)} ×`,
    median: `${(slower.median / faster.median).toFixed(2)} ×`,
    runs: String(faster.runs),
    target,
  };
}

/** Something counted, not timed. */
export function factRow(what: string, value: string, target = ""): Row {
  return { what, best: value, median: "", runs: "", target };
}

/** The rows under a heading, as a Markdown table. */
export function table(heading: string, rows: readonly Row[]): string {
  const head: Row = { what: "", best: "best", median: "median", runs: "runs", target: "target" };
  const columns = ["what", "best", "median", "runs", "target"] as const;
  const width = columns.map((column) =>
    Math.max(...[head, ...rows].map((row) => row[column].length)),
  );
  const line = (row: Row) =>
    `| ${columns
      .map((column, i) =>
        column === "what" ? row[column].padEnd(width[i]!) : row[column].padStart(width[i]!),
      )
      .join(" | ")} |`;
  const rule = `|${width.map((w, i) => (i === 0 ? "-".repeat(w + 2) : `${"-".repeat(w + 1)}:`)).join("|")}|`;
  return [`## ${heading}`, "", line(head), rule, ...rows.map(line), ""].join("\n");
}

export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (milliseconds >= 100) return `${milliseconds.toFixed(0)} ms`;
  return `${milliseconds.toFixed(milliseconds >= 10 ? 1 : 2)} ms`;
}

function perSecond(times: number, milliseconds: number): string {
  return `${count((times / milliseconds) * 1000)} /s`;
}
