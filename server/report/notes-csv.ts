import type { RowNote } from "#contract/import.ts";
import { REASONS, type ReasonCode } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import { csvLine } from "./export/csv-text.ts";

const TITLES = [
  "行 row",
  "处理 outcome",
  "列 column",
  "值 value",
  "原因",
  "怎么办",
  "reason",
  "remedy",
  "code",
];

const OUTCOMES: Readonly<Record<RowNote["outcome"], string>> = {
  dropped: "未采用 dropped",
  doubtful: "待确认 doubtful",
  noted: "已采用，有说明 noted",
};

/** All that was said of the rows of a file, for a spreadsheet: UTF-8 with its mark, in both languages. */
export function notesCsv(notes: readonly RowNote[]): string {
  const lines = notes.map(({ row, outcome, column = "", value = "", reason }) => [
    String(row),
    OUTCOMES[outcome],
    column,
    value,
    ...wordsOf(reason),
    reason.code,
  ]);
  return `\ufeff${[TITLES, ...lines].map(csvLine).join("")}`;
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
