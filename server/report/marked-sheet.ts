import type { SheetProblem } from "#contract/policy/stock.ts";
import { STOCK_PROBLEMS_SHEET, STOCK_TITLES } from "#contract/stock-titles.ts";
import { writeWorkbook, type WorkbookCell, type WorkbookSheet } from "./workbook/workbook.ts";

/** A table of a workbook that somebody filled in, as its cells were read. */
export interface FilledTable {
  readonly name: string;
  /** Row of the titles, from 1. */
  readonly headerRow: number;
  /** Rows in which something stands, in order; their numbers from 1. */
  readonly rows: readonly { readonly number: number; readonly values: readonly string[] }[];
  /** Columns, from 0, in which numbers stand. */
  readonly numbers: readonly number[];
  /** Columns of personal data: they are not given back. */
  readonly personal: readonly number[];
}

const WRONG = "#F8D3CC";
const LISTED = ["工作表", "行", "列", "列名", "填的值", "问题"];

/**
 * The filled workbook with its wrong cells coloured, what is wrong with each row at its end, and a list of all of it.
 * The workbook is made anew of the values that were read: the look of the original is not kept, nor sheets without a
 * table. Values stay in the cells they were in.
 */
export function writeMarkedSheet(
  tables: readonly FilledTable[],
  problems: readonly SheetProblem[],
): Promise<Buffer> {
  return writeWorkbook([
    ...tables.map((table) =>
      markedTable(
        table,
        problems.filter(({ sheet }) => sheet === table.name),
      ),
    ),
    problemList(problems),
  ]);
}

function markedTable(table: FilledTable, problems: readonly SheetProblem[]): WorkbookSheet {
  const { rows, headerRow, numbers, personal } = table;
  const titles = rows.find(({ number }) => number === headerRow)?.values ?? [];
  const before = titles.indexOf(STOCK_TITLES.problem);
  // A sheet that comes back a second time has the column already.
  const filled = Math.max(...rows.map(({ values }) => values.length));
  const problemColumn = before < 0 ? filled : before;
  const width = Math.max(filled, problemColumn + 1);
  const byRow = Map.groupBy(problems, ({ row }) => row);
  const last = Math.max(rows.at(-1)?.number ?? 0, ...problems.map(({ row }) => row));
  const valuesOf = new Map(rows.map(({ number, values }) => [number, values]));
  const cells = Array.from({ length: last }, (_, i): WorkbookCell[] => {
    const number = i + 1;
    const values = valuesOf.get(number) ?? [];
    const wrong = byRow.get(number) ?? [];
    const columns = new Set(wrong.map(({ column }) => column));
    const isTable = number >= headerRow;
    return Array.from({ length: width }, (__, index): WorkbookCell => {
      if (index === problemColumn && isTable) return problemCell(number === headerRow, wrong);
      const given = values[index] ?? "";
      const isPersonal = personal.includes(index) && number > headerRow && given !== "";
      const text = isPersonal ? "***" : given;
      const isNumber = numbers.includes(index) && /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text);
      const value = text === "" ? null : isNumber ? Number(text) : text;
      const isWrong = columns.has(letterOf(index));
      if (!isTable && !isWrong) return value;
      return {
        value,
        box: isTable,
        ...(number === headerRow && { bold: true, wrap: true, fill: "#E4EEEA" }),
        ...(isWrong && { fill: WRONG, colour: "#8A2613" }),
      };
    });
  });
  return {
    name: table.name,
    widths: Array.from({ length: width }, (_, i) => (i === problemColumn ? 60 : i < 3 ? 14 : 10)),
    rows: cells,
    headRows: headerRow,
    headColumns: 2,
    filter: true,
  };
}

/** Titles that are wrong are coloured, and told in the list alone: the column is to be known by its title again. */
function problemCell(isTitle: boolean, wrong: readonly SheetProblem[]): WorkbookCell {
  if (isTitle)
    return { value: STOCK_TITLES.problem, bold: true, box: true, wrap: true, fill: "#E4EEEA" };
  const words = wrong.map(({ title, message }) => (title === "" ? "" : `${title}：`) + message.zh);
  return words.length === 0
    ? null
    : { value: words.join("\n"), box: true, wrap: true, fill: WRONG };
}

function problemList(problems: readonly SheetProblem[]): WorkbookSheet {
  const row = (cells: readonly (string | number)[]): WorkbookCell[] =>
    cells.map((value) => ({ value, box: true, wrap: true }));
  return {
    name: STOCK_PROBLEMS_SHEET,
    widths: [16, 8, 8, 26, 24, 80],
    headRows: 1,
    filter: true,
    rows: [
      LISTED.map((value) => ({ value, bold: true, box: true, fill: "#E4EEEA" })),
      ...problems.map(({ sheet, row: number, column, title, value, message }) =>
        row([sheet, number, column, title, value, message.zh]),
      ),
    ],
  };
}

/** "A" for 0, "AB" for 27. */
function letterOf(index: number): string {
  const [higher, lowest] = [Math.floor(index / 26), index % 26];
  return (higher > 0 ? letterOf(higher - 1) : "") + String.fromCharCode(65 + lowest);
}
