import { area, line, stroke, type Drawing } from "./drawing.ts";
import { Buckets } from "./buckets.ts";
import {
  between,
  curve,
  distanceToSegment,
  legs,
  moved,
  heading,
  rectangle,
  type Point,
} from "./geometry.ts";
import type { Plan } from "./plan.ts";

/** The line through the district and along the town's east side, its station with a square in front, and sidings. */
export function drawRailway(plan: Plan): Drawing {
  const tracks = [0, 5.5].map((east) =>
    line(beside([EAST_END, ...COURSE, WEST_END], -east), {
      railway: "rail",
      gauge: "1435",
      electrified: "contact_line",
      name: "示例铁路",
    }),
  );
  const sidings = [-11, 11.5].map((east) =>
    line(
      span(-420, 900, 60).map((y) => railwayPoint(y, Math.abs(y - 240) > 600 ? east / 2 : east)),
      { railway: "rail", service: "siding" },
    ),
  );
  const ys = span(-4600, 4600, 200);
  const ground = area(
    [...ys.map((y) => railwayPoint(y, -22)), ...ys.toReversed().map((y) => railwayPoint(y, 24))],
    { landuse: "railway" },
  );

  const street = between(plan.corner(9, 3), plan.corner(9, 4), 0.5);
  const hall = railwayPoint(street.y, -62);
  const middle = { x: (street.x + hall.x) / 2 + 4, y: street.y };
  const square = rectangle(middle, 0, hall.x - street.x - 62, 110);
  const [southWest, , , northWest] = square;
  const front = between(southWest, northWest, 0.5);
  return {
    strokes: [
      stroke([...square, southWest], { highway: "pedestrian", area: "yes", name: "站前广场" }),
      stroke([street, front], { highway: "footway" }),
    ],
    shapes: [ground, ...tracks, ...sidings],
    marks: [{ at: railwayPoint(street.y), tags: { railway: "station", name: "火车站（示例）" } }],
    buildings: [
      {
        at: hall,
        direction: Math.PI / 2,
        length: 92,
        depth: 26,
        tags: { building: "train_station", "building:levels": "2", name: "火车站（示例）" },
      },
    ],
  };
}

/** A place on the railway this far north, within the town, or some metres east of it. */
export function railwayPoint(y: number, east = 0): Point {
  return { x: 2475 + 0.035 * y + 45 * Math.sin(y / 2100) + east, y };
}

/** Metres to the railway, at most 2000. */
export function railwayDistance(place: Point): number {
  return NEAR_COURSE.around(place).reduce(
    (least, [a, b]) => Math.min(least, distanceToSegment(place, a, b)),
    2000,
  );
}

/** From the east border past the town's east side to the north-west border. */
const COURSE: readonly Point[] = [
  ...curve(
    [
      { x: 34_000, y: -10_400 },
      { x: 24_000, y: -8900 },
      { x: 14_000, y: -7700 },
      { x: 7000, y: -7300 },
      { x: 3900, y: -6400 },
      railwayPoint(-4500),
    ],
    300,
  ).slice(0, -1),
  ...span(-4500, 4500, 90).map((y) => railwayPoint(y)),
  ...curve(
    [
      railwayPoint(4500),
      { x: 2350, y: 6000 },
      { x: 300, y: 8600 },
      { x: -6000, y: 10_400 },
      { x: -14_500, y: 10_600 },
      { x: -25_000, y: 16_600 },
      { x: -36_000, y: 19_000 },
    ],
    300,
  ).slice(1),
];

/** The line goes on past both borders, to where the map ends. */
const EAST_END: Point = { x: 42_000, y: -11_900 };
const WEST_END: Point = { x: -41_000, y: 20_100 };

const NEAR_COURSE = nearCourse();

function nearCourse(): Buckets<readonly [Point, Point]> {
  const near = new Buckets<readonly [Point, Point]>(2000);
  for (const leg of legs(COURSE)) near.addAlong(...leg, leg);
  return near;
}

function beside(course: readonly Point[], left: number): Point[] {
  return course.map((point, index) => {
    const [before, after] = [course[index - 1] ?? point, course[index + 1] ?? point];
    return moved(point, heading(before, after), 0, left);
  });
}

function span(from: number, to: number, size: number): number[] {
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}
