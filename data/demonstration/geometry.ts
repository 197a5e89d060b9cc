/** A point of the plan: metres east (x) and north (y) of the drum tower, before the town is bent and turned. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners in the order south-west, south-east, north-east, north-west. */
export type Quad = readonly [Point, Point, Point, Point];

export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** Radians anticlockwise from east. */
export function heading(a: Point, b: Point): number {
  return Math.atan2(b.y - a.y, b.x - a.x);
}

/** Walk `ahead` metres in a direction, then `left` metres to the left of it. */
export function moved(from: Point, direction: number, ahead: number, left = 0): Point {
  const cos = Math.cos(direction);
  const sin = Math.sin(direction);
  return { x: from.x + cos * ahead - sin * left, y: from.y + sin * ahead + cos * left };
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const squared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along = (point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y);
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, along / squared));
  return distance(point, between(a, b, share));
}

/** Even-odd rule; a point exactly on the ring may fall either way. */
export function isInside(point: Point, ring: readonly Point[]): boolean {
  let within = false;
  let a = ring.at(-1);
  for (const b of ring) {
    if (a !== undefined && a.y > point.y !== b.y > point.y) {
      if (point.x < a.x + ((point.y - a.y) / (b.y - a.y)) * (b.x - a.x)) within = !within;
    }
    a = b;
  }
  return within;
}

/** Consecutive pairs of a line. */
export function legs(line: readonly Point[]): [Point, Point][] {
  const pairs: [Point, Point][] = [];
  let start: Point | undefined;
  for (const end of line) {
    if (start !== undefined) pairs.push([start, end]);
    start = end;
  }
  return pairs;
}

/** Consecutive pairs of a ring whose first point is not repeated at its end. */
export function sides(ring: readonly Point[]): [Point, Point][] {
  return legs([...ring, ...ring.slice(0, 1)]);
}

/** A curve through all given points (Catmull and Rom), with about one point every `step` metres. */
export function curve(through: readonly Point[], step: number): Point[] {
  const smooth = legs(through).flatMap(([a, b], index) => {
    const before = through[index - 1] ?? a;
    const after = through[index + 2] ?? b;
    const pieces = Math.max(1, Math.round(distance(a, b) / step));
    return Array.from({ length: pieces }, (_, piece) => {
      const t = piece / pieces;
      const along = (p: number, q: number, r: number, s: number): number =>
        0.5 *
        (2 * q +
          (r - p) * t +
          (2 * p - 5 * q + 4 * r - s) * t ** 2 +
          (3 * q - p - 3 * r + s) * t ** 3);
      return { x: along(before.x, a.x, b.x, after.x), y: along(before.y, a.y, b.y, after.y) };
    });
  });
  return [...smooth, ...through.slice(-1)];
}

/** Corners of a rectangle about its centre, anticlockwise, its length lying along the direction. */
export function rectangle(at: Point, direction: number, length: number, depth: number): Quad {
  return [
    moved(at, direction, -length / 2, -depth / 2),
    moved(at, direction, length / 2, -depth / 2),
    moved(at, direction, length / 2, depth / 2),
    moved(at, direction, -length / 2, depth / 2),
  ];
}

/** A closed shape about a centre whose edge wavers; `waves` are amplitude and phase of its first harmonics. */
export function blob(
  at: Point,
  radii: readonly [number, number],
  waves: readonly (readonly [number, number])[],
  points: number,
): Point[] {
  return Array.from({ length: points }, (_, index) => {
    const angle = (index / points) * 2 * Math.PI;
    const swell = waves.reduce(
      (sum, [amplitude, phase], wave) => sum + amplitude * Math.sin((wave + 2) * angle + phase),
      1,
    );
    return {
      x: at.x + radii[0] * swell * Math.cos(angle),
      y: at.y + radii[1] * swell * Math.sin(angle),
    };
  });
}

/** A quadrilateral measured in metres from its south-west corner: `s` along its south side, `t` along its west side. */
export interface Patch {
  readonly quad: Quad;
  readonly width: number;
  readonly height: number;
  readonly at: (s: number, t: number) => Point;
  /** The direction of growing `s` at a place. */
  readonly east: (s: number, t: number) => number;
}

export function patch(quad: Quad): Patch {
  const [southWest, southEast, northEast, northWest] = quad;
  const width = (distance(southWest, southEast) + distance(northWest, northEast)) / 2;
  const height = (distance(southWest, northWest) + distance(southEast, northEast)) / 2;
  const at = (s: number, t: number): Point =>
    between(
      between(southWest, southEast, s / width),
      between(northWest, northEast, s / width),
      t / height,
    );
  return { quad, width, height, at, east: (s, t) => heading(at(s, t), at(s + 1, t)) };
}

/** The part of a patch between two values of `s` and two of `t`. */
export function cutOut(
  whole: Patch,
  west: number,
  south: number,
  east: number,
  north: number,
): Patch {
  return patch([
    whole.at(west, south),
    whole.at(east, south),
    whole.at(east, north),
    whole.at(west, north),
  ]);
}
