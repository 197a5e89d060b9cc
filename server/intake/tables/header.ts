import { equal, extent, filled, type GridRow } from "./grid-row.ts";
import { isColumnNumbers, isPartTitle, isUnits, looksLikeData, titleWords } from "./title-words.ts";
import { columnTitles, tidyTitle } from "./titles.ts";

/** Where the titles of a table stand, and where its records begin. */
export interface Header {
  /** Row of the titles, the lowest where there are several; 0 where there are none. */
  readonly row: number;
  readonly columns: readonly string[];
  /** Of the sample: the first that can be a record. */
  readonly first: number;
  /** Of the sample: units or column numbers between titles and records. */
  readonly under: readonly number[];
}

/**
 * Finds the titles in the first rows of a grid: passes over the name of the table and what is filled in above it, joins
 * titles that stand in two or three rows, takes units beneath into the titles. `forced` is the number of a row that
 * has the titles in any case. Undefined when that row is not in the sample.
 */
export function findHeader(sample: readonly GridRow[], forced?: number): Header | undefined {
  const grid = sample.map((row) => row.spread ?? row.values);
  const width = usualWidth(sample);
  if (forced !== undefined) {
    const at = sample.findIndex(({ number }) => number === forced);
    return at < 0 ? undefined : headerOf(sample, grid, width, at, at);
  }
  const top = topOfTitles(sample, grid, width);
  return top.titled
    ? headerOf(sample, grid, width, top.at, bottomOfTitles(sample, grid, width, top.at))
    : withoutTitles(sample, top.at);
}

/** How far most rows reach. */
function usualWidth(sample: readonly GridRow[]): number {
  const reach = new Map<number, number>();
  for (const { values } of sample) {
    const end = extent(values);
    reach.set(end, (reach.get(end) ?? 0) + 1);
  }
  const [usual] = [...reach].toSorted(([a, m], [b, n]) => n - m || b - a);
  return usual?.[0] ?? 0;
}

const FAR_DOWN = 30;

function topOfTitles(
  sample: readonly GridRow[],
  grid: readonly (readonly string[])[],
  width: number,
): { at: number; titled: boolean } {
  const start = sample.findIndex((row) => !isPreamble(row, width));
  const at = start < 0 ? sample.length - 1 : start;
  for (let i = at; i < Math.min(grid.length, FAR_DOWN); i += 1) {
    const values = grid[i] ?? [];
    const known = titleWords(values);
    if (known >= Math.max(Math.min(2, width), filled(values).length * 0.3)) {
      return { at: i, titled: true };
    }
    // Past a full row there are records, and what looks like titles there is none.
    if (filled(values).length >= width * 0.6) break;
  }
  const values = grid[at] ?? [];
  return { at, titled: !looksLikeData(values) && !recursBelow(sample, grid, at) };
}

/** The name of the table, or what is filled in above it ("填表单位：…    日期：…"). */
function isPreamble({ values, banner }: GridRow, width: number): boolean {
  const cells = filled(values);
  if (width < 2) return false;
  if (cells.length === 1 || /^sep=/i.test(cells[0] ?? "")) return true;
  const said = cells.every((value) => /[:：]|^[（(].*[)）]$|\d{4}\s*年/.test(value));
  return said && (banner === true || cells.length <= Math.max(2, width * 0.6));
}

/** A title names its column once; what stands in the column again is a value, unless it is merged downwards. */
function recursBelow(
  sample: readonly GridRow[],
  grid: readonly (readonly string[])[],
  at: number,
): boolean {
  const titles = grid[at] ?? [];
  const isMerged = sample[at]?.spread !== undefined;
  return titles.some((title, i) => {
    if (title === "") return false;
    let below = at + 1;
    if (isMerged) while (grid[below]?.[i] === title) below += 1;
    return grid.slice(below).some((values) => values[i] === title && !equal(values, titles));
  });
}

const MOST_TITLE_ROWS = 3;

/** The last of the rows that hold titles, from the first. */
function bottomOfTitles(
  sample: readonly GridRow[],
  grid: readonly (readonly string[])[],
  width: number,
  top: number,
): number {
  let bottom = top;
  while (bottom - top < MOST_TITLE_ROWS - 1 && isMoreTitles(sample, grid, width, bottom)) {
    bottom += 1;
  }
  return bottom;
}

