import { expect, it } from "vitest";
import { valuesSideBySide } from "../../../client/plan/pair-values.ts";

const side = (values: Record<string, string>) => ({ row: 1, name: "", services: [], values });

it("leaves a capacity out that only repeats a column, and keeps one that says more", () => {
  const a = side({ capacity: "50", "capacity_elderly-care": "50", beds: "50", address: "甲" });
  const b = {
    ...side({ capacity: "60", "capacity_elderly-care": "60", beds: "60", capacity_meal: "80" }),
    layer: null,
  };
  expect(valuesSideBySide({ a, b })).toEqual([
    ["beds", "50", "60"],
    ["address", "甲", undefined],
    ["capacity_meal", undefined, "80"],
  ]);
  const whole = { ...side({ capacity: "60" }), layer: null };
  expect(valuesSideBySide({ a: side({ capacity: "50" }), b: whole })).toEqual([
    ["capacity", "50", "60"],
  ]);
});
