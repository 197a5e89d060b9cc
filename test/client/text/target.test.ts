import { describe, expect, it } from "vitest";
import type { TargetNumber } from "#contract/policy/document.ts";
import { targetAsks, targetLines, targetText } from "../../../client/text/target.ts";
import { WORDS } from "../../../client/text/words.ts";

const set = (...numbers: TargetNumber[]) => ({ numbers });
const one = (operator: TargetNumber["operator"], value: number | null, unit: string | null) =>
  set({ operator, value, unit });
const PERCENT = { zh: "%", en: "%" };
const RATE = { zh: "个/千人", en: "per 1,000 people" };

describe("a target", () => {
  it.each([
    [one(">=", 60, "%"), "60%", "达到 60%（以上含本数）"],
    [one("<=", 300, "㎡"), "≤ 300㎡", "不超过 300㎡（以内含本数）"],
    [one("=", 100, "%"), "100%", "达到 100%"],
    [one("≈", 5, "个"), "约 5 个", "5 个左右"],
    [one("trend-up", null, null), "上升", "逐年上升"],
    [one("exists", null, null), "要有", "要做到"],
  ])("of %j reads %s, in a sentence %s", (target, text, asks) => {
    expect(targetText(target, PERCENT, "zh", WORDS.zh)).toBe(text);
    expect(targetAsks(target, PERCENT, "zh", WORDS.zh)).toBe(asks);
  });

  it("has a line for each of several numbers, any of which is enough", () => {
    const either = set(
      { operator: ">=", value: 0.1, unit: "㎡/人", label: { zh: "室内", en: "indoors" } },
      { operator: ">=", value: 0.3, unit: "㎡/人", label: { zh: "室外", en: "outdoors" } },
    );
    expect(targetLines(either, RATE, "zh", WORDS.zh)).toEqual(["室内 0.1", "室外 0.3"]);
    expect(targetText(either, RATE, "zh", WORDS.zh)).toBe("室内 0.1 ㎡/人 或 室外 0.3 ㎡/人");
  });

  it("is told in the unit of the language where that is the indicator's own", () => {
    const target = one(">=", 4.5, "个/千人");
    expect(targetText(target, RATE, "en", WORDS.en)).toBe("4.5 per 1,000 people");
    expect(targetLines(target, RATE, "en", WORDS.en)).toEqual(["4.5"]);
  });
});
