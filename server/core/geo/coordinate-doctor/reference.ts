import type { Degrees, Metres } from "../../vocabulary.ts";
import { lngShrink, METRES_PER_DEGREE } from "../lonlat.ts";
import type { LngLat, PolygonRings } from "../rings.ts";

/** What is known of the place the points should lie in, in WGS 84. Any of the three may be empty. */
export interface Reference {
  readonly buildings: readonly PolygonRings[];
  readonly streets: readonly (readonly LngLat[])[];
  readonly units: readonly PolygonRings[];
}

/** West, south, east, north. */
export type Box = readonly [west: Degrees, south: Degrees, east: Degrees, north: Degrees];

/** The box around all of it; undefined when nothing is known. */
export function boxOf({ buildings, streets, units }: Reference): Box | undefined {
  const outlines = [...buildings, ...units].flatMap(([outer = []]) => [outer]);
  return boxAround([...outlines, ...streets]);
}

/** The box around all places of some lines; undefined when there are none. NaN is passed over. */
export function boxAround(
  lines: Iterable<readonly (readonly [Degrees, Degrees])[]>,
): Box | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines)
    for (const at of line) {
      const lng = at[0];
      const lat = at[1];
      if (lng < west) west = lng;
      if (lng > east) east = lng;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  return west <= east && south <= north ? [west, south, east, north] : undefined;
}

/** The box with a margin around it. */
export function grown([west, south, east, north]: Box, margin: Metres): Box {
  const lat = margin / METRES_PER_DEGREE;
  const lng = lat / lngShrink(Math.min(80, Math.max(Math.abs(south), Math.abs(north))));
  return [west - lng, south - lat, east + lng, north + lat];
}

export function isInBox(
  [lng, lat]: readonly [Degrees, Degrees],
  [west, south, east, north]: Box,
): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}
