import { describe, expect, it } from "vitest";
import { changeShown } from "../../../../client/plan/entry/changes.ts";

describe("two values side by side", () => {
  it("tells the difference of the two as they are shown", () => {
    // 56.25 reads 56.3 and 62.5 stays: 6.2, though 6.25 unrounded would read 6.3.
    expect(changeShown(56.25, 62.5, "%", "zh")).toEqual({
      before: "56.3%",
      after: "62.5%",
      change: "+6.2",
    });
    expect(changeShown(4.1, 3.4, "个/千人", "zh")).toEqual({
      before: "4.1 个/千人",
      after: "3.4 个/千人",
      change: "−0.7",
    });
  });

  it("keeps values apart that are not the same", () => {
    const { before, after, change } = changeShown(56.26, 56.29, "%", "zh");
    expect(before).not.toBe(after);
    expect(change).toBe("+0.03");
  });

  it("has no difference where a value is not known", () => {
    expect(changeShown(null, 3, "所", "zh")).toEqual({
      before: "—",
      after: "3 所",
      change: undefined,
    });
    expect(changeShown(3, undefined, "所", "zh").change).toBeUndefined();
  });
});
