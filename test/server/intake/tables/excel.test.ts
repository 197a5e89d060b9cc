import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readExcel } from "../../../../server/intake/tables/excel.ts";
import { TABLE_LIMITS } from "../../../../server/intake/tables/limits.ts";
import type { RawFile, RawTable } from "../../../../server/intake/tables/raw-table.ts";
import { handmadeWorkbook, workbookOf, type Grid } from "../../../fixtures/workbooks.ts";
import { refusalCode, zipOf } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

function read(bytes: Uint8Array, headerRow?: number): Promise<RawFile> {
  return readExcel(given("table.xlsx", bytes), { name: "table.xlsx", headerRow });
}

async function first(bytes: Uint8Array): Promise<RawTable> {
  const [table] = (await read(bytes)).tables;
  if (table === undefined) throw new Error("no table");
  return table;
}

const values = (table: RawTable) => table.rows.map((row) => row.values);
const X = null;

const FORMATS = ["xlsx", "xlsm", "biff8"] as const;

describe.each(FORMATS)("a workbook as %s", (type) => {
  it("gives text as it stands, numbers plain, dates in ISO and truths in words", async () => {
    const grid: Grid = [
      ["名称", "代码", "床位", "经度", "日期", "比例", "普惠", "时刻"],
      ["甲园", "620702001234", 60, 100.4512345, 45000, 0.25, true, 45000.5],
      ["乙园", "91620702MA71ABCD1X", 1234567, -0.000001, 44927, 1, false, 0.75],
    ];
    const formats = {
      E2: "yyyy-mm-dd",
      E3: 'yyyy"年"m"月"d"日"',
      F2: "0%",
      H2: "yyyy/m/d h:mm",
      H3: "h:mm",
      C3: "#,##0",
    };
    const table = await first(workbookOf({ 台账: { grid, options: { formats } } }, type));
    // 45000 is 15 March 2023, 44927 the first day of that year.
    expect(values(table)).toEqual([
      [
        "甲园",
        "620702001234",
        "60",
        "100.4512345",
        "2023-03-15",
        "0.25",
        "true",
        "2023-03-15T12:00:00",
      ],
      [
        "乙园",
        "91620702MA71ABCD1X",
        "1234567",
        "-0.000001",
        "2023-01-01",
        "1",
        "false",
        "18:00:00",
      ],
    ]);
    expect(table.name).toBe("台账");
    expect(table.noted).toBeUndefined();
  });

  it("keeps long codes as they are, and says where digits were lost", async () => {
    const grid: Grid = [
      ["名称", "文本", "数字"],
      ["甲园", "622201199001011234", 620702001234],
      ["乙园", "000123", Number("622201199001011234")],
    ];
    const table = await first(workbookOf({ 表: grid }, type));
    // Binary fractions hold 53 bits: the nearest to …1234 is …1200 and some.
    expect(values(table)).toEqual([
      ["甲园", "622201199001011234", "620702001234"],
      ["乙园", "000123", expect.stringMatching(/^622201199001011\d{3}$/)],
    ]);
    expect(table.noted).toEqual([
      { row: 3, column: "数字", reason: { code: "value-digits-lost", values: { column: "数字" } } },
    ]);
  });

  it("gives every visible sheet in which something stands, and says which are hidden", async () => {
    const grid: Grid = [
      ["名称", "地址"],
      ["甲园", "一街"],
    ];
    const file = await read(
      workbookOf(
        { 托育: grid, 空: [], 旧表: { grid, options: { hidden: true } }, 养老: grid },
        type,
      ),
    );
    expect(file.tables.map(({ name }) => name)).toEqual(["托育", "养老"]);
    expect(file.remarks).toEqual([{ code: "sheet-hidden", values: { sheet: "旧表" } }]);
  });

  it("counts its rows as the spreadsheet does, blank ones between", async () => {
    const grid: Grid = [[], [], ["名称", "地址"], [], ["甲园", "一街"], [], ["乙园", "二街"]];
    const table = await first(workbookOf({ 表: grid }, type));
    expect(table.headerRow).toBe(3);
    expect(table.rows.map(({ number }) => number)).toEqual([5, 7]);
  });

  it("has a value merged over several rows count for each, but a quantity only once", async () => {
    const grid: Grid = [
      ["街道", "名称", "床位"],
      ["东街街道", "甲园", 60],
      [X, "乙园", X],
      [X, "丙园", 20],
      ["西街街道", "丁园", 30],
    ];
    const merges = ["A2:A4", "C2:C3"];
    const table = await first(workbookOf({ 表: { grid, options: { merges } } }, type));
    expect(values(table)).toEqual([
      ["东街街道", "甲园", "60"],
      ["东街街道", "乙园", ""],
      ["东街街道", "丙园", "20"],
      ["西街街道", "丁园", "30"],
    ]);
    expect(table.noted?.map(({ row, reason }) => [row, reason.code])).toEqual([
      [3, "value-merged-quantity"],
    ]);
  });

  it("takes errors for blank, and says so", async () => {
    const grid: Grid = [
      ["名称", "床位"],
      ["甲园", 60],
      ["乙园", 0],
    ];
    const change = (sheet: Record<string, unknown>) => {
      sheet["B3"] = { t: "e", v: 0x2a };
    };
    const table = await first(workbookOf({ 表: { grid, options: { change } } }, type));
    expect(values(table)).toEqual([
      ["甲园", "60"],
      ["乙园", ""],
    ]);
    expect(table.noted?.map(({ row, reason }) => [row, reason.code])).toEqual([
      [3, "value-excel-error"],
    ]);
  });

  it("has cells that begin like formulas as text", async () => {
    const cells = ["=cmd|' /C calc'!A0", "+1", "@SUM(1)", "-2+3"];
    const grid: Grid = [["名称", "值"], ...cells.map((cell) => ["甲", cell])];
    expect(values(await first(workbookOf({ 表: grid }, type))).map((row) => row[1])).toEqual(cells);
  });

  it("takes the titles from the row that is said, in the sheets that have it", async () => {
    const grid: Grid = [
      ["旧名称", "旧地址"],
      ["名称", "地址"],
      ["甲园", "一街"],
    ];
    const bytes = workbookOf({ 甲: grid, 乙: grid.slice(0, 1) }, type);
    const { tables } = await read(bytes, 2);
    expect(tables.map(({ headerRow, columns }) => [headerRow, columns[0]])).toEqual([
      [2, "名称"],
      [1, "旧名称"],
    ]);
    expect(await refusalCode(read(bytes, 50))).toBe("header-row-beyond");
  });
});

