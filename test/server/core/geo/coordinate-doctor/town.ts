import type { Reference } from "#core/geo/coordinate-doctor/reference.ts";
import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import type { LngLat, PolygonRings } from "#core/geo/rings.ts";

/** The middle of the town. */
const MIDDLE = [100.449, 38.9255] as const;

/** A made-up town of 3 by 3 km: bent streets, buildings of all sizes at odd distances, some blocks unmapped. */
export function madeUpTown(random: () => number): Reference & { centres: LngLat[] } {
  const streets: LngLat[][] = [];
  for (let line = -1500; line <= 1500; line += 110 + 90 * random()) {
    const steps = Array.from({ length: 31 }, (_, i) => -1500 + 100 * i);
    const [bent, bend] = [400 + 300 * random(), 60 * random()];
    const off = (along: number) => line + bend * Math.sin(along / bent);
    streets.push(steps.map((x) => at(x, off(x))));
    streets.push(steps.map((y) => at(off(y), y)));
  }
  const centres: LngLat[] = [];
  const buildings = Array.from({ length: 900 }, (): PolygonRings => {
    const [x, y] = [3000 * random() - 1500, 3000 * random() - 1500];
    const [width, depth] = [6 + 25 * random(), 6 + 15 * random()];
    centres.push(at(x, y));
    const corners = [
      at(x - width, y - depth),
      at(x + width, y - depth),
      at(x + width, y + depth),
      at(x - width, y + depth),
    ];
    return [[...corners, corners[0]!]];
  });
  const [west, south] = at(-5000, -5000);
  const [east, north] = at(5000, 5000);
  const units: PolygonRings[] = [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
  return { buildings, streets, units, centres };
}

/** A place so many metres east and north of the middle. */
export function at(east: number, north: number): LngLat {
  return moved(MIDDLE, east, north);
}

export function moved([lng, lat]: readonly [number, number], east: number, north: number): LngLat {
  return [lng + east / (METRES_PER_DEGREE * lngShrink(lat)), lat + north / METRES_PER_DEGREE];
}

/** The same numbers between 0 and 1 for the same seed (a linear congruential generator of 2³²). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A place up to some 20 m from another, each way by the normal distribution. */
export function jittered(place: readonly [number, number], random: () => number): LngLat {
  const radius = 20 * Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return moved(place, radius * Math.cos(angle), radius * Math.sin(angle));
}
