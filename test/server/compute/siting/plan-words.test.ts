import { describe, expect, it } from "vitest";
import { percent, percentBelow, whole } from "../../../../server/compute/siting/plan-words.ts";

describe("figures in words", () => {
  it("have thousands and no decimals nobody needs", () => {
    expect([whole(3120.4), whole(999), percent(0.69), percent(0.6774)]).toEqual([
      "3,120",
      "999",
      "69%",
      "67.7%",
    ]);
  });

  it("that fall short of a share never look as if they reached it", () => {
    expect(percentBelow(0.6774, 0.69)).toBe("67.7%");
    expect(percentBelow(0.6899999, 0.69)).toBe("68.9%");
    expect(percentBelow(0.68999, 0.69)).toBe("68.9%");
    expect(percentBelow(0.9999, 1)).toBe("99.9%");
    expect(percentBelow(0.5, 0.5001)).toBe("50%");
  });
});
