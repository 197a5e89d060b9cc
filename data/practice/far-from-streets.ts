import { Buckets } from "../demonstration/buckets.ts";
import {
  between,
  distance,
  distanceToSegment,
  legs,
  type Point,
} from "../demonstration/geometry.ts";
import type { OsmRead, Place } from "./read-demonstration.ts";

/** A place near the city as many metres from the nearest street as wanted, to a metre. */
export function placeFarFromStreets(near: Streets, metres: number): Place {
  for (let step = 0; step < 900; step++) {
    const start = { x: -6000 + (step % 30) * 400, y: -6000 + Math.floor(step / 30) * 400 };
    const [a, b] = nearestLeg(start, near) ?? [];
    if (a === undefined || b === undefined) continue;
    const onStreet = nearestOn(start, a, b);
    const away = distance(start, onStreet);
    if (away < metres || away > metres + 250) continue;
    // Straight towards the nearest street, that street stays the nearest.
    const { x, y } = between(start, onStreet, (away - metres) / away);
    return [ORIGIN[0] + x / METRES_PER_LNG, ORIGIN[1] + y / METRES_PER_LAT];
  }
  throw new Error(`No place near the city lies ${metres} m from all streets.`);
}

const ORIGIN: Place = [100.4532, 38.9311];
const METRES_PER_LAT = 111_195;
const METRES_PER_LNG = METRES_PER_LAT * Math.cos((ORIGIN[1] * Math.PI) / 180);
const REACH = 900;

type Leg = readonly [Point, Point];

export type Streets = Buckets<Leg>;

export function streetsOf({ nodes, ways }: OsmRead): Streets {
  const near = new Buckets<Leg>(REACH);
  for (const { refs, text } of ways) {
    if (!text.includes('k="highway"')) continue;
    const line = refs.flatMap((ref): Point[] => {
      const at = nodes.get(ref)?.at;
      if (at === undefined) return [];
      return [{ x: (at[0] - ORIGIN[0]) * METRES_PER_LNG, y: (at[1] - ORIGIN[1]) * METRES_PER_LAT }];
    });
    for (const leg of legs(line)) near.addAlong(...leg, leg);
  }
  return near;
}

function nearestLeg(place: Point, near: Streets): Leg | undefined {
  let best: { leg: Leg; metres: number } | undefined;
  for (const leg of near.around(place)) {
    const metres = distanceToSegment(place, ...leg);
    if (best === undefined || metres < best.metres) best = { leg, metres };
  }
  return best?.leg;
}

function nearestOn(place: Point, a: Point, b: Point): Point {
  const squared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along = (place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y);
  return between(a, b, squared === 0 ? 0 : Math.min(1, Math.max(0, along / squared)));
}
