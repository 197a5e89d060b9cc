import { describe, expect, it } from "vitest";
import type { Gap } from "#core/coverage/gaps.ts";
import { assess } from "#core/policy/assess.ts";
import { writeShapefile } from "../../../server/report/export/shapefile.ts";
import { indicatorTable, serviceGapTable } from "../../../server/report/gap-layers.ts";
import { measureOf } from "../../../server/report/ledger/unit-state.ts";
import { unzipped } from "../../fixtures/unzipped.ts";
import { OUTLINES, TINY } from "./ledger/tiny-town.ts";

const [A, B] = ["620702001001", "620702001002"];
const GAP: Gap = {
  rank: 1,
  name: "河村",
  people: 299.9996,
  groups: new Map([["0_2", 6]]),
  cells: [3, 4],
  squareMetres: 30_000,
  nearest: { facility: 0, cost: 1_400_000 },
  label: [100, 38],
  polygon: [
    [
      [100, 38],
      [100.01, 38],
      [100.01, 38.01],
      [100, 38],
    ],
  ],
};
const ASKED = {
  study: {
    name: "小城",
    synthetic: true,
  },
  service: "托育",
  minutes: 15,
  walker: "带幼儿者，1 m/s",
  groups: ["0_2"],
  facilities: TINY.facilities.map(({ facility }) => facility),
  gaps: [
    GAP,
    {
      ...GAP,
      rank: 2,
      nearest: null,
      groups: new Map(),
    },
  ],
};

const records = ({ columns, features }: ReturnType<typeof serviceGapTable>) =>
  features.map(({ values }) => Object.fromEntries(columns.map(({ name }, i) => [name, values[i]])));

describe("the gaps of a service", () => {
  it("say who is left out, what they have now, and that this is no policy indicator", () => {
    const table = serviceGapTable(ASKED);
    expect(table.title).toBe("示例_小城_托育_步行缺口_15分钟");
    const [first, second] = records(table);
    expect(first).toEqual({
      序号: 1,
      服务: "托育",
      名称: "河村",
      缺口人口: 300,
      "0—2岁缺口人口": 6,
      面积平方公里: 0.03,
      格网数: 2,
      最近设施: "托育一",
      最近设施编号: TINY.facilities[0]?.facility.id,
      现在步行分钟: 23.3,
      时限分钟: 15,
      步行者: "带幼儿者，1 m/s",
      性质: "空间测算，不是政策指标",
      数据标记: "示例数据（合成）",
    });
    expect(second).toMatchObject({ 最近设施: null, 现在步行分钟: null, "0—2岁缺口人口": null });
    expect(table.features[0]?.geometry).toEqual({ type: "Polygon", coordinates: GAP.polygon });
  });

  it("of real data carry no mark of samples", () => {
    const table = serviceGapTable({ ...ASKED, study: { name: "小城", synthetic: false } });
    expect(table.columns.map(({ name }) => name)).not.toContain("数据标记");
    expect([table.title, table.notes]).toEqual(["小城_托育_步行缺口_15分钟", []]);
  });
});

describe("the units of an indicator", () => {
  const assessment = assess(TINY);
  const tableOf = (id: string) => {
    const indicator = assessment.indicators.find((one) => one.id === id);
    if (indicator === undefined) throw new Error(`There is no ${id}.`);
    return indicatorTable({
      study: TINY.study,
      assessment,
      indicator,
      units: OUTLINES,
      measure: measureOf(indicator, TINY),
      unitsIn: (code) => [TINY.units.findIndex((unit) => unit.id === code)].filter((i) => i >= 0),
    });
  };

  it("say how each stands, what it lacks, what is asked where, and whose task it is", () => {
    const table = tableOf("floor-rate");
    const [a, b, v] = records(table);
    expect(a).toMatchObject({
      区划代码: A,
      名称: "东社区",
      状态: "达标",
      数值: 60,
      差额: null,
      差额单位: null,
    });
    expect(b).toMatchObject({
      区划代码: B,
      状态: "未达标",
      数值: 5,
      差额: 50,
      差额单位: "㎡",
      目标: "≥30%",
      目标性质: "目标",
      目标年份: 2025,
      文件: "市1号",
      依据条款: "二、(一)2",
      责任单位: "省民政厅、省住建厅",
    });
    expect(v).toMatchObject({ 状态: "未填报", 数值: null, 差额: null });
    expect(table.title).toBe("示例_小城_每百户面积_各单元_2025年");
    expect(table.features.map(({ geometry }) => geometry?.type)).toEqual([
      "Polygon",
      "Polygon",
      "Polygon",
    ]);
  });

  it("of a strive target reach it or not, and fail nothing", () => {
    expect(records(tableOf("aim")).map(({ 状态, 目标性质 }) => [状态, 目标性质])).toEqual([
      ["已到", "努力目标"],
      ["未到", "努力目标"],
    ]);
  });

  it("have short names in a shapefile, with a table of them beside it", async () => {
    const files = await unzipped(await writeShapefile(tableOf("floor-rate"), "EPSG:4490"));
    const fields = files.get("fields.csv")?.toString("utf8").split("\r\n") ?? [];
    expect(fields.slice(0, 4)).toEqual([
      "\ufefffield,column,texts_cut_short",
      "CODE,区划代码,",
      "NAME,名称,",
      "WITHIN,所属,",
    ]);
    expect(fields).toContain("LACK_UNIT,差额单位,");
    const dbf = files.get("每百户面积.dbf");
    expect(dbf?.subarray(32, 36).toString("latin1")).toBe("CODE");
  });
});
