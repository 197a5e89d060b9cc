import { lngShrink, METRES_PER_DEGREE } from "../../geo/lonlat.ts";
import { signedArea, type LngLat, type PolygonRings } from "../../geo/rings.ts";
import type { Building } from "../../osm/buildings.ts";
import { indexPlaces, type Places } from "./places.ts";

/** The buildings people may live in, each at its centroid, weighed by its floor: footprint × levels, in m². */
export interface Homes {
  /** Dwellings by their tags. */
  readonly dwelling: Places;
  /** Buildings whose tags do not say what they are. */
  readonly unsaid: Places;
  /** Where a building does not state its levels, this many: the median of those that do, 1 when none does. */
  readonly usualLevels: number;
}

/** Made once for all units and files. Buildings that are something else by their tags are left out. */
export function indexBuildings(buildings: readonly Building[]): Homes {
  const homes = buildings.filter(({ use }) => use !== "other");
  const usualLevels = median(homes.flatMap(({ levels }) => (isStated(levels) ? levels : [])));
  const index = (use: Building["use"]) =>
    indexPlaces(homes.filter((home) => home.use === use).map((home) => placeOf(home, usualLevels)));
  return { dwelling: index("dwelling"), unsaid: index("unsaid"), usualLevels };
}

function isStated(levels: number | null): levels is number {
  return levels !== null && Number.isFinite(levels) && levels > 0;
}

function median(levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => a - b);
  const [low = 1, high = low] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (low + high) / 2;
}

function placeOf({ rings, levels }: Building, usualLevels: number) {
  const [lng, lat] = centroidOf(rings);
  const weight = footprintOf(rings, lat) * (isStated(levels) ? levels : usualLevels);
  return { lng, lat, weight };
}

/** Square metres of the outer ring less its holes. */
function footprintOf([outer = [], ...holes]: PolygonRings, lat: number): number {
  const open = holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0);
  const squareDegrees = Math.max(0, Math.abs(signedArea(outer)) - open);
  return squareDegrees * lngShrink(lat) * METRES_PER_DEGREE * METRES_PER_DEGREE;
}

/** Of the outer ring; for a ring without area the mean of its corners. */
function centroidOf([outer = []]: PolygonRings): LngLat {
  const [[x0, y0] = [0, 0]] = outer;
  let [twice, east, north] = [0, 0, 0];
  let [x, y] = [0, 0];
  for (const [lng, lat] of outer) {
    const [nextX, nextY] = [lng - x0, lat - y0];
    const cross = x * nextY - nextX * y;
    twice += cross;
    east += cross * (x + nextX);
    north += cross * (y + nextY);
    [x, y] = [nextX, nextY];
  }
  if (twice !== 0) return [x0 + east / (3 * twice), y0 + north / (3 * twice)];
  const mean = (of: (at: LngLat) => number) =>
    outer.reduce((sum, at) => sum + of(at), 0) / Math.max(1, outer.length);
  return [mean(([lng]) => lng), mean(([, lat]) => lat)];
}
