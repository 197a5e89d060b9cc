import { area, joined, stroke, type Building, type Drawing, type Stroke } from "./drawing.ts";
import { blob, moved, type Point } from "./geometry.ts";
import { housesAlong } from "./lanes.ts";
import type { Random } from "./random.ts";

interface Village {
  readonly name: string;
  readonly centre: Point;
  /** Half its length and half its depth, metres. */
  readonly radii: readonly [number, number];
  readonly direction: number;
}

const VILLAGES: readonly Village[] = [
  { name: "上柳村", centre: { x: -3330, y: 930 }, radii: [250, 190], direction: 0.1 },
  { name: "石磨村", centre: { x: -3330, y: -1400 }, radii: [230, 210], direction: 0.25 },
  { name: "双槐村", centre: { x: 1510, y: -2840 }, radii: [270, 200], direction: -0.12 },
  { name: "梨园村", centre: { x: 3120, y: -2280 }, radii: [260, 220], direction: -0.2 },
  { name: "五里堡村", centre: { x: -2640, y: 2440 }, radii: [250, 170], direction: 0.06 },
  { name: "新渠村", centre: { x: 3330, y: 1240 }, radii: [230, 170], direction: 0.3 },
];

export function centreOf(name: string): Point {
  const village = VILLAGES.find((candidate) => candidate.name === name);
  if (village === undefined) throw new Error(`There is no village ${name} in villages.ts.`);
  return village.centre;
}

export function drawVillages(random: Random): Drawing {
  return joined(VILLAGES.map((village) => drawVillage(village, random)));
}

/** Is a place among the houses, or within a margin (metres) of them? */
export function isInVillage(place: Point, margin: number): boolean {
  return VILLAGES.some(({ centre, radii }) => {
    const [long, deep] = radii;
    return (
      Math.hypot((place.x - centre.x) / (long + margin), (place.y - centre.y) / (deep + margin)) < 1
    );
  });
}

/** Lanes from side to side, two or three across them, and houses along the first. */
function drawVillage({ name, centre, radii, direction }: Village, random: Random): Drawing {
  const [long, deep] = radii;
  const at = (s: number, t: number): Point =>
    moved(centre, direction + 0.00045 * t, s, t + 7 * Math.sin(s / 90));
  const halfWidth = (t: number): number => long * Math.sqrt(Math.max(0, 1 - (t / deep) ** 2));

  const lanes: Stroke[] = [];
  const houses: Building[] = [];
  for (let t = -deep + 30; t < deep - 15; t += LANE_PITCH) {
    const west = -halfWidth(t) * random.between(0.62, 1.12);
    const east = halfWidth(t) * random.between(0.62, 1.12);
    const points = Array.from({ length: 9 }, (_, index) =>
      at(west + ((east - west) * index) / 8, t),
    );
    lanes.push(stroke(points, { highway: "residential" }));
    houses.push(...housesAlong(points, { from: 6, depth: 10, people: [2.2, 4.4] }, random));
  }
  const acrosses = [-0.5, 0.06, 0.58].map((share) => {
    const s = share * long;
    const reach = deep * Math.sqrt(1 - share ** 2) * 0.92;
    const points = Array.from({ length: 7 }, (_, index) => at(s, -reach + (2 * reach * index) / 6));
    return stroke(points, { highway: share === 0.06 ? "residential" : "service" });
  });
  const ground = blob(
    centre,
    [long * 1.06, deep * 1.08],
    [
      [0.07, random.between(0, 6)],
      [0.05, random.between(0, 6)],
    ],
    22,
  );
  return {
    strokes: [...lanes, ...acrosses],
    shapes: [area(ground, { landuse: "residential" })],
    marks: [{ at: moved(centre, direction, 40, 40), tags: { place: "village", name } }],
    buildings: [
      {
        at: at(0.25 * long, LANE_PITCH / 2),
        direction,
        length: 30,
        depth: 12,
        tags: { building: "public", "building:levels": "2", name: `${name}委会` },
        street: name,
      },
      ...houses,
    ],
  };
}

const LANE_PITCH = 46;
