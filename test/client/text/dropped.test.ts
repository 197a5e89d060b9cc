import { describe, expect, it } from "vitest";
import { droppedReason } from "../../../client/text/dropped.ts";

describe("reasons", () => {
  it("of old results are Chinese on the Chinese page", () => {
    for (const reason of [
      "The point lies outside the extract of the streets",
      'The id "7" is used twice',
      "The geometry is no polygon",
      "Something else",
    ]) {
      expect(droppedReason(reason, "zh")).not.toMatch(/[a-z]/i);
      expect(droppedReason(reason, "en")).toBe(reason);
    }
  });
});
