import type { WorkbookCell, WorkbookSheet } from "../workbook/workbook.ts";
import { LEDGER_GROUPS, numberFormat } from "./ledger-column.ts";
import type { Ledger } from "./ledger.ts";

const HEAD = { bold: true, box: true, wrap: true, align: "center", fill: "#E4EEEA" } as const;
const CELL = { box: true, wrap: true } as const;

/** Totals of every column that has one, by how many units they were told, and where the column comes from. */
export function totalSheet({ columns, rows, totals, notes }: Ledger, foot: string): WorkbookSheet {
  const titles = ["分组", "列名", "合计", "单位", "有数的单元", "空白的单元", "口径与来源"];
  return {
    name: "合计与口径",
    widths: [22, 34, 36, 10, 10, 10, 80],
    headRows: 1,
    filter: true,
    foot,
    rows: [
      titles.map((value) => ({ ...HEAD, value })),
      ...columns.map((column, c): WorkbookCell[] => {
        const values = rows.map((row) => row.values[c] ?? null);
        const known = values.filter((value) => value !== null).length;
        const total = totals[c] ?? null;
        return [
          { ...CELL, value: LEDGER_GROUPS[column.group] },
          { ...CELL, value: column.title },
          {
            ...CELL,
            value: total,
            ...(typeof total === "number" && { format: numberFormat(column) }),
          },
          { ...CELL, value: column.unit },
          { ...CELL, value: known, format: "#,##0" },
          { ...CELL, value: rows.length - known, format: "#,##0" },
          { ...CELL, value: column.note },
        ];
      }),
      ...notes.map((value): WorkbookCell[] => [
        { value, across: titles.length, wrap: true },
        ...Array.from({ length: titles.length - 1 }, () => null),
      ]),
    ],
  };
}

/** Short names for software without room for long ones, column by column. */
export function fieldSheet({ columns }: Ledger, foot: string): WorkbookSheet {
  const titles = ["序号", "字段", "短名", "分组", "类型", "单位", "说明"];
  const types = { text: "文本", number: "数值", integer: "整数" } as const;
  return {
    name: "字段对照",
    widths: [8, 40, 14, 24, 8, 10, 80],
    headRows: 1,
    filter: true,
    foot,
    rows: [
      titles.map((value) => ({ ...HEAD, value })),
      ...columns.map(({ title, short, group, type, unit, note }, i): WorkbookCell[] =>
        [i + 1, title, short, LEDGER_GROUPS[group], types[type], unit, note].map((value) => ({
          ...CELL,
          value,
        })),
      ),
    ],
  };
}
