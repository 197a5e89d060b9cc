import { area, BLANK, stroke, type Drawing, type Shape } from "./drawing.ts";
import { blob, distance, type Point } from "./geometry.ts";
import type { Random } from "./random.ts";

/** Reed beds and ponds north of the town, and more of them down the river. */
export function drawWetlands(random: Random): Drawing {
  const reeds = WETLANDS.map(({ at, radii, name }) =>
    area(
      blob(
        at,
        radii,
        [
          [0.09, at.x],
          [0.06, at.y],
          [0.05, 2],
        ],
        44,
      ),
      {
        natural: "wetland",
        wetland: "reedbed",
        ...(name === undefined ? {} : { leisure: "nature_reserve", name }),
      },
    ),
  );
  const ponds = WETLANDS.flatMap(({ at, radii, ponds: count }) =>
    Array.from({ length: count }, (_, index): Shape => {
      const angle = (index / count) * 2 * Math.PI + random.between(-0.3, 0.3);
      const share = index % 3 === 0 ? 0.2 : random.between(0.42, 0.66);
      const middle = {
        x: at.x + radii[0] * share * Math.cos(angle),
        y: at.y + radii[1] * share * Math.sin(angle),
      };
      const size = random.between(90, 210);
      const waves = [0.2, 0.13, 0.08].map(
        (amplitude) => [amplitude, random.between(0, 6)] as const,
      );
      return area(blob(middle, [size * 1.5, size], waves, 18), { natural: "water", water: "lake" });
    }),
  );
  return { ...BLANK, strokes: walks(), shapes: [...reeds, ...ponds] };
}

export function isInWetland(place: Point, margin: number): boolean {
  return WETLANDS.some(
    ({ at, radii }) =>
      Math.hypot(
        (place.x - at.x) / (radii[0] * 1.12 + margin),
        (place.y - at.y) / (radii[1] * 1.12 + margin),
      ) < 1,
  );
}

interface Wetland {
  readonly at: Point;
  readonly radii: readonly [number, number];
  readonly ponds: number;
  readonly name?: string;
}

const PARK: Wetland = {
  at: { x: -650, y: 3900 },
  radii: [1750, 1080],
  ponds: 11,
  name: "城北湿地公园",
};

const WETLANDS: readonly Wetland[] = [
  PARK,
  { at: { x: -3300, y: 6650 }, radii: [900, 620], ponds: 5 },
  { at: { x: -9000, y: 11_900 }, radii: [760, 520], ponds: 3 },
  { at: { x: -16_200, y: 18_800 }, radii: [1100, 640], ponds: 4 },
];

/** Board walks through the reeds, from the ring road and back to it. */
function walks() {
  const { at, radii } = PARK;
  const loop = blob(at, [radii[0] * 0.8, radii[1] * 0.78], [[0.06, 1]], 30);
  const nearest = (to: Point): Point =>
    loop.reduce((best, point) => (distance(point, to) < distance(best, to) ? point : best));
  const tags = { highway: "footway", name: "湿地栈道" };
  const doors: readonly Point[] = WETLAND_DOORS;
  return [
    stroke([...loop, ...loop.slice(0, 1)], tags),
    ...doors.map((door) => stroke([door, nearest(door)], tags)),
  ];
}

/** Where the board walks leave the roads past the wetland: both lie on the north road (see roads.ts). */
const WETLAND_DOORS: readonly Point[] = [{ x: 1500, y: 3600 }];
