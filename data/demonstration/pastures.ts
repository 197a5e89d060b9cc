import type { Buckets } from "./buckets.ts";
import type { Building } from "./drawing.ts";
import { distance, distanceToSegment, isInside, moved } from "./geometry.ts";
import type { Random } from "./random.ts";
import type { Leg, Village } from "./villages.ts";

/** Houses of herders, each alone in the pastures. */
export function steadings({ seat, cell }: Village, near: Buckets<Leg>, random: Random): Building[] {
  if (seat.place.township.name !== PASTURES) return [];
  const houses: Building[] = [];
  for (let attempt = 0; houses.length < STEADINGS && attempt < 400; attempt++) {
    const direction = random.between(0, 2 * Math.PI);
    const at = moved(seat.at, direction, random.between(1200, 4500));
    const isAlone =
      isInside(at, cell) &&
      near.alongWithin(at, at, 1).every((leg) => distanceToSegment(at, ...leg) > OFF_ROADS) &&
      houses.every((other) => distance(other.at, at) > 400);
    if (!isAlone) continue;
    houses.push({
      at,
      direction,
      length: random.between(16, 26),
      depth: 9,
      tags: { building: "house", "building:levels": "1" },
      household: { people: random.between(9, 16), ages: "village", clustered: false },
    });
  }
  return houses;
}

const PASTURES = "平山湖蒙古族乡";
const STEADINGS = 7;
/** Farther from any road than a lane reaches, and than a walk is taken up from, metres. */
const OFF_ROADS = 950;
