import { describe, expect, it } from "vitest";
import {
  chooseReading,
  isCaliber,
  isChangedFor,
  usualReading,
} from "../../../../client/plan/policy/readings.ts";
import { assessment } from "../../policy/assessment.ts";

const { settings } = assessment();
const own = { id: "daycare" };

describe("choosing a reading", () => {
  it("sets the caliber of that indicator alone", () => {
    const before = { ...settings, calibers: { other: "reach" as const } };
    const after = chooseReading(own, { id: "registered" }, before);
    expect(after?.calibers).toEqual({ other: "reach", daycare: "registered" });
    expect(before.calibers).toEqual({ other: "reach" });
  });

  it("sets how several needs are taken together", () => {
    expect(chooseReading(own, { id: "combine-any" }, settings)?.combine).toEqual({
      daycare: "any",
    });
    expect(chooseReading(own, { id: "combine-all" }, settings)?.combine).toEqual({
      daycare: "all",
    });
  });

  it.each(["reach-slow", "unreported-served", "told", "toString"])(
    "is no choice where the reading only shows how sure the value is: %s",
    (id) => {
      expect(chooseReading(own, { id }, settings)).toBeUndefined();
      expect(isCaliber({ id })).toBe(false);
    },
  );

  it("goes back to the usual one, other indicators as they were", () => {
    const changed = {
      ...settings,
      calibers: { daycare: "reach" as const, other: "inside" as const },
      combine: { daycare: "any" as const },
    };
    expect(isChangedFor(changed, "daycare")).toBe(true);
    expect(isChangedFor(settings, "daycare")).toBe(false);
    expect(usualReading(changed, "daycare")).toEqual({
      ...settings,
      calibers: { other: "inside" },
    });
  });
});
