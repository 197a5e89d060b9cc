import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amount,
  figure,
  lackingAmount,
  restOfUnit,
  setAmount,
  shortAmount,
} from "../../../client/text/amount.ts";

describe("the value of an indicator", () => {
  it.each([
    [56.25, "%", [60], "56.3%"],
    [75, "%", [80], "75.0%"],
    [80, "%", [80], "80.0%"],
    [100, "%", [95], "100%"],
    [0, "%", [95], "0%"],
    [99.97, "%", [95], "99.97%"],
    [0.04, "%", [95], "0.04%"],
    [101.28, "%", [99], "101.3%"],
    [3.9, "个/千人", [4.5], "3.9 个/千人"],
    [4.46, "个/千人", [4.5], "4.46 个/千人"],
    [4.5, "个/千人", [4.5], "4.5 个/千人"],
    [2.58, "㎡/人", [2.6], "2.58 ㎡/人"],
    [33.08, "%", [33.08], "33.08%"],
    [27.2, "㎡", [30], "27.2㎡"],
    [1, "所", [1], "1 所"],
    [1234567, "人", [], "1,234,567 人"],
    [100, "%的项目", [], "100%的项目"],
  ])("%d%s beside %j is %s", (value, unit, marks, said) => {
    expect(amount(value, unit, "zh", marks)).toBe(said);
  });

  it("never reads like a target that it is not on, within four decimals", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom("%", "个/千人"),
        (tenThousandths, tenths, unit) => {
          const value = tenThousandths / 10_000;
          const mark = tenths / 10;
          const read = Number.parseFloat(amount(value, unit, "zh", [mark]).replaceAll(",", ""));
          expect(read === mark).toBe(value === mark);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("that is not known is a dash, and never 0", () => {
    for (const value of [null, undefined, Number.NaN, Infinity])
      expect(amount(value, "%", "zh")).toBe("—");
  });

  it("leaves a long unit out of a narrow column, to be said beside it", () => {
    expect(shortAmount(3.9, "个/千人", "zh")).toBe("3.9");
    expect(restOfUnit("个/千人")).toBe("个/千人");
    expect(shortAmount(3.9, "per 1,000 people", "en")).toBe("3.9");
    expect(shortAmount(100, "%的项目", "zh")).toBe("100%");
    expect(restOfUnit("%的项目")).toBe("的项目");
    expect(shortAmount(27.2, "㎡", "zh")).toBe("27.2㎡");
    expect(restOfUnit("㎡")).toBe("");
  });
});

describe("other amounts", () => {
  it("of a document keep every digit it has and no other", () => {
    expect(setAmount(60, "%", "zh")).toBe("60%");
    expect(setAmount(992.7, "㎡/万人", "zh")).toBe("992.7 ㎡/万人");
  });

  it("of a formula are whole from a hundred up", () => {
    expect(figure(512_400)).toBe("512,400");
    expect(figure(1234.56)).toBe("1,234.6");
    expect(figure(2.346)).toBe("2.35");
    expect(figure(null)).toBe("—");
  });

  it("that are short are told with their thing", () => {
    expect(lackingAmount(2590, "㎡", "zh")).toBe("2,590 ㎡");
    expect(lackingAmount(2, "个社区", "zh")).toBe("2 个社区");
    expect(lackingAmount(2, "communities", "en")).toBe("2 communities");
  });
});
