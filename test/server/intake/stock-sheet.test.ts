import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StockItem } from "#contract/policy/measure.ts";
import type { Division } from "#core/policy/input.ts";
import type { Level } from "#core/vocabulary.ts";
import { RefusedFile } from "../../../server/intake/refused-file.ts";
import { readStockSheet, type StockSheetContext } from "../../../server/intake/stock-sheet.ts";
import { writeStockSheet } from "../../../server/report/stock-sheet.ts";
import { handmadeWorkbook, workbookOf, type Grid } from "../../fixtures/workbooks.ts";
import { given } from "./given.ts";

const words = (zh: string) => ({ zh, en: `${zh} (en)` });
const settlement: Level[] = ["community", "village"];
const ITEMS: Readonly<Record<string, StockItem>> = {
  households: {
    name: words("居民户数"),
    unit: words("户"),
    type: "number",
    sums: true,
    levels: ["township", ...settlement],
    whole: true,
    minimum: 0,
    maximum: 2e4,
  },
  area: {
    name: words("建筑面积"),
    unit: words("㎡"),
    type: "number",
    sums: true,
    levels: settlement,
    minimum: 0,
  },
  visits: {
    name: words("服务人次"),
    unit: words("万人次"),
    type: "number",
    sums: true,
    levels: ["township"],
  },
  daycare: {
    name: words("有日间照料"),
    unit: words("是/否"),
    type: "truth",
    sums: false,
    levels: ["community"],
  },
  urban: {
    name: words("城乡分类代码"),
    unit: words("代码"),
    type: "text",
    sums: false,
    levels: settlement,
    pattern: "^(111|112|220)$",
  },
  land: {
    name: words("养老用地"),
    unit: words("㎡"),
    type: "number",
    sums: false,
    levels: ["estate"],
  },
};

const place = (code: string, name: string, level: Level, within: string | null): Division => ({
  code,
  name,
  level,
  within,
  urban: null,
  unit: null,
});
const DIVISIONS = [
  place("659901001", "七里镇", "township", "659901"),
  place("659901002", "八里镇", "township", "659901"),
  place("659901001001", "东社区", "community", "659901001"),
  place("659901001002", "西社区", "community", "659901001"),
  place("659901001200", "新村", "village", "659901001"),
  place("659901002200", "新村", "village", "659901002"),
];
const [EAST, WEST] = ["659901001001", "659901001002"];

const CONTEXT: StockSheetContext = {
  name: "填报.xlsx",
  items: ITEMS,
  divisions: DIVISIONS,
  estates: [],
  year: 2025,
  source: "",
  date: "",
  today: "2026-02-01",
};
const PROOF = ["年报", "2025-12-31"];
const HEAD = [
  "区划代码",
  "名称",
  "所属乡镇街道",
  "居民户数（户）",
  "建筑面积（㎡）",
  "有日间照料（是/否）",
];
const TITLES = [...HEAD, "城乡分类代码", "来源", "日期"];

/** Reads rows under the titles of row 1. */
async function readRows(
  rows: Grid,
  context: Partial<StockSheetContext> = {},
  titles: Grid[number] = TITLES,
) {
  return readGrid([titles, ...rows], context);
}

async function readGrid(grid: Grid, context: Partial<StockSheetContext> = {}) {
  const path = given("sheet.xlsx", workbookOf({ 填报: grid }));
  return readStockSheet(path, { ...CONTEXT, ...context });
}

/** "D2 code": where each problem is, and what it is. */
async function problemsOf(
  rows: Grid,
  context: Partial<StockSheetContext> = {},
  titles: Grid[number] = TITLES,
) {
  const { problems } = await readRows(rows, context, titles);
  return problems.map(({ column, row, code }) => `${column}${row} ${code}`);
}

async function refusalOf(name: string, content: string | Uint8Array) {
  const path = given(name, content);
  const error = await readStockSheet(path, { ...CONTEXT, name }).catch((reason: unknown) => reason);
  if (!(error instanceof RefusedFile)) throw new Error("was read");
  return error.reason.code;
}

