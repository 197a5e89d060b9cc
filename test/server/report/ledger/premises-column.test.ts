import { describe, expect, it } from "vitest";
import type { LedgerOrder } from "../../../../server/report/ledger/ledger.ts";
import { rowOf, TINY, tinyLedger } from "./tiny-town.ts";

const [A, B] = ["620702001001", "620702001002"];
const TITLE = "最近候选点或闲置用房";

/** On one parallel, where a thousandth of a degree of longitude is 87.6 m. */
const at = (lng: number) => ({ lng, lat: 38 });
const house = (name: string, lng: number, unit: number, floorArea: number | null = 260) => ({
  name,
  ...at(lng),
  floorArea,
  unit,
});
const premises = (
  ...list: NonNullable<LedgerOrder["premises"]>["list"]
): NonNullable<LedgerOrder["premises"]> => ({
  versions: ["闲置用房 v3"],
  list,
  centres: [
    { ...at(100), people: 1000 },
    { ...at(100.01), people: 500 },
    { ...at(100.1), people: 300 },
  ],
});
const said = (
  list: LedgerOrder["premises"],
  code: string = B,
  level: LedgerOrder["level"] = "settlement",
) => rowOf(tinyLedger(level, TINY, list), code)[TITLE];

describe("the column of idle premises", () => {
  it("names the nearest to the middle of a unit's people, with straight metres and floor", () => {
    const list = premises(house("远楼", 100.018, 1), house("近楼", 100.014, 2));
    // 0.004° × cos 38° × 111,194.9 m/° = 350.5 m.
    expect(said(list)).toBe("近楼，直线 350 米，260㎡");
    expect(said(premises(house("近楼", 100.014, 1, null)))).toBe(
      "近楼，单元内，直线 350 米，面积未注明",
    );
    // 0.02° are 1,752.4 m.
    expect(said(premises(house("远楼", 100.03, -1, 1200)))).toBe("远楼，直线 1.8 公里，1,200㎡");
    const note = tinyLedger("settlement", TINY, list).columns.find(({ short }) => short === "SITE");
    expect(note?.note).toContain("闲置用房 v3");
  });

  it("gives a reason where there is none to name", () => {
    expect(said(null)).toBe("未导入");
    expect(said(premises(house("近楼", 100.014, 2)), A)).toBe("—（没有未达标要求）");
    expect(said(premises())).toBe("—（名录中没有用房）");
    // 0.05° are 4,381 m.
    expect(said(premises(house("远楼", 100.06, -1)))).toBe(
      "—（直线 3 公里内没有，最近的在 4.4 公里外）",
    );
    const empty = { ...premises(house("近楼", 100.014, 2)), centres: [null, null, null] };
    expect(said(empty)).toBe("—（没有居民，无从量距离）");
  });

  it("counts what lies within a township of several units", () => {
    const list = premises(
      house("甲", 100.001, 0),
      house("乙", 100.012, 1, 1000),
      house("丙", 100.013, 1, null),
      house("丁", 100.1, 2),
    );
    expect(said(list, "620702001", "township")).toBe("辖区内 3 处，共 1,260㎡，1 处面积未注明");
    // With none inside, the nearest to the middle of both: 0.005 − 0.01 × 500 ÷ 1500 = 0.001667°, 146 m.
    expect(said(premises(house("丁", 100.005, 2)), "620702001", "township")).toBe(
      "丁，直线 146 米，260㎡",
    );
  });
});
