import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runsOf, runsText } from "../../../client/plan/row-runs.ts";

describe("runs of rows", () => {
  it("hold every row once", () => {
    expect(runsOf([44, 41, 42, 50, 43, 42])).toEqual([
      [41, 44],
      [50, 50],
    ]);
    expect(runsText(runsOf([41, 42, 50]), "、")).toBe("41–42、50");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (rows) => {
        const all = runsOf(rows).flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, i) => first + i),
        );
        expect(all).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
      }),
    );
  });
});
