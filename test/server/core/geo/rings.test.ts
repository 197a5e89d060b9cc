import { describe, expect, it } from "vitest";
import { rightHanded, signedArea, type Ring } from "../../../../server/core/geo/rings.ts";

const COUNTER_CLOCKWISE: Ring = [
  [100, 30],
  [102, 30],
  [102, 31],
  [100, 31],
  [100, 30],
];

describe("a ring", () => {
  it("has a positive area counter-clockwise, a negative one clockwise", () => {
    expect(signedArea(COUNTER_CLOCKWISE)).toBe(2);
    expect(signedArea(COUNTER_CLOCKWISE.toReversed())).toBe(-2);
  });

  it("has none when it encloses nothing", () => {
    expect(signedArea([])).toBe(0);
    expect(
      signedArea([
        [1, 1],
        [2, 2],
        [3, 3],
        [1, 1],
      ]),
    ).toBe(0);
  });

  it("is turned so that outer rings run counter-clockwise and holes clockwise", () => {
    const clockwise = COUNTER_CLOCKWISE.toReversed();
    const wanted = [COUNTER_CLOCKWISE, clockwise];
    expect(rightHanded([COUNTER_CLOCKWISE, clockwise])).toEqual(wanted);
    expect(rightHanded([clockwise, COUNTER_CLOCKWISE])).toEqual(wanted);
  });
});
