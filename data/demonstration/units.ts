import { Buckets } from "./buckets.ts";
import { cellsOf } from "./cells.ts";
import { BLANK, type Drawing } from "./drawing.ts";
import type { Place } from "./ganzhou-places.ts";
import { isInside, moved, type Point } from "./geometry.ts";
import { toGround, toLngLat } from "./ground.ts";
import { DISTRICT_OUTLINE } from "./outline.ts";
import { drawTownBorder, type Quarter } from "./quarters.ts";
import type { Plan } from "./plan.ts";
import type { Seat } from "./seats.ts";
import { shareBorders } from "./shared-borders.ts";

/** A community or village with its ground. */
export interface Unit {
  readonly place: Place;
  /** Border on the ground, anticlockwise; the first point is not repeated. */
  readonly ring: readonly Point[];
  /** Of a village in the country, its ground before its borders were bent, in plan coordinates. */
  readonly cell: readonly Point[] | undefined;
}

/** All units of the district: they fill it without overlap. */
export function drawUnits(
  plan: Plan,
  quarters: readonly Quarter[],
  seats: readonly Seat[],
): Unit[] {
  const cells = cellsOf(
    seats.map(({ at }) => at),
    DISTRICT_OUTLINE,
    drawTownBorder(plan),
  );
  const rings = shareBorders(
    [...quarters.map(({ ring }) => ring), ...cells],
    LONGEST_SIDE,
    (point) => toGround(wavered(point)),
  );
  return [...quarters, ...seats]
    .map(({ place }, index): Unit => {
      return { place, ring: rings[index] ?? [], cell: cells[index - quarters.length] };
    })
    .toSorted((one, other) => (one.place.code < other.place.code ? -1 : 1));
}

/** Finds the unit of a place of the plan. */
export function unitFinder(units: readonly Unit[]): (place: Point) => Unit | undefined {
  const near = new Buckets<Unit>(1500);
  for (const unit of units) {
    const [xs, ys] = [unit.ring.map(({ x }) => x), unit.ring.map(({ y }) => y)];
    near.addAlong(
      { x: Math.min(...xs), y: Math.min(...ys) },
      { x: Math.max(...xs), y: Math.max(...ys) },
      unit,
    );
  }
  return (place) => {
    const ground = toGround(place);
    return near.along(ground, ground).find(({ ring }) => isInside(ground, ring));
  };
}

export function writeUnits(units: readonly Unit[]): string {
  const features = units.map(({ place, ring }) => ({
    type: "Feature",
    properties: {
      id: place.code,
      name: place.name,
      level: place.level,
      township: place.township.name,
      "township-code": place.township.code,
    },
    geometry: { type: "Polygon", coordinates: [[...ring, ...ring.slice(0, 1)].map(sixPlaces)] },
  }));
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  return `{"type":"FeatureCollection","name":"示例数据（合成）","features":[\n${lines}\n]}\n`;
}

/** The names of the communities as quarters on the map. */
export function labelQuarters(quarters: readonly Quarter[]): Drawing {
  const marks = quarters.map(({ place, ring }) => ({
    at: middleOf(ring),
    tags: {
      place: "quarter",
      name: place.name.replace("滨河新区", "").replace("虚拟社区", ""),
    },
  }));
  return { ...BLANK, marks };
}

/** Longer sides of the villages' ground get corners between, so that they can waver. */
const LONGEST_SIDE = 260;

/** Borders in the country follow ditches and field ways; those of the town stay on its streets. */
function wavered(place: Point): Point {
  const beside = Math.max(Math.abs(place.x + 500) - 3900, Math.abs(place.y) - 2400);
  const sway = 120 * Math.min(1, Math.max(0, beside / 2200));
  if (sway === 0) return place;
  const [east, north] = [
    Math.sin(place.y / 430 + place.x / 2100) + 0.5 * Math.sin(place.y / 190 - place.x / 800),
    Math.sin(place.x / 390 + 1.3) + 0.5 * Math.sin(place.x / 210 + place.y / 700),
  ];
  return moved(place, 0, (sway * east) / 1.5, (sway * north) / 1.5);
}

function sixPlaces(point: Point): number[] {
  return toLngLat(point).map((degrees) => Math.round(degrees * 1e6) / 1e6);
}

function middleOf(points: readonly Point[]): Point {
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0);
  return {
    x: sum(points.map(({ x }) => x)) / points.length,
    y: sum(points.map(({ y }) => y)) / points.length,
  };
}
