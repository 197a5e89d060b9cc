import type { Point } from "./geometry.ts";

/** How far north the middle of the river runs, at a place this far east. */
export function riverAt(x: number): number {
  return 1720 + 170 * Math.sin(x / 1180 + 0.3) + 55 * Math.sin(x / 560 + 0.8);
}

/** Half the width of the water there. */
export function riverHalfWidth(x: number): number {
  return 62 + 11 * Math.sin(x / 340 + 1) + 6 * Math.sin(x / 130);
}

export function riverPoint(x: number, north = 0): Point {
  return { x, y: riverAt(x) + north };
}
