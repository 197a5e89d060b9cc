import {
  rightHanded,
  signedArea,
  type LngLat,
  type PolygonRings,
  type Ring,
} from "#core/geo/rings.ts";
import type { Fault } from "./account.ts";
import { positionFault, swappedFault, type Bounds } from "./position.ts";
import type { Geometry } from "./row.ts";

/** Square degrees; about a hundred square centimetres, above the rounding of a straight line's corners. */
const NO_AREA = 1e-12;
const MEND = "Mend the geometry (in QGIS: “Fix geometries”) and export it again.";

/**
 * The polygons of a GeoJSON Polygon or MultiPolygon made ready to use: closed, in two dimensions, wound after
 * RFC 7946; or what is wrong with them. Rings that cross themselves are not looked for.
 */
export function polygonsOf(
  geometry: Geometry | undefined,
  bounds: Bounds | undefined,
): PolygonRings[] | Fault {
  const coordinates = geometry?.type === "Polygon" ? [geometry.coordinates] : geometry?.coordinates;
  if (!Array.isArray(coordinates) || coordinates.length === 0) return brokenShape();
  const polygons: PolygonRings[] = [];
  for (const part of coordinates) {
    const rings = readRings(part);
    if ("reason" in rings) return rings;
    polygons.push(rightHanded(rings));
  }
  if (bounds && !touches(polygons, bounds) && touches(polygons.map(exchange), bounds)) {
    return swappedFault();
  }
  return polygons;
}

/** Whether the box around the polygons meets the bounds. */
export function touches(
  polygons: readonly PolygonRings[],
  [west, south, east, north]: Bounds,
): boolean {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lng, lat] of polygons.flatMap(([outer = []]) => outer)) {
    box.west = Math.min(box.west, lng);
    box.south = Math.min(box.south, lat);
    box.east = Math.max(box.east, lng);
    box.north = Math.max(box.north, lat);
  }
  return box.west <= east && box.east >= west && box.south <= north && box.north >= south;
}

function readRings(coordinates: unknown): PolygonRings | Fault {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return brokenShape();
  const rings: Ring[] = [];
  for (const ring of coordinates) {
    const read = readRing(ring);
    if ("reason" in read) return read;
    rings.push(read);
  }
  const [outer = []] = rings;
  if (Math.abs(signedArea(outer)) < NO_AREA)
    return { reason: "the polygon encloses no area", remedy: MEND };
  return rings;
}

function readRing(positions: unknown): Ring | Fault {
  if (!Array.isArray(positions)) return brokenShape();
  const ring: Ring = [];
  for (const position of positions) {
    const [lng, lat]: unknown[] = Array.isArray(position) ? position : [];
    if (!Number.isFinite(lng) || !Number.isFinite(lat)) return brokenShape();
    const at: LngLat = [Number(lng), Number(lat)];
    const fault = positionFault(at, undefined);
    if (fault) return fault;
    ring.push(at);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push([...first]);
  if (ring.length < 4) {
    return { reason: "the polygon has a ring of fewer than three corners", remedy: MEND };
  }
  return ring;
}

function brokenShape(): Fault {
  return {
    reason: "the coordinates are not those of a polygon",
    remedy: "Give each polygon as rings of [lng, lat] positions.",
  };
}

function exchange(polygon: PolygonRings): PolygonRings {
  return polygon.map((ring) => ring.map(([lng, lat]) => [lat, lng]));
}
