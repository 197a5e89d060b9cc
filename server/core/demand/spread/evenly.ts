import { cellAt } from "../../geo/cells.ts";
import type { PolygonRings } from "../../geo/rings.ts";
import { pointsInArea } from "../areas.ts";

/**
 * One place for each cell of the resolution that an area reaches into, at the middle of what it holds of that
 * cell and weighed by how much that is. Never empty. Throws `DemandTooLarge` as `pointsInArea` does.
 */
export function evenPlaces(
  polygons: readonly PolygonRings[],
  resolution: number,
): { lng: number; lat: number; weight: number }[] {
  const cells = new Map<string, { east: number; north: number; weight: number }>();
  for (const [lng, lat] of pointsInArea(polygons, resolution)) {
    const cell = cellAt(lng, lat, resolution);
    const sum = cells.get(cell) ?? { east: 0, north: 0, weight: 0 };
    sum.east += lng;
    sum.north += lat;
    sum.weight += 1;
    cells.set(cell, sum);
  }
  return [...cells.values()].map(({ east, north, weight }) => ({
    lng: east / weight,
    lat: north / weight,
    weight,
  }));
}
