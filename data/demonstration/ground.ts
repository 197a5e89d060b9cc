import type { Point } from "./geometry.ts";

/** Where a place of the plan lies on the ground, in metres east and north of the middle of the extract. */
export function toGround({ x, y }: Point): Point {
  // A complex polynomial bends long streets and keeps right angles right.
  const bent = {
    x: x + BEND * (x * x - y * y) - BOW * 2 * x * y,
    y: y + BEND * 2 * x * y + BOW * (x * x - y * y),
  };
  // The old town's streets waver a little more than the new ones.
  const waver = 1.2 + 4.6 * Math.exp(-((x * x + y * y) / 1250 ** 2));
  const east = bent.x + waver * Math.sin(y / 71 + 0.4);
  const north = bent.y + waver * Math.sin(x / 83 + 1.9);
  return { x: TURN_COS * east - TURN_SIN * north, y: TURN_SIN * east + TURN_COS * north };
}

/** Half the width and height of the extract. */
export const EXTRACT = { east: 4100, north: 3550 };

export function isWithinExtract({ x, y }: Point): boolean {
  return Math.abs(x) <= EXTRACT.east && Math.abs(y) <= EXTRACT.north;
}

/** The part of a line (on the ground) within the extract, as pieces whose ends lie on its border. */
export function cutLine(points: readonly Point[]): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (isWithinExtract(point)) {
      if (before !== undefined && !isWithinExtract(before)) piece = [onBorder(point, before)];
      piece.push(point);
      return;
    }
    if (before !== undefined && isWithinExtract(before))
      pieces.push([...piece, onBorder(before, point)]);
    piece = [];
  });
  return [...pieces, piece].filter((run) => run.length > 1);
}

/** The part of a ring (on the ground) within the extract, after Sutherland and Hodgman; empty when it lies outside. */
export function cutRing(ring: readonly Point[]): Point[] {
  const walls = [
    (point: Point) => EXTRACT.east - point.x,
    (point: Point) => EXTRACT.east + point.x,
    (point: Point) => EXTRACT.north - point.y,
    (point: Point) => EXTRACT.north + point.y,
  ];
  return walls.reduce<Point[]>(
    (kept, within) =>
      kept.flatMap((point, index) => {
        const before = kept[(index + kept.length - 1) % kept.length] ?? point;
        const [here, there] = [within(point), within(before)];
        const crossing =
          here >= 0 === there >= 0 ? [] : [crossingPoint(before, point, there, here)];
        return here >= 0 ? [...crossing, point] : crossing;
      }),
    [...ring],
  );
}

/** Degrees, rounded to the seven decimals that OpenStreetMap keeps (about a centimetre). */
export function toLngLat({ x, y }: Point): readonly [lng: number, lat: number] {
  return [
    roundDegrees(CENTRE.lng + x / METRES_PER_LNG),
    roundDegrees(CENTRE.lat + y / METRES_PER_LAT),
  ];
}

/** Is a place of the plan on ground that the extract shows? */
export function isShown(place: Point): boolean {
  return isWithinExtract(toGround(place));
}

const CENTRE = { lng: 100.45, lat: 38.93 };
const METRES_PER_LAT = 111_195;
const METRES_PER_LNG = METRES_PER_LAT * Math.cos((CENTRE.lat * Math.PI) / 180);

const BEND = 0.9e-5;
const BOW = -0.7e-5;
const TURN = -0.085;
const TURN_COS = Math.cos(TURN);
const TURN_SIN = Math.sin(TURN);

function onBorder(inside: Point, outside: Point): Point {
  const share = Math.min(
    ...(["x", "y"] as const).map((axis) => {
      const limit = axis === "x" ? EXTRACT.east : EXTRACT.north;
      const reach = Math.abs(outside[axis]);
      return reach <= limit
        ? 1
        : (Math.sign(outside[axis]) * limit - inside[axis]) / (outside[axis] - inside[axis]);
    }),
  );
  return {
    x: inside.x + (outside.x - inside.x) * share,
    y: inside.y + (outside.y - inside.y) * share,
  };
}

function crossingPoint(from: Point, to: Point, fromValue: number, toValue: number): Point {
  const share = fromValue / (fromValue - toValue);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
