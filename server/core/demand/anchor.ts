import type { LngLat } from "../geo/rings.ts";
import type { Degrees, People } from "../vocabulary.ts";

/**
 * Where in a cell its people are, as a running mean. Summed in whole numbers, as people are: offsets from the
 * cell's centre in 2⁻²⁶ degree (under 2 mm), weights in 2⁻¹² person. So the mean does not depend on the order of
 * what went into it, up to a million people in one cell.
 */
export interface Anchor {
  readonly centre: LngLat;
  /** Σ weight, and Σ weight × offset to the east and to the north. */
  weight: number;
  weighedEast: number;
  weighedNorth: number;
  /** Number of positions, and Σ offset. */
  count: number;
  east: number;
  north: number;
}

const OFFSETS_PER_DEGREE = 2 ** 26;
const WEIGHTS_PER_PERSON = 2 ** 12;

export function anchorAt(centre: LngLat): Anchor {
  return { centre, weight: 0, weighedEast: 0, weighedNorth: 0, count: 0, east: 0, north: 0 };
}

/** Counts people at a position in. */
export function pull(anchor: Anchor, [lng, lat]: LngLat, people: People): void {
  const east = Math.round(shortWay(lng - anchor.centre[0]) * OFFSETS_PER_DEGREE);
  const north = Math.round((lat - anchor.centre[1]) * OFFSETS_PER_DEGREE);
  const weight = Math.round(people * WEIGHTS_PER_PERSON);
  anchor.weight += weight;
  anchor.weighedEast += weight * east;
  anchor.weighedNorth += weight * north;
  anchor.count += 1;
  anchor.east += east;
  anchor.north += north;
}

/** Longitude of the mean weighed by people, or of the plain mean when they weigh nothing. */
export function lngOf(anchor: Anchor): Degrees {
  const east = anchor.weight > 0 ? anchor.weighedEast / anchor.weight : anchor.east / anchor.count;
  return shortWay(anchor.centre[0] + east / OFFSETS_PER_DEGREE);
}

/** Latitude of the same mean. */
export function latOf(anchor: Anchor): Degrees {
  const north =
    anchor.weight > 0 ? anchor.weighedNorth / anchor.weight : anchor.north / anchor.count;
  return anchor.centre[1] + north / OFFSETS_PER_DEGREE;
}

/** The same difference of longitudes the short way round, in −180 … 180. */
function shortWay(degrees: Degrees): Degrees {
  return degrees - 360 * Math.round(degrees / 360);
}
