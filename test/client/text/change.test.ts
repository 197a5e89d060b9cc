import { describe, expect, it } from "vitest";
import { peopleChange, pointsChange } from "../../../client/text/change.ts";

describe("a change of people", () => {
  it.each([
    [15_878, "+15,878"],
    [-75, "−75"],
    [0, "0"],
    [0.2, "+＜1"],
    [null, "—"],
  ])("of %s is %s", (value, said) => {
    expect(peopleChange(value)).toBe(said);
  });
});

describe("a change of share", () => {
  it.each([
    [0.628, 0.697, "+6.9 百分点"],
    // 62.84 % and 69.66 % are shown as 62.8 % and 69.7 %: 6.9 apart, not 6.8.
    [0.6284, 0.6966, "+6.9 百分点"],
    [0.697, 0.628, "−6.9 百分点"],
    [0.5, 0.5, "0 百分点"],
    [0.5, 0.5001, "＜0.1 百分点"],
    [0.9999, 1, "+0.1 百分点"],
    [null, 0.5, "—"],
    [0.5, undefined, "—"],
  ])("from %s to %s is %s", (before, after, said) => {
    expect(pointsChange(before, after, "zh")).toBe(said);
  });

  it("is in points in English", () => {
    expect(pointsChange(0.628, 0.697, "en")).toBe("+6.9 points");
  });
});