describe("a filled sheet", () => {
  it("that the template became is read back to the figures that stand in it", async () => {
    const figures = [
      { item: "households", value: 0 },
      { item: "daycare", value: true },
      { item: "urban", value: "111" },
      { item: "area", value: 1234.56 },
    ].map(({ item, value }, i) => ({
      seq: i,
      entered: "",
      item,
      unit: EAST,
      year: 2025,
      value,
      source: "年报",
      date: "2025-12-31",
    }));
    const bytes = await writeStockSheet({
      study: {
        name: "七里",
        synthetic: true,
      },
      level: "community",
      year: 2025,
      items: ITEMS,
      divisions: DIVISIONS,
      estates: [],
      figures,
    });
    const read = await readStockSheet(given("template.xlsx", bytes), CONTEXT);
    expect(read.problems).toEqual([]);
    const byItem = new Map(read.figures.map((figure) => [figure.item, figure]));
    expect(byItem.size).toBe(4);
    for (const { seq: _, entered: __, ...figure } of figures)
      expect(byItem.get(figure.item)).toEqual(figure);
    // 4 units × 4 figures, of which villages do not report one and East reported all.
    expect(read.blank).toBe(3 + 4 + 3 + 3 - 4 + 1);
  });

  it("may have its columns in any order, more of them, and titles above", async () => {
    const read = await readGrid([
      ["七里镇户数统计表", null, null, null, null],
      ["填表单位：七里镇", null, null, null, null],
      ["备注", "来源", "居民户数", "社区代码", "日期"],
      ["核过", "年报", "1200", EAST, "2025-12-31"],
    ]);
    expect(read.problems).toEqual([]);
    expect(read.figures).toEqual([
      {
        item: "households",
        unit: EAST,
        year: 2025,
        value: 1200,
        source: "年报",
        date: "2025-12-31",
      },
    ]);
    expect(read.ignored).toEqual([{ sheet: "填报", column: "A", title: "备注" }]);
    expect(read.places).toEqual([
      { sheet: "填报", row: 4, index: 2, title: "居民户数", value: "1200" },
    ]);
  });

  it.each([
    ["1200", 1200],
    ["1,200", 1200],
    ["１，２００", 1200],
    ["1.2万", 12_000],
    [" 1200 户", 1200],
    [1200, 1200],
    ["0", 0],
    [0, 0],
  ])("says %j households as people write it", async (cell, value) => {
    const { figures, problems } = await readRows([
      [EAST, null, null, cell, null, null, null, ...PROOF],
    ]);
    expect([problems, figures.map((one) => one.value)]).toEqual([[], [value]]);
  });

  it("counts what is blank, or a word for not known, as not reported", async () => {
    const { figures, blank } = await readRows([
      [EAST, null, null, "", "—", "不详", "未填报", ...PROOF],
    ]);
    expect([figures, blank]).toEqual([[], 4]);
  });

  it.each([
    ["是", true],
    ["√", true],
    [true, true],
    ["否", false],
    ["无", false],
    [0, false],
  ])("says %j to a question", async (cell, value) => {
    const { figures } = await readRows([[EAST, null, null, null, null, cell, null, ...PROOF]]);
    expect(figures.map((one) => one.value)).toEqual([value]);
  });

  it("is multiplied by the ten thousands of a title, and not by those of the unit itself", async () => {
    const rows = async (title: string, value: string) =>
      (await readRows([["659901001", value, ...PROOF]], {}, ["区划代码", title, "来源", "日期"]))
        .figures[0]?.value;
    expect(await rows("居民户数（万户）", "1.2")).toBe(12_000);
    expect(await rows("服务人次（万人次）", "1.2")).toBe(1.2);
    expect(await rows("服务人次（万人次）", "1.2万")).toBe(1.2);
  });

  it("takes areas in other units of area", async () => {
    const titles = ["区划代码", "建筑面积（公顷）", "来源", "日期"];
    const { figures } = await readRows([[EAST, "0.5", ...PROOF]], {}, titles);
    expect(figures[0]?.value).toBe(5000);
  });

  it("finds units by a code with zeros at its end, and by name where the code is blank", async () => {
    const { figures, problems } = await readRows([
      ["659901001000", null, null, 1, null, null, null, ...PROOF],
      [null, "西社区", null, 2, null, null, null, ...PROOF],
      [null, "新村", "八里镇", 3, null, null, null, ...PROOF],
    ]);
    expect(problems).toEqual([]);
    expect(figures.map(({ unit, value }) => [unit, value])).toEqual([
      ["659901001", 1],
      [WEST, 2],
      ["659901002200", 3],
    ]);
  });

  it("takes source and day for the whole sheet where a row states none", async () => {
    const row = [EAST, null, null, 5, null, null, null, null, null];
    const { figures } = await readRows([row], { source: "街道报送", date: "2025年6月30日" });
    expect(figures).toMatchObject([{ source: "街道报送", date: "2025-06-30" }]);
  });

  it.each([
    "2025-12-31",
    "2025年12月31日",
    "2025.12.31",
    "2025/12/31",
    "20251231",
    "2025-12-31 00:00:00",
  ])("dates its source as %j", async (date) => {
    const { figures } = await readRows([[EAST, null, null, 5, null, null, null, "年报", date]]);
    expect(figures[0]?.date).toBe("2025-12-31");
  });
});

