import { area, line, stroke, type Drawing, type Shape } from "./drawing.ts";
import { between, rectangle, type Point } from "./geometry.ts";
import type { Plan } from "./plan.ts";
import { riverAt, riverHalfWidth } from "./river.ts";

/** The line along the town's east side, its station with a square in front, and the sheds beside the tracks. */
export function drawRailway(plan: Plan): Drawing {
  const tracks = [0, 5.5].flatMap((east) => track(east));
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

  const street = between(plan.corner(6, 3), plan.corner(6, 4), 0.5);
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
    marks: [{ at: railwayPoint(street.y), tags: { railway: "station", name: "示例站" } }],
    buildings: [
      {
        at: hall,
        direction: Math.PI / 2,
        length: 92,
        depth: 26,
        tags: { building: "train_station", "building:levels": "2", name: "示例站" },
      },
    ],
  };
}

/** A place on the railway this far north, or some metres east of it. */
export function railwayPoint(y: number, east = 0): Point {
  return { x: 2475 + 0.035 * y + 45 * Math.sin(y / 2100) + east, y };
}

function track(east: number): Shape[] {
  const river = riverAt(railwayPoint(1700).x);
  const reach = riverHalfWidth(railwayPoint(1700).x) + 40;
  const tags = { railway: "rail", gauge: "1435", electrified: "contact_line", name: "示例铁路" };
  const part = (from: number, to: number): Point[] =>
    span(from, to, 90).map((y) => railwayPoint(y, east));
  return [
    line(part(-4600, river - reach), tags),
    line(part(river - reach, river + reach), { ...tags, bridge: "yes", layer: "1" }),
    line(part(river + reach, 4600), tags),
  ];
}

function span(from: number, to: number, size: number): number[] {
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}
