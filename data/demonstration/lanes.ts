import type { AgeProfile } from "./ages.ts";
import { BLANK, stroke, type Building, type Drawing, type Stroke } from "./drawing.ts";
import { heading, legs, distance, moved, type Point } from "./geometry.ts";
import type { Names } from "./names.ts";
import { frontage, setback, SHOP_DEPTH, SIDES, type Parcel } from "./parcels.ts";
import type { Random } from "./random.ts";

/** A block of the old town: shops along the streets, and behind them lanes between low courtyard houses. */
export function drawLanes(parcel: Parcel, names: Names, random: Random): Drawing {
  const { ground } = parcel;
  const margins = SIDES.map((side) => setback(parcel, side) + SHOP_DEPTH + 5);
  const [south = 0, east = 0, north = 0, west = 0] = margins;
  const count = Math.max(1, Math.round((ground.height - south - north) / 43));
  const pitch = (ground.height - south - north) / count;

  const lanes = Array.from({ length: count }, (_, index) => {
    const t = south + (index + 0.5) * pitch;
    return bentLane(parcel, t, [west, east], random);
  });
  const crossing = ground.width * random.between(0.35, 0.65);
  const first = south + 0.5 * pitch;
  const last = south + (count - 0.5) * pitch;
  const fromSouth = random.chance(0.5);
  const passage = [
    ground.at(crossing, fromSouth ? 0 : first - 8),
    ground.at(crossing + random.between(-5, 5), (first + last) / 2),
    ground.at(crossing, fromSouth ? last + 8 : ground.height),
  ];

  const strokes: Stroke[] = [
    ...lanes.map((points) =>
      stroke(
        points,
        random.chance(0.6)
          ? { highway: "living_street", name: names.lane() }
          : { highway: "footway" },
      ),
    ),
    stroke(passage, { highway: "footway" }),
  ];
  const shops = SIDES.flatMap((side) =>
    parcel.sides[side]?.highway === "living_street"
      ? []
      : frontage(parcel, side, 0.9, [1, 4], random),
  );
  const houses = lanes.flatMap((points) => housesAlong(points, COURTYARDS, random));
  return { ...BLANK, strokes, buildings: [...shops, ...houses] };
}

export interface HouseRows {
  /** Metres from the middle of the lane to the front of the houses. */
  readonly from: number;
  readonly depth: number;
  readonly length: readonly [number, number];
  readonly gap: readonly [number, number];
  readonly people: readonly [number, number];
  readonly ages: AgeProfile;
}

const COURTYARDS: HouseRows = {
  from: 4,
  depth: 13,
  length: [10, 17],
  gap: [1, 4],
  people: [4.2, 7],
  ages: "lanes",
};

/** Houses on both sides of a lane, wall to wall or nearly so. */
export function housesAlong(
  points: readonly Point[],
  { from, depth, length: lengths, gap, people, ages }: HouseRows,
  random: Random,
): Building[] {
  return legs(points).flatMap(([a, b]) => {
    const direction = heading(a, b);
    const length = distance(a, b);
    return [1, -1].flatMap((hand) => {
      const row: Building[] = [];
      let along = 3;
      while (along < length - lengths[0] - 2) {
        const size = random.between(lengths[0], lengths[1]);
        if (random.chance(0.86))
          row.push(
            house(
              moved(a, direction, along + size / 2, hand * (from + depth / 2)),
              direction,
              size,
            ),
          );
        along += size + random.between(gap[0], gap[1]);
      }
      return row;
    });
  });

  function house(at: Point, direction: number, size: number): Building {
    return {
      at,
      direction,
      length: size,
      depth: depth + random.between(-1.5, 2),
      tags: { building: "house", "building:levels": String(random.whole(1, 2)) },
      household: {
        people: random.between(people[0], people[1]),
        ages,
        clustered: true,
      },
    };
  }
}

/** A lane across the parcel from west to east, now and then a blind one, with a bend or two. */
function bentLane(
  parcel: Parcel,
  t: number,
  margins: readonly [number, number],
  random: Random,
): Point[] {
  const { ground } = parcel;
  const blind = random.chance(0.28) ? random.pick(["west", "east"] as const) : undefined;
  const start = blind === "west" ? margins[0] + 12 : 0;
  const end = blind === "east" ? ground.width - margins[1] - 12 : ground.width;
  const bends = [0.33, 0.66].map((share) =>
    ground.at(
      start + (end - start) * (share + random.between(-0.06, 0.06)),
      t + random.between(-5, 5),
    ),
  );
  return [ground.at(start, t), ...bends, ground.at(end, t)];
}
