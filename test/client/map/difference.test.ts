import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHANGE_BANDS,
  DIFFERENCE_SLOTS,
  differenceClass,
  differenceClasses,
} from "../../../client/map/difference.ts";

/** The class at a limit of 15 minutes, far from the edge of the extract; times in minutes. */
const changed = (before: number, after: number) =>
  differenceClass(before * 60, after * 60, Infinity, 900);

describe("the class of a changed walk", () => {
  it("is the band whose minutes it has in full", () => {
    expect(changed(14, 13)).toBe("shorter-1");
    expect(changed(14, 9.01)).toBe("shorter-1");
    expect(changed(14, 9)).toBe("shorter-5");
    expect(changed(14, 4)).toBe("shorter-10");
    expect(changed(20, 5)).toBe("shorter-15");
    expect(changed(25, 5)).toBe("shorter-15");
    expect(changed(5, 6)).toBe("longer-1");
    expect(changed(5, 10)).toBe("longer-5");
    expect(changed(5, 15)).toBe("longer-10");
    expect(changed(5, 29)).toBe("longer-10");
  });

  it("is the same within a minute, either way", () => {
    expect(changed(10, 10.9)).toBe("same");
    expect(changed(10, 9.1)).toBe("same");
  });

  it("counts a way from past 30 minutes as at least the rest down from 30", () => {
    expect(changed(Infinity, 12)).toBe("shorter-15");
    expect(changed(Infinity, 22)).toBe("shorter-5");
    expect(changed(Infinity, 29.9)).toBe("shorter-1");
    expect(changed(Infinity, 30)).toBe("shorter-1");
    expect(changed(12, Infinity)).toBe("longer-10");
    expect(changed(29.9, Infinity)).toBe("longer-1");
  });

  it("says of an unchanged cell whether it is reached, the limit included", () => {
    expect(changed(15, 15)).toBe("unchanged-reached");
    expect(changed(15.1, 15.1)).toBe("unchanged-not-reached");
    expect(changed(Infinity, Infinity)).toBe("unchanged-not-reached");
  });

  it("is unknown wherever it is unknown afterwards, and never where it is reached", () => {
    expect(differenceClass(Infinity, Infinity, 300, 900)).toBe("unknown");
    expect(differenceClass(600, 1200, 300, 900)).toBe("unknown");
    expect(differenceClass(Infinity, 600, 300, 900)).toBe("shorter-15");
    expect(differenceClass(600, 600, 0, 900)).toBe("unchanged-reached");
  });
});

describe("the legend of the difference", () => {
  it("goes from longer to shorter, then unchanged and unknown", () => {
    expect(differenceClasses().map(({ key }) => key)).toEqual([
      "longer-10",
      "longer-5",
      "longer-1",
      "same",
      "shorter-1",
      "shorter-5",
      "shorter-10",
      "shorter-15",
      "unchanged-reached",
      "unchanged-not-reached",
      "unknown",
    ]);
  });

  it("shows each class in the colour it is painted in, and hatches only unknown", () => {
    for (const { key, color, pattern } of differenceClasses()) {
      expect(DIFFERENCE_SLOTS.find((slot) => slot.key === key)?.color).toBe(color);
      expect(pattern === "hatch").toBe(key === "unknown");
    }
  });

  it("has the class of every cell, on the side the walk changed to", () => {
    const cost = fc.oneof(fc.integer({ min: 0, max: 1800 }), fc.constant(Infinity));
    const keys = new Set(differenceClasses().map(({ key }) => key));
    fc.assert(
      fc.property(cost, cost, cost, fc.integer({ min: 60, max: 1800 }), (b, a, edge, limit) => {
        const key = differenceClass(b, a, edge, limit);
        expect(keys.has(key)).toBe(true);
        const band = CHANGE_BANDS.find((each) => each.key === key);
        if (band === undefined || band.sign === 0) return;
        expect(Math.sign(a - b)).toBe(band.sign);
        expect(Math.abs(a - b) >= band.least || Math.max(a, b) === Infinity).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