describe("a filled sheet is refused at its place", () => {
  const row = (cells: Record<number, string | number>) =>
    TITLES.map(
      (_, i) => cells[i] ?? (i === 0 ? EAST : i === 7 ? "年报" : i === 8 ? "2025-12-31" : null),
    );

  it.each([
    ["text for a number", { 3: "很多" }, "D2 stock-not-a-number"],
    ["a range", { 3: "100-200" }, "D2 stock-range"],
    ["a word that may mean zero", { 3: "无" }, "D2 stock-zero-or-blank"],
    ["another unit", { 3: "120 ㎡" }, "D2 stock-wrong-unit"],
    ["a part of a whole thing", { 3: "1.5" }, "D2 stock-not-whole"],
    ["a negative number", { 3: -1 }, "D2 stock-too-small"],
    ["more than the most", { 3: "2.1万" }, "D2 stock-too-large"],
    ["neither yes nor no", { 5: "不确定" }, "F2 stock-not-yes-or-no"],
    ["an urban-rural code there is none of", { 6: "113" }, "G2 stock-text-not-allowed"],
    ["a day that never was", { 3: 1, 8: "2025-02-29" }, "I2 stock-date-impossible"],
    ["a day to come", { 3: 1, 8: "2026-02-02" }, "I2 stock-date-future"],
    ["no day", { 3: 1, 8: "去年底" }, "I2 stock-date-unreadable"],
    ["a telephone number", { 3: 1, 7: "张三 13893612345" }, "H2 stock-personal-value"],
    ["a source that is too long", { 3: 1, 7: "长".repeat(201) }, "H2 stock-text-too-long"],
    ["a code of nowhere", { 0: "659901009001", 3: 1 }, "A2 stock-code-unknown"],
    ["a code of another year", { 0: "659900001001", 1: "东社区", 3: 1 }, "A2 stock-code-changed"],
    ["a name of another unit", { 1: "西社区", 3: 1 }, "B2 stock-unit-mismatch"],
  ])("for %s", async (_, cells, problem) => {
    expect(await problemsOf([row(cells)])).toEqual([problem]);
  });

  it("for a name that nobody or more than one has", async () => {
    const named = (name: string) => [null, name, null, 1, null, null, null, ...PROOF];
    expect(await problemsOf([named("南社区"), named("新村")])).toEqual([
      "B2 stock-name-unknown",
      "B3 stock-name-ambiguous",
    ]);
  });

  it("for a row of figures without a unit, and a unit that stands twice", async () => {
    const rows = [
      [null, null, null, 1, null, null, null, ...PROOF],
      [EAST, null, null, 1, null, null, null, ...PROOF],
      [null, "东社区", null, 2, null, null, null, ...PROOF],
    ];
    expect(await problemsOf(rows)).toEqual(["A2 stock-unit-missing", "B4 stock-unit-twice"]);
  });

  it("for figures without source and day", async () => {
    expect(await problemsOf([[EAST, null, null, 1, null, null, null, null, null]])).toEqual([
      "H2 stock-source-missing",
      "I2 stock-date-missing",
    ]);
    const titles = ["区划代码", "居民户数"];
    expect(await problemsOf([[EAST, 1]], {}, titles)).toEqual([
      "2 stock-source-missing",
      "2 stock-date-missing",
    ]);
  });

  it("for a figure that the unit's level does not report", async () => {
    const read = await readRows([["659901001200", null, null, 1, null, "是", null, ...PROOF]]);
    expect(read.problems).toMatchObject([{ row: 2, column: "F", code: "stock-not-at-level" }]);
    expect(read.problems[0]?.message.zh).toContain("这一项由社区填报，“新村”是行政村");
  });

  it("as a whole for a template of another level", async () => {
    const titles = ["区划代码", "服务人次（万人次）", "来源", "日期"];
    const { problems } = await readRows(
      [
        [EAST, "1", ...PROOF],
        [WEST, "2", ...PROOF],
      ],
      {},
      titles,
    );
    expect(problems).toMatchObject([{ row: 1, column: "", code: "stock-other-level" }]);
    expect(problems[0]?.message.zh).toContain("用于乡镇街道，表中的单元却是社区");
  });

  it("for a template of another year", async () => {
    const grid = [["七里 填报表（2024 年）"], TITLES, row({ 3: 1 })];
    expect((await readGrid(grid)).problems).toMatchObject([
      { row: 1, column: "A", code: "stock-other-year" },
    ]);
    expect((await readGrid(grid, { year: 2024 })).problems).toEqual([]);
  });

  it("for titles that stand twice or have another unit", async () => {
    const titles = ["区划代码", "居民户数（户）", "居民户数", "建筑面积（户）", "来源", "日期"];
    expect(await problemsOf([[EAST, 1, null, 2, ...PROOF]], {}, titles)).toEqual([
      "C1 stock-column-twice",
      "D1 stock-title-unit",
    ]);
  });

  it.each([
    ["负责人", "王小明"],
    ["联系电话", "0936-8212345"],
    ["户主身份证号", "110101199003078515"],
    ["备注", "13893612345"],
  ])("for a column of personal data: %s", async (title, value) => {
    const titles = ["区划代码", "居民户数", "来源", "日期", title];
    const { problems, tables } = await readRows([[EAST, 1, ...PROOF, value]], {}, titles);
    expect(problems).toMatchObject([{ row: 1, column: "E", code: "stock-personal-data" }]);
    expect(JSON.stringify(problems)).not.toContain(value);
    expect(tables[0]?.personal).toEqual([4]);
  });

  it("for values merged over several rows, but not for a source that is", async () => {
    const grid = [TITLES, row({ 3: 5 }), [WEST, null, null, null, null, "是", null, null, null]];
    const options = { merges: ["D2:D3", "H2:H3", "I2:I3"] };
    const path = given("merged.xlsx", workbookOf({ 填报: { grid, options } }));
    const read = await readStockSheet(path, CONTEXT);
    expect(read.problems.map(({ column, row: at, code }) => `${column}${at} ${code}`)).toEqual([
      "D2 stock-cell-merged",
    ]);
    expect(read.figures).toMatchObject([{ unit: WEST, source: "年报", date: "2025-12-31" }]);
  });

  it("for errors of formulas", async () => {
    const cell = (at: string, text: string) =>
      `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const titles = ["区划代码", "居民户数", "来源", "日期"].map((title, i) =>
      cell(`${"ABCD"[i]}1`, title),
    );
    const values = [
      cell("A2", EAST),
      `<c r="B2" t="e"><v>#REF!</v></c>`,
      cell("C2", "年报"),
      cell("D2", "2025-12-31"),
    ];
    const bytes = await handmadeWorkbook(
      `<row r="1">${titles.join("")}</row><row r="2">${values.join("")}</row>`,
    );
    const { problems } = await readStockSheet(given("error.xlsx", bytes), CONTEXT);
    expect(problems).toMatchObject([{ row: 2, column: "B", code: "stock-cell-error" }]);
  });

  it("for all that is wrong at once, row by row, in both languages", async () => {
    const rows = [
      [EAST, null, null, "许多", -3, "也许", null, "", ""],
      ["000000000000", null, null, "x", null, null, null, ...PROOF],
    ];
    const { problems } = await readRows(rows);
    expect(problems.map(({ column, row: at, code }) => `${column}${at} ${code}`)).toEqual([
      "D2 stock-not-a-number",
      "E2 stock-too-small",
      "F2 stock-not-yes-or-no",
      "H2 stock-source-missing",
      "I2 stock-date-missing",
      "A3 stock-code-unknown",
      "D3 stock-not-a-number",
    ]);
    expect(problems[0]).toEqual({
      sheet: "填报",
      row: 2,
      column: "D",
      title: "居民户数（户）",
      value: "许多",
      code: "stock-not-a-number",
      message: {
        zh: "“许多”不是数字。请填普通数字，如 120；没有填报请留空。",
        en: '"许多" is not a number. Write a plain number such as 120; leave it blank if it is not reported.',
      },
    });
  });

  it("when nothing is filled in", async () => {
    expect(
      await problemsOf([[EAST, "东社区", "七里镇", null, null, null, null, null, null]]),
    ).toEqual(["1 stock-nothing-filled"]);
  });

  it("with the first three thousand problems, and how many more there are", async () => {
    const rows = Array.from({ length: 3010 }, (_, i) => [`X${i}`, null, null, 1]);
    const { problems } = await readRows(rows);
    expect(problems.length).toBe(3001);
    expect(problems.at(-1)).toMatchObject({ code: "stock-more-problems" });
    expect(problems.at(-1)?.message.zh).toContain("还有 10 处");
  });
});

