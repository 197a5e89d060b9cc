import type { Building, Drawing, Stroke } from "./drawing.ts";
import { isInside, legs, rectangle, type Point, type Quad } from "./geometry.ts";
import { Buckets } from "./buckets.ts";

/** The buildings that stand clear of streets, water, rails and of the buildings before them, within the extract. */
export function clearBuildings(drawing: Drawing): Building[] {
  const ways = new Buckets<Way>(60);
  for (const way of obstacles(drawing)) ways.addAlong(way.a, way.b, way);
  const open = new Buckets<readonly Point[]>(200);
  for (const { points, tags, closed } of drawing.shapes) {
    const isOpen = closed && (tags["natural"] === "water" || tags["leisure"] === "pitch");
    if (isOpen) open.addAlong(...boxOf(points), points);
  }
  const standing = new Buckets<Quad>(60);

  return drawing.buildings.filter((building) => {
    const { at, direction, length, depth } = building;
    const outline = rectangle(at, direction, length, depth);
    const box = boxOf(outline);
    const isFree =
      ways.along(...widened(box, WIDEST)).every((way) => !runsThrough(way, building)) &&
      open
        .along(...box)
        .every((ring) => ![at, ...outline].some((point) => isInside(point, ring))) &&
      standing.along(...box).every((other) => !overlap(outline, other));
    if (isFree) standing.addAlong(...box, outline);
    return isFree;
  });
}

interface Way {
  readonly a: Point;
  readonly b: Point;
  /** Metres to keep free on both sides of its middle. */
  readonly clearance: number;
}

const CLEARANCE: Readonly<Record<string, number>> = {
  primary: 15,
  secondary: 12,
  tertiary: 9,
  unclassified: 2.4,
  residential: 5,
  living_street: 2.6,
  service: 2.8,
  pedestrian: 1,
  track: 3,
};

/** The largest clearance. */
const WIDEST = 15;

function obstacles({ strokes, shapes }: Drawing): Way[] {
  const streets = strokes.flatMap((stroke: Stroke) => {
    const clearance = CLEARANCE[stroke.tags["highway"] ?? ""] ?? 1.2;
    return legs(stroke.points).map(([a, b]) => ({ a, b, clearance }));
  });
  const others = shapes.flatMap(({ points, tags }) => {
    const clearance = tags["railway"] === "rail" ? 6 : tags["waterway"] === "canal" ? 7 : undefined;
    return clearance === undefined ? [] : legs(points).map(([a, b]) => ({ a, b, clearance }));
  });
  return [...streets, ...others];
}

/** South-west and north-east corner of what holds all points. */
function boxOf(points: readonly Point[]): [Point, Point] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return [
    { x: Math.min(...xs), y: Math.min(...ys) },
    { x: Math.max(...xs), y: Math.max(...ys) },
  ];
}

function widened([southWest, northEast]: readonly [Point, Point], margin: number): [Point, Point] {
  return [
    { x: southWest.x - margin, y: southWest.y - margin },
    { x: northEast.x + margin, y: northEast.y + margin },
  ];
}

/** Does a leg, widened by its clearance, meet the building? Asked in the building's own axes. */
function runsThrough(
  { a, b, clearance }: Way,
  { at, direction, length, depth }: Building,
): boolean {
  const turn = (point: Point): [number, number] => {
    const [dx, dy] = [point.x - at.x, point.y - at.y];
    return [
      dx * Math.cos(direction) + dy * Math.sin(direction),
      dy * Math.cos(direction) - dx * Math.sin(direction),
    ];
  };
  const [start, end] = [turn(a), turn(b)];
  const limits = [length / 2 + clearance, depth / 2 + clearance];
  let [enter, leave] = [0, 1];
  for (const axis of [0, 1] as const) {
    const limit = limits[axis] ?? 0;
    const step = end[axis] - start[axis];
    if (Math.abs(step) < 1e-9) {
      if (Math.abs(start[axis]) > limit) return false;
      continue;
    }
    const shares = [(-limit - start[axis]) / step, (limit - start[axis]) / step];
    enter = Math.max(enter, Math.min(...shares));
    leave = Math.min(leave, Math.max(...shares));
  }
  return enter <= leave;
}

/** Do two rectangles overlap? They do not when an axis of one of them parts them. */
function overlap(one: Quad, two: Quad): boolean {
  const axes = [one, two].flatMap(([a, b, , d]) => [
    { x: b.x - a.x, y: b.y - a.y },
    { x: d.x - a.x, y: d.y - a.y },
  ]);
  return axes.every((axis) => {
    const shadow = (quad: Quad): number[] =>
      quad.map((point) => point.x * axis.x + point.y * axis.y);
    const [first, second] = [shadow(one), shadow(two)];
    return Math.max(...first) > Math.min(...second) && Math.max(...second) > Math.min(...first);
  });
}
