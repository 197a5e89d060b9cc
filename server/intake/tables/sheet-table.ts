import type { RawTable } from "./raw-table.ts";
import type { GridRow } from "./grid-row.ts";
import { GridTable } from "./grid-table.ts";
import { TABLE_LIMITS } from "./limits.ts";
import type { CellBudget } from "./cell-collector.ts";
import type { Merge, Sheet, SheetRow } from "./sheet.ts";

/** Rows from the top of a sheet in which titles are looked for. */
const TITLE_ROWS = 200;

/**
 * The table of a sheet. A value merged over several rows counts for each of them; a quantity does not, as it would be
 * counted as often as there are rows. Undefined when the sheet is blank, or lacks the row that is to have the titles.
 */
export function sheetTable(
  sheet: Sheet,
  budget: CellBudget,
  options: { readonly file: string; readonly headerRow: number | undefined },
): RawTable | undefined {
  const grid = new GridTable({
    ...options,
    name: sheet.name,
    limits: { ...TABLE_LIMITS.text, columns: TABLE_LIMITS.excel.columns },
    open: true,
  });
  const indexOf = new Map(sheet.rows.map(({ number }, i) => [number, i]));
  const top = sheet.rows[0]?.number ?? 1;
  const last = top + TITLE_ROWS + (options.headerRow ?? 0);
  const spread = spreadTitles(sheet, indexOf, last, budget);
  for (const merge of sheet.merges) fillDown(merge, sheet.rows, indexOf, budget, grid);
  const banners = bannersOf(sheet);
  for (const { number, values } of sheet.rows) {
    const wide = spread.get(number);
    const row: GridRow = {
      number,
      values,
      ...(wide && { spread: wide }),
      ...(banners.has(number) && { banner: true }),
    };
    grid.push(row);
  }
  for (const { row, column, code } of sheet.notes) grid.note(row, code, column);
  return grid.finish();
}

/** Every merged value in all its cells, for the rows among which the titles are. */
function spreadTitles(
  { rows, merges }: Sheet,
  indexOf: ReadonlyMap<number, number>,
  last: number,
  budget: CellBudget,
): Map<number, string[]> {
  const spread = new Map<number, string[]>();
  for (const { top, left, bottom, right } of merges) {
    const first = indexOf.get(top);
    const value = first === undefined ? "" : (rows[first]?.values[left] ?? "");
    if (first === undefined || value === "" || top > last) continue;
    for (let i = first; ; i += 1) {
      const row = rows[i];
      if (row === undefined || row.number > Math.min(bottom, last)) break;
      let values = spread.get(row.number);
      if (values === undefined) spread.set(row.number, (values = [...row.values]));
      for (let column = left; column <= right; column += 1) {
        budget.spend(row.number, column);
        budget.spendText(value);
        while (values.length < column) values.push("");
        values[column] = value;
      }
    }
  }
  return spread;
}

function fillDown(
  { top, left, bottom, right }: Merge,
  rows: readonly SheetRow[],
  indexOf: ReadonlyMap<number, number>,
  budget: CellBudget,
  grid: GridTable,
): void {
  const first = indexOf.get(top);
  const value = first === undefined ? "" : (rows[first]?.values[left] ?? "");
  if (first === undefined || bottom === top || right > left || value === "") return;
  // Rows in which nothing else stands are no rows.
  for (let i = first + 1; ; i += 1) {
    const row = rows[i];
    if (row === undefined || row.number > bottom) return;
    budget.spend(row.number, left);
    budget.spendText(value);
    if ((row.values[left] ?? "") !== "") continue;
    if (isQuantity(value)) {
      grid.note(row.number, "value-merged-quantity", left);
      continue;
    }
    while (row.values.length < left) row.values.push("");
    row.values[left] = value;
  }
}

/** Codes and coordinates are longer; what is as short as this can be an amount. */
function isQuantity(value: string): boolean {
  return /^-?\d{1,5}(?:\.\d{1,2})?$/.test(value);
}

/** Rows of one value merged over most of the sheet's columns. */
function bannersOf(sheet: Sheet): ReadonlySet<number> {
  let width = 0;
  for (const { values } of sheet.rows) width = Math.max(width, values.length);
  const wide = sheet.merges.filter(({ left, right }) => right - left + 1 >= Math.max(2, width / 2));
  return new Set(wide.map(({ top }) => top));
}
