import { Buckets } from "./buckets.ts";
import { area, BLANK, joined, stroke, type Building, type Drawing } from "./drawing.ts";
import { between, blob, distance, heading, isInside, legs, moved, type Point } from "./geometry.ts";
import { housesAlong, type HouseRows } from "./lanes.ts";
import { steadings } from "./pastures.ts";
import { railwayDistance } from "./railway.ts";
import type { Random } from "./random.ts";
import { isNearRiver } from "./river.ts";
import type { Seat } from "./seats.ts";
import { isInTown, type Town } from "./towns.ts";
import { isInWetland } from "./wetlands.ts";

/** A village's seat and the ground it has. */
export interface Village {
  readonly seat: Seat;
  readonly cell: readonly Point[];
}

/**
 * Every village: rows of houses about its committee, and farther out its hamlets (社), each a lane with houses
 * off one of the roads; in the pastures herders live by themselves, where no street leads.
 */
export function drawVillages(
  villages: readonly Village[],
  towns: readonly Town[],
  roads: readonly (readonly Point[])[],
  random: Random,
  herding: Random,
): Drawing {
  const near = new Buckets<Leg>(1000);
  for (const road of roads) for (const leg of legs(road)) near.add(between(...leg, 0.5), leg);
  return joined(
    villages.map((village) => {
      const town = towns.find(({ seat }) => seat === village.seat);
      const core = town === undefined ? drawCore(village.seat, random) : BLANK;
      const lanes = hamletLanes(village, town, near, random);
      const houses = [
        ...lanes.flatMap((lane) => housesAlong(lane, HAMLET_ROWS, random)),
        ...roadside(village, town, near, random),
      ];
      const hamlets = {
        ...BLANK,
        strokes: lanes.map((lane) => stroke(lane, { highway: "residential" })),
        buildings: houses,
      };
      const pastures = { ...BLANK, buildings: steadings(village, near, herding) };
      return peopled(joined([core, hamlets, pastures]), peopleOf(village.seat, random));
    }),
  );
}

/** How far the houses about a committee reach, half their length and half their depth, metres. */
export const CORE = { long: 165, deep: 118 } as const;

export type Leg = readonly [Point, Point];

/** Rows of three or four courtyards. */
const ROWS: HouseRows = {
  from: 8,
  depth: 11,
  length: [30, 50],
  gap: [4, 22],
  people: [9, 16],
  ages: "village",
};

/** Farther apart, with yards and threshing floors between. */
const HAMLET_ROWS: HouseRows = { ...ROWS, gap: [20, 95] };

/** Along the roads between villages. */
const ROADSIDE_ROWS: HouseRows = { ...ROWS, from: 14, gap: [30, 130] };

const LANE_PITCH = 48;

/** What a village has in houses: at the city's edge hundreds of people, elsewhere its share of the township. */
function peopleOf({ place, isTownSeat }: Seat, random: Random): number {
  const { name, people, places } = place.township;
  const mean = Math.min(name.endsWith("街道") ? 450 : 1150, people / places.length);
  return mean * random.between(0.7, 1.3) * (isTownSeat ? 0.8 : 1);
}

/** The same houses, with so many people in them all together. */
function peopled(drawing: Drawing, people: number): Drawing {
  const all = drawing.buildings.reduce((sum, { household }) => sum + (household?.people ?? 0), 0);
  const share = people / Math.max(1, all);
  return {
    ...drawing,
    buildings: drawing.buildings.map((building) =>
      building.household === undefined
        ? building
        : {
            ...building,
            household: { ...building.household, people: building.household.people * share },
          },
    ),
  };
}

