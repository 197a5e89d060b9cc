import type { ExportColumn, ExportValue } from "../export/export-table.ts";
import type { LedgerPlace } from "./ledger.ts";

/** One column of a ledger, and how it is worked out. */
export interface LedgerColumn {
  readonly group: LedgerGroup;
  /** Says by itself what the column holds, for files without groups. */
  readonly title: string;
  /** At most ten Latin letters and digits, for formats that have no room for more. */
  readonly short: string;
  readonly type: ExportColumn["type"];
  /** Of numbers; "" for texts. */
  readonly unit: string;
  /** Where it comes from and how it is counted. */
  readonly note: string;
  /** Decimals that are shown; the value has more. */
  readonly decimals?: number;
  readonly width?: number;
  /** Left out where it says nothing of any unit. */
  readonly optional?: boolean;
  /** Of all rows together; left out where that means nothing. */
  readonly total?: (places: readonly LedgerPlace[], values: readonly ExportValue[]) => ExportValue;
  readonly valueOf: (place: LedgerPlace) => ExportValue;
}

export const LEDGER_GROUPS = {
  unit: "基本情况",
  people: "人口",
  todo: "待办",
  indicators: "政策指标",
  figures: "填报数据（指标用）",
  register: "设施名录汇总（指标用）",
  facilities: "设施现状",
  spatial: "空间测算（不是政策指标）",
} as const;
export type LedgerGroup = keyof typeof LEDGER_GROUPS;

/** The sum of what is known; null where nothing is. */
export function sumOf(_: readonly LedgerPlace[], values: readonly ExportValue[]): number | null {
  const numbers = values.filter((value) => typeof value === "number");
  return numbers.length === 0 ? null : rounded(numbers.reduce((sum, value) => sum + value, 0));
}

/** "达标 3，未达标 1": how many units say what. */
export function talliesOf(_: readonly LedgerPlace[], values: readonly ExportValue[]): string {
  const tally = Map.groupBy(values, (value) => (value === null ? "不适用" : `${value}`));
  return [...tally].map(([word, { length }]) => `${word} ${length}`).join("，");
}

/** Without the dust of binary fractions. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** A part of a whole in percent; null where there is no whole. */
export function percent(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 1e6) / 1e4 : null;
}

/** How a workbook shows the numbers of a column. Years are not parted into thousands. */
export function numberFormat({ type, decimals = 0 }: LedgerColumn): string {
  if (type === "integer") return "0";
  return decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
}
