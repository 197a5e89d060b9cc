import * as cptable from "@e965/xlsx/dist/cpexcel.full.mjs";
import { read, set_cptable, type CellObject, type Range } from "@e965/xlsx";
import type { Merge, Sheet, Workbook } from "./sheet.ts";
import { CellCollector, type CellBudget } from "./cell-collector.ts";
import { dateText, datePartsOf, hasLostDigits, numberText } from "./cell-text.ts";

/** Excel's page of Chinese characters, for workbooks older than Unicode that do not name theirs. */
const GBK = 936;

set_cptable(cptable);

/** Reads a workbook in the binary format of Excel 5 to 2003. Throws whatever the library throws. */
export function readXls(bytes: Buffer, budget: CellBudget): Workbook {
  const book = read(bytes, {
    type: "buffer",
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellNF: true,
    codepage: GBK,
  });
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  const isHidden = (name: string): boolean =>
    book.Workbook?.Sheets?.some((sheet) => sheet.name === name && (sheet.Hidden ?? 0) > 0) === true;
  const sheets = book.SheetNames.filter((name) => !isHidden(name)).flatMap((name) => {
    const sheet = book.Sheets[name];
    return sheet ? [readSheet(name, sheet, from1904, budget)] : [];
  });
  return { sheets, hidden: book.SheetNames.filter(isHidden) };
}

/** A sheet as the library gives it when asked for rows of cells. */
interface DenseSheet {
  readonly "!data"?: readonly (readonly (CellObject | undefined)[] | undefined)[] | undefined;
  readonly "!merges"?: readonly Range[] | undefined;
  readonly "!rows"?: readonly ({ readonly hidden?: boolean } | undefined)[] | undefined;
}

function readSheet(name: string, sheet: DenseSheet, from1904: boolean, budget: CellBudget): Sheet {
  const cells = new CellCollector(budget);
  for (const [r, row] of (sheet["!data"] ?? []).entries()) {
    for (const [c, cell] of (row ?? []).entries()) {
      if (cell) takeCell(r + 1, c, cell, from1904, cells);
    }
  }
  const merges = (sheet["!merges"] ?? []).map(({ s, e }): Merge => ({
    top: s.r + 1,
    left: s.c,
    bottom: e.r + 1,
    right: e.c,
  }));
  for (const [r, row] of (sheet["!rows"] ?? []).entries())
    if (row?.hidden === true) cells.hide(r + 1);
  const { notes, hiddenRows } = cells;
  return { name, rows: cells.rows(), merges, notes, hiddenRows };
}

function takeCell(
  row: number,
  column: number,
  { t, v, z }: CellObject,
  from1904: boolean,
  cells: CellCollector,
): void {
  if (t === "e") {
    cells.note(row, column, "value-excel-error");
  } else if (typeof v === "number") {
    const parts = typeof z === "string" ? datePartsOf(z) : undefined;
    const date = parts && dateText(v, parts, from1904);
    if (date === undefined && hasLostDigits(v)) cells.note(row, column, "value-digits-lost");
    cells.put(row, column, date ?? numberText(v));
  } else if (typeof v === "boolean" || typeof v === "string") {
    cells.put(row, column, String(v));
  }
}
