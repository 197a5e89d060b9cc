import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amount,
  amountBeside,
  area,
  chineseNumber,
  dayOf,
  demand,
  names,
  people,
  share,
  shareRange,
} from "../../../../server/report/document/say-number.ts";

describe("numbers in a report", () => {
  it("are people in full, and somebody is never nobody", () => {
    expect(people(23_170)).toBe("23,170人");
    expect(people(0.2)).toBe("不到1人");
    expect(people(0)).toBe("0人");
  });

  it("are shares to a tenth, whole only when exact", () => {
    expect([0.628, 1, 0, 0.99999, 0.0002, null].map((value) => share(value))).toEqual([
      "62.8%",
      "100%",
      "0%",
      "99.9%",
      "＜0.1%",
      "—",
    ]);
    expect(shareRange(0.517, 0.715)).toBe("51.7%–71.5%");
    expect(shareRange(0.5, null)).toBe("—");
  });

  it("carry the unit of the thing", () => {
    expect(amount(324, "个托位")).toBe("324个托位");
    expect(amount(1234.56, "㎡")).toBe("1,234.6㎡");
    expect(amount(0.032, "张/人")).toBe("0.032张/人");
    expect(amount(103.27, "%")).toBe("103.3%");
    expect(area(0.004)).toBe("＜0.01平方公里");
    expect(area(1.42)).toBe("1.4平方公里");
  });

  it("say what is asked for as the document writes it", () => {
    expect(demand(">=", 62.5, "%")).toBe("不低于62.5%");
    expect(demand("<=", 1000, "米")).toBe("不高于1,000米");
    expect(demand("≈", 15, "分钟")).toBe("约15分钟");
    expect(demand("trend-up", null, "%")).toBe("逐年提升");
    expect(demand("exists", null, "")).toBe("");
  });

  it("do not contradict the target they stand beside", () => {
    expect(amountBeside(59.96, 60, "%")).toBe("59.96%");
    expect(amountBeside(59.9, 60, "%")).toBe("59.9%");
    expect(amountBeside(60, 60, "%")).toBe("60%");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: -999, max: 999 }),
        (target, millionths) => {
          const value = target / 1000 + millionths / 1e5;
          const written = Number.parseFloat(
            amountBeside(value, target / 1000, "个").replaceAll(",", ""),
          );
          expect(Math.sign(written - target / 1000)).toBe(Math.sign(value - target / 1000));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("count in Chinese, and give days as in China", () => {
    expect([1, 9, 10, 11, 20, 21, 99].map((n) => chineseNumber(n))).toEqual([
      "一",
      "九",
      "十",
      "十一",
      "二十",
      "二十一",
      "九十九",
    ]);
    expect(dayOf("2026-11-21T18:30:00.000Z")).toBe("2026-11-22");
  });

  it("list the first names of many", () => {
    expect(names(["甲", "乙"], 2)).toBe("甲、乙");
    expect(names(["甲", "乙", "丙"], 2)).toBe("甲、乙等3个");
  });
});
