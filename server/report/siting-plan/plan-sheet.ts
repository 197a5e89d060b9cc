import type { WorkbookCell, WorkbookSheet } from "../workbook/workbook.ts";
import { planName, SYNTHETIC_MARK } from "./plan-words.ts";
import type { ToldPlan } from "./told-plan.ts";

/** One table of a plan, before it has a look. */
export interface PlanTable {
  readonly name: string;
  /** A sentence above the table. */
  readonly lead: string;
  /** Title, width, and the form of numbers. */
  readonly columns: readonly (readonly [title: string, width: number, format?: string])[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly paper?: WorkbookSheet["paper"];
}

/** A table with what it says above it, the mark of invented data first. */
export function planSheet(told: ToldPlan, table: PlanTable): WorkbookSheet {
  const { synthetic } = told.plan;
  const { name, lead, columns, rows, paper } = table;
  const blank = columns.slice(1).map(() => null);
  return {
    name,
    widths: columns.map(([, width]) => width),
    headRows: 2,
    filter: true,
    ...(paper !== undefined && { paper }),
    foot: `${synthetic ? `${SYNTHETIC_MARK}  ` : ""}${planName(told)}`,
    rows: [
      [
        {
          value: synthetic ? `${lead}  ${SYNTHETIC_MARK}` : lead,
          bold: true,
          wrap: true,
          across: columns.length,
        },
        ...blank,
      ],
      columns.map(([title]): WorkbookCell => ({
        value: title,
        bold: true,
        box: true,
        wrap: true,
        align: "center",
        fill: "#E4EEEA",
      })),
      ...rows.map((row) =>
        row.map((value, c): WorkbookCell => {
          const format = columns[c]?.[2];
          return {
            value,
            box: true,
            ...(typeof value === "string" && { wrap: true }),
            ...(typeof value === "number" && format !== undefined && { format }),
          };
        }),
      ),
    ],
  };
}