/** Whether the row after this one goes on with titles: it fills what this leaves open, and with words. */
function isMoreTitles(
  sample: readonly GridRow[],
  grid: readonly (readonly string[])[],
  width: number,
  at: number,
): boolean {
  const [upper = [], lower = []] = [grid[at], grid[at + 1]];
  const [row, next] = [sample[at], sample[at + 1]];
  if (row === undefined || next?.number !== row.number + 1) return false;
  if (filled(lower).length < 2 || looksLikeData(lower) || isUnits(lower)) return false;
  if (recursBelow(sample, grid, at + 1)) return false;
  const opens = lower.some((value, i) => value !== "" && isOpen(row, upper, i));
  if (!opens) return false;
  const below = grid.slice(at + 2);
  const contrasts = lower.filter(
    (value, i) =>
      value !== "" &&
      below.length > 0 &&
      below.every((values) => /^-?\d*\.?\d*$/.test(values[i] ?? "")),
  );
  const joined =
    row.spread !== undefined && filled(row.values).length < Math.min(extent(upper), width);
  return joined || titleWords(lower) > 0 || contrasts.length > 0;
}

/** A column whose title may come lower down: blank, or under a title it shares with the next. */
function isOpen(row: GridRow, upper: readonly string[], i: number): boolean {
  const title = upper[i] ?? "";
  return (
    title === "" || (row.spread !== undefined && (title === upper[i - 1] || title === upper[i + 1]))
  );
}

function headerOf(
  sample: readonly GridRow[],
  grid: readonly (readonly string[])[],
  width: number,
  top: number,
  bottom: number,
): Header {
  const stack = grid.slice(top, bottom + 1);
  const above = upperTitles(sample, grid, width, top);
  const length = Math.max(...stack.map(extent), 0);
  const own = Array.from({ length }, (_, i) => lowest(stack, i));
  const titles = own.map((title, i) => {
    const isPlain = own.indexOf(title) === own.lastIndexOf(title) && !isPartTitle(title);
    if (title === "" || isPlain) return tidyTitle(title);
    const parts = [above?.[i] ?? "", ...stack.map((values) => leftmost(values, i, stack))];
    const different = parts.filter((part, k) => part !== "" && parts.indexOf(part) === k);
    return different.map(tidyTitle).join(" ");
  });
  const under: number[] = [];
  let first = bottom + 1;
  for (; first < grid.length && under.length < 2; first += 1) {
    const values = grid[first] ?? [];
    if (isUnits(values)) takeUnits(titles, values);
    else if (!isColumnNumbers(values, width)) break;
    under.push(first);
  }
  return { row: sample[bottom]?.number ?? 0, columns: columnTitles(titles), first, under };
}

function lowest(stack: readonly (readonly string[])[], i: number): string {
  return stack.findLast((values) => (values[i] ?? "") !== "")?.[i] ?? "";
}

/** The title over column `i`: in a text file a merged title stands over the first of its columns only. */
function leftmost(
  values: readonly string[],
  i: number,
  stack: readonly (readonly string[])[],
): string {
  const own = values[i] ?? "";
  if (own !== "" || values === stack.at(-1)) return own;
  return values.slice(0, i).findLast((value) => value !== "") ?? "";
}

/** Titles over titles that are too few to be taken for titles themselves. */
function upperTitles(
  sample: readonly GridRow[],
  grid: readonly (readonly string[])[],
  width: number,
  top: number,
): readonly string[] | undefined {
  const [row, values] = [sample[top - 1], grid[top - 1]];
  if (row === undefined || values === undefined || row.number + 1 !== sample[top]?.number) return;
  if (isPreamble(row, width)) return;
  const spread: string[] = [];
  for (let i = 0; i < width; i += 1) spread.push(values[i] || (spread[i - 1] ?? ""));
  return spread;
}

/** "建筑面积" over "平方米" is "建筑面积（平方米）": without its unit a number says nothing. */
function takeUnits(titles: string[], units: readonly string[]): void {
  for (const [i, cell] of units.entries()) {
    const unit = cell.replaceAll(/^(?:单位[:：])?[（(]?|[)）]$/g, "");
    const title = titles[i] ?? "";
    if (title === "" || !/[^\s—–-]/.test(unit) || saysUnit(title, unit)) continue;
    titles[i] = `${title}（${unit}）`;
  }
}

/** "人口" does not say that it counts 人; "人口（人）" and "面积平方米" do say what they count. */
function saysUnit(title: string, unit: string): boolean {
  return unit.length > 1 ? title.includes(unit) : /[（(]/.test(title) && title.includes(unit);
}

function withoutTitles(sample: readonly GridRow[], first: number): Header {
  const width = Math.max(...sample.slice(first).map(({ values }) => extent(values)), 0);
  const columns = Array.from({ length: width }, (_, i) => `列${i + 1}`);
  return { row: 0, columns, first, under: [] };
}