describe("estates", () => {
  const titles = [
    "小区编号",
    "小区名称",
    "所在社区（村）代码",
    "所在社区（村）名称",
    "养老用地（㎡）",
    "来源",
    "日期",
  ];
  const known = { estates: [{ code: "X-1", name: "甲苑", within: EAST }] };
  const read = (rows: Grid, context = known) => readRows(rows, context, titles);

  it("become records with their figures", async () => {
    const { estates, figures, problems } = await read([
      ["X-2", "乙苑", EAST, null, "1,200.5", ...PROOF],
      ["X-3", "丙苑", null, "西社区", null, null, null],
      ["X-1", "甲苑", EAST, null, 3, ...PROOF],
    ]);
    expect(problems).toEqual([]);
    expect(estates).toEqual([
      { code: "X-2", name: "乙苑", within: EAST },
      { code: "X-3", name: "丙苑", within: WEST },
    ]);
    expect(figures.map(({ unit, value }) => [unit, value])).toEqual([
      ["X-2", 1200.5],
      ["X-1", 3],
    ]);
  });

  it("that are known are found by name, and may have come to lie elsewhere", async () => {
    const { estates, figures } = await read([[null, "甲苑", WEST, null, 3, ...PROOF]]);
    expect(estates).toEqual([{ code: "X-1", name: "甲苑", within: WEST }]);
    expect(figures).toMatchObject([{ unit: "X-1" }]);
  });

  it("need number, name and community", async () => {
    const { problems } = await read([
      [null, "丁苑", EAST, null, 1, ...PROOF],
      ["X-5", null, null, null, 1, ...PROOF],
      ["X-6", "戊苑", "659901001009", null, 1, ...PROOF],
      [EAST, "己苑", EAST, null, 1, ...PROOF],
      ["X-1", "庚苑", EAST, null, 1, ...PROOF],
    ]);
    expect(problems.map(({ column, row, code }) => `${column}${row} ${code}`)).toEqual([
      "2 stock-estate-incomplete",
      "3 stock-estate-incomplete",
      "C4 stock-code-unknown",
      "A5 stock-estate-code-taken",
      "B6 stock-estate-renamed",
    ]);
    expect(problems[1]?.message.zh).toContain("这一行缺名称 name、所在社区（村） community");
  });
});

