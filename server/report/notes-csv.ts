import type { RowNote } from "#contract/import.ts";
import { REASONS, type ReasonCode } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import { writeCsv } from "./export/csv.ts";
import type { ExportColumn } from "./export/export-table.ts";

const COLUMNS: readonly ExportColumn[] = [
  { name: "行 row", type: "integer" },
  ...["处理 outcome", "列 column", "值 value", "原因", "怎么办", "reason", "remedy", "code"].map(
    (name): ExportColumn => ({ name, type: "text" }),
  ),
];

const OUTCOMES: Readonly<Record<RowNote["outcome"], string>> = {
  dropped: "未采用 dropped",
  doubtful: "待确认 doubtful",
  noted: "已采用，有说明 noted",
};

/** All that was said of the rows of a file, for a spreadsheet, in both languages. */
export function notesCsv(notes: readonly RowNote[]): Promise<Uint8Array> {
  return writeCsv(
    {
      name: "account",
      title: "逐行账目",
      columns: COLUMNS,
      shape: "none",
      notes: [],
      features: notes.map(({ row, outcome, column = "", value = "", reason }) => ({
        geometry: null,
        // What is about the file as a whole stands in no row.
        values: [
          row === 0 ? null : row,
          OUTCOMES[outcome],
          column,
          value,
          ...wordsOf(reason),
          reason.code,
        ],
      })),
    },
    "EPSG:4326",
  );
}

function wordsOf({ code, values }: RowNote["reason"]): string[] {
  if (!isCode(code)) return ["", "", "", ""];
  const { what, remedy } = REASONS[code];
  return [
    fill(what, "zh", values),
    fill(remedy, "zh", values),
    fill(what, "en", values),
    fill(remedy, "en", values),
  ];
}

function isCode(code: string): code is ReasonCode {
  return code in REASONS;
}
