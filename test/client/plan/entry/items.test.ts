import { describe, expect, it } from "vitest";
import type { Measure, StockItem } from "#contract/policy/measure.ts";
import { itemsAt, itemsOf, valueOf } from "../../../../client/plan/entry/items.ts";

const words = (zh: string) => ({ zh, en: zh });
const beds: StockItem = {
  name: words("床位"),
  unit: words("张"),
  type: "number",
  levels: ["county", "township"],
  sums: true,
  whole: true,
  minimum: 0,
};
const yes: StockItem = {
  name: words("有日间照料"),
  unit: words("是/否"),
  type: "truth",
  levels: ["community"],
  sums: false,
};
const code: StockItem = { ...yes, type: "text", pattern: "^(111|220)$" };

describe("figures to enter", () => {
  it("are those that a measure names, each once", () => {
    const rate: Measure = {
      kind: "rate",
      formula: words("a ÷ b"),
      numerator: {
        label: words("a"),
        unit: words("张"),
        sources: [
          [{ of: "stock", item: "nursing-beds" }],
          [{ of: "facilities", sum: "nursing-beds", service: "elderly-care" }],
        ],
      },
      denominator: {
        label: words("b"),
        unit: words("张"),
        sources: [[{ of: "stock", item: "beds" }], [{ of: "stock", item: "nursing-beds" }]],
      },
      per: 100,
      shortfall: words("张床"),
    };
    expect(itemsOf(rate)).toEqual(["nursing-beds", "beds"]);
    expect(itemsOf(undefined)).toEqual([]);
  });

  it("are those of the unit's level", () => {
    const items = { beds, yes };
    expect(itemsAt(items, "community", []).map(([id]) => id)).toEqual(["yes"]);
    expect(itemsAt(items, "county", ["yes"])).toEqual([]);
  });

  it.each([
    ["1,200", beds, { value: 1200 }],
    ["１２", beds, { value: 12 }],
    ["0", beds, { value: 0 }],
    ["", beds, { value: null }],
    ["-1", beds, undefined],
    ["1.5", beds, undefined],
    ["十二", beds, undefined],
    ["1e3", beds, undefined],
    ["true", yes, { value: true }],
    ["maybe", yes, undefined],
    ["111", code, { value: "111" }],
    ["112", code, undefined],
  ])("%j of an item is %j", (text, item, expected) => {
    expect(valueOf(text, item)).toEqual(expected);
  });
});
