import { describe, expect, it } from "vitest";
import { barOf } from "../../../../client/plan/policy/target-bar.ts";
import { CITY, indicator, PROVINCE, target } from "../../policy/assessment.ts";

const tierOf = (document: string) => (document === PROVINCE.id ? "province" : "city");
const provincial = (value: number) =>
  target({
    document: PROVINCE.id,
    inForce: false,
    numbers: [{ operator: ">=", value, unit: "%" }],
  });

describe("the bar of a value and its targets", () => {
  it("ends at 100% and has a tick for each target, the lower one's label on the left", () => {
    const bar = barOf(indicator("x", { targets: [target(), provincial(50)] }), tierOf);
    expect(bar?.value).toBe(56.25);
    expect(bar?.ticks.map(({ tiers, at, side }) => [tiers, at, side])).toEqual([
      [["province"], 50, "left"],
      [["city"], 60, "right"],
    ]);
  });

  it("has one tick where both documents set the same number", () => {
    const bar = barOf(indicator("x", { targets: [provincial(60), target()] }), tierOf);
    expect(bar?.ticks).toHaveLength(1);
    expect(bar?.ticks[0]?.tiers).toEqual(["province", "city"]);
    expect(bar?.ticks[0]?.targets[0]?.document).toBe(CITY.id);
  });

  it("goes beyond 100% for what goes beyond", () => {
    const bar = barOf(indicator("x", { value: 120 }), tierOf);
    expect(bar?.value).toBeCloseTo(100 / 1.5);
    expect(bar?.ticks[0]?.at).toBeCloseTo(60 / 1.8);
  });

  it("has no length for a value that is not known", () => {
    const bar = barOf(indicator("x", { value: null }), tierOf);
    expect(bar?.value).toBeUndefined();
    expect(bar?.ticks).toHaveLength(1);
  });

  it("is not there where no target is a number", () => {
    const rising = target({ numbers: [{ operator: "trend-up", value: null, unit: null }] });
    expect(barOf(indicator("x", { targets: [rising] }), tierOf)).toBeUndefined();
    expect(barOf(indicator("x", { targets: [] }), tierOf)).toBeUndefined();
  });
});
