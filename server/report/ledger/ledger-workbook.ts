import type { Assessment } from "#contract/policy/compliance.ts";
import { writeWorkbook, type WorkbookCell, type WorkbookSheet } from "../workbook/workbook.ts";
import { indicatorSheet } from "./indicator-sheet.ts";
import { LEDGER_GROUPS, numberFormat, type LedgerColumn } from "./ledger-column.ts";
import type { Ledger } from "./ledger.ts";
import { fieldSheet, totalSheet } from "./ledger-notes.ts";

/** Rows above the records: the title, the groups, the titles of columns. */
const HEAD_ROWS = 3;
const LEAD_COLUMNS = 3;

/** Of texts that say how something stands. */
const COLOURS: ReadonlyMap<unknown, string> = new Map([
  ["达标", "#0B5D50"],
  ["已到", "#0B5D50"],
  ["有点位未备案", "#8A5A00"],
  ["未达标", "#8A2613"],
  ["未填报", "#66717E"],
]);

const GROUP_FILLS: Readonly<Record<LedgerColumn["group"], string>> = {
  unit: "#E9EDF1",
  people: "#E4EEEA",
  todo: "#F6E5DC",
  indicators: "#E4EEEA",
  figures: "#EEF0E2",
  register: "#EEF0E2",
  facilities: "#E6ECF4",
  spatial: "#F0E9F3",
};

/** The ledger with its totals, the indicators and a table of its fields; A3 across, the first columns on every page. */
export function writeLedgerWorkbook(ledger: Ledger, assessment: Assessment): Promise<Buffer> {
  const foot = `${assessment.synthetic ? "示例数据（合成），不作决策依据  " : ""}${ledger.title}`;
  return writeWorkbook([
    recordSheet(ledger, assessment.synthetic, foot),
    totalSheet(ledger, foot),
    indicatorSheet(assessment, foot),
    fieldSheet(ledger, foot),
  ]);
}

/** The records of a ledger beneath the groups of its columns. */
export function recordSheet(ledger: Ledger, synthetic: boolean, foot: string): WorkbookSheet {
  const { columns, rows, title } = ledger;
  const named = synthetic ? `${title}  示例数据（合成），不作决策依据` : title;
  return {
    name: "台账",
    widths: columns.map(({ width, type }) => width ?? (type === "text" ? 11 : 10.5)),
    headRows: HEAD_ROWS,
    headColumns: LEAD_COLUMNS,
    filter: true,
    paper: "A3",
    foot,
    rows: [
      [{ value: named, bold: true, size: 14, height: 26 }],
      groupRow(columns),
      columns.map((column): WorkbookCell => ({
        value: column.title,
        bold: true,
        box: true,
        wrap: true,
        align: "center",
        fill: GROUP_FILLS[column.group],
        height: 64,
      })),
      ...rows.map(({ values }) =>
        columns.map((column, c): WorkbookCell => recordCell(column, values[c] ?? null)),
      ),
    ],
  };
}

function groupRow(columns: readonly LedgerColumn[]): WorkbookCell[] {
  return columns.map(({ group }, c): WorkbookCell => {
    if (columns[c - 1]?.group === group) return null;
    let across = 1;
    while (columns[c + across]?.group === group) across++;
    return {
      value: LEDGER_GROUPS[group],
      across,
      bold: true,
      box: true,
      align: "center",
      fill: GROUP_FILLS[group],
    };
  });
}

function recordCell(column: LedgerColumn, value: string | number | null): WorkbookCell {
  if (column.type === "text") {
    const colour = COLOURS.get(value);
    const wrap = column.group === "todo" && value !== null;
    return { value, box: true, ...(wrap && { wrap }), ...(colour !== undefined && { colour }) };
  }
  return { value, box: true, format: numberFormat(column) };
}
