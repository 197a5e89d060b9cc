import type { Degrees, Metres } from "../vocabulary.ts";

/** Mean earth radius of the IUGG (R₁), the radius H3 uses too. */
const EARTH_RADIUS: Metres = 6_371_007.2;
const RADIANS = Math.PI / 180;

/** Metres in one degree of latitude on the sphere. */
export const METRES_PER_DEGREE: Metres = EARTH_RADIUS * RADIANS;

/** Great-circle distance by the haversine formula. */
export function metresBetween(lng1: Degrees, lat1: Degrees, lng2: Degrees, lat2: Degrees): Metres {
  const sinLat = Math.sin(((lat2 - lat1) * RADIANS) / 2);
  const sinLng = Math.sin(((lng2 - lng1) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * sinLng * sinLng;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** How much shorter a degree of longitude is than one of latitude. */
export function lngShrink(lat: Degrees): number {
  return Math.cos(lat * RADIANS);
}

/**
 * Nearest point of the segment a–b to p, on a plane laid at p's latitude; good to a millimetre over the few
 * hundred metres this is used for. `share` runs from 0 at a to 1 at b.
 */
export function nearestOnSegment(
  lng: Degrees,
  lat: Degrees,
  aLng: Degrees,
  aLat: Degrees,
  bLng: Degrees,
  bLat: Degrees,
): { share: number; metres: Metres } {
  const shrink = lngShrink(lat);
  const ax = (aLng - lng) * shrink;
  const ay = aLat - lat;
  const dx = (bLng - aLng) * shrink;
  const dy = bLat - aLat;
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
  return { share, metres: Math.hypot(ax + share * dx, ay + share * dy) * METRES_PER_DEGREE };
}
