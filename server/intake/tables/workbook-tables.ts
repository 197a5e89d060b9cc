import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import type { CellBudget } from "./cell-collector.ts";
import { TABLE_LIMITS, type ExcelLimits } from "./limits.ts";
import type { RawFile, TableContext } from "./raw-table.ts";
import { sheetTable } from "./sheet-table.ts";
import type { Sheet, Workbook } from "./sheet.ts";

/**
 * The tables of a workbook, in whatever format it was written. Throws `RefusedFile` where none of its sheets has one.
 */
export function workbookTables(
  { sheets, hidden }: Workbook,
  budget: CellBudget,
  context: TableContext,
  limits: ExcelLimits = TABLE_LIMITS.excel,
): RawFile {
  checkSheets(sheets.length, context, limits.sheets);
  context.signal?.throwIfAborted();
  const table = (sheet: Sheet, headerRow: number | undefined) =>
    sheetTable(sheet, budget, { file: context.name, headerRow });
  const given = sheets.map((sheet) => ({ sheet, table: table(sheet, context.headerRow) }));
  if (context.headerRow !== undefined && given.every((one) => one.table === undefined)) {
    const values = { row: context.headerRow };
    throw new RefusedFile(context.name, { code: "header-row-beyond", values });
  }
  // The row chosen for the titles is of one sheet; in the others it may lie beyond the last.
  const tables = given.flatMap((one) => one.table ?? table(one.sheet, undefined) ?? []);
  if (tables.length === 0) throw new RefusedFile(context.name, { code: "table-no-rows" });
  const remarks = [
    ...hidden.map((sheet): Reason => ({ code: "sheet-hidden", values: { sheet } })),
    ...sheets.flatMap(({ name, hiddenRows }): Reason[] =>
      hiddenRows === 0 ? [] : [{ code: "rows-hidden", values: { sheet: name, rows: hiddenRows } }],
    ),
  ];
  return { format: "excel", encoding: null, tables, ...(remarks.length > 0 && { remarks }) };
}

export function checkSheets(sheets: number, { name }: TableContext, limit: number): void {
  if (sheets <= limit) return;
  throw new RefusedFile(name, { code: "excel-too-many-sheets", values: { sheets, limit } });
}
