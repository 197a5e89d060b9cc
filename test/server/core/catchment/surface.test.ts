import { expect, it } from "vitest";
import type { Matrix } from "#core/catchment/matrix.ts";
import { BEYOND, surfaceOf } from "#core/catchment/surface.ts";

const NOBODY = -1;

/**
 * Three facilities, four cells:
 *
 *            cell 0  1   2   3
 *     f0         50  90  .   .
 *     f1         50  80  10  .
 *     f2         60  80  9   .
 */
const MATRIX: Matrix = {
  facilityCount: 3,
  cellCount: 4,
  first: Uint32Array.of(0, 2, 5, 8),
  cell: Uint32Array.of(0, 1, 0, 1, 2, 0, 1, 2),
  cost: Uint16Array.of(50, 90, 50, 80, 10, 60, 80, 9),
};

it("keeps the least cost and whose it is; of equals the first in the list", () => {
  const { cost, facility } = surfaceOf(MATRIX, [0, 1, 2]);
  expect([...cost]).toEqual([50, 80, 9, BEYOND]);
  expect([...facility]).toEqual([0, 1, 2, NOBODY]);
});

it("reads only the facilities that are asked for", () => {
  const { cost, facility } = surfaceOf(MATRIX, [2]);
  expect([...cost]).toEqual([60, 80, 9, BEYOND]);
  expect([...facility]).toEqual([2, 2, 2, NOBODY]);
});

it("of no facilities is beyond everywhere", () => {
  const { cost, facility } = surfaceOf(MATRIX, []);
  expect([...cost]).toEqual([BEYOND, BEYOND, BEYOND, BEYOND]);
  expect([...facility]).toEqual([NOBODY, NOBODY, NOBODY, NOBODY]);
});
