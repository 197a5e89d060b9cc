import { difference, featureCollection, polygon } from "@turf/turf";
import { distance, type Point } from "./geometry.ts";

/**
 * For every site the ground nearer to it than to any other, within the border and outside the hole. Anticlockwise,
 * first point not repeated.
 */
export function cellsOf(
  sites: readonly Point[],
  border: readonly Point[],
  hole: readonly Point[],
): Point[][] {
  const [west, east] = [Math.min(...hole.map(({ x }) => x)), Math.max(...hole.map(({ x }) => x))];
  const [south, north] = [Math.min(...hole.map(({ y }) => y)), Math.max(...hole.map(({ y }) => y))];
  return sites.map((site) => {
    const others = sites
      .filter((other) => other !== site)
      .sort((one, other) => distance(one, site) - distance(other, site));
    // Half planes keep a convex shape convex; of the winding border they keep what lies before the bisectors.
    let ring = [...border];
    for (const other of others) {
      const farthest = Math.max(...ring.map((point) => distance(point, site)));
      if (distance(other, site) > 2 * farthest) break;
      ring = nearerHalf(ring, site, other);
    }
    const isAtHole =
      ring.some(({ x }) => x < east) &&
      ring.some(({ x }) => x > west) &&
      ring.some(({ y }) => y < north) &&
      ring.some(({ y }) => y > south);
    return isAtHole ? without(ring, hole) : ring;
  });
}

/** The part of a ring nearer to one place than to another. */
function nearerHalf(ring: readonly Point[], own: Point, other: Point): Point[] {
  const [dx, dy] = [other.x - own.x, other.y - own.y];
  const [mx, my] = [(other.x + own.x) / 2, (other.y + own.y) / 2];
  const beyond = ({ x, y }: Point): number => (x - mx) * dx + (y - my) * dy;
  const kept: Point[] = [];
  let before = ring.at(-1);
  for (const point of ring) {
    if (before === undefined) break;
    const [from, to] = [beyond(before), beyond(point)];
    if (from <= 0 !== to <= 0) {
      const share = from / (from - to);
      kept.push({
        x: before.x + (point.x - before.x) * share,
        y: before.y + (point.y - before.y) * share,
      });
    }
    if (to <= 0) kept.push(point);
    before = point;
  }
  return kept;
}

function without(ring: readonly Point[], hole: readonly Point[]): Point[] {
  const left = difference(featureCollection([polygonOf(ring), polygonOf(hole)]));
  if (left?.geometry.type !== "Polygon" || left.geometry.coordinates.length !== 1)
    throw new Error("A village's ground is cut in pieces by the town.");
  const [outer = []] = left.geometry.coordinates;
  return outer.slice(0, -1).map(([x = 0, y = 0]) => ({ x, y }));
}

function polygonOf(ring: readonly Point[]) {
  return polygon([[...ring, ...ring.slice(0, 1)].map(({ x, y }) => [x, y])]);
}
