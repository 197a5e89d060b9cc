import { MISSING, type Streets } from "./streets.ts";

/** Squares with more ways in than this are walked around only: each pair of ways in would be a line. */
const MOST_DOORS = 40;

/**
 * Straight lines across walkable squares, as pairs of points with the square's way: between every two points
 * where other ways meet the square's outline, if the line stays inside it. The outline itself is walked too.
 */
export function linesAcrossSquares(streets: Streets): { p: number; q: number; way: number }[] {
  const waysAt = new Uint8Array(streets.lng.length);
  for (let w = 0; w < streets.wayCount; w++) {
    const last = streets.firstPoint[w + 1]! - (streets.square[w] === 1 ? 1 : 0);
    for (let i = streets.firstPoint[w]!; i < last; i++) {
      const p = streets.point[i]!;
      if (p !== MISSING && waysAt[p]! < 2) waysAt[p]! += 1;
    }
  }

  const lines: { p: number; q: number; way: number }[] = [];
  for (let way = 0; way < streets.wayCount; way++) {
    if (streets.square[way] === 0) continue;
    const ring = [
      ...streets.point.subarray(streets.firstPoint[way]!, streets.firstPoint[way + 1]! - 1),
    ];
    if (ring.includes(MISSING)) continue;
    const doors = ring.flatMap((p, at) => (waysAt[p] === 2 ? [at] : []));
    if (doors.length > MOST_DOORS) continue;
    for (const [i, one] of doors.entries())
      for (const other of doors.slice(i + 1))
        if (staysInside(streets, ring, one, other))
          lines.push({ p: ring[one]!, q: ring[other]!, way });
  }
  return lines;
}

/** Whether the line between two corners of the ring crosses none of its sides and runs through its inside. */
function staysInside(
  streets: Streets,
  ring: readonly number[],
  one: number,
  other: number,
): boolean {
  const size = ring.length;
  const apart = Math.abs(one - other);
  if (apart === 1 || apart === size - 1) return false; // a side of the square, walked already
  const { lng, lat } = streets;
  const p = ring[one]!;
  const q = ring[other]!;
  for (let i = 0; i < size; i++) {
    const r = ring[i]!;
    const s = ring[(i + 1) % size]!;
    if (r !== p && r !== q && liesBetween(r)) return false; // along a side with a bend, or past a corner
    if (r === p || r === q || s === p || s === q) continue;
    const straddlesSide = turn(p, q, r) * turn(p, q, s) <= 0;
    const straddlesLine = turn(r, s, p) * turn(r, s, q) <= 0;
    if (straddlesSide && straddlesLine) return false;
  }
  return contains((lng[p]! + lng[q]!) / 2, (lat[p]! + lat[q]!) / 2);

  function liesBetween(r: number): boolean {
    return (
      turn(p, q, r) === 0 &&
      (lng[r]! - lng[p]!) * (lng[r]! - lng[q]!) <= 0 &&
      (lat[r]! - lat[p]!) * (lat[r]! - lat[q]!) <= 0
    );
  }

  function turn(a: number, b: number, c: number): number {
    return Math.sign(
      (lng[b]! - lng[a]!) * (lat[c]! - lat[a]!) - (lat[b]! - lat[a]!) * (lng[c]! - lng[a]!),
    );
  }

  function contains(x: number, y: number): boolean {
    let inside = false;
    for (let i = 0; i < size; i++) {
      const r = ring[i]!;
      const s = ring[(i + 1) % size]!;
      if (lat[r]! > y !== lat[s]! > y) {
        const crossing = lng[r]! + ((y - lat[r]!) * (lng[s]! - lng[r]!)) / (lat[s]! - lat[r]!);
        if (x < crossing) inside = !inside;
      }
    }
    return inside;
  }
}
