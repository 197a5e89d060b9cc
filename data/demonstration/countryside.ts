import { area, BLANK, line, type Drawing, type Shape } from "./drawing.ts";
import { cropOf, isAmongFields } from "./fields.ts";
import { between, blob, curve, distance, moved, sides, type Point } from "./geometry.ts";
import type { Random } from "./random.ts";
import { isNearRiver } from "./river.ts";
import type { Village } from "./villages.ts";

/** The watered land about every village, the main canals, and the gobi, hills and pastures beyond. */
export function drawCountryside(villages: readonly Village[], random: Random): Drawing {
  return {
    ...BLANK,
    shapes: [
      ...WILD.map(drawWild),
      ...villages.flatMap((village) => watered(village, random)),
      ...CANALS.map(({ name, through }) =>
        line(curve(through.map(metres), 400), { waterway: "canal", name }),
      ),
    ],
  };
}

/** Farmland reaches this far from a village, metres. */
const WATERED = 2100;

function watered({ seat, cell }: Village, random: Random): Shape[] {
  const { at } = seat;
  const isPasture = seat.place.township.name.includes("平山湖");
  const ring = Array.from({ length: 26 }, (_, index) => {
    const angle = (index / 26) * 2 * Math.PI;
    const reach = Math.min(WATERED * random.between(0.86, 1.1), rayLength(at, angle, cell) * 0.965);
    return moved(at, angle, reach);
  });
  const tags = { landuse: isPasture ? "meadow" : "farmland" };
  if (ring.every(isAmongFields)) return [];
  const patches = Array.from({ length: 9 }, () => {
    const [radius, angle] = [random.between(260, 1150), random.between(0, 2 * Math.PI)];
    return { middle: moved(at, angle, radius), reach: rayLength(at, angle, cell), radius };
  }).filter(({ middle, reach, radius }) => radius + 190 < reach && !isNearRiver(middle, 190));
  return [
    area(ring, tags),
    ...patches.map(({ middle }) => {
      const [long, deep] = [random.between(70, 150), random.between(45, 90)];
      const turn = random.between(0, 0.5);
      return area(
        [
          moved(middle, turn, -long, -deep),
          moved(middle, turn, long, -deep),
          moved(middle, turn, long, deep),
          moved(middle, turn, -long, deep),
        ],
        accent(random),
      );
    }),
  ];
}

/** What is seen between the grain: orchards, greenhouses, shelter woods. */
function accent(random: Random): Shape["tags"] {
  for (;;) {
    const crop = cropOf(random);
    if (crop["landuse"] !== "farmland") return crop;
  }
}

/** Metres from a place to the first side of a ring in a direction. */
function rayLength(at: Point, angle: number, ring: readonly Point[]): number {
  const far = moved(at, angle, 60_000);
  return sides(ring).reduce((least, [a, b]) => {
    const [rx, ry] = [far.x - at.x, far.y - at.y];
    const [sx, sy] = [b.x - a.x, b.y - a.y];
    const turn = rx * sy - ry * sx;
    if (Math.abs(turn) < 1e-9) return least;
    const share = ((a.x - at.x) * sy - (a.y - at.y) * sx) / turn;
    const on = ((a.x - at.x) * ry - (a.y - at.y) * rx) / turn;
    if (share < 0 || share > 1 || on < 0 || on > 1) return least;
    return Math.min(least, distance(at, between(at, far, share)));
  }, Infinity);
}

interface Wild {
  /** Kilometres. */
  readonly at: readonly [number, number];
  readonly radii: readonly [number, number];
  readonly tags: Shape["tags"];
}

/** Invented, and kept within the district. */
const WILD: readonly Wild[] = [
  { at: [12.5, 19.5], radii: [8.5, 4.2], tags: { natural: "sand" } },
  { at: [21.5, 9.5], radii: [5, 4.6], tags: { natural: "sand" } },
  { at: [21.5, 34], radii: [6.6, 3.4], tags: { natural: "bare_rock" } },
  { at: [10, 34], radii: [4.2, 3.4], tags: { natural: "bare_rock" } },
  { at: [26.5, 25], radii: [3.6, 5], tags: { natural: "grassland" } },
  { at: [13, 27], radii: [3, 3.4], tags: { natural: "grassland" } },
  { at: [-24, 0.5], radii: [4, 5.4], tags: { natural: "sand" } },
  { at: [-21, -15], radii: [3.4, 2.6], tags: { natural: "bare_rock" } },
  { at: [0.5, -32.3], radii: [8, 2.4], tags: { natural: "bare_rock" } },
  { at: [-9.5, -29.4], radii: [2.4, 2.6], tags: { landuse: "forest" } },
  { at: [20, -9.4], radii: [4.4, 1.7], tags: { natural: "sand" } },
  { at: [-25.5, 26.2], radii: [5, 1.9], tags: { natural: "sand" } },
];

function drawWild({ at, radii, tags }: Wild): Shape {
  const waves = [0.1, 0.08, 0.05].map((amplitude, index) => [amplitude, at[0] + index] as const);
  return area(blob(metres(at), [radii[0] * 1000, radii[1] * 1000], waves, 48), tags);
}

/** Kilometres, from the intakes on the river. */
const CANALS: readonly {
  readonly name: string;
  readonly through: readonly (readonly [number, number])[];
}[] = [
  {
    name: "东干渠",
    through: [
      [-14.2, -24],
      [-8, -20.5],
      [-1, -20],
      [5.5, -17.6],
      [11.5, -12.5],
      [16.5, -7],
      [23, -3],
    ],
  },
  {
    name: "西干渠",
    through: [
      [-16.2, -23],
      [-19.2, -16],
      [-20.8, -8],
      [-19.6, -1],
      [-18.2, 6],
      [-22, 10],
      [-27.4, 15],
    ],
  },
  {
    name: "惠民渠",
    through: [
      [-4.6, -6.9],
      [-3.4, -5.2],
      [-1.8, -3.4],
      [2.2, -3.1],
      [4.6, -2.2],
      [5.3, 2],
      [4.4, 5.2],
    ],
  },
];

function metres([east, north]: readonly [number, number]): Point {
  return { x: east * 1000, y: north * 1000 };
}
