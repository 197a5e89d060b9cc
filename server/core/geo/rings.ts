import type { Degrees } from "../vocabulary.ts";

export type LngLat = [lng: Degrees, lat: Degrees];
/** Closed: the last position repeats the first. */
export type Ring = LngLat[];
/** The outer ring, then the holes: the coordinates of a GeoJSON Polygon. */
export type PolygonRings = Ring[];

/** The same polygon as RFC 7946 wants it: outer ring counter-clockwise, holes clockwise. */
export function rightHanded(polygon: readonly Ring[]): PolygonRings {
  return polygon.map((ring, index) => {
    const counterClockwise = signedArea(ring) > 0;
    return counterClockwise === (index === 0) ? ring : ring.toReversed();
  });
}

/**
 * Area of a closed ring on the plane of its degrees, in square degrees: positive when counter-clockwise, 0
 * when it encloses nothing. For telling a direction or the larger of two, not for measuring land.
 */
export function signedArea(ring: readonly LngLat[]): number {
  const origin = ring[0];
  if (origin === undefined) return 0;
  let twice = 0;
  let [x, y] = [0, 0];
  for (const [lng, lat] of ring) {
    // Taken from the first position, so that a small ring far from 0° keeps its digits.
    const [nextX, nextY] = [lng - origin[0], lat - origin[1]];
    twice += x * nextY - nextX * y;
    [x, y] = [nextX, nextY];
  }
  return twice / 2;
}
