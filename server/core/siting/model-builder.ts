import { FORBIDDEN, REQUIRED, type Model, type SiteRules } from "./problem.ts";

/** A model that is written down column by column and row by row. */
export interface ModelBuilder {
  /** Index of the new column; not negative. */
  readonly column: (objective: number, upper: number, whole?: boolean, lower?: number) => number;
  readonly row: (
    lower: number,
    entries: Iterable<readonly [column: number, value: number]>,
    upper: number,
  ) => void;
  readonly size: () => number;
  readonly finish: () => Model;
}

export function buildModel(sense: Model["sense"]): ModelBuilder {
  const objective: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const whole: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const rowFirst: number[] = [0];
  const column: number[] = [];
  const value: number[] = [];
  return {
    column: (cost, most, isWhole = false, least = 0) => {
      lower.push(least);
      upper.push(most);
      whole.push(isWhole ? 1 : 0);
      return objective.push(cost) - 1;
    },
    row: (least, entries, most) => {
      for (const [at, coefficient] of entries) {
        column.push(at);
        value.push(coefficient);
      }
      rowFirst.push(column.length);
      rowLower.push(least);
      rowUpper.push(most);
    },
    size: () => value.length,
    finish: () => ({
      sense,
      objective: Float64Array.from(objective),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      whole: Uint8Array.from(whole),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      rowFirst: Int32Array.from(rowFirst),
      column: Int32Array.from(column),
      value: Float64Array.from(value),
    }),
  };
}

/** A column for every site, 1 where it is chosen, with all that is said of sites beforehand. The first is returned. */
export function siteColumns(
  builder: ModelBuilder,
  rules: SiteRules,
  objective: (site: number) => number = () => 0,
): number {
  const columns = Array.from(rules.status, (status, site) =>
    builder.column(
      objective(site),
      status === FORBIDDEN ? 0 : 1,
      true,
      status === REQUIRED ? 1 : 0,
    ),
  );
  const first = columns[0] ?? 0;
  if (rules.count !== null)
    builder.row(
      -Infinity,
      columns.map((at) => [at, 1] as const),
      rules.count,
    );
  if (rules.budget !== null)
    builder.row(
      -Infinity,
      columns.map((at, site) => [at, rules.price[site]!] as const),
      rules.budget,
    );
  for (const [one, other] of rules.apart)
    builder.row(-Infinity, [[first + one, 1] as const, [first + other, 1] as const], 1);
  return first;
}

/** The sites of a solution, rising. */
export function chosenIn(columns: Float64Array, first: number, siteCount: number): number[] {
  const sites: number[] = [];
  for (let site = 0; site < siteCount; site++) if (columns[first + site]! > 0.5) sites.push(site);
  return sites;
}
