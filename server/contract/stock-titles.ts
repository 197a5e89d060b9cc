import type { StockItem } from "./policy/measure.ts";

/** Titles of a stock sheet's own columns, as they are written; those of figures are made of the item's words. */
export const STOCK_TITLES = {
  code: "区划代码",
  name: "名称",
  township: "所属乡镇街道",
  /** Of an estate: what the office calls it by, and the code of the community or village it lies in. */
  estateCode: "小区编号",
  estateName: "小区名称",
  within: "所在社区（村）代码",
  withinName: "所在社区（村）名称",
  source: "来源",
  date: "日期",
  problem: "问题",
} as const;
export type StockColumn = keyof typeof STOCK_TITLES;

/** Names of the sheets that hold words and no figures. */
export const STOCK_NOTES_SHEET = "说明";
export const STOCK_PROBLEMS_SHEET = "问题清单";

/** "户数（户）", "有日间照料中心（是/否）"; a text has no unit. */
export function stockTitle({
  name,
  unit,
  type,
}: Pick<StockItem, "name" | "unit" | "type">): string {
  switch (type) {
    case "number":
      return `${name.zh}（${unit.zh}）`;
    case "truth":
      return `${name.zh}（是/否）`;
    case "text":
      return name.zh;
  }
}
