import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decisions } from "../../../../server/contract/import.ts";
import { REASONS } from "../../../../server/contract/reasons/reasons.ts";
import { fill } from "../../../../server/contract/reasons/wording.ts";
import { guessMapping } from "../../../../server/intake/meaning/guess-mapping.ts";
import { readFacilityRows } from "../../../../server/intake/meaning/read-facility-rows.ts";
import { tableOf } from "./given-table.ts";

const read = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  decided: Decisions["services"] = {},
  about = "",
) => {
  const table = tableOf(columns, rows);
  return readFacilityRows({
    table,
    columns: guessMapping(table),
    positions: rows.map((_, i) => [100 + i, 38.93]),
    decided,
    about,
  });
};
const notesOf = ({ notes }: ReturnType<typeof read>) =>
  notes.map(({ row, outcome, reason }) => [row, outcome, reason.code]);

describe("rows of facilities", () => {
  it("become facilities with capacities and attributes, by the columns of an office's table", () => {
    const { rows, notes, services, madeIds } = read(
      [
        "机构名称",
        "机构类型",
        "托位数",
        "床位（张）",
        "占地面积(亩)",
        "是否普惠",
        "详细地址",
        "统计年度",
      ],
      [
        ["小太阳托育中心", "托育", "40", "", "", "是", "东街1号", "2023"],
        ["康乐养老院", "养老；助餐", "", "一百二", "3", "", "", "2023"],
      ],
    );
    expect(rows).toEqual([
      {
        row: 2,
        facility: {
          id: "F2",
          name: "小太阳托育中心",
          services: ["childcare"],
          lng: 100,
          lat: 38.93,
          capacity: 40,
          capacities: { childcare: 40 },
          attributes: { "childcare-places": 40, inclusive: true, address: "东街1号", year: 2023 },
        },
      },
      {
        row: 3,
        facility: {
          id: "F3",
          name: "康乐养老院",
          services: ["elderly-care", "meal"],
          lng: 101,
          lat: 38.93,
          capacity: null,
          capacities: { "elderly-care": 120 },
          attributes: { beds: 120, "site-area": 2000, year: 2023 },
        },
      },
    ]);
    expect(notes).toEqual([
      {
        row: 3,
        outcome: "noted",
        reason: { code: "value-read-as", values: { text: "一百二", value: 120 } },
        column: "床位（张）",
        value: "一百二",
      },
      {
        row: 3,
        outcome: "noted",
        reason: { code: "value-read-as", values: { text: "3 亩", value: 2000 } },
        column: "占地面积(亩)",
        value: "3 亩",
      },
    ]);
    expect(services).toEqual({
      recognised: [
        { service: "childcare", by: "column", rows: 1 },
        { service: "elderly-care", by: "column", rows: 1 },
        { service: "meal", by: "column", rows: 1 },
      ],
      doubtful: [],
    });
    expect(madeIds).toBe(2);
  });

  it("of a kindergarten: its children are no capacity, its childcare places make it offer childcare", () => {
    const { rows, notes } = read(
      ["幼儿园名称", "在园幼儿数", "托位数"],
      [
        ["甲幼儿园", "300", "0"],
        ["乙幼儿园", "200", "20"],
      ],
    );
    expect(rows[0]?.facility).toMatchObject({ services: ["kindergarten"], capacity: null });
    expect(rows[0]?.facility).not.toHaveProperty("capacities");
    expect(rows[1]?.facility).toMatchObject({
      services: ["kindergarten", "childcare"],
      capacity: null,
      capacities: { childcare: 20 },
      attributes: { enrolled: 200 },
    });
    expect(notes.map(({ reason }) => reason)).toEqual([
      { code: "service-by-places", values: { places: 20 } },
    ]);
  });

  it("keep a stated capacity with one service for it, with several for the whole", () => {
    const { rows } = read(
      ["名称", "服务", "规模"],
      [
        ["甲", "助餐", "60"],
        ["乙", "助餐；养老", "60"],
      ],
    );
    expect(rows[0]?.facility).toMatchObject({ capacity: 60, capacities: { meal: 60 } });
    expect(rows[1]?.facility.capacity).toBe(60);
    expect(rows[1]?.facility).not.toHaveProperty("capacities");
  });

  it("take their ids from the file where those are unique and safe, and say where not", () => {
    const result = read(
      ["编号", "名称"],
      [
        ["A1", "甲诊所"],
        ["A1", "乙诊所"],
        ["", "丙诊所"],
        ["F3", "丁诊所"],
        ["x".repeat(101), "戊诊所"],
      ],
    );
    expect(result.rows.map(({ facility }) => facility.id)).toEqual([
      "A1",
      "F3-2",
      "F4",
      "F3",
      "F6",
    ]);
    expect(notesOf(result)).toEqual([
      [3, "noted", "id-replaced"],
      [6, "noted", "id-replaced"],
    ]);
  });

  it("without a name, a place, a service or a readable number cost only what is missing", () => {
    const table = tableOf(
      ["名称", "类型", "床位"],
      [
        ["", "诊所", ""],
        ["甲诊所", "", "10-20"],
        ["乙诊所", "", ""],
        ["金宝贝", "", ""],
        ["益康大药房", "", ""],
        ["金摇篮", "早教", ""],
      ],
    );
    const positions = table.rows.map((_, i): [number, number] =>
      i === 2 ? [Number.NaN, Number.NaN] : [100, 38],
    );
    const result = readFacilityRows({
      table,
      columns: guessMapping(table),
      positions,
      about: "托育机构",
    });
    expect(notesOf(result)).toEqual([
      [2, "noted", "name-missing"],
      [3, "noted", "amount-range"],
      [4, "dropped", "place-missing"],
      [5, "doubtful", "service-missing"],
      [6, "dropped", "service-not-ours"],
      [7, "doubtful", "service-unclear"],
    ]);
    expect(result.rows.map(({ facility }) => facility.name)).toEqual(["F2", "甲诊所"]);
    expect(result.unreadable).toEqual(new Map([["床位", 1]]));
    expect(result.services.doubtful).toEqual([
      { key: "row:5", text: "金宝贝", rows: 1, first: 5, candidates: ["childcare"] },
      { key: "早教", text: "早教", rows: 1, first: 7, candidates: ["childcare"] },
    ]);
  });

  it("follow the decisions on services", () => {
    const rows = [
      ["甲", "早教"],
      ["乙", "早教"],
      ["丙", ""],
    ];
    const decided = { fallback: "meal", byKey: { 早教: ["childcare"], "row:3": [] } } as const;
    const result = read(["名称", "类型"], rows, {
      fallback: decided.fallback,
      byKey: { 早教: [...decided.byKey.早教], "row:3": [] },
    });
    expect(result.rows.map(({ row, facility }) => [row, facility.services])).toEqual([
      [2, ["childcare"]],
      [4, ["meal"]],
    ]);
    expect(notesOf(result)).toEqual([[3, "dropped", "service-left-out"]]);
  });

  it("never keep a telephone, wherever it stands", () => {
    const result = read(
      ["名称", "地址", "联系电话", "床位数"],
      [["老张超市13909361234", "东街1号 0936-8212345", "13909361234", "13909361234"]],
    );
    expect(JSON.stringify(result)).not.toContain("9361234");
    expect(JSON.stringify(result)).not.toContain("8212345");
    expect(notesOf(result).filter(([, , code]) => code === "personal-masked")).toHaveLength(2);
  });

  it("each become a facility, are dropped, or wait: none is lost, and every reason has its words", () => {
    const value = fc.oneof(
      fc.constantFrom(
        "",
        "甲诊所",
        "托育",
        "早教",
        "医院",
        "超市（幼儿园店）",
        "40",
        "一百二",
        "-",
        "13909361234",
        "{x}",
      ),
      fc.string(),
    );
    const columns = [
      "编号",
      "名称",
      "类型",
      "床位",
      "托位数",
      "是否普惠",
      "年份",
      "地址",
      "建筑面积(亩)",
    ];
    const row = fc.array(value, { minLength: columns.length, maxLength: columns.length });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (given) => {
        const result = read(columns, given);
        const used = new Set(result.rows.map((one) => one.row));
        const left = new Set(
          result.notes.flatMap((note) => (note.outcome === "noted" ? [] : [note.row])),
        );
        expect(used.size + left.size).toBe(given.length);
        expect([...used].filter((one) => left.has(one))).toEqual([]);
        expect(new Set(result.rows.map(({ facility }) => facility.id)).size).toBe(
          result.rows.length,
        );
        for (const { reason } of result.notes) {
          const words = Object.entries(REASONS).find(([code]) => code === reason.code)?.[1];
          const bare = Object.fromEntries(
            Object.keys(reason.values ?? {}).map((name) => [name, "v"]),
          );
          for (const wording of [words?.what, words?.remedy]) {
            expect(fill(wording ?? { zh: "{}", en: "{}" }, "zh", bare)).not.toContain("{");
          }
        }
      }),
    );
  });
});
