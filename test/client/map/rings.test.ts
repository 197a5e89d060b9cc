import { describe, expect, it } from "vitest";
import type { Place } from "../../../client/map/features.ts";
import { cornersOf, isSameRing, withCorner, withoutCorner } from "../../../client/map/rings.ts";

const SQUARE: readonly Place[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
];
const TRIANGLE: readonly Place[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

describe("the outline of an area", () => {
  it("has each corner once, closed or not", () => {
    expect(cornersOf(SQUARE)).toEqual(SQUARE.slice(0, 4));
    expect(cornersOf(SQUARE.slice(0, 4))).toEqual(SQUARE.slice(0, 4));
    expect(cornersOf([])).toEqual([]);
  });

  it("stays closed where its first corner is moved", () => {
    expect(withCorner(SQUARE, 0, [-1, -1])).toEqual([
      [-1, -1],
      [1, 0],
      [1, 1],
      [0, 1],
      [-1, -1],
    ]);
  });

  it("keeps the others where one is moved", () => {
    expect(withCorner(SQUARE, 2, [3, 3])).toEqual([
      [0, 0],
      [1, 0],
      [3, 3],
      [0, 1],
      [0, 0],
    ]);
  });

  it("stays closed where its first corner is taken away, and has three at least", () => {
    expect(withoutCorner(SQUARE, 0)).toEqual([
      [1, 0],
      [1, 1],
      [0, 1],
      [1, 0],
    ]);
    expect(withoutCorner(SQUARE, 3)).toEqual(TRIANGLE);
    expect(withoutCorner(TRIANGLE, 1)).toBeUndefined();
  });

  it("is the same only with the same corners from the same first", () => {
    expect(
      isSameRing(
        SQUARE,
        SQUARE.map(([lng, lat]): Place => [lng, lat]),
      ),
    ).toBe(true);
    expect(isSameRing(SQUARE, TRIANGLE)).toBe(false);
    expect(isSameRing(SQUARE, withCorner(SQUARE, 1, [1, 0.1]))).toBe(false);
  });
});
