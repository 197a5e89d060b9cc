import fc from "fast-check";
import { expect, it } from "vitest";
import type { Pixel } from "../../../client/map/label-places.ts";
import { nearestOnLines } from "../../../client/map/snapping.ts";

const corner: Pixel[] = [
  [0, 0],
  [100, 0],
  [100, 100],
];

it("is the foot on the nearest piece, or the end it lies beyond", () => {
  expect(nearestOnLines([corner], [40, 7], 14)).toEqual([40, 0]);
  expect(nearestOnLines([corner], [93, 50], 14)).toEqual([100, 50]);
  expect(nearestOnLines([corner], [-3, -4], 14)).toEqual([0, 0]);
});

it("is nothing beyond the reach, and something exactly on it", () => {
  expect(nearestOnLines([corner], [40, -14], 14)).toEqual([40, 0]);
  expect(nearestOnLines([corner], [40, -14.1], 14)).toBeUndefined();
  expect(nearestOnLines([], [0, 0], 14)).toBeUndefined();
  expect(nearestOnLines([[[1, 1]]], [1, 1], 14)).toBeUndefined();
});

it("is no farther than any point of any line", () => {
  const pixel = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }));
  const lines = fc.array(fc.array(pixel, { minLength: 2, maxLength: 5 }), { maxLength: 4 });
  fc.assert(
    fc.property(lines, pixel, (drawn, at) => {
      const found = nearestOnLines(drawn, at, Infinity);
      if (drawn.length === 0) return found === undefined;
      const away = (to: Pixel) => Math.hypot(to[0] - at[0], to[1] - at[1]);
      const best = found ? away(found) : Infinity;
      // A slow look at a hundred and one points of every piece.
      return drawn.every((line) =>
        line.slice(1).every((to, i) =>
          Array.from({ length: 101 }, (_, n) => n / 100).every((share) => {
            const from = line[i] ?? to;
            return (
              best <=
              away([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]) +
                1e-9
            );
          }),
        ),
      );
    }),
    { numRuns: 100 },
  );
});
