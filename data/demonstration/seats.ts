import { TOWNSHIPS, type Place, type Township } from "./ganzhou-places.ts";
import { distance, type Point } from "./geometry.ts";
import { isInDistrict } from "./outline.ts";
import type { Quarter } from "./quarters.ts";
import { railwayDistance } from "./railway.ts";
import type { Random } from "./random.ts";
import { isNearRiver, riverAt } from "./river.ts";
import { isInWetland } from "./wetlands.ts";

/** Where a village stands in the country. */
export interface Seat {
  readonly place: Place;
  readonly at: Point;
  /** The village in which its township has its offices, shops and market. */
  readonly isTownSeat: boolean;
}

/**
 * Places for all villages that the town has not grown over: those of a township around its seat, none nearer to
 * another than `APART`. The seats lie roughly where the real towns lie from the city; every position is invented.
 */
export function placeSeats(quarters: readonly Quarter[], random: Random): Seat[] {
  const inTown = new Set(quarters.map(({ place }) => place.code));
  const seats: Seat[] = [];
  for (const township of TOWNSHIPS) {
    const region = REGIONS[township.name];
    if (region === undefined) continue;
    const rural = township.places.filter(({ code }) => !inTown.has(code));
    const first = seatOf(township, rural);
    for (const place of [first, ...rural.filter((village) => village !== first)]) {
      const isTownSeat = place === first && !region.isSuburb;
      const at = isTownSeat ? centreOf(region) : choose(region, seats, random);
      seats.push({ place, at, isTownSeat });
    }
  }
  return seats;
}

/** Is a place beside the river on the same side as another? */
export function isSameSide(one: Point, other: Point): boolean {
  return one.x > riverAt(one.y) === other.x > riverAt(other.y);
}

const APART = 1150;

interface Region {
  /** Kilometres east and north of the tower. */
  readonly centre: readonly [number, number];
  /** Kilometres around the centre. */
  readonly reach: number;
  /** Lies at the town's edge and has no town of its own. */
  readonly isSuburb: boolean;
}

function region(east: number, north: number, reach: number, isSuburb = false): Region {
  return { centre: [east, north], reach, isSuburb };
}

const REGIONS: Readonly<Record<string, Region>> = {
  火车站街道: region(5.3, 1.6, 1.6, true),
  梁家墩镇: region(6.2, -3.6, 3.8, true),
  上秦镇: region(8.2, 2.6, 4.7),
  大满镇: region(1.2, -15.6, 5.5),
  沙井镇: region(-21.5, 13, 6.6),
  乌江镇: region(-5.2, 13.6, 4.6),
  甘浚镇: region(-18, -7.5, 5.1),
  新墩镇: region(-6.2, 2.6, 5.6, true),
  党寨镇: region(8, -10.6, 5.4),
  碱滩镇: region(18.2, -2.6, 5),
  三闸镇: region(5.4, 9.6, 4.3),
  小满镇: region(-3.6, -9.2, 4.6),
  明永镇: region(-14.5, 5, 4.2),
  长安镇: region(0.8, -5.6, 4.2, true),
  龙渠乡: region(-15.2, -17.4, 4.4),
  安阳乡: region(-5.2, -26, 4),
  花寨乡: region(6, -25.4, 3.4),
  靖安乡: region(-28, 20.4, 2.8),
  平山湖蒙古族乡: region(18, 28.4, 8),
};

function centreOf({ centre }: Region): Point {
  return { x: centre[0] * 1000, y: centre[1] * 1000 };
}

/** The village that bears the township's name, or its community, or its first village. */
function seatOf({ name }: Township, rural: readonly Place[]): Place {
  const head = name.replace(/(蒙古族)?[镇乡]$/, "");
  const seat =
    rural.find((place) => place.name === `${head}村`) ??
    rural.find(({ level }) => level === "community") ??
    rural[0];
  if (seat === undefined) throw new Error(`${name} has no village outside the town.`);
  return seat;
}

const TRIES = 60;

/** Of many places of chance the one farthest from its neighbours, as Mitchell does it. */
function choose(own: Region, seats: readonly Seat[], random: Random): Point {
  const centre = centreOf(own);
  let best: { at: Point; clear: number } | undefined;
  for (let attempt = 0; attempt < TRIES || (best === undefined && attempt < 4000); attempt++) {
    const angle = random.between(0, 2 * Math.PI);
    const radius = own.reach * 1000 * Math.sqrt(random.next()) * (attempt > 1000 ? 1.4 : 1);
    const at = { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
    if (!isFree(at, own)) continue;
    const clear = seats.reduce(
      (least, seat) => Math.min(least, distance(seat.at, at) - (seat.isTownSeat ? 350 : 0)),
      2600,
    );
    if (clear >= APART && clear > (best?.clear ?? 0)) best = { at, clear };
  }
  if (best === undefined)
    throw new Error(`No room for another village near ${centre.x}, ${centre.y}.`);
  return best.at;
}

function isFree(at: Point, own: Region): boolean {
  const isInTown = at.x > -5150 && at.x < 4050 && at.y > -3050 && at.y < 2950;
  if (isInTown || isNearRiver(at, 520) || railwayDistance(at) < 420 || isInWetland(at, 420))
    return false;
  if (!isInDistrict(at) || !EDGES.every(([x, y]) => isInDistrict({ x: at.x + x, y: at.y + y })))
    return false;
  // Each township keeps to its own side of its neighbours, and of the river unless the town lies between.
  return (
    (own.isSuburb || isSameSide(at, centreOf(own))) &&
    Object.values(REGIONS).every(
      (other) =>
        distance(at, centreOf(other)) / other.reach >= distance(at, centreOf(own)) / own.reach,
    )
  );
}

/** A village keeps this far within the district's border. */
const EDGES = [
  [900, 0],
  [-900, 0],
  [0, 900],
  [0, -900],
] as const;
