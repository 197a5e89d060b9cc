import type { Point } from "./geometry.ts";

/**
 * The river comes down from the south-west, passes the town on its west side and turns north-west below it. It
 * runs north everywhere, so that a place on it is known by how far north it lies.
 */
export function riverAt(y: number): number {
  const below = COURSE.findLastIndex(([north]) => north <= y);
  const index = Math.min(COURSE.length - 2, Math.max(0, below));
  const [y0, x0] = knot(index);
  const [y1, x1] = knot(index + 1);
  const t = (y - y0) / (y1 - y0);
  const span = y1 - y0;
  const bend =
    (1 + 2 * t) * (1 - t) ** 2 * x0 +
    t * (1 - t) ** 2 * span * slopeAt(index) +
    t * t * (3 - 2 * t) * x1 +
    t * t * (t - 1) * span * slopeAt(index + 1);
  return bend + 60 * Math.sin(y / 830 + 0.3) + 26 * Math.sin(y / 410 + 0.8);
}

/** Half the width of the water there. */
export function riverHalfWidth(y: number): number {
  return 68 + 13 * Math.sin(y / 340 + 1) + 7 * Math.sin(y / 130);
}

export function riverPoint(y: number, east = 0): Point {
  return { x: riverAt(y) + east, y };
}

/** Is a place in the water, or within a margin of it? */
export function isNearRiver({ x, y }: Point, margin: number): boolean {
  const lean = (riverAt(y + 50) - riverAt(y - 50)) / 100;
  return Math.abs(x - riverAt(y)) / Math.hypot(1, lean) < riverHalfWidth(y) + margin;
}

/** The river flows through the plan from here to there. */
export const RIVER_ENDS = { south: -42_000, north: 33_000 } as const;

/** How far north, and how far east at that place. */
const COURSE: readonly (readonly [north: number, east: number])[] = [
  [-42_000, -21_000],
  [-30_000, -17_800],
  [-21_000, -13_000],
  [-14_000, -9_700],
  [-8_000, -5_700],
  [-4_200, -3_250],
  [-2_000, -2_700],
  [0, -2_620],
  [2_300, -2_700],
  [4_600, -3_500],
  [9_000, -7_900],
  [14_000, -12_600],
  [20_000, -20_000],
  [26_000, -29_000],
  [33_000, -40_000],
];

function knot(index: number): readonly [number, number] {
  const last = COURSE.length - 1;
  return COURSE[Math.min(last, Math.max(0, index))] ?? [0, 0];
}

function slopeAt(index: number): number {
  const [y0, x0] = knot(index - 1);
  const [y1, x1] = knot(index + 1);
  return (x1 - x0) / (y1 - y0);
}
