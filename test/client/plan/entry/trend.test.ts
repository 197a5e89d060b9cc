import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trend } from "#contract/policy/compliance.ts";
import { actualOf, plansOf, spreadOut, yearsOf } from "../../../../client/plan/entry/trend.ts";

function trend(plan: Trend["plan"], actual: [year: number, value: number | null][]): Trend {
  return {
    id: "childcare-places-per-1000",
    name: { zh: "每千人口托位数", en: "Places per thousand" },
    unit: { zh: "个/千人", en: "per 1,000" },
    plan,
    actual: actual.map(([year, value]) => ({
      year,
      value,
      verdict: value === null ? "not-assessable" : "not-met",
    })),
  };
}

describe("plan and actual by year", () => {
  it("tells the years of both, in order and each once", () => {
    const both = trend(
      [{ document: "province", year: 2025, value: 4.5 }],
      [
        [2025, 4.1],
        [2023, 2.7],
      ],
    );
    expect(yearsOf(both)).toEqual([2023, 2025]);
  });

  it("lets documents share a target that is the same, and leaves out one without a number", () => {
    const plans = plansOf(
      trend(
        [
          { document: "province", year: 2025, value: 4.5 },
          { document: "city", year: 2025, value: 4.5 },
          { document: "county", year: 2025, value: 5 },
          { document: "next", year: 2030, value: 4.5 },
          { document: "rise", year: 2025, value: null },
        ],
        [],
      ),
    );
    expect(plans).toEqual([
      { documents: ["province", "city"], year: 2025, value: 4.5 },
      { documents: ["county"], year: 2025, value: 5 },
      { documents: ["next"], year: 2030, value: 4.5 },
    ]);
  });

  it("keeps a year without a value as a gap, never as nought", () => {
    const gap = trend(
      [],
      [
        [2023, 2],
        [2024, null],
        [2025, 0],
      ],
    );
    expect(actualOf(gap, [2022, 2023, 2024, 2025])).toEqual([null, 2, null, 0]);
  });
});

describe("labels beside each other", () => {
  it("stay where they are when there is room", () => {
    expect(spreadOut([10, 60, 35], 20)).toEqual([10, 60, 35]);
  });

  it("part about their middle when there is none", () => {
    expect(spreadOut([50, 50], 20)).toEqual([40, 60]);
    expect(spreadOut([52, 50, 51], 18)).toEqual([69, 33, 51]);
  });

  it("keep their order and their distance", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 8 }), (heights) => {
        const order = heights.map((_, i) => i).toSorted((a, b) => heights[a]! - heights[b]!);
        const placed = spreadOut(heights, 18);
        const tops = order.map((i) => placed[i]!);
        for (let i = 1; i < tops.length; i++)
          expect(tops[i]! - tops[i - 1]!).toBeGreaterThanOrEqual(18 - 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
