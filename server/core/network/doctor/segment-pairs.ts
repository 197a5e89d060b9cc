/** The ends of a straight piece, x1, y1, x2, y2, in ten-millionths of a degree. */
export type Segment = readonly [number, number, number, number];

/**
 * Where two straight pieces cross, both going on beyond the place; undefined when they only touch or lie along
 * each other. Exact for whole coordinates, the place aside, which is rounded.
 */
export function crossingOf(
  [ax, ay, bx, by]: Segment,
  [cx, cy, dx, dy]: Segment,
): [x: number, y: number] | undefined {
  const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (c === 0 || d === 0 || c > 0 === d > 0) return undefined;
  const a = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const b = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  if (a === 0 || b === 0 || a > 0 === b > 0) return undefined;
  const share = a / (a - b);
  return [Math.round(ax + share * (bx - ax)), Math.round(ay + share * (by - ay))];
}
