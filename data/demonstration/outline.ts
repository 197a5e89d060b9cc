import { curve, isInside, type Point } from "./geometry.ts";

/** As large as the district is said to be, square metres. */
const AREA = 3_660e6;

/** Anticlockwise from the west, kilometres east and north of the tower. */
const KILOMETRES: readonly (readonly [number, number])[] = [
  [-28, -4],
  [-26, -12],
  [-21, -20],
  [-15, -26],
  [-10, -33],
  [-1, -35],
  [7, -33],
  [12, -28],
  [12, -20],
  [18, -14],
  [25, -11],
  [29, -4],
  [28, 4],
  [26, 13],
  [31, 22],
  [32, 30],
  [24, 38],
  [13, 40],
  [5, 35],
  [0, 26],
  [-8, 21],
  [-16, 24],
  [-25, 29],
  [-33, 26],
  [-34, 18],
  [-29, 10],
  [-30, 3],
];

/** The district's border in plan coordinates, anticlockwise, first point not repeated. Invented. */
export const DISTRICT_OUTLINE: readonly Point[] = drawOutline();

export function isInDistrict(place: Point): boolean {
  return isInside(place, DISTRICT_OUTLINE);
}

function drawOutline(): Point[] {
  const corners = KILOMETRES.map(([x, y]) => ({ x: x * 1000, y: y * 1000 }));
  const [last, first, second] = [corners.at(-1), corners[0], corners[1]];
  if (last === undefined || first === undefined || second === undefined) return [];
  const smooth = curve([last, ...corners, first, second], 1500);
  const start = smooth.findIndex((point) => point === first || same(point, first));
  const end = smooth.findLastIndex((point) => same(point, first));
  const ring = smooth.slice(start, end);
  const grow = Math.sqrt(AREA / areaOf(ring));
  return ring.map(({ x, y }) => ({ x: x * grow, y: y * grow }));
}

function same(one: Point, other: Point): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < 1e-6;
}

function areaOf(ring: readonly Point[]): number {
  let twice = 0;
  let a = ring.at(-1);
  for (const b of ring) {
    if (a !== undefined) twice += a.x * b.y - b.x * a.y;
    a = b;
  }
  return twice / 2;
}
