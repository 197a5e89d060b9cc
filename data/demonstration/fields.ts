import { Buckets } from "./buckets.ts";
import { area, BLANK, type Drawing, type Shape, type Tags } from "./drawing.ts";
import { between, distance, type Point, type Quad } from "./geometry.ts";
import { builtGround } from "./land.ts";
import type { Plan } from "./plan.ts";
import type { Random } from "./random.ts";
import { isNearRiver } from "./river.ts";
import type { Seat } from "./seats.ts";
import { CORE } from "./villages.ts";
import { isInWetland } from "./wetlands.ts";

/** Fields, orchards and greenhouses around the town, wherever nothing else stands. */
export function drawFields(plan: Plan, seats: readonly Seat[], random: Random): Drawing {
  const isBuiltOn = builtGround(plan);
  const near = new Buckets<Point>(1000);
  for (const { at } of seats) near.add(at, at);
  const isFree = (place: Point): boolean =>
    !isNearRiver(place, 14) &&
    !isBuiltOn(place, 14) &&
    !isInWetland(place, 30) &&
    near.around(place).every((seat) => distance(seat, place) > CORE.long + 40);
  const shapes: Shape[] = [];
  for (let y = SOUTH; y < NORTH;) {
    const depth = random.between(150, 240);
    for (let x = WEST + random.between(0, 200); x < EAST;) {
      const width = random.between(190, 420);
      const quad: Quad = [
        swayed(x, y),
        swayed(x + width - 8, y),
        swayed(x + width - 8, y + depth - 8),
        swayed(x, y + depth - 8),
      ];
      shapes.push(...openParts(quad, isFree, 2).map((part) => area(part, cropOf(random))));
      x += width;
    }
    y += depth;
  }
  return { ...BLANK, shapes };
}

/** The ground the fields are drawn on one by one. */
const [WEST, EAST, SOUTH, NORTH] = [-7000, 6200, -5000, 5400];

/** Is a place on the ground where fields are drawn one by one? */
export function isAmongFields({ x, y }: Point): boolean {
  return x > WEST && x < EAST && y > SOUTH && y < NORTH;
}

/** Field borders follow the lie of the land, which turns slowly. */
function swayed(x: number, y: number): Point {
  return {
    x: x + 90 * Math.sin(y / 900 + x / 2600) + 0.12 * y,
    y: y + 80 * Math.sin(x / 1100 + 1.3) - 0.06 * x,
  };
}

/** The field, or where something stands in it, those of its quarters that are free. */
function openParts(quad: Quad, isFree: (place: Point) => boolean, depth: number): Quad[] {
  if (isOpen(quad, isFree)) return [quad];
  if (depth === 0) return [];
  const [southWest, southEast, northEast, northWest] = quad;
  const [south, north] = [between(southWest, southEast, 0.5), between(northWest, northEast, 0.5)];
  const [west, east] = [between(southWest, northWest, 0.5), between(southEast, northEast, 0.5)];
  const middle = between(west, east, 0.5);
  const quarters: Quad[] = [
    [southWest, south, middle, west],
    [south, southEast, east, middle],
    [middle, east, northEast, north],
    [west, middle, north, northWest],
  ];
  return quarters.flatMap((quarter) => openParts(quarter, isFree, depth - 1));
}

function isOpen(quad: Quad, isFree: (place: Point) => boolean): boolean {
  const [southWest, southEast, northEast, northWest] = quad;
  const probes = [
    ...quad,
    between(southWest, northEast, 0.5),
    between(southWest, southEast, 0.5),
    between(northWest, northEast, 0.5),
  ];
  return probes.every(isFree);
}

export function cropOf(random: Random): Tags {
  const lot = random.next();
  if (lot < 0.7) return { landuse: "farmland" };
  if (lot < 0.8) return { landuse: "orchard" };
  if (lot < 0.88) return { landuse: "greenhouse_horticulture" };
  if (lot < 0.94) return { landuse: "meadow" };
  return { landuse: "forest" };
}
