import { read, utils } from "@e965/xlsx";
import { expect, it } from "vitest";
import type { StockItem } from "#contract/policy/measure.ts";
import type { KeptFigure } from "#contract/policy/stock.ts";
import { writeStockSheet, type StockSheetOrder } from "../../../server/report/stock-sheet.ts";
import { unzipped } from "../../fixtures/unzipped.ts";

const words = (zh: string) => ({ zh, en: zh });
const ITEMS: Readonly<Record<string, StockItem>> = {
  households: {
    name: words("居民户数"),
    unit: words("户"),
    type: "number",
    levels: ["township", "community", "village"],
    sums: true,
    whole: true,
    minimum: 0,
  },
  daycare: {
    name: words("有日间照料"),
    unit: words("是/否"),
    type: "truth",
    levels: ["community"],
    sums: false,
  },
  code: {
    name: words("城乡分类代码"),
    unit: words("代码"),
    type: "text",
    levels: ["community", "village"],
    sums: false,
    pattern: "^(111|220)$",
    note: words("统计部门编制"),
  },
  land: {
    name: words("养老用地"),
    unit: words("㎡"),
    type: "number",
    levels: ["estate"],
    sums: false,
  },
};
const place = (
  code: string,
  name: string,
  level: "county" | "township" | "community" | "village",
  within: string | null,
) => ({
  code,
  name,
  level,
  within,
  urban: null,
  unit: null,
});
const DIVISIONS = [
  place("659901", "七里区", "county", null),
  place("659901001", "七里镇", "township", "659901"),
  place("659901001200", "北村", "village", "659901001"),
  place("659901001001", "东社区", "community", "659901001"),
];
const figure = (
  item: string,
  value: KeptFigure["value"],
  more: Partial<KeptFigure> = {},
): KeptFigure => ({
  seq: 1,
  entered: "",
  item,
  value,
  unit: "659901001001",
  year: 2025,
  source: "年报",
  date: "2025-12-31",
  ...more,
});

const order = (more: Partial<StockSheetOrder> = {}): StockSheetOrder => ({
  study: { name: "七里镇", synthetic: false },
  level: "community",
  year: 2025,
  items: ITEMS,
  divisions: DIVISIONS,
  estates: [],
  figures: [],
  ...more,
});

async function rowsOf(more?: Partial<StockSheetOrder>): Promise<unknown[][]> {
  const book = read(await writeStockSheet(order(more)));
  expect(book.SheetNames).toEqual(["填报", "说明"]);
  return utils.sheet_to_json<unknown[]>(book.Sheets["填报"]!, {
    header: 1,
    raw: true,
    defval: null,
  });
}

it("has a row for every unit of the level, by code, and a column for every figure with its unit", async () => {
  const [title, , header, ...rows] = await rowsOf();
  expect(title?.[0]).toBe("七里镇 社区、行政村存量数据填报表（2025 年）");
  expect(header).toEqual([
    "区划代码",
    "名称",
    "所属乡镇街道",
    "居民户数（户）",
    "有日间照料（是/否）",
    "城乡分类代码",
    "来源",
    "日期",
  ]);
  expect(rows).toEqual([
    ["659901001001", "东社区", "七里镇", null, null, null, null, null],
    ["659901001200", "北村", "七里镇", null, null, null, null, null],
  ]);
});

it("has communities and villages on one sheet, and levels above on theirs", async () => {
  expect(await rowsOf({ level: "village" })).toEqual(await rowsOf());
  const [, , header, ...rows] = await rowsOf({ level: "township" });
  expect(header).toEqual(["区划代码", "名称", "居民户数（户）", "来源", "日期"]);
  expect(rows).toEqual([["659901001", "七里镇", null, null, null]]);
});

it("holds what is known of the year: zero as zero, and what is not known as nothing", async () => {
  const figures = [
    figure("households", 7, { year: 2024 }),
    figure("households", 3),
    figure("households", 0, { seq: 2 }),
    figure("daycare", false),
    figure("code", "111"),
    figure("households", 12, { unit: "659901001200", source: "村报" }),
    figure("code", "220", { unit: "659901001200", source: "统计局" }),
  ];
  const [, , , first, second] = await rowsOf({ figures });
  expect(first).toEqual(["659901001001", "东社区", "七里镇", 0, "否", "111", "年报", "2025-12-31"]);
  // One row states one source: where there are several, none is put in its place.
  expect(second?.slice(3)).toEqual([12, null, "220", null, null]);
});

it("offers yes and no to choose from, and stays in sight and on every page", async () => {
  const files = await unzipped(await writeStockSheet(order()));
  const xml = files.get("xl/worksheets/sheet1.xml")?.toString() ?? "";
  expect(xml).toContain('sqref="E4:E5"><formula1>"是,否"</formula1>');
  expect(xml).toMatch(/<pane ySplit="3" xSplit="2"/);
  expect(xml).toContain('<autoFilter ref="A3:H5"/>');
  expect(files.get("xl/workbook.xml")?.toString()).toContain("'填报'!$A:$B,'填报'!$1:$3");
});

it("has known estates, and open rows for new ones", async () => {
  const [, , header, first, second, ...others] = await rowsOf({
    level: "estate",
    estates: [{ code: "X-1", name: "甲苑", within: "659901001001" }],
    figures: [figure("land", 80.5, { unit: "X-1" })],
  });
  expect(header).toEqual([
    "小区编号",
    "小区名称",
    "所在社区（村）代码",
    "所在社区（村）名称",
    "养老用地（㎡）",
    "来源",
    "日期",
  ]);
  expect(first).toEqual(["X-1", "甲苑", "659901001001", "东社区", 80.5, "年报", "2025-12-31"]);
  expect([second, others.length > 20]).toEqual([Array(7).fill(null), true]);
});

it("explains every column, and that blank is not zero", async () => {
  const book = read(await writeStockSheet(order()));
  const notes = utils.sheet_to_json<string[]>(book.Sheets["说明"]!, {
    header: 1,
    raw: true,
    defval: "",
  });
  const byTitle = new Map(notes.map(([title = "", ...rest]) => [title, rest]));
  expect(byTitle.get("居民户数（户）")).toEqual([
    "填数字",
    "户",
    "整数，不小于 0",
    "乡镇街道、社区、行政村",
    "",
  ]);
  expect(byTitle.get("城乡分类代码")?.[2]).toBe("111、220");
  expect(byTitle.get("有日间照料（是/否）")?.slice(0, 4)).toEqual([
    "填“是”或“否”",
    "",
    "是、否",
    "社区",
  ]);
  expect(
    [...byTitle.keys()].some((text) => text.includes("空白表示没有填报，0 表示确实为零")),
  ).toBe(true);
});

it("of invented data says so above, beneath and among its notes", async () => {
  const study = { name: "七里镇", synthetic: true };
  const files = await unzipped(await writeStockSheet(order({ study })));
  const texts = files.get("xl/sharedStrings.xml")?.toString() ?? "";
  expect(texts).toContain("（2025 年） 示例数据（合成）");
  expect(texts).toContain("示例数据（合成），不作决策依据");
  expect(files.get("xl/worksheets/sheet1.xml")?.toString()).toContain("&amp;L示例数据（合成）");
});
