import { describe, expect, it } from "vitest";
import { findHeader } from "../../../../server/intake/tables/header.ts";
import { readExcel } from "../../../../server/intake/tables/excel.ts";
import { readCsvTable } from "../../../../server/intake/tables/csv-table.ts";
import type { RawTable } from "../../../../server/intake/tables/raw-table.ts";
import { workbookOf, type Grid } from "../../../fixtures/workbooks.ts";
import { given } from "../given.ts";

interface Layout {
  readonly grid: Grid;
  readonly merges?: readonly string[];
  readonly headerRow: number;
  readonly columns: readonly string[];
  /** Row numbers of the records. */
  readonly rows: readonly number[];
  readonly unread?: readonly (readonly [row: number, code: string])[];
}

const X = null;

/** As they come: the name of the table above, filled-in lines, two rows of titles, units, totals, remarks. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  "a plain table": {
    grid: [
      ["序号", "机构名称", "地址", "经度", "纬度"],
      ["1", "阳光托育中心", "南街1号", "100.45", "38.93"],
      ["2", "小星星幼儿园", "北街2号", "100.46", "38.94"],
    ],
    headerRow: 1,
    columns: ["序号", "机构名称", "地址", "经度", "纬度"],
    rows: [2, 3],
  },
  "the name of the table, and who filled it in when": {
    grid: [
      ["甘州区托育机构台账", X, X, X],
      ["填表单位：甘州区卫生健康局", X, X, "日期：2024年3月1日"],
      [X, X, X, X],
      ["序号", "名 称", "详细地址", "托位数"],
      ["1", "阳光托育中心", "南街1号", "60"],
      ["2", "小星星托育园", "北街2号", "45"],
    ],
    merges: ["A1:D1", "A2:C2"],
    headerRow: 4,
    columns: ["序号", "名称", "详细地址", "托位数"],
    rows: [5, 6],
  },
  "titles in two rows, merged, with plain ones between": {
    grid: [
      ["2023年养老机构情况表", X, X, X, X, X],
      ["序号", "机构信息", X, X, "床位", X],
      [X, "名称", "地址", "联系电话", "核定", "护理型"],
      ["1", "夕阳红养老院", "东街3号", "0936-8211111", "120", "40"],
      ["2", "幸福养老院", "西街4号", "0936-8222222", "80", "20"],
    ],
    merges: ["A1:F1", "A2:A3", "B2:D2", "E2:F2"],
    headerRow: 3,
    columns: ["序号", "名称", "地址", "联系电话", "床位 核定", "护理型"],
    rows: [4, 5],
  },
  "a form with its examples left in": {
    grid: [
      ["序号", "名称", "托位数"],
      ["例", "某某托育园", "30"],
      ["1", "示例：XX社区托育园", "20"],
      ["1", "示例路幼儿园", "45"],
      ["（示例）", "某园", "10"],
      ["2", "例外托育园", "60"],
    ],
    headerRow: 1,
    columns: ["序号", "名称", "托位数"],
    rows: [4, 6],
    unread: [
      [2, "row-example"],
      [3, "row-example"],
      [5, "row-example"],
    ],
  },
  "titles that say nothing without the one above them": {
    grid: [
      ["街道", "社区", "常住人口", X, "60岁以上", X, "托位数（个）", X],
      [X, X, "合计", "户籍", "人数", "占比", "总数（个）", "其中：普惠"],
      ["东街街道", "东街社区", "3600", "3100", "700", "19.4%", "60", "40"],
      ["东街街道", "南关社区", "4500", "4100", "900", "20%", "45", "45"],
    ],
    merges: ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"],
    headerRow: 2,
    columns: [
      "街道",
      "社区",
      "常住人口 合计",
      "户籍",
      "60岁以上 人数",
      "60岁以上 占比",
      "托位数（个） 总数（个）",
      "托位数（个） 其中：普惠",
    ],
    rows: [3, 4],
  },
  "titles in two rows, of which the lower repeat": {
    grid: [
      ["街道", "0至3岁", X, "60岁以上", X],
      [X, "男", "女", "男", "女"],
      ["东街街道", "120", "110", "800", "900"],
      ["西街街道", "130", "125", "850", "910"],
    ],
    merges: ["A1:A2", "B1:C1", "D1:E1"],
    headerRow: 2,
    columns: ["街道", "0至3岁 男", "0至3岁 女", "60岁以上 男", "60岁以上 女"],
    rows: [3, 4],
  },
  "units beneath the titles, totals below": {
    grid: [
      ["各街道人口", X, X],
      ["街道", "常住人口", "面积"],
      [X, "（人）", "平方公里"],
      ["东街街道", "32000", "3.2"],
      ["南街街道", "28000", "2.75"],
      ["合计", "60000", "5.95"],
    ],
    merges: ["A1:C1"],
    headerRow: 2,
    columns: ["街道", "常住人口（人）", "面积（平方公里）"],
    rows: [4, 5],
    unread: [
      [3, "row-under-titles"],
      [6, "row-total"],
    ],
  },
  "a row that numbers the columns": {
    grid: [
      ["指标", "街道", "机构数", "床位数", "在园人数"],
      ["甲", "乙", "1", "2", "3"],
      ["托育", "东街街道", "12", "600", "410"],
      ["托育", "西街街道", "9", "450", "300"],
    ],
    headerRow: 1,
    columns: ["指标", "街道", "机构数", "床位数", "在园人数"],
    rows: [3, 4],
    unread: [[2, "row-under-titles"]],
  },
  "remarks, who made it, and a total with spaces": {
    grid: [
      ["序号", "名称", "类型", "地址"],
      ["1", "民主村卫生室", "村卫生室", "民主村一社"],
      ["2", "新墩镇卫生院", "乡镇卫生院", "新墩镇"],
      [X, "合  计", "2 家", X],
      ["注：1.本表不含民营诊所。", X, X, X],
      ["2.数据截至2023年底。", X, X, X],
      ["填表人：某某", X, "审核人：某某", X],
    ],
    merges: ["A5:D5", "A6:D6"],
    headerRow: 1,
    columns: ["序号", "名称", "类型", "地址"],
    rows: [2, 3],
    unread: [
      [4, "row-total"],
      [5, "row-remark"],
      [6, "row-remark"],
      [7, "row-remark"],
    ],
  },
  "sections, and the titles again on the second page": {
    grid: [
      ["序号", "幼儿园名称", "园所地址", "班级数"],
      ["一、公办幼儿园", X, X, X],
      ["1", "第一幼儿园", "县府街1号", "12"],
      ["2", "第二幼儿园", "青年西街", "9"],
      ["小计", X, X, "21"],
      ["序号", "幼儿园名称", "园所地址", "班级数"],
      ["二、民办幼儿园", X, X, X],
      ["1", "童星幼儿园", "滨河新区", "6"],
    ],
    merges: ["A2:D2", "A7:D7"],
    headerRow: 1,
    columns: ["序号", "幼儿园名称", "园所地址", "班级数"],
    rows: [3, 4, 8],
    unread: [
      [2, "row-section"],
      [5, "row-total"],
      [6, "row-titles-again"],
      [7, "row-section"],
    ],
  },
  "no titles at all": {
    grid: [
      ["阳光托育中心", "托育", "100.451", "38.931"],
      ["小星星幼儿园", "幼儿园", "100.462", "38.942"],
      ["夕阳红养老院", "养老", "100.473", "38.953"],
    ],
    headerRow: 0,
    columns: ["列1", "列2", "列3", "列4"],
    rows: [1, 2, 3],
  },
  "no titles, and nothing but words": {
    grid: [
      ["阳光托育中心", "南街街道", "民办"],
      ["小星星托育园", "东街街道", "公办"],
      ["童乐托育园", "东街街道", "民办"],
    ],
    headerRow: 0,
    columns: ["列1", "列2", "列3"],
    rows: [1, 2, 3],
  },
  "titles of a download": {
    grid: [
      ["id", "name", "type", "typecode", "address", "lng", "lat"],
      ["B0FF1", "惠民菜市场", "购物服务;农贸市场", "060700", "西大街", "100.441", "38.921"],
      ["B0FF2", "便民超市", "购物服务;超市", "060400", "东大街", "100.442", "38.922"],
    ],
    headerRow: 1,
    columns: ["id", "name", "type", "typecode", "address", "lng", "lat"],
    rows: [2, 3],
  },
  "a blank title and one that stands twice": {
    grid: [
      ["名称", X, "电话", "电话"],
      ["阳光托育中心", "民办", "8211111", "8211112"],
      ["小星星托育园", "公办", "8222221", "8222222"],
    ],
    headerRow: 1,
    columns: ["名称", "B", "电话", "电话 (2)"],
    rows: [2, 3],
  },
  "titles nobody has heard of, over numbers": {
    grid: [
      ["Viertel", "Einwohner", "Fläche km²"],
      ["Altstadt", "10162", "1.42"],
      ["Bergheim", "7145", "2.98"],
    ],
    headerRow: 1,
    columns: ["Viertel", "Einwohner", "Fläche km²"],
    rows: [2, 3],
  },
  "titles as long as a code": {
    grid: [
      ["distance", "name", "DestinationName", "demand"],
      ["671.57", "Store_1", "060750479.01", "6540"],
      ["1333.7", "Store_1", "060750479.02", "3539"],
    ],
    headerRow: 1,
    columns: ["distance", "name", "DestinationName", "demand"],
    rows: [2, 3],
  },
  "years as titles": {
    grid: [
      ["乡镇", "2020年", "2021", "2022"],
      ["新墩镇", "31000", "31500", "31900"],
      ["党寨镇", "25000", "24800", "24750"],
    ],
    headerRow: 1,
    columns: ["乡镇", "2020年", "2021", "2022"],
    rows: [2, 3],
  },
  "two columns under a name": {
    grid: [
      ["各社区户数", X],
      ["社区", "户数"],
      ["东街社区", "1200"],
      ["南街社区", "950"],
    ],
    merges: ["A1:B1"],
    headerRow: 2,
    columns: ["社区", "户数"],
    rows: [3, 4],
  },
};

const summary = (table: RawTable) => ({
  headerRow: table.headerRow,
  columns: table.columns,
  rows: table.rows.map(({ number }) => number),
  unread: table.unread.map(({ row, reason }) => [row, reason.code]),
});

describe.each(Object.entries(LAYOUTS))("the titles of %s", (_, layout) => {
  const { grid, merges = [], headerRow, columns, rows, unread = [] } = layout;
  const expected = { headerRow, columns, rows, unread };

  it("are found in a workbook", async () => {
    const bytes = workbookOf({ 表: { grid, options: { merges } } });
    const { tables } = await readExcel(given("layout.xlsx", bytes), { name: "layout.xlsx" });
    expect(tables.map(summary)).toEqual([expected]);
  });

  it("are found in text, where nothing is merged", async () => {
    const text = grid.map((row) => row.map((value) => value ?? "").join(",")).join("\r\n");
    const { tables } = await readCsvTable(given("layout.csv", text), { name: "layout.csv" });
    expect(tables.map(summary)).toEqual([expected]);
  });
});

describe("a row that is said to have the titles", () => {
  const sample = [
    ["a", "b"],
    ["1", "2"],
    ["x", "y"],
    ["3", "4"],
  ].map((values, i) => ({ number: i + 1, values }));

  it("has them, whatever it looks like", () => {
    expect(findHeader(sample, 3)).toEqual({ row: 3, columns: ["x", "y"], first: 3, under: [] });
  });

  it("must be there", () => {
    expect(findHeader(sample, 9)).toBeUndefined();
  });
});
