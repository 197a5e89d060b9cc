import { COUNTY_SEAT } from "./ganzhou-places.ts";
import type { Point } from "./geometry.ts";

/** Where a place of the plan lies on the ground, in metres east and north of the tower crossing. */
export function toGround({ x, y }: Point): Point {
  // A complex polynomial bends long streets and keeps right angles right; beyond the town the bend dies away.
  const far = Math.hypot(x, y);
  const held = far > TOWN_REACH ? TOWN_REACH / far : 1;
  const left = Math.exp(-Math.max(0, far - TOWN_REACH) / BEND_DIES_AWAY);
  const [u, v] = [x * held, y * held];
  const bent = {
    x: x + left * (BEND * (u * u - v * v) - BOW * 2 * u * v),
    y: y + left * (BEND * 2 * u * v + BOW * (u * u - v * v)),
  };
  // The old town's streets waver a little more than the new ones.
  const waver = 1.2 + 4.6 * Math.exp(-((x * x + y * y) / 1250 ** 2));
  const east = bent.x + waver * Math.sin(y / 71 + 0.4);
  const north = bent.y + waver * Math.sin(x / 83 + 1.9);
  return { x: TURN_COS * east - TURN_SIN * north, y: TURN_SIN * east + TURN_COS * north };
}

/** The map ends here, metres east and north of the tower crossing. It holds the whole district. */
export const EXTRACT = { west: -37_000, east: 39_000, south: -40_000, north: 45_000 };

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
  if (ring.every(isWithinExtract)) return [...ring];
  const walls = [
    (point: Point) => EXTRACT.east - point.x,
    (point: Point) => point.x - EXTRACT.west,
    (point: Point) => EXTRACT.north - point.y,
    (point: Point) => point.y - EXTRACT.south,
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

export function isWithinExtract({ x, y }: Point): boolean {
  return x >= EXTRACT.west && x <= EXTRACT.east && y >= EXTRACT.south && y <= EXTRACT.north;
}

/** Degrees, rounded to the seven decimals that OpenStreetMap keeps (about a centimetre). */
export function toLngLat({ x, y }: Point): readonly [lng: number, lat: number] {
  return [
    roundDegrees(COUNTY_SEAT.lng + x / METRES_PER_LNG),
    roundDegrees(COUNTY_SEAT.lat + y / METRES_PER_LAT),
  ];
}

/** Metres from the tower that the town and its bent axes reach. */
export const TOWN_REACH = 6000;

const METRES_PER_LAT = 111_195;
const METRES_PER_LNG = METRES_PER_LAT * Math.cos((COUNTY_SEAT.lat * Math.PI) / 180);

const BEND_DIES_AWAY = 9000;
const BEND = 0.8e-5;
const BOW = -0.7e-5;
const TURN = -0.085;
const TURN_COS = Math.cos(TURN);
const TURN_SIN = Math.sin(TURN);

function onBorder(inside: Point, outside: Point): Point {
  const shares = [
    (EXTRACT.west - inside.x) / (outside.x - inside.x),
    (EXTRACT.east - inside.x) / (outside.x - inside.x),
    (EXTRACT.south - inside.y) / (outside.y - inside.y),
    (EXTRACT.north - inside.y) / (outside.y - inside.y),
  ].filter((share) => share >= 0);
  const share = Math.min(1, ...shares);
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
