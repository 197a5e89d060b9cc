import writeExcelFile, { type Cell, type CellObject } from "write-excel-file/node";
import { cellText } from "./cell-text.ts";
import { wrappedHeight } from "./row-height.ts";
import { sheetNames } from "./sheet-names.ts";
import { printing } from "./sheet-xml.ts";

/** One sheet of a workbook as an office prints, sorts and filters it. */
export interface WorkbookSheet {
  readonly name: string;
  /** Widths in characters of the Latin alphabet; a Chinese one takes two. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  /** Rows that stay in sight, and stand at the head of every page that is printed. */
  readonly headRows: number;
  /** Columns that stay in sight. */
  readonly headColumns?: number;
  /** The last of the head rows has arrows to filter the rows below by. */
  readonly filter?: boolean;
  /** Answers that a range offers to choose from. */
  readonly choices?: readonly Choices[];
  /** Across the page; A4 when not told. */
  readonly paper?: "A4" | "A3";
  /** Beneath every page, beside the page's number. */
  readonly foot?: string;
}

/** Nothing, a plain value, or one with a look. */
export type WorkbookCell = string | number | null | StyledCell;

export interface StyledCell {
  readonly value: string | number | null;
  /** Of numbers: "#,##0", "0.0%". */
  readonly format?: string;
  readonly bold?: boolean;
  readonly size?: number;
  readonly align?: "left" | "center" | "right";
  readonly wrap?: boolean;
  /** "#RRGGBB" */
  readonly fill?: string;
  readonly colour?: string;
  /** Thin lines all around. */
  readonly box?: boolean;
  /** Takes so many columns; the cells it covers are left null. */
  readonly across?: number;
  /** Points. */
  readonly height?: number;
}

/** Rows and columns from 1, both ends inclusive. */
export interface Choices {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly answers: readonly string[];
}

/**
 * A workbook in Office Open XML. Texts are stored as texts, whatever they begin with, so nothing a unit is called is
 * ever run as a formula; numbers are numbers, and what is null is a cell without anything in it.
 */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const names = sheetNames(sheets.map(({ name }) => name));
  return writeExcelFile(
    sheets.map((sheet, i) => ({
      data: sheet.rows.map((row) => {
        const height = wrappedHeight(row, sheet.widths);
        return row.map((cell) => cellOf(cell, height));
      }),
      sheet: names[i] ?? "",
      columns: sheet.widths.map((width) => ({ width })),
      orientation: "landscape" as const,
      stickyRowsCount: sheet.headRows,
      ...(sheet.headColumns === undefined ? {} : { stickyColumnsCount: sheet.headColumns }),
    })),
    { features: [printing(sheets, names)], fontFamily: "宋体", fontSize: 10 },
  ).toBuffer();
}

/** `height` is that of the row, where nothing else is told. */
function cellOf(cell: WorkbookCell, height: number | undefined): Cell {
  if (cell === null) return null;
  if (typeof cell !== "object") return valueCell(cell, {});
  const look: CellObject = {
    alignVertical: "center",
    ...(height !== undefined && { height }),
    ...(cell.bold === true && { fontWeight: "bold" }),
    ...(cell.size !== undefined && { fontSize: cell.size }),
    ...(cell.align !== undefined && { align: cell.align }),
    ...(cell.wrap === true && { wrap: true }),
    ...(cell.fill !== undefined && { backgroundColor: cell.fill }),
    ...(cell.colour !== undefined && { textColor: cell.colour }),
    ...(cell.box === true && { borderStyle: "thin", borderColor: "#9AA4AE" }),
    ...(cell.across !== undefined && { columnSpan: cell.across }),
    ...(cell.height !== undefined && { height: cell.height }),
    ...(cell.format !== undefined && { format: cell.format }),
  };
  return valueCell(cell.value, look);
}

function valueCell(given: string | number | null, look: CellObject): CellObject {
  const value = typeof given === "string" ? cellText(given) : given;
  if (typeof value === "string" && value !== "")
    return { ...look, format: "@", value, type: String };
  if (typeof value === "number" && Number.isFinite(value)) return { ...look, value, type: Number };
  // Nothing; its format still needs a type that it is for.
  return { ...look, type: look.format === "@" ? String : Number };
}
