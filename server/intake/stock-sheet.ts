import type { StockItem } from "#contract/policy/measure.ts";
import type { Estate, SheetProblem, StockFigure } from "#contract/policy/stock.ts";
import { STOCK_NOTES_SHEET, STOCK_PROBLEMS_SHEET } from "#contract/stock-titles.ts";
import type { Division } from "#core/policy/input.ts";
import { RefusedFile } from "./refused-file.ts";
import { checkColumns } from "./stock-sheet/check-columns.ts";
import { divisionFinder } from "./stock-sheet/find-division.ts";
import { openSheets } from "./stock-sheet/open-sheets.ts";
import { problemKeeper, type CellPlace } from "./stock-sheet/problems.ts";
import { readRows, type RowsContext } from "./stock-sheet/read-rows.ts";
import { findStockHeader } from "./stock-sheet/sheet-columns.ts";
import type { SheetRow } from "./tables/sheet.ts";

/** What a filled sheet is read against. */
export interface StockSheetContext {
  /** The name the user knows the file by. */
  readonly name: string;
  readonly items: Readonly<Record<string, StockItem>>;
  readonly divisions: readonly Division[];
  /** Those that are known already. */
  readonly estates: readonly Estate[];
  /** Of the figures. */
  readonly year: number;
  /** For rows that state none of their own; "" for none. */
  readonly source: string;
  readonly date: string;
  /** The last day a source can be of, as an ISO date. */
  readonly today: string;
}

/** A filled workbook as it was read. Its figures may be stored only when there are no problems. */
export interface StockSheets {
  readonly figures: readonly StockFigure[];
  /** The cell that each of the figures stands in. */
  readonly places: readonly CellPlace[];
  /** New ones, and known ones that lie in another unit now. */
  readonly estates: readonly Estate[];
  /** Cells that were left open. */
  readonly blank: number;
  readonly problems: readonly SheetProblem[];
  /** Columns that hold something and are no column of a stock sheet. */
  readonly ignored: readonly IgnoredColumn[];
  /** The tables as they were filled in, to be given back. */
  readonly tables: readonly FilledTable[];
}

export interface IgnoredColumn {
  readonly sheet: string;
  readonly column: string;
  readonly title: string;
}

export interface FilledTable {
  readonly name: string;
  readonly headerRow: number;
  readonly rows: readonly SheetRow[];
  /** Of the columns, from 0: numbers of figures; personal data, which are not to be given back. */
  readonly numbers: readonly number[];
  readonly personal: readonly number[];
}

/**
 * Reads a stock sheet that was filled in, whatever the order of its columns, and finds everything that is wrong with
 * it at once. Throws `RefusedFile` for a file that is no workbook, or has no such sheet.
 */
export async function readStockSheet(
  path: string,
  context: StockSheetContext,
): Promise<StockSheets> {
  const sheets = await openSheets(path, context.name);
  const problems = problemKeeper();
  const find = divisionFinder(context.divisions);
  const taken: RowsContext["taken"] = new Map();
  const all = sheets.flatMap((sheet) => {
    if ([STOCK_NOTES_SHEET, STOCK_PROBLEMS_SHEET].includes(sheet.name)) return [];
    const header = findStockHeader(sheet, context.items);
    if (header === undefined) return [];
    const columns = checkColumns(sheet, header, context.year, problems);
    return [{ columns, read: readRows(sheet, header, { ...context, find, taken, problems }) }];
  });
  if (all.length === 0) throw new RefusedFile(context.name, { code: "stock-no-table" });
  const placed = all.flatMap(({ read }) => read.figures);
  const figures = placed.map(({ figure }) => figure);
  const estates = all.flatMap(({ read }) => read.estates);
  const [first] = all;
  if (figures.length === 0 && estates.length === 0 && problems.count() === 0 && first !== undefined)
    problems.add(
      { code: "stock-nothing-filled" },
      { ...first.columns, row: first.columns.headerRow },
    );
  return {
    figures,
    places: placed.map(({ place }) => place),
    estates,
    blank: all.reduce((sum, { read }) => sum + read.blank, 0),
    problems: problems.list(),
    ignored: all.flatMap(({ columns }) => columns.ignored),
    tables: all.map(({ columns }) => columns.table),
  };
}