describe("a workbook of Excel 5, without Unicode", () => {
  it("is read in the code page of Chinese", async () => {
    // The library writes such text in ASCII alone: letters stand in for as many bytes of GBK, and the
    // record that names the code page is changed from the western one.
    const texts = { AAAA: "名称", BBBB: "地址", CCCCCCCCCCCC: "阳光托育中心", DDDDDDD: "南街1号" };
    const [a, b, c, d] = Object.keys(texts);
    const bytes = workbookOf(
      {
        sheet: [
          [a ?? "", b ?? ""],
          [c ?? "", d ?? ""],
        ],
      },
      "biff5",
    );
    for (const [letters, text] of Object.entries(texts)) {
      iconv.encode(text, "gbk").copy(bytes, bytes.indexOf(letters));
    }
    bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from("42000200", "hex")) + 4);
    const table = await first(bytes);
    expect(table.columns).toEqual(["名称", "地址"]);
    expect(values(table)).toEqual([["阳光托育中心", "南街1号"]]);
  });
});

describe("the parts of a workbook", () => {
  const cell = (name: string, text: string): string =>
    `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const titles = `<row r="1">${cell("A1", "名称")}${cell("B1", "床位")}</row>`;

  it("have formulas with their stored results; without one a value is blank, never zero", async () => {
    const table = await first(
      await handmadeWorkbook(`${titles}
        <row r="2">${cell("A2", "甲园")}<c r="B2"><f>30*2</f><v>60</v></c></row>
        <row r="3">${cell("A3", "乙园")}<c r="B3"><f>30*2</f></c></row>
        <row r="4">${cell("A4", "丙园")}<c r="B4"><f>30*2</f><v></v></c></row>
        <row r="5">${cell("A5", "丁园")}<c r="B5" t="str"><f>"八"&amp;"十"</f><v>八十</v></c></row>
        <row r="6">${cell("A6", "戊园")}<c r="B6"><f>0</f><v>0</v></c></row>`),
    );
    expect(values(table).map((row) => row[1])).toEqual(["60", "", "", "八十", "0"]);
    expect(table.noted?.map(({ row, reason }) => [row, reason.code])).toEqual([
      [3, "value-not-calculated"],
      [4, "value-not-calculated"],
    ]);
  });

  it("may name their elements with prefixes, and leave out the names of cells and rows", async () => {
    const table = await first(
      await handmadeWorkbook(
        `<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>
         <x:row><x:c t="s"><x:v>2</x:v></x:c><x:c><x:v>6E1</x:v></x:c></x:row>`,
        {
          sharedStrings:
            "<si><t>名称</t></si><si><t>床位</t></si>" +
            "<si><r><t>阳光</t></r><r><t xml:space='preserve'> 园</t></r><rPh><t>yángguāng</t></rPh></si>",
        },
      ),
    );
    expect(table.columns).toEqual(["名称", "床位"]);
    expect(values(table)).toEqual([["阳光 园", "60"]]);
  });

  it("have dates by the number of a format of Excel's own, and from 1904 where they say so", async () => {
    const workbook = (from1904: boolean): string =>
      `<workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>`;
    const styles = `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[
      0, 14, 57, 31, 22, 10,
    ]
      .map((id) => `<xf numFmtId="${id}"/>`)
      .join("")}</cellXfs>`;
    const row = [0, 1, 2, 3, 4, 5]
      .map((style) => `<c s="${style}"><v>${style === 4 ? 43538.25 : 43538}</v></c>`)
      .join("");
    const head = ["甲称", "乙称", "丙称", "丁称", "戊称", "己称"];
    const sheet = `<row r="1">${head.map((t, i) => cell("ABCDEF"[i] + "1", t)).join("")}</row><row r="2">${row}</row>`;
    const read = async (from1904: boolean): Promise<unknown> =>
      values(
        await first(await handmadeWorkbook(sheet, { styles, workbook: workbook(from1904) })),
      )[0];
    // Day 43538 is 14 March 2019; counted from 1904 it is four years and a day later.
    expect(await read(false)).toEqual([
      "43538",
      "2019-03-14",
      "2019-03-14",
      "2019-03-14",
      "2019-03-14T06:00:00",
      "43538",
    ]);
    expect(await read(true)).toEqual([
      "43538",
      "2023-03-15",
      "2023-03-15",
      "2023-03-15",
      "2023-03-15T06:00:00",
      "43538",
    ]);
  });

  it("have numbers with the digits a spreadsheet shows", async () => {
    const numbers = [
      "100.44999999999999",
      "0.1",
      "1E-7",
      "1.5E+20",
      "-38.930000000000001",
      "1e400",
    ];
    const rows = numbers.map((v, i) => `<row>${cell(`A${i + 2}`, "园")}<c><v>${v}</v></c></row>`);
    const table = await first(await handmadeWorkbook(titles + rows.join("")));
    expect(values(table).map((row) => row[1])).toEqual([
      "100.45",
      "0.1",
      "0.0000001",
      "150000000000000000000",
      "-38.93",
      "1e400",
    ]);
  });

  it("are not read beyond what the titles need: a stray mark far to the right is a column", async () => {
    const table = await first(
      await handmadeWorkbook(
        `${titles}<row r="2">${cell("A2", "甲园")}<c r="B2"><v>1</v></c>${cell("J2", "批注")}</row>`,
      ),
    );
    expect(table.columns).toEqual(["名称", "床位", "C", "D", "E", "F", "G", "H", "I", "J"]);
    expect(table.rows[0]?.values[9]).toBe("批注");
  });
});

describe("a workbook is refused", () => {
  const row = (n: number): string => `<row r="${n}"><c><v>1</v></c><c><v>2</v></c></row>`;

  it("with more cells than the limit, whatever it says of its size", async () => {
    const bytes = await handmadeWorkbook(
      Array.from({ length: 100 }, (_, i) => row(i + 1)).join(""),
    );
    const limited = (cells: number) =>
      readExcel(given("many.xlsx", bytes), { name: "many.xlsx" }, { ...TABLE_LIMITS.excel, cells });
    expect(await refusalCode(limited(199))).toBe("excel-too-many-cells");
    expect((await limited(200)).tables[0]?.rows).toHaveLength(100);
  });

  it("as an old one with more cells than its limit, before the library reads it", async () => {
    const grid = Array.from({ length: 100 }, (_, i) => [i, `园${i}`]);
    const file = given("many.xls", workbookOf({ 表: grid }, "biff8"));
    const limited = (xlsCells: number) =>
      readExcel(file, { name: "many.xls" }, { ...TABLE_LIMITS.excel, xlsCells });
    expect(await refusalCode(limited(199))).toBe("excel-too-many-cells");
    expect((await limited(200)).tables[0]?.rows).toHaveLength(100);
  });

  it("not for a dimension that lies", async () => {
    const bytes = await handmadeWorkbook(`${row(1)}${row(1_048_576)}`, {
      after: '<dimension ref="A1:XFD1048576"/>',
    });
    expect((await first(bytes)).rows.map(({ number }) => number)).toEqual([1, 1_048_576]);
  });

  it("with a cell beyond the columns that are read", async () => {
    const bytes = await handmadeWorkbook('<row r="1"><c r="XFD1"><v>1</v></c></row>');
    await expect(read(bytes)).rejects.toMatchObject({
      reason: { code: "excel-cell-far", values: { cell: "XFD1", columns: 2000 } },
    });
  });

  it("with one long text named by many cells, as what they hold together", async () => {
    const cells = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'.repeat(50);
    const limited = async (text: string) =>
      readExcel(
        given(
          "long.xlsx",
          await handmadeWorkbook(cells, { sharedStrings: `<si><t>${text}</t></si>` }),
        ),
        { name: "long.xlsx" },
        { ...TABLE_LIMITS.excel, characters: 1000 },
      );
    expect(await refusalCode(limited("长".repeat(11)))).toBe("excel-too-much-text");
    expect(await refusalCode(limited(" ".repeat(11)))).toBe("excel-too-much-text");
    expect((await limited("长".repeat(10))).tables).toHaveLength(1);
  });

  it("with merges that cover more than a sheet can hold", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => row(i + 1)).join("");
    const merges = '<mergeCells><mergeCell ref="A1:A3000"/></mergeCells>'.repeat(2000);
    const file = given("merged.xlsx", await handmadeWorkbook(rows, { after: merges }));
    const limits = { ...TABLE_LIMITS.excel, cells: 100_000 };
    expect(await refusalCode(readExcel(file, { name: "merged.xlsx" }, limits))).toBe(
      "excel-too-many-cells",
    );
  });

  it("with XML that is not, or a part that is missing", async () => {
    expect(await refusalCode(read(await handmadeWorkbook("<row><c></row>")))).toBe("excel-damaged");
    const broken = await handmadeWorkbook("", { workbook: "<workbook><sheets>" });
    expect(await refusalCode(read(broken))).toBe("excel-damaged");
    const none = await zipOf({ "[Content_Types].xml": "<Types/>" });
    expect(await refusalCode(read(none))).toBe("excel-damaged");
  });

  it("with entities of its own making", async () => {
    const laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    const bytes = await handmadeWorkbook("", {
      files: {
        "xl/worksheets/sheet1.xml": `${laughs}<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
      },
    });
    expect(await refusalCode(read(bytes))).toBe("excel-damaged");
  });

  it("with nothing in it", async () => {
    expect(await refusalCode(read(workbookOf({ 表: [] })))).toBe("table-no-rows");
    expect(await refusalCode(read(workbookOf({ 表: [] }, "biff8")))).toBe("table-no-rows");
  });

  it("when it is asked to stop", async () => {
    const control = new AbortController();
    control.abort(new Error("enough"));
    const context = { name: "table.xlsx", signal: control.signal };
    for (const type of ["xlsx", "biff8"] as const) {
      const file = given(`stop.${type}`, workbookOf({ 表: [["名称", "地址"]] }, type));
      await expect(readExcel(file, context)).rejects.toThrow("enough");
    }
  });
});

// The library that makes the files does not write it into old ones.
it("gives rows of .xlsx that a filter hides too, and says how many", async () => {
  const grid: Grid = [["名称", "地址"], ["甲园", "一街"], ["乙园", "二街"], []];
  const change = (sheet: Record<string, unknown>) => {
    sheet["!rows"] = [{}, { hidden: true }, {}, { hidden: true }];
  };
  const file = await read(workbookOf({ 托育: { grid, options: { change } } }, "xlsx"));
  expect(file.tables[0]?.rows.map(({ values }) => values[0])).toEqual(["甲园", "乙园"]);
  expect(file.remarks).toEqual([{ code: "rows-hidden", values: { sheet: "托育", rows: 1 } }]);
});
