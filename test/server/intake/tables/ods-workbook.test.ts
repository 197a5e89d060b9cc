import { describe, expect, it } from "vitest";
import { readTables } from "../../../../server/intake/tables/read-tables.ts";
import { refusalCode, zipOf } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const MANIFEST = "<manifest:manifest xmlns:manifest='urn:m'/>";

async function read(content: string, manifest = MANIFEST) {
  const bytes = await zipOf({
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": manifest,
    "content.xml": content,
  });
  return readTables(given("台账.ods", bytes), { name: "台账.ods" });
}

const content = (tables: string) =>
  `<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:style="urn:s" xmlns:calcext="urn:c"><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
const cell = (text: string, more = "") =>
  `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
const row = (cells: string, more = "") => `<table:table-row ${more}>${cells}</table:table-row>`;
const table = (rows: string, name = "表", style = "ta1") =>
  `<table:table table:name="${name}" table:style-name="${style}">${rows}</table:table>`;
const TITLES = row(["名称", "经度", "纬度", "托位数", "日期"].map((title) => cell(title)).join(""));

describe("a spreadsheet in the OpenDocument format", () => {
  it("has what its cells hold, not what they show, repeated as often as it says", async () => {
    const { tables, remarks } = await read(
      content(
        table(
          TITLES +
            row(
              '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲<text:s/>园</text:p><text:p>（东）</text:p></table:table-cell>' +
                cell("100.45", 'office:value-type="float" office:value="100.451234"') +
                cell("38.9", 'office:value-type="float" office:value="38.93"') +
                cell("60", 'office:value-type="float" office:value="60"') +
                cell("23/12/31", 'office:value-type="date" office:date-value="2023-12-31"'),
            ) +
            row("<table:table-cell/>", 'table:number-rows-repeated="3"') +
            row(
              cell("乙园") +
                cell(
                  "40",
                  'office:value-type="float" office:value="40" table:number-columns-repeated="2"',
                ) +
                cell("#N/A", 'office:value-type="string" calcext:value-type="error"') +
                cell("#3/4栋"),
              'table:number-rows-repeated="2" table:visibility="filter"',
            ),
        ) + table(TITLES, "底表", "ta2"),
      ),
    );
    expect(tables.map(({ name, headerRow }) => [name, headerRow])).toEqual([["表", 1]]);
    expect(tables[0]?.rows).toEqual([
      { number: 2, values: ["甲 园\n（东）", "100.451234", "38.93", "60", "2023-12-31"] },
      { number: 6, values: ["乙园", "40", "40", "", "#3/4栋"] },
      { number: 7, values: ["乙园", "40", "40", "", "#3/4栋"] },
    ]);
    expect(tables[0]?.noted?.map((one) => [one.row, one.reason.code])).toEqual([
      [6, "value-excel-error"],
      [7, "value-excel-error"],
    ]);
    expect(remarks).toEqual([
      { code: "sheet-hidden", values: { sheet: "底表" } },
      { code: "rows-hidden", values: { sheet: "表", rows: 2 } },
    ]);
  });

  it.each([
    [
      "with a password",
      content(""),
      '<a><manifest:encryption-data xmlns:manifest="b"/></a>',
      "excel-encrypted",
    ],
    ["cut short", content("").slice(0, -9), MANIFEST, "excel-damaged"],
    ["with nothing in it", content(table("")), MANIFEST, "table-no-rows"],
    [
      "with a row said to stand there ten million times",
      content(table(TITLES + row(cell("a"), 'table:number-rows-repeated="10000000"'))),
      MANIFEST,
      "excel-too-many-cells",
    ],
  ])("is refused %s", async (_, text, manifest, code) => {
    expect(await refusalCode(read(text, manifest))).toBe(code);
  });
});
