import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readTables } from "../../../../server/intake/tables/read-tables.ts";
import { refusalCode } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const read = (content: string | Uint8Array) =>
  readTables(given("台账.xls", content), { name: "台账.xls" });

const page = (rows: string) => `<html><body><table border="1">${rows}</table></body></html>`;

const TITLES = "<tr><th>机构名称<th>经度<th>纬度<th>托位数</tr>";

describe("a web page under the name of a workbook", () => {
  it("is read as a browser shows it: merged titles, entities, line breaks, closing tags or none", async () => {
    const text = page(
      "<tr><td colspan=5>托育机构台账</td></tr>" +
        "<tr><td rowspan=2>序号</td><td rowspan='2'>机构名称</td><td colspan=\"2\">坐标</td><td rowspan=2>托位数</td></tr>" +
        "<tr><td>经度</td><td>纬度</td></tr>" +
        "<!-- <tr><td>不是记录</td></tr> -->" +
        '<tr><td>1</td><td title="a > b">童乐&nbsp;托育&amp;中心<br>（总部&#8212;<b>旧址</b>）</td><td>100.4512</td><td>38.9301</td><td>60</td></tr>' +
        "<tr><td>2<td>蓝天\r\n   托育园<td>100.46<td>38.93<td>&lt;45&gt;",
    );
    const { format, encoding, tables, remarks } = await read(iconv.encode(text, "gbk"));
    expect([format, encoding, remarks]).toEqual(["excel", "GB18030", undefined]);
    expect(tables.map(({ name, headerRow, columns }) => [name, headerRow, columns])).toEqual([
      ["", 3, ["序号", "机构名称", "经度", "纬度", "托位数"]],
    ]);
    expect(tables[0]?.rows).toEqual([
      { number: 4, values: ["1", "童乐 托育&中心\n（总部—旧址）", "100.4512", "38.9301", "60"] },
      { number: 5, values: ["2", "蓝天托育园", "100.46", "38.93", "<45>"] },
    ]);
  });

  it("keeps the whole of a number that is shown rounded", async () => {
    const { tables } = await read(
      page(`${TITLES}<tr><td>甲园<td x:num="100.451234">100.45<td x:num>38.93<td>6</tr>`),
    );
    expect(tables[0]?.rows[0]?.values).toEqual(["甲园", "100.451234", "38.93", "6"]);
  });

  it("gives the tables with records, not those the page is laid out with", async () => {
    const inner = (name: string) =>
      `<table>${TITLES}<tr><td>${name}<td>100.4<td>38.9<td>6</tr></table>`;
    const { tables } = await read(
      page(
        `<tr><td>导航<script>if (a<b) document.write("<td>")</script>${inner("甲园")}</td></tr>`,
      ) + inner("乙园"),
    );
    expect(tables.map(({ name, rows }) => [name, rows[0]?.values[0]])).toEqual([
      ["表1", "甲园"],
      ["表2", "乙园"],
    ]);
  });

  it("says so where it ends within its table", async () => {
    const { remarks } = await read(
      `<table>${TITLES}<tr><td>甲园<td>100.4<td>38.9<td>6</tr><tr><td>乙`,
    );
    expect(remarks).toEqual([{ code: "web-page-cut" }]);
  });

  it.each([
    ["one cell over a million columns", "<tr><td colspan=999999>a</td>".repeat(3)],
    ["spans side by side without end", `<tr>${"<td colspan=1000>a".repeat(9)}</tr>`],
  ])("is refused with %s", async (_, rows) => {
    expect(await refusalCode(read(page(`${TITLES}${rows}`)))).toMatch(/excel-cell-far|web-page/);
  });
});
