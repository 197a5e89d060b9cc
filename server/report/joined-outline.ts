import { featureCollection, multiPolygon, polygon, union } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { Unit } from "#core/demand/units.ts";

/**
 * One outline around several units; null for none. Where their borders do not let them be joined, they are kept side
 * by side.
 */
export function joinedOutline(
  outlines: readonly Unit["geometry"][],
): Polygon | MultiPolygon | null {
  const [first, ...others] = outlines;
  if (first === undefined || others.length === 0) return first ?? null;
  try {
    const features = outlines.map((one) =>
      one.type === "Polygon" ? polygon(one.coordinates) : multiPolygon(one.coordinates),
    );
    const whole = union(featureCollection<Polygon | MultiPolygon>(features));
    if (whole !== null) return whole.geometry;
  } catch {
    // A border that crosses itself.
  }
  return {
    type: "MultiPolygon",
    coordinates: outlines.flatMap((one) =>
      one.type === "Polygon" ? [one.coordinates] : one.coordinates,
    ),
  };
}
