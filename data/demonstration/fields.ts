import { area, BLANK, type Drawing, type Shape, type Tags } from "./drawing.ts";
import { between, type Point, type Quad } from "./geometry.ts";
import { isShown } from "./ground.ts";
import { builtGround } from "./land.ts";
import type { Plan } from "./plan.ts";
import type { Random } from "./random.ts";
import { isInVillage } from "./villages.ts";
import { isNearRiver } from "./waterways.ts";

/** Fields, orchards and greenhouses wherever nothing else stands. */
export function drawFields(plan: Plan, random: Random): Drawing {
  const isBuiltOn = builtGround(plan);
  const isFree = (place: Point): boolean =>
    !isNearRiver(place, 14) && !isInVillage(place, 22) && !isBuiltOn(place, 14);
  const shapes: Shape[] = [];
  for (let y = -4700; y < 4700;) {
    const depth = random.between(120, 190);
    for (let x = -5100 + random.between(0, 200); x < 5100;) {
      const width = random.between(150, 330);
      const quad: Quad = [
        swayed(x, y),
        swayed(x + width - 6, y),
        swayed(x + width - 6, y + depth - 6),
        swayed(x, y + depth - 6),
      ];
      shapes.push(...openParts(quad, isFree, 2).map((part) => area(part, cropOf(random))));
      x += width;
    }
    y += depth;
  }
  return { ...BLANK, shapes };
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
  if (depth === 0 || !quad.some(isShown)) return [];
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
  return probes.some(isShown) && probes.every(isFree);
}

function cropOf(random: Random): Tags {
  const lot = random.next();
  if (lot < 0.7) return { landuse: "farmland" };
  if (lot < 0.8) return { landuse: "orchard" };
  if (lot < 0.88) return { landuse: "greenhouse_horticulture" };
  if (lot < 0.94) return { landuse: "meadow" };
  return { landuse: "forest" };
}
