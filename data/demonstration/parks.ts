import { area, stroke, type Building, type Drawing, type Stroke } from "./drawing.ts";
import { blob, between, distance, type Patch, type Point } from "./geometry.ts";
import { inset, setback, type Parcel, type SideIndex } from "./parcels.ts";
import type { Random } from "./random.ts";

/** A park around a lake: a walk about the water, entrances from the streets, a bridge, some pavilions and woods. */
export function drawPark(parcel: Parcel, name: string, random: Random): Drawing {
  const green = inset(parcel, (side) => setback(parcel, side));
  const { width, height } = green;
  const centre = green.at(width * 0.5, height * 0.52);
  const radii = [width * 0.29, height * 0.27] as const;
  const waves = [0.13, 0.09, 0.04].map((amplitude) => [amplitude, random.between(0, 6)] as const);
  const lake = blob(centre, radii, waves, 28);
  const walk = blob(centre, [radii[0] + 20, radii[1] + 20], waves, 22);

  return {
    strokes: [
      stroke([...walk, ...walk.slice(0, 1)], { highway: "footway", name: `${name}环湖路` }),
      ...entrances(parcel, walk),
      ...footbridge(walk),
      ...outerWalk(green, walk, random),
    ],
    shapes: [
      area(green.quad, { leisure: "park", name }),
      area(lake, { natural: "water", water: "lake", name: `${name.replace(/湖?公园$/, "")}湖` }),
      ...woods(green, centre, radii, random),
    ],
    marks: [],
    buildings: pavilions(green, random),
  };
}

function entrances(parcel: Parcel, walk: readonly Point[]): Stroke[] {
  const { ground } = parcel;
  const { width, height } = ground;
  const doors: [SideIndex, Point][] = [
    [0, ground.at(width * 0.35, 0)],
    [1, ground.at(width, height * 0.3)],
    [1, ground.at(width, height * 0.72)],
    [2, ground.at(width * 0.6, height)],
    [3, ground.at(0, height * 0.25)],
    [3, ground.at(0, height * 0.68)],
  ];
  return doors
    .filter(([side]) => parcel.sides[side] !== undefined)
    .map(([, door], index) => {
      const nearest = nearestOf(walk, door);
      if (index !== 1) return stroke([door, nearest], { highway: "footway" });
      // One entrance comes down a flight of steps.
      const [top, bottom] = [between(door, nearest, 0.45), between(door, nearest, 0.55)];
      return stroke([door, top, bottom, nearest], { highway: "steps", step_count: "24" });
    });
}

function footbridge(walk: readonly Point[]): Stroke[] {
  const west = walk[Math.round(walk.length * 0.43)];
  const east = walk[Math.round(walk.length * 0.93)];
  if (west === undefined || east === undefined) return [];
  return [
    stroke([west, east], { highway: "footway", bridge: "yes", layer: "1", name: "九曲桥" }, 1),
  ];
}

/** A second path in the trees, from the walk about the lake and back to it. */
function outerWalk(green: Patch, walk: readonly Point[], random: Random): Stroke[] {
  const { width, height } = green;
  return [
    [0.1, 0.12, 0.9],
    [0.12, 0.88, 0.88],
  ].map(([from = 0, row = 0, to = 0]) => {
    const points = [from, (from + to) / 2, to].map((share) =>
      green.at(width * share, height * (row + random.between(-0.02, 0.02))),
    );
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return stroke(points, { highway: "path" });
    return stroke([nearestOf(walk, first), ...points, nearestOf(walk, last)], { highway: "path" });
  });
}

function woods(
  green: Patch,
  lake: Point,
  radii: readonly [number, number],
  random: Random,
): ReturnType<typeof area>[] {
  const { width, height } = green;
  return Array.from({ length: 7 }, () =>
    green.at(random.between(0.12, 0.88) * width, random.between(0.1, 0.9) * height),
  )
    .filter((at) => Math.hypot((at.x - lake.x) / radii[0], (at.y - lake.y) / radii[1]) > 1.5)
    .map((at) =>
      area(
        blob(
          at,
          [random.between(18, 34), random.between(15, 28)],
          [[0.15, random.between(0, 6)]],
          9,
        ),
        { natural: "wood" },
      ),
    );
}

function pavilions(green: Patch, random: Random): Building[] {
  return [
    [0.08, 0.5],
    [0.9, 0.55],
    [0.5, 0.93],
  ].map(([s = 0, t = 0]) => ({
    at: green.at(green.width * s, green.height * t),
    direction: random.between(0, 3),
    length: 16,
    depth: 12,
    tags: { building: "pavilion" },
  }));
}

function nearestOf(points: readonly Point[], to: Point): Point {
  return points.reduce((best, point) => (distance(point, to) < distance(best, to) ? point : best));
}