/** Lanes from side to side, two across them, houses along the first, and the committee with its neighbours. */
function drawCore({ place, at: centre }: Seat, random: Random): Drawing {
  const direction = random.between(-0.35, 0.35);
  const stretch = random.between(0.85, 1.2);
  const [long, deep] = [CORE.long * stretch, CORE.deep / stretch];
  const at = (s: number, t: number): Point =>
    moved(centre, direction + 0.00045 * t, s, t + 6 * Math.sin(s / 80));
  const halfWidth = (t: number): number =>
    long * Math.sqrt(Math.max(0, 1 - (t / (deep * 1.2)) ** 2));

  const rows = Math.max(1, Math.floor(deep / LANE_PITCH));
  const lanes = Array.from({ length: 2 * rows + 1 }, (_, index) => (index - rows) * LANE_PITCH).map(
    (t) => {
      const west = -halfWidth(t) * random.between(0.75, 1.15);
      const east = halfWidth(t) * random.between(0.75, 1.15);
      return Array.from({ length: 5 }, (_, step) => at(west + ((east - west) * step) / 4, t));
    },
  );
  const reach = rows * LANE_PITCH + 30;
  const acrosses = [-0.45, 0.5].map((share) => [-reach, 0, reach].map((t) => at(share * long, t)));
  const ground = blob(
    centre,
    [long * 1.16, deep * 1.3],
    [
      [0.07, random.between(0, 6)],
      [0.05, random.between(0, 6)],
    ],
    14,
  );
  const doors = PUBLIC.map(([s, hand, kind], index): Building => ({
    at: at(s, hand * 17),
    direction,
    length: index === 0 ? 30 : 20,
    depth: 11,
    tags: { building: kind, "building:levels": index === 0 ? "2" : "1" },
    street: place.name,
  }));
  return {
    strokes: [
      ...lanes.map((points) => stroke(points, { highway: "residential" })),
      ...acrosses.map((points) => stroke(points, { highway: "residential" })),
    ],
    shapes: [area(ground, { landuse: "residential" })],
    marks: [{ at: moved(centre, direction, 20, 24), tags: { place: "village", name: place.name } }],
    buildings: [...doors, ...lanes.flatMap((points) => housesAlong(points, ROWS, random))],
  };
}

/** Along the middle lane: where, on which hand of it, and what. */
const PUBLIC = [
  [12, 1, "public"],
  [-24, 1, "public"],
  [42, 1, "retail"],
  [4, -1, "retail"],
  [-30, -1, "public"],
  [36, -1, "public"],
] as const;

function hamletLanes(
  { seat, cell }: Village,
  town: Town | undefined,
  near: Buckets<Leg>,
  random: Random,
): Point[][] {
  const inCell = legsIn({ seat, cell }, near);
  if (inCell.length === 0) return [];
  const lanes: Point[][] = [];
  const starts: Point[] = [];
  const wanted = random.whole(20, 26);
  for (let attempt = 0; lanes.length < wanted && attempt < 240; attempt++) {
    const [a, b] = random.pick(inCell);
    const start = between(a, b, random.between(0.1, 0.9));
    const direction =
      heading(a, b) + random.pick([1, -1]) * (Math.PI / 2 + random.between(-0.2, 0.2));
    const length = random.between(180, 430);
    const lane = [
      start,
      moved(start, direction, length * 0.5, random.between(-9, 9)),
      moved(start, direction, length, random.between(-22, 22)),
    ];
    if (starts.some((other) => distance(other, start) < 140)) continue;
    if (!lane.slice(1).every((place) => isFree(place, seat, cell, town))) continue;
    starts.push(start);
    lanes.push(lane);
  }
  return lanes;
}

/** Houses along some of the roads, on both hands. */
function roadside(
  village: Village,
  town: Town | undefined,
  near: Buckets<Leg>,
  random: Random,
): Building[] {
  const { seat, cell } = village;
  return legsIn(village, near)
    .filter((leg) => leg.every((end) => isFree(end, seat, cell, town)) && random.chance(0.9))
    .flatMap((leg) => housesAlong(leg, ROADSIDE_ROWS, random));
}

function legsIn({ seat, cell }: Village, near: Buckets<Leg>): Leg[] {
  return near
    .alongWithin(seat.at, seat.at, 3)
    .filter((leg) => isInside(between(...leg, 0.5), cell) && distance(...leg) > 40);
}

function isFree(place: Point, seat: Seat, cell: readonly Point[], town: Town | undefined): boolean {
  const isClear =
    town === undefined
      ? distance(place, seat.at) > 250
      : !isInTown(town, place) && distance(place, seat.at) > 200;
  return (
    isClear &&
    [0, 1, 2, 3].every((turn) => isInside(moved(place, (turn * Math.PI) / 2, 170), cell)) &&
    !isNearRiver(place, 90) &&
    railwayDistance(place) > 60 &&
    !isInWetland(place, 60)
  );
}
