import { describe, expect, it } from "vitest";
import { excessesOf } from "#core/demand/spread/consistency.ts";
import { applyShares, sharesOf } from "#core/demand/spread/shares.ts";
import { totalsOf } from "#core/demand/spread/totals.ts";

const row = (people: number | null, groups: Readonly<Record<string, number>> = {}) => ({
  people,
  groups,
  estimated: [],
});

describe("shares of a larger unit", () => {
  it("estimate the groups a row lacks, and leave what it states", () => {
    const rows = applyShares([row(1000), row(500, { "60_plus": 7 }), row(null), row(0)], {
      "60_plus": 0.25,
      "0_2": 0.5,
    });
    expect(rows).toEqual([
      { people: 1000, groups: { "60_plus": 250, "0_2": 500 }, estimated: ["60_plus", "0_2"] },
      { people: 500, groups: { "60_plus": 7, "0_2": 250 }, estimated: ["0_2"] },
      { people: null, groups: {}, estimated: [] },
      { people: 0, groups: { "60_plus": 0, "0_2": 0 }, estimated: ["60_plus", "0_2"] },
    ]);
  });

  it("are what its groups have of its people, where that is known", () => {
    expect(sharesOf(row(200, { "60_plus": 50 }))).toEqual({ "60_plus": 0.25 });
    expect(sharesOf(row(0, { "60_plus": 0 }))).toEqual({});
    expect(sharesOf(row(null, { "60_plus": 3 }))).toEqual({});
  });
});

describe("totals", () => {
  it("say for how many people a group is known, and whether some is estimated", () => {
    const rows = [
      row(100, { "0_2": 5 }),
      { people: 50, groups: { "60_plus": 10 }, estimated: ["60_plus"] },
      row(null),
      row(0, { "0_2": 0 }),
    ];
    expect(totalsOf(rows)).toEqual({
      people: 150,
      unknownRows: 1,
      groups: [
        { group: "0_2", total: 5, knownFor: 100, estimated: false },
        { group: "60_plus", total: 10, knownFor: 50, estimated: true },
      ],
    });
    expect(totalsOf([])).toEqual({ people: 0, unknownRows: 0, groups: [] });
  });
});

describe("age groups of one row", () => {
  it("agree when parts are no larger than what holds them", () => {
    const groups = { "0_2": 3, "3_5": 4, "0_14": 7, "60_plus": 20, "65_plus": 12, "80_plus": 1 };
    expect(excessesOf(row(27, groups))).toEqual([]);
    // 60+ and 65+ overlap: their sum says nothing.
    expect(excessesOf(row(30, { "60_plus": 20, "65_plus": 20 }))).toEqual([]);
    expect(excessesOf(row(null, { "60_plus": 20 }))).toEqual([]);
  });

  it("contradict each other when they are larger, alone or together", () => {
    expect(excessesOf(row(100, { "0_2": 3, "3_5": 5, "0_14": 7 }))).toEqual([
      { parts: ["0_2", "3_5"], sum: 8, whole: "0_14", of: 7 },
    ]);
    expect(excessesOf(row(100, { "60_plus": 20, "65_plus": 30, "80_plus": 25 }))).toEqual([
      { parts: ["65_plus"], sum: 30, whole: "60_plus", of: 20 },
    ]);
    expect(excessesOf(row(30, { "0_14": 11, "15_59": 10, "60_plus": 10 }))).toEqual([
      { parts: ["0_14", "15_59", "60_plus"], sum: 31, whole: null, of: 30 },
    ]);
  });

  it("are not held to the roundings of those who made them", () => {
    expect(excessesOf(row(10.004, { "0_14": 5.005, "15_plus": 5.005 }))).toEqual([]);
  });
});