describe("a file", () => {
  it("that is no workbook is refused", async () => {
    expect(await refusalOf("a.xlsx", "")).toBe("file-empty");
    expect(await refusalOf("a.csv", "区划代码,居民户数\n1,2\n")).toBe("stock-not-a-workbook");
    expect(await refusalOf("a.xlsx", "<html><table>")).toBe("stock-not-a-workbook");
    expect(await refusalOf("a.xls", workbookOf({ 填报: [TITLES] }, "xls"))).toBe(
      "stock-not-a-workbook",
    );
    expect(await refusalOf("a.ods", workbookOf({ 填报: [TITLES] }, "ods"))).toBe(
      "stock-not-a-workbook",
    );
    const cut = workbookOf({ 填报: [TITLES, [EAST]] }).subarray(0, 900);
    expect(await refusalOf("a.xlsx", cut)).toBe("archive-damaged");
  });

  it("without such a sheet is refused, whatever else is in it", async () => {
    expect(
      await refusalOf(
        "a.xlsx",
        workbookOf({
          表: [
            ["姓名", "年龄"],
            ["甲", 3],
          ],
        }),
      ),
    ).toBe("stock-no-table");
    expect(await refusalOf("a.xlsx", workbookOf({ 说明: [TITLES, [EAST]] }))).toBe(
      "stock-no-table",
    );
    expect(await refusalOf("a.xlsx", workbookOf({ 空: [] }))).toBe("stock-no-table");
  });

  it("may have its figures on several sheets, none of them twice", async () => {
    const one = [
      ["区划代码", "居民户数", "来源", "日期"],
      [EAST, 1, ...PROOF],
    ];
    const other = [
      ["区划代码", "建筑面积", "居民户数", "来源", "日期"],
      [EAST, 2, 3, ...PROOF],
    ];
    const path = given("two.xlsx", workbookOf({ 甲: one, 乙: other }));
    const { figures, problems } = await readStockSheet(path, CONTEXT);
    expect(figures.map(({ item, value }) => [item, value])).toEqual([
      ["households", 1],
      ["area", 2],
    ]);
    expect(problems).toMatchObject([
      { sheet: "乙", row: 2, column: "C", code: "stock-figure-twice" },
    ]);
    expect(problems[0]?.message.zh).toContain("工作表“甲”第 2 行");
  });

  it("with words that programs stumble over is read like any other", async () => {
    const titles = ["区划代码", "居民户数", "来源", "日期", "__proto__", "constructor"];
    const hostile = ["=cmd|' /C calc'!A0", "<script>"];
    const { figures, problems, ignored } = await readRows(
      [
        [EAST, 1, '=HYPERLINK("x")', "2025-12-31", ...hostile],
        ["__proto__", "constructor", ...PROOF, "", ""],
      ],
      {},
      titles,
    );
    expect(figures).toMatchObject([{ source: '=HYPERLINK("x")' }]);
    expect(problems.map(({ code }) => code)).toEqual(["stock-code-unknown", "stock-not-a-number"]);
    expect(ignored.map(({ title }) => title)).toEqual(["__proto__", "constructor"]);
  });

  it("of any content is read or refused, and what is read is of the study", async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        EAST,
        WEST,
        "659901001200",
        "东社区",
        "新村",
        "",
        "是",
        "111",
        "1,200",
        "年报",
      ),
      fc.constantFrom("2025-12-31", "无", "x", "__proto__", "659901001"),
      fc.integer({ min: -5, max: 30_000 }),
      fc.string({ maxLength: 5 }),
    );
    const row = fc.array(cell, { minLength: TITLES.length, maxLength: TITLES.length + 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const { figures, places, problems } = await readRows(rows);
        expect(places.length).toBe(figures.length);
        for (const [i, figure] of figures.entries()) {
          const level = DIVISIONS.find(({ code }) => code === figure.unit)?.level;
          expect(ITEMS[figure.item]?.levels).toContain(level);
          expect(figure.source).not.toBe("");
          expect(rows[(places[i]?.row ?? 0) - 2]?.[places[i]?.index ?? -1]).not.toBe("");
        }
        for (const { row: at, message } of problems) {
          expect(at).toBeLessThanOrEqual(rows.length + 1);
          expect(`${message.zh}${message.en}`).not.toMatch(/\{\w+\}|undefined/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
