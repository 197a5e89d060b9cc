import { expect, it } from "vitest";
import { crossingOf } from "#core/geo/crossing.ts";
import type { LngLat } from "#core/geo/rings.ts";

const EAST: [LngLat, LngLat] = [
  [0, 0],
  [4, 0],
];

it("tells how far along either line they cross, ends included", () => {
  expect(
    crossingOf(EAST, [
      [1, -1],
      [1, 3],
    ]),
  ).toEqual({ share: 0.25, other: 0.25 });
  expect(
    crossingOf(EAST, [
      [4, 0],
      [9, 9],
    ]),
  ).toEqual({ share: 1, other: 0 });
  expect(
    crossingOf(EAST, [
      [5, -1],
      [5, 1],
    ]),
  ).toBeUndefined();
  expect(
    crossingOf(EAST, [
      [1, 1],
      [1, 3],
    ]),
  ).toBeUndefined();
});

it("knows no crossing of lines that run alongside, or are no longer than a point", () => {
  expect(
    crossingOf(EAST, [
      [1, 0],
      [3, 0],
    ]),
  ).toBeUndefined();
  expect(
    crossingOf(EAST, [
      [1, 0],
      [1, 0],
    ]),
  ).toBeUndefined();
});
