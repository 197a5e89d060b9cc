import { describe, expect, it } from "vitest";
import type { Measure } from "#contract/policy/measure.ts";
import { LEDGER_GROUPS } from "../../../../server/report/ledger/ledger-column.ts";
import { words } from "../../core/policy/little-county.ts";
import { rowOf, TINY, tinyLedger } from "./tiny-town.ts";

const [A, B, V] = ["620702001001", "620702001002", "620702002201"];

describe("a ledger of settlements", () => {
  const ledger = tinyLedger("settlement");
  const [a, b, v] = [rowOf(ledger, A), rowOf(ledger, B), rowOf(ledger, V)];

  it("has a row for each, by code, and no row of totals", () => {
    expect(ledger.rows.map(({ code }) => code)).toEqual([A, B, V]);
    expect(ledger.title).toBe("小城社区（村）台账（2025 年）");
    expect([b["名称"], b["单元类型"], b["城乡"]]).toEqual(["=西\n社区😀", "社区", "城镇"]);
    expect([v["单元类型"], v["城乡"]]).toEqual(["行政村", "乡村"]);
  });

  it("tells people and age groups with their day", () => {
    expect([b["人口（人）"], b["0—2岁人口（人）"], b["60岁及以上人口（人）"]]).toEqual([
      500.25, 10, 50,
    ]);
    expect(b["人口数据时点"]).toBe("2020");
  });

  it("marks age groups that were not counted, or not for all", () => {
    const people = { ...TINY.people, estimated: ["60_plus"], partial: ["0_2"] };
    const { columns } = tinyLedger("settlement", { ...TINY, people });
    const said = columns
      .filter(({ group, type }) => group === "people" && type === "number")
      .map(({ title, note }) => [title, note.split("；").slice(1)]);
    expect(said).toEqual([
      ["人口（人）", []],
      ["0—2岁人口（人）", ["有的单元原表没有填，只是已知部分"]],
      ["60岁及以上人口（推算，人）", ["有的不是原表给的数，按占比推算"]],
    ]);
  });

  it("leaves blank what is not known of a unit, never 0, and says so beside the total", () => {
    const units = TINY.units.map((one, u) =>
      u === 0 ? { ...one, people: null, groups: {} } : u === 1 ? { ...one, people: 0 } : one,
    );
    const unknown = tinyLedger("settlement", { ...TINY, units });
    const people = ["人口（人）", "60岁及以上人口（人）"];
    const told = (code: string) => people.map((title) => rowOf(unknown, code)[title]);
    expect([told(A), told(B), told(V)]).toEqual([
      [null, null],
      [0, 50],
      [300, 90],
    ]);
    const at = unknown.columns.findIndex(({ title }) => title === people[0]);
    expect(unknown.totals[at]).toBe(300);
    expect(unknown.columns[at]?.note).toContain(
      "1 个单元没有人口数据，留空；合计只是有数的单元之和",
    );
    const old = unknown.columns.find(({ title }) => title === people[1])?.note;
    expect(old).toContain("1 个单元没有这个年龄组的人数，留空");
    const measures = {
      ...TINY.measures,
      "floor-rate": {
        ...TINY.measures["floor-rate"],
        denominator: {
          label: words("人口"),
          unit: words("人"),
          sources: [[{ of: "people" as const, group: "60_plus" }]],
        },
      } as Measure,
    };
    const perHead = tinyLedger("settlement", { ...TINY, units, measures });
    // 60 ㎡ for nobody knows how many; 10 ÷ 50 × 100 = 20 < 30.
    expect([rowOf(perHead, A)["每百户面积"], rowOf(perHead, B)["每百户面积"]]).toEqual([
      "没有人口数据",
      "未达标",
    ]);
    // A township with the unit in it is not known as a whole; the other is.
    const townships = tinyLedger("township", { ...TINY, units });
    expect(townships.rows.map(({ code }) => rowOf(townships, code)["人口（人）"])).toEqual([
      null,
      300,
    ]);
  });

  it("tells the figures that indicators take, so that they can be worked out again", () => {
    expect([a["填报_服务面积（㎡）"], a["填报_居民户数（户）"]]).toEqual([60, 100]);
    // 60 ÷ 100 × 100 = 60 ≥ 30.
    expect([a["每百户面积"], a["每百户面积_数值（%）"]]).toEqual(["达标", 60]);
    // 10 ÷ 200 × 100 = 5 < 30; 30 × 200 ÷ 100 − 10 = 50.
    expect([b["每百户面积"], b["每百户面积_数值（%）"]]).toEqual(["未达标", 5]);
    expect(b["差额"]).toBe("每百户面积：差 50 ㎡；日间照料：缺日间照料服务");
    expect(Object.keys(a)).not.toContain("填报_没有指标用（个）");
  });

  it("says where a figure is older than the year, and nothing where it was not reported", () => {
    expect([a["填报_居民户数_数据年份"], b["填报_居民户数_数据年份"]]).toEqual([null, 2024]);
    expect([v["填报_居民户数（户）"], v["填报_有日间照料"], v["每百户面积"]]).toEqual([
      null,
      "未填报",
      "未填报",
    ]);
    expect(Object.keys(a)).not.toContain("填报_服务面积_数据年份");
  });

  it("tells yes, no and not told apart, and indicators that do not count a unit not at all", () => {
    expect([a["填报_有日间照料"], b["填报_有日间照料"]]).toEqual(["是", "否"]);
    expect([a["日间照料"], b["日间照料"], v["日间照料"]]).toEqual(["达标", "未达标", null]);
  });

  it("lists what is not met and who leads, without aims", () => {
    expect([a["未达标要求"], a["差额"], a["责任单位"]]).toEqual([null, null, null]);
    expect(b["未达标要求"]).toBe("每百户面积；日间照料");
    expect(b["责任单位"]).toBe("省住建厅（牵头）、省民政厅；推定：市民政局");
    expect([a["努力的（努力目标）"], b["努力的（努力目标）"]]).toEqual(["已到", "未到"]);
    expect(b["最近候选点或闲置用房"]).toBe("未导入");
  });

  it("counts facilities inside, and tells what they do not state", () => {
    expect([a["托育_设施数（个）"], a["托育_已备案（个）"], a["托育_备案未注明（个）"]]).toEqual([
      2, 1, 1,
    ]);
    expect([a["托育_登记托位"], a["托育_未注明托位的设施（个）"]]).toEqual([30, 1]);
    expect([b["托育_设施数（个）"], b["托育_已备案（个）"], b["托育_登记托位"]]).toEqual([
      1, 0, 12,
    ]);
    // None inside: that is a count; what they hold is nothing stated.
    expect([v["托育_设施数（个）"], v["托育_登记托位"]]).toEqual([0, null]);
    // Of 2 facilities one is silent, more than a twentieth: the sum is not known.
    expect([a["名录_托位_按容量（个）"], b["名录_托位_按容量（个）"]]).toEqual([null, 12]);
  });

  it("leaves a service out of which the study knows no facility", () => {
    expect(Object.keys(a).filter((title) => title.startsWith("菜市场"))).toEqual([]);
  });

  it("tells what is near along the streets, under a name that is no indicator's", () => {
    expect([a["托育_最近设施"], b["托育_最近设施"], v["托育_最近设施"]]).toEqual([
      "托育一",
      "托育三",
      "3000 米以上",
    ]);
    expect([a["托育_最近设施平均步行距离（米）"], v["托育_最近设施平均步行距离（米）"]]).toEqual([
      400,
      null,
    ]);
    expect([a["托育_3000米以上人口占比（%）"], v["托育_3000米以上人口占比（%）"]]).toEqual([
      25, 100,
    ]);
    // 30 ÷ (30 + 10); of the third unit nobody is known to reach it or not.
    expect([
      a["托育_步行可达率（%）"],
      b["托育_步行可达率（%）"],
      v["托育_步行可达率（%）"],
    ]).toEqual([75, 0, null]);
    expect([a["托育_15分钟步行可达人口（人）"], v["托育_可达性未知人口（人）"]]).toEqual([30, 6]);
    const spatial = ledger.columns.filter(
      ({ group }) => LEDGER_GROUPS[group] === "空间测算（不是政策指标）",
    );
    expect(spatial.map(({ title }) => title)).toContain("托育_步行可达率（%）");
    expect(
      ledger.columns
        .filter(({ group }) => group !== "spatial")
        .some(({ title }) => /步行|可达/.test(title)),
    ).toBe(false);
    expect(
      ledger.columns.some(({ title, group }) => group === "spatial" && title.includes("覆盖率")),
    ).toBe(false);
  });

  it("adds up what can be added, and shares anew", () => {
    const totals = Object.fromEntries(
      ledger.columns.map(({ title }, i) => [title, ledger.totals[i]]),
    );
    expect(totals).toMatchObject({
      "人口（人）": 1800.25,
      "托育_设施数（个）": 3,
      "填报_服务面积（㎡）": 70,
      填报_有日间照料: "是 1，否 1，未填报 1",
      日间照料: "达标 1，未达标 1，不适用 1",
      // (30 + 0) ÷ (30 + 10 + 8), and (750 × 400 + 250 × 1000) ÷ 1000.
      "托育_步行可达率（%）": 62.5,
      "托育_最近设施平均步行距离（米）": 550,
      名称: null,
      "每百户面积_数值（%）": null,
    });
  });

  it("has titles and short names that are each there once and fit their formats", () => {
    const titles = ledger.columns.map(({ title }) => title);
    const shorts = ledger.columns.map(({ short }) => short);
    expect(new Set(titles).size).toBe(titles.length);
    expect(new Set(shorts).size).toBe(shorts.length);
    expect(shorts.filter((short) => !/^[A-Z][A-Z0-9_]{0,9}$/.test(short))).toEqual([]);
    expect(ledger.columns.filter(({ note }) => note === "")).toEqual([]);
  });

  it("says that invented data is invented, and what it rests on", () => {
    expect(ledger.notes[0]).toContain("示例数据（合成）");
    expect(ledger.notes[1]).toContain("市1号（市〔2022〕1号）");
    const real = tinyLedger("settlement", { ...TINY, study: { ...TINY.study, synthetic: false } });
    expect(real.notes.join("")).not.toContain("示例");
  });
});

describe("a ledger of larger units", () => {
  it("adds up what lies in them where all of it is known", () => {
    const town = rowOf(tinyLedger("township"), "620702001");
    expect([town["人口（人）"], town["0—2岁人口（人）"], town["托育_设施数（个）"]]).toEqual([
      1500.25, 50, 3,
    ]);
    expect([town["填报_服务面积（㎡）"], town["填报_居民户数（户）"]]).toEqual([70, 300]);
    expect(town["托育_步行可达率（%）"]).toBe(62.5);
    expect(Object.keys(town)).not.toContain("托育_最近设施");
    expect(rowOf(tinyLedger("township"), "620702002")["填报_服务面积（㎡）"]).toBeNull();
  });

  it("is one row for a county", () => {
    const { rows, title } = tinyLedger("county");
    expect([rows.map(({ code }) => code), title]).toEqual([["620702"], "小城县区台账（2025 年）"]);
  });

  it("of a division has the units within it only", () => {
    const ledger = tinyLedger("settlement", { ...TINY, scope: "620702002" });
    expect(ledger.rows.map(({ code }) => code)).toEqual([V]);
    expect(ledger.title).toBe("620702002社区（村）台账（2025 年）");
  });
});
