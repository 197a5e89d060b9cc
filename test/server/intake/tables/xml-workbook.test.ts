import { describe, expect, it } from "vitest";
import { readTables } from "../../../../server/intake/tables/read-tables.ts";
import { refusalCode } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const read = (content: string) => readTables(given("台账.xls", content), { name: "台账.xls" });

const book = (sheets: string) =>
  '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>' +
  '<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:x">' +
  `${sheets}</ss:Workbook>`;
const cell = (type: string, text: string, more = "") =>
  `<ss:Cell ${more}><ss:Data ss:Type="${type}">${text}</ss:Data></ss:Cell>`;
const row = (cells: string, more = "") => `<ss:Row ${more}>${cells}</ss:Row>`;
const TITLES = row(
  ["名称", "经度", "纬度", "托位数", "日期"].map((text) => cell("String", text)).join(""),
);

describe("a workbook in the XML of Excel 2003", () => {
  it("has its cells where it says, and what they hold as other workbooks give it", async () => {
    const { format, tables, remarks } = await read(
      book(
        `<ss:Worksheet ss:Name="托育"><ss:Table>${row(cell("String", "台账", 'ss:MergeAcross="4"'))}${TITLES}` +
          row(
            cell("String", "甲&amp;园<ss:Font>（东）</ss:Font>") +
              cell("Number", "100.44999999999999") +
              cell("Number", "38.93") +
              cell("Number", "6E1", 'ss:Formula="=RC[-1]"') +
              cell("DateTime", "2023-12-31T00:00:00.000"),
            'ss:Index="5"',
          ) +
          row(
            cell("String", "乙园") +
              cell("Number", "38.94", 'ss:Index="3"') +
              cell("Error", "#N/A") +
              '<ss:Cell ss:Formula="=NOW()"/>' +
              "<ss:Cell><ss:Comment><ss:Data>批注</ss:Data></ss:Comment></ss:Cell>",
            'ss:Hidden="1"',
          ) +
          "</ss:Table></ss:Worksheet>" +
          `<ss:Worksheet ss:Name="底表"><ss:Table>${TITLES}</ss:Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></ss:Worksheet>`,
      ),
    );
    expect(format).toBe("excel");
    expect(tables.map(({ name, headerRow }) => [name, headerRow])).toEqual([["托育", 2]]);
    expect(tables[0]?.rows).toEqual([
      { number: 5, values: ["甲&园（东）", "100.45", "38.93", "60", "2023-12-31"] },
      { number: 6, values: ["乙园", "", "38.94", "", ""] },
    ]);
    expect(
      tables[0]?.noted?.map(({ row: at, column, reason }) => [at, column, reason.code]),
    ).toEqual([
      [6, "托位数", "value-excel-error"],
      [6, "日期", "value-not-calculated"],
    ]);
    expect(remarks).toEqual([
      { code: "sheet-hidden", values: { sheet: "底表" } },
      { code: "rows-hidden", values: { sheet: "托育", rows: 1 } },
    ]);
  });

  it.each([
    ["cut short", book("").slice(0, -20), "excel-damaged"],
    [
      "with entities of its own",
      `<!DOCTYPE a [<!ENTITY b "c">]>${book(`<ss:Worksheet ss:Name="a"><ss:Table>${row(cell("String", "&b;"))}</ss:Table></ss:Worksheet>`)}`,
      "excel-damaged",
    ],
    ["without sheets", book(""), "table-no-rows"],
    [
      "with a cell too far to the right",
      book(
        `<ss:Worksheet ss:Name="a"><ss:Table>${row(cell("String", "b", 'ss:Index="16384"'))}</ss:Table></ss:Worksheet>`,
      ),
      "excel-cell-far",
    ],
  ])("is refused %s", async (_, content, code) => {
    expect(await refusalCode(read(content))).toBe(code);
  });
});
