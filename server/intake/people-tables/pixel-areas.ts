import type { UnitTotal } from "#core/demand/spread/spread.ts";
import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { signedArea, type LngLat, type PolygonRings } from "#core/geo/rings.ts";
import type { PopulationRaster } from "../raster/population-raster.ts";

type Cells = Pick<PopulationRaster, "sources" | "step">;
type Take = (at: readonly [number, number]) => [number, number];

/**
 * The inhabited cells of a raster as areas with people, by `take` from its coordinates to WGS 84; without those that
 * have no place there.
 */
export function pixelAreas({ sources, step }: Cells, take: Take): UnitTotal[] {
  const { lng, lat, people } = sources;
  const areas: UnitTotal[] = [];
  for (let i = 0; i < people.length; i++) {
    const ring = outlineOf([lng[i] ?? NaN, lat[i] ?? NaN], step, take);
    if (ring.flat().every(Number.isFinite))
      areas.push({ id: `${i}`, polygons: [[ring]], people: people[i] ?? 0, groups: {} });
  }
  return areas;
}

/** Square metres of one cell of a raster: of the first inhabited one, for they differ by little. */
export function pixelSize({ sources, step }: Cells, take: Take): number {
  const ring = outlineOf([sources.lng[0] ?? NaN, sources.lat[0] ?? NaN], step, take);
  const lat = ring[0]?.[1] ?? 0;
  return Math.abs(signedArea(ring)) * lngShrink(lat) * METRES_PER_DEGREE ** 2;
}

/** A closed ring through the four corners around a middle. */
function outlineOf([x, y]: LngLat, { across, down }: Cells["step"], take: Take): PolygonRings[0] {
  const corner = (right: number, below: number) =>
    take([
      x + (right * across[0] + below * down[0]) / 2,
      y + (right * across[1] + below * down[1]) / 2,
    ]);
  const first = corner(-1, -1);
  return [first, corner(-1, 1), corner(1, 1), corner(1, -1), first];
}
