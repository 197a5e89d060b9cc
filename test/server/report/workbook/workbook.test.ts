import { read, utils } from "@e965/xlsx";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  writeWorkbook,
  type WorkbookCell,
  type WorkbookSheet,
} from "../../../../server/report/workbook/workbook.ts";
import { unzipped } from "../../../fixtures/unzipped.ts";

const sheet = (
  rows: readonly (readonly WorkbookCell[])[],
  more: Partial<WorkbookSheet> = {},
): WorkbookSheet => ({ name: "台账", widths: [12, 20], rows, headRows: 2, ...more });

async function partsOf(...sheets: WorkbookSheet[]) {
  const files = await unzipped(await writeWorkbook(sheets));
  const part = (name: string) => files.get(name)?.toString("utf8") ?? "";
  return { sheet: part("xl/worksheets/sheet1.xml"), workbook: part("xl/workbook.xml") };
}

/** As another library reads them. */
async function seen(...sheets: WorkbookSheet[]): Promise<Record<string, unknown[][]>> {
  const book = read(await writeWorkbook(sheets));
  return Object.fromEntries(
    book.SheetNames.map((name) => [
      name,
      utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1, raw: true, defval: null }),
    ]),
  );
}

describe("a workbook", () => {
  it("keeps numbers as numbers, codes as texts, and what is null without anything in it", async () => {
    const rows = [
      ["代码", "数"],
      ["单位", "个"],
      ["620702001001", 1234.5],
      ["007", 0],
      ["1e5", null],
    ];
    expect((await seen(sheet(rows)))["台账"]).toEqual(rows);
  });

  it("has cells with a look and nothing in them", async () => {
    const looks = ["", null, Number.NaN, Infinity].flatMap((value) =>
      ["#,##0", "@"].map((format) => ({ value, format, box: true })),
    );
    expect(
      (await seen(sheet([["a"], ["b"], looks, ["c"]])))["台账"]?.[2]?.every((one) => one === null),
    ).toBe(true);
  });

  it("has its head rows and columns in sight, a filter, widths and choices", async () => {
    const { sheet: xml } = await partsOf(
      sheet(
        [
          ["题", null],
          ["代码", "有无"],
          ["a", "是"],
          ["b", "否"],
        ],
        {
          headColumns: 1,
          filter: true,
          choices: [{ column: 2, from: 3, to: 40, answers: ["是", "否"] }],
        },
      ),
    );
    expect(xml).toMatch(
      /<pane [^>]*ySplit="2"[^>]*xSplit="1"[^>]*topLeftCell="B3"[^>]*state="frozen"/,
    );
    expect(xml).toContain('<autoFilter ref="A2:B4"/>');
    expect(xml).toContain('<col min="2" max="2" width="20" customWidth="1"/>');
    expect(xml).toContain('sqref="B3:B40"><formula1>"是,否"</formula1>');
  });

  it("is printed across the page as wide as it is, with its head on every page and page numbers", async () => {
    const { sheet: xml, workbook } = await partsOf(
      sheet([["a"], ["b"], ["c"]], { paper: "A3", foot: "A & B", headColumns: 1, filter: true }),
    );
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(xml).toContain(
      '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(xml).toContain("&amp;LA &amp;&amp; B&amp;R第 &amp;P 页，共 &amp;N 页");
    expect(workbook).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'台账'!$A:$A,'台账'!$1:$2</definedName>`,
    );
    expect(workbook).toContain(
      `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'台账'!$A$2:$A$3</definedName>`,
    );
  });

  it("lays a sheet that is too wide to be read on several pages side by side", async () => {
    const wide = await partsOf(sheet([["a"]], { widths: [100, 100, 100], headRows: 1 }));
    expect(wide.sheet).toContain('paperSize="9" orientation="landscape" fitToWidth="2"');
  });

  it("makes rows as high as the texts wrapped in them", async () => {
    const wrapped = (value: string, across?: number) => ({
      value,
      wrap: true,
      ...(across && { across }),
    });
    const { sheet: xml } = await partsOf(
      sheet([
        ["a"],
        // 11 characters fit: 12 Chinese ones, of two each, take three lines.
        [wrapped("一二三四五六七八九十甲乙")],
        [wrapped("short")],
        [wrapped("one\ntwo")],
        [wrapped("一二三四五六七八九十甲乙", 2), null],
      ]),
    );
    const heights = [...xml.matchAll(/<row r="(\d)"([^>]*)>/g)].map(([, row, more = ""]) => [
      row,
      /ht="([\d.]+)"/.exec(more)?.[1],
    ]);
    expect(heights).toEqual([
      ["1", undefined],
      ["2", "43.5"],
      ["3", undefined],
      ["4", "30"],
      ["5", undefined],
    ]);
  });

  it("has its parts in the order in which spreadsheets take them", async () => {
    const { sheet: xml } = await partsOf(
      sheet(
        [
          [{ value: "题", across: 2 }, null],
          ["a", "b"],
          ["c", "d"],
        ],
        {
          filter: true,
          choices: [{ column: 1, from: 3, to: 3, answers: ["c"] }],
        },
      ),
    );
    const order = [...xml.matchAll(/<(\w+)[ />]/g)].flatMap(([, name = ""]) =>
      PARTS.includes(name) ? [name] : [],
    );
    expect(order).toEqual(PARTS);
  });

  it("has names of sheets that spreadsheets allow, each once", async () => {
    const names = Object.keys(
      await seen(sheet([["a"]], { name: "甲/乙:丙[1]" }), sheet([["b"]], { name: "甲 乙 丙 1" })),
    );
    expect(names).toEqual(["甲 乙 丙 1", "甲 乙 丙 1_2"]);
    const { workbook } = await partsOf(sheet([["a"]], { name: "O'Neil & <b>", headRows: 1 }));
    expect(workbook).toContain("'O''Neil &amp; &lt;b&gt;'!$1:$1");
  });

  it.each([
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2",
    "一\n二",
    "😀𠮷",
    "__proto__",
    "constructor",
    "toString",
    "_x0041_ is no A",
    "<v>&amp;</v>",
    "]]>",
  ])("stores %j as it is, and never as a formula", async (text) => {
    const bytes = await writeWorkbook([sheet([["a"], ["b"], [text]])]);
    const cell = read(bytes).Sheets["台账"]?.["A3"] as { t: string; v: string; f?: string };
    expect([cell.t, cell.v, cell.f]).toEqual(["s", text, undefined]);
  });

  it("leaves out what XML cannot hold, and ends texts where a cell does", async () => {
    const rows = await seen(sheet([["a"], ["b"], ["x\u0000\u0001y\ud800"], ["长".repeat(40_000)]]));
    expect(rows["台账"]?.[2]).toEqual(["xy"]);
    expect(rows["台账"]?.[3]).toEqual(["长".repeat(32_767)]);
  });

  it("holds any texts and numbers", async () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((one) => !/[\s\ufffd]|^$/.test(one));
    const number = fc.integer({ min: -1e12, max: 1e12 }).map((one) => one / 1000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(text, number), { minLength: 1 }), async (row) => {
        const [, back] = (await seen(sheet([["头"], ["行", ...row]])))["台账"] ?? [];
        expect(back).toEqual(["行", ...row]);
      }),
      { numRuns: 25 },
    );
  });
});

const PARTS = (
  "sheetPr sheetViews cols sheetData autoFilter mergeCells dataValidations printOptions pageMargins " +
  "pageSetup headerFooter"
).split(" ");
