import type { Assessment, Indicator, TaskRow } from "#contract/policy/compliance.ts";
import type { PolicyView, Progress, Standing } from "./policy-view.ts";

/** What a row of the page can be narrowed by. */
export interface Listed {
  readonly theme: string;
  readonly documents: readonly string[];
  readonly departments: readonly string[];
  /** Of an indicator that is judged or striven for. */
  readonly standing?: Standing;
  readonly flips?: boolean;
  /** Of a task. */
  readonly progress?: Progress;
}

/** The filters of the page, each on its own. */
export const FILTERS = ["document", "theme", "standing", "progress", "department"] as const;
export type Filter = (typeof FILTERS)[number];

/** An indicator strives, or it is judged: a strive target that is missed is no failure. */
export function standingOf(indicator: Pick<Indicator, "strength" | "verdict">): Standing {
  return indicator.strength === "strive" ? "strive" : indicator.verdict;
}

export function listedIndicator(indicator: Indicator): Listed {
  return {
    theme: indicator.theme,
    documents: distinct(indicator.targets.map(({ document }) => document)),
    departments: distinct(indicator.targets.flatMap(({ departments }) => departments)),
    standing: standingOf(indicator),
    flips: indicator.flips,
  };
}

export function listedTask(task: TaskRow): Listed {
  return {
    theme: task.theme,
    documents: distinct(task.clauses.map(({ document }) => document)),
    departments: distinct(task.clauses.flatMap(({ departments }) => departments)),
    progress: progressOf(task),
  };
}

export function progressOf(task: Pick<TaskRow, "state">): Progress {
  return task.state ?? "unstated";
}

/** Those that are judged or striven for, and the conditions, which are never judged. */
export function indicatorsOf(assessment: Assessment, part: "indicators" | "conditions") {
  const wanted = part === "conditions";
  return assessment.indicators.filter(({ strength }) => (strength === "condition") === wanted);
}

/** Whether a row is among what the filters ask for; `except` is left out of account. */
export function isAmong(row: Listed, view: PolicyView, except?: Filter): boolean {
  return FILTERS.every((filter) => {
    const wanted = view[filter];
    return wanted === undefined || filter === except || keysOf(row, filter).includes(wanted);
  });
}

/**
 * How many rows each choice of a filter would show, the other filters as they are. A row can count under several
 * choices: under both documents that set it.
 */
export function countsBy(
  rows: readonly Listed[],
  view: PolicyView,
  filter: Filter,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (!isAmong(row, view, filter)) continue;
    for (const key of keysOf(row, filter)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** How many rows there are when a filter is left out. */
export function countWithout(rows: readonly Listed[], view: PolicyView, filter: Filter): number {
  return rows.filter((row) => isAmong(row, view, filter)).length;
}

/** Rows by theme, in the order of `themes`; themes that are not in it come last, as they appear. */
export function byTheme<Row extends { readonly theme: string }>(
  rows: readonly Row[],
  themes: readonly string[],
): { readonly theme: string; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, Row[]>(themes.map((theme) => [theme, []]));
  for (const row of rows) {
    const group = groups.get(row.theme);
    if (group) group.push(row);
    else groups.set(row.theme, [row]);
  }
  return [...groups].flatMap(([theme, members]) =>
    members.length === 0 ? [] : [{ theme, rows: members }],
  );
}

function keysOf(row: Listed, filter: Filter): readonly string[] {
  switch (filter) {
    case "document":
      return row.documents;
    case "theme":
      return [row.theme];
    case "department":
      return row.departments;
    case "progress":
      return row.progress === undefined ? [] : [row.progress];
    case "standing": {
      if (row.standing === undefined) return [];
      return row.flips === true ? [row.standing, "flips"] : [row.standing];
    }
  }
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
