import { Buckets } from "./buckets.ts";
import { between, distance, distanceToSegment, sides, type Point } from "./geometry.ts";

/**
 * The same rings with every corner of one that lies on a side of another made a corner of both, and long sides
 * divided alike from both ends; then each point moved by `move`. So neighbours keep one border, however it is bent.
 */
export function shareBorders(
  rings: readonly (readonly Point[])[],
  longest: number,
  move: (point: Point) => Point,
): Point[][] {
  const corners = new Buckets<Point>(CELL);
  const same = (point: Point): Point => {
    const known = corners.around(point).find((other) => distance(other, point) < SAME);
    if (known !== undefined) return known;
    corners.add(point, point);
    return point;
  };
  const joined = rings.map((ring) => withoutRepeats(ring.map(same)));
  const moved = new Map<Point, Point>();
  const movedOnce = (point: Point): Point => {
    const known = moved.get(point);
    if (known !== undefined) return known;
    const place = move(point);
    moved.set(point, place);
    return place;
  };
  return joined.map((ring) =>
    sides(ring).flatMap(([a, b]) => {
      const length = distance(a, b);
      const on = cornersAlong(corners, a, b)
        .filter((corner) => corner !== a && corner !== b && distanceToSegment(corner, a, b) < ON)
        .sort((one, other) => distance(one, a) - distance(other, a))
        .filter((corner) => distance(corner, a) < length && distance(corner, b) < length);
      const stops = [a, ...new Set(on), b];
      return stops.slice(0, -1).flatMap((from, index) => {
        const to = stops[index + 1] ?? b;
        return divided(from, to, longest).map((point) =>
          point === from ? movedOnce(from) : move(point),
        );
      });
    }),
  );
}

/** Side of the squares that corners are looked up in, metres. */
const CELL = 500;
/** Corners nearer than this are one, metres. */
const SAME = 0.05;
/** A corner nearer to a side than this lies on it, metres. */
const ON = 0.05;

/** From the first point on, the last left out. The division is counted from the same end both ways. */
function divided(from: Point, to: Point, longest: number): Point[] {
  const pieces = Math.max(1, Math.ceil(distance(from, to) / longest));
  const isForward = from.x < to.x || (from.x === to.x && from.y < to.y);
  const inner = Array.from({ length: pieces - 1 }, (_, index) =>
    isForward
      ? between(from, to, (index + 1) / pieces)
      : between(to, from, (pieces - 1 - index) / pieces),
  );
  return [from, ...inner];
}

function cornersAlong(corners: Buckets<Point>, a: Point, b: Point): Point[] {
  return corners.alongWithin(a, b, 1);
}

function withoutRepeats(ring: readonly Point[]): Point[] {
  return ring.filter((point, index) => point !== ring.at(index - 1));
}
