import type { ReasonCode } from "#contract/reasons/reasons.ts";

/** The cells of one sheet, as text. */
export interface Sheet {
  readonly name: string;
  /** Rows in which something stands, in order. */
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  /** Cells whose text is not all that could be said of them. */
  readonly notes: readonly CellNote[];
  /** Rows that are read though they are not shown, such as those a filter hides. */
  readonly hiddenRows: number;
}

export interface SheetRow {
  /** From 1. */
  readonly number: number;
  /** "" for blank; may end before the last column. */
  readonly values: string[];
}

/** Cells joined into one: rows from 1, columns from 0, both ends inclusive. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface CellNote {
  readonly row: number;
  readonly column: number;
  readonly code: ReasonCode;
}

/** A sheet that was not read because it is hidden, or one that was. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly hidden: readonly string[];
}

/** "B3" as row from 1 and column from 0; undefined when it is not the name of a cell. */
export function cellAt(name: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(name) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column: column - 1 };
}

/** "B3:D5" as a merge; undefined for what is none. */
export function mergeOf(range: string): Merge | undefined {
  const [from = "", to = ""] = range.split(":");
  const [a, b] = [cellAt(from), cellAt(to)];
  if (a === undefined || b === undefined || b.row < a.row || b.column < a.column) return undefined;
  return { top: a.row, left: a.column, bottom: b.row, right: b.column };
}
