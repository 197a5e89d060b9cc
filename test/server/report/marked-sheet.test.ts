import { read, utils } from "@e965/xlsx";
import { expect, it } from "vitest";
import type { SheetProblem } from "#contract/policy/stock.ts";
import { writeMarkedSheet, type FilledTable } from "../../../server/report/marked-sheet.ts";
import { unzipped } from "../../fixtures/unzipped.ts";

const problem = (row: number, column: string, title: string, zh: string): SheetProblem => ({
  sheet: "填报",
  row,
  column,
  title,
  value: "",
  code: "x",
  message: {
    zh,
    en: "",
  },
});
const TABLE: FilledTable = {
  name: "填报",
  headerRow: 2,
  rows: [
    { number: 1, values: ["七里镇填报表"] },
    { number: 2, values: ["区划代码", "户数", "来源", "电话"] },
    { number: 3, values: ["659901001001", "很多", "年报", "0936-8212345"] },
    { number: 5, values: ["659901001002", "0120.5", "=cmd|x", ""] },
  ],
  numbers: [1],
  personal: [3],
};
const PROBLEMS = [
  problem(2, "D", "电话", "像是电话。"),
  problem(3, "B", "户数", "不是数字。"),
  problem(3, "", "", "没有日期。"),
  problem(5, "C", "来源", "看不懂。"),
];

const marked = () => writeMarkedSheet([TABLE], PROBLEMS);
const gridOf = async (bytes: Buffer, name: string) =>
  utils.sheet_to_json<unknown[]>(read(bytes).Sheets[name]!, { header: 1, raw: true, defval: null });

it("keeps every value in its cell and tells what is wrong with a row at its end", async () => {
  expect(await gridOf(await marked(), "填报")).toEqual([
    ["七里镇填报表", null, null, null, null],
    ["区划代码", "户数", "来源", "电话", "问题"],
    ["659901001001", "很多", "年报", "***", "户数：不是数字。\n没有日期。"],
    [null, null, null, null, null],
    ["659901001002", 120.5, "=cmd|x", null, "来源：看不懂。"],
  ]);
});

it("lists all problems with their places", async () => {
  expect(await gridOf(await marked(), "问题清单")).toEqual([
    ["工作表", "行", "列", "列名", "填的值", "问题"],
    ["填报", 2, "D", "电话", null, "像是电话。"],
    ["填报", 3, "B", "户数", null, "不是数字。"],
    ["填报", 3, null, null, null, "没有日期。"],
    ["填报", 5, "C", "来源", null, "看不懂。"],
  ]);
});

it("colours the wrong cells, and no others", async () => {
  const files = await unzipped(await marked());
  const sheet = files.get("xl/worksheets/sheet1.xml")?.toString() ?? "";
  const styles = files.get("xl/styles.xml")?.toString() ?? "";
  const fills = [...(/<fills.*<\/fills>/.exec(styles)?.[0] ?? "").matchAll(/<fill>.*?<\/fill>/g)];
  const wrong = fills.findIndex(([fill]) => fill.includes("F8D3CC"));
  const cells = [...(/<cellXfs.*<\/cellXfs>/.exec(styles)?.[0] ?? "").matchAll(/<xf .*?<\/xf>/g)];
  const isWrong = (cell: string): boolean => {
    const style = new RegExp(`r="${cell}" s="(\\d+)"`).exec(sheet)?.[1];
    return cells[Number(style)]?.[0].includes(`fillId="${wrong}"`) ?? false;
  };
  expect(wrong).toBeGreaterThan(0);
  const all = ["A2", "D2", "A3", "B3", "C3", "D3", "E3", "B5", "C5", "E5"];
  expect(all.filter(isWrong)).toEqual(["D2", "B3", "E3", "C5", "E5"]);
});

it("that comes back a second time has its column of problems once", async () => {
  const again: FilledTable = {
    ...TABLE,
    rows: [
      { number: 1, values: ["区划代码", "问题", "户数"] },
      { number: 2, values: ["1", "旧的", "x"] },
    ],
    headerRow: 1,
    numbers: [2],
    personal: [],
  };
  const bytes = await writeMarkedSheet([again], [problem(2, "C", "户数", "不是数字。")]);
  expect(await gridOf(bytes, "填报")).toEqual([
    ["区划代码", "问题", "户数"],
    ["1", "户数：不是数字。", "x"],
  ]);
});
