import { expect, it } from "vitest";
import { inOrderOfAge } from "../../../../server/core/demand/groups.ts";

it("orders age groups by their first year, then their last, an open end last, each once", () => {
  expect(inOrderOfAge(["60_plus", "3_5", "0_2", "10_14", "0_5", "60_79", "0_2"])).toEqual([
    "0_2",
    "0_5",
    "3_5",
    "10_14",
    "60_79",
    "60_plus",
  ]);
});
