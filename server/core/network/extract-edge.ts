import { METRES_PER_DEGREE, lngShrink, nearestOnSegment } from "../geo/lonlat.ts";
import type { Degrees, Metres } from "../vocabulary.ts";
import type { Segments } from "./segments.ts";
import { streetHull } from "./street-hull.ts";

/** A closed ring of [lng, lat]. */
export type Ring = readonly (readonly [Degrees, Degrees])[];

/** Stated bounds this much larger than the streets' own hull are a writer's placeholder, not the extract. */
const MOST_EMPTY = 100;

/**
 * Where knowledge ends. The boundary the user gives; else the bounds the file states, unless they are
 * nonsense (some writers state the whole hemisphere); else a hull around the streets.
 */
export function extractEdge(
  segments: Segments,
  stated: readonly [number, number, number, number] | undefined,
  given: readonly Ring[] | undefined,
): { rings: readonly Ring[]; from: "given" | "stated" | "hull" } {
  if (given !== undefined) return { rings: given, from: "given" };
  const hull = streetHull(segments);
  if (stated !== undefined) {
    const [west, south, east, north] = stated;
    const sane =
      west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90;
    if (sane && (east - west) * (north - south) <= MOST_EMPTY * Math.abs(areaOf(hull)))
      return {
        rings: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
        from: "stated",
      };
  }
  return { rings: [hull], from: "hull" };
}

/** Straight metres from a point to the edge of the extract; 0 on it or outside. */
export function metresToEdge(boundary: readonly Ring[], lng: Degrees, lat: Degrees): Metres {
  if (!isWithin(boundary, lng, lat)) return 0;
  let nearest = Infinity;
  for (const ring of boundary) {
    for (let i = 1; i < ring.length; i++) {
      const [aLng, aLat] = ring[i - 1]!;
      const [bLng, bLat] = ring[i]!;
      const far = nearest / METRES_PER_DEGREE;
      if (Math.min(aLat, bLat) > lat + far || Math.max(aLat, bLat) < lat - far) continue;
      nearest = Math.min(nearest, nearestOnSegment(lng, lat, aLng, aLat, bLng, bLat).metres);
    }
  }
  return nearest;
}

/** Inside by the even-odd rule, so holes and several parts are both right. */
export function isWithin(boundary: readonly Ring[], lng: Degrees, lat: Degrees): boolean {
  let inside = false;
  for (const ring of boundary) {
    for (let i = 1; i < ring.length; i++) {
      const [aLng, aLat] = ring[i - 1]!;
      const [bLng, bLat] = ring[i]!;
      if (aLat > lat !== bLat > lat && lng < aLng + ((lat - aLat) * (bLng - aLng)) / (bLat - aLat))
        inside = !inside;
    }
  }
  return inside;
}

/** West, south, east, north of the boundary, widened by `margin` metres. */
export function boundsOf(
  boundary: readonly Ring[],
  margin: Metres = 0,
): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of boundary) {
    for (const [lng, lat] of ring) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const tall = margin / METRES_PER_DEGREE;
  const wide = tall / Math.max(0.01, lngShrink((south + north) / 2));
  return [west - wide, south - tall, east + wide, north + tall];
}

function areaOf(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return twice / 2;
}
