import Flatbush from "flatbush";
import { bbox, booleanPointInPolygon } from "@turf/turf";
import type { PolygonRings } from "../../geo/rings.ts";

/** Places people can be put at, in columns, with how much each counts, under a spatial index. */
export interface Places {
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Square metres of floor, or metres of street; not negative. */
  readonly weight: Float64Array;
  /** Over the places as points; undefined where there are none. */
  readonly index: Flatbush | undefined;
}

export function indexPlaces(
  found: readonly { readonly lng: number; readonly lat: number; readonly weight: number }[],
): Places {
  const lng = Float64Array.from(found, (place) => place.lng);
  const lat = Float64Array.from(found, (place) => place.lat);
  const weight = Float64Array.from(found, (place) => place.weight);
  if (found.length === 0) return { lng, lat, weight, index: undefined };
  const index = new Flatbush(found.length);
  for (let i = 0; i < found.length; i++) index.add(lng[i] ?? 0, lat[i] ?? 0);
  index.finish();
  return { lng, lat, weight, index };
}

/**
 * The places in each area, each place once: of several areas that hold it, the first in the list has it. What
 * lies on a border is inside.
 */
export function placesOfAreas(
  places: Places,
  areas: readonly (readonly PolygonRings[])[],
): number[][] {
  const taken = new Uint8Array(places.lng.length);
  return areas.map((polygons) => {
    const coordinates = [...polygons];
    const area = { type: "MultiPolygon" as const, coordinates };
    const [west, south, east, north] = bbox(area);
    const inside: number[] = [];
    for (const i of places.index?.search(west, south, east, north) ?? []) {
      if (taken[i] === 1) continue;
      if (!booleanPointInPolygon([places.lng[i] ?? 0, places.lat[i] ?? 0], area)) continue;
      taken[i] = 1;
      inside.push(i);
    }
    return inside;
  });
}
