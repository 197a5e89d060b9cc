import { areaOf, cellAt, cellsInPolygon, centreOf } from "../geo/cells.ts";
import { METRES_PER_DEGREE, lngShrink } from "../geo/lonlat.ts";
import { signedArea, type LngLat, type PolygonRings } from "../geo/rings.ts";
import { MAX_CELLS, tooManyCells } from "./limits.ts";

/** Finer cells than this many do not make the spread of one area noticeably truer, only slower. */
const ENOUGH_POINTS = 2000;
const FINEST_STEP = 3;

/** Points of a grid along the side of a cell. */
const PER_CELL = 3;

/**
 * Points spread evenly over an area (the polygons of one GeoJSON Polygon or MultiPolygon): the centres, inside it, of
 * cells up to three resolutions finer than `resolution`, in an order that depends on the area alone; of a
 * parallelogram of few cells, as those of a raster are, the middles of its equal parts. An area too small to hold one
 * gives a single point inside its largest polygon. Never empty. Throws `DemandTooLarge` when the area holds too many
 * cells even at `resolution`.
 */
export function pointsInArea(polygons: readonly PolygonRings[], resolution: number): LngLat[] {
  const parts = partsOf(polygons, resolution);
  if (parts !== undefined) return parts;
  const cells = new Set<string>();
  const fine = fitResolution(polygons, resolution);
  for (const polygon of polygons) {
    for (const cell of cellsInPolygon(polygon, fine)) cells.add(cell);
  }
  if (cells.size === 0) return [interiorPoint(largestOf(polygons))];
  return [...cells].toSorted().map(centreOf);
}

/** Needs no search for the cells inside, and of a raster there may be ten thousands. Undefined for any other area. */
function partsOf(polygons: readonly PolygonRings[], resolution: number): LngLat[] | undefined {
  const [[ring = [], ...holes] = [], ...others] = polygons;
  const [a, b, c, d] = ring;
  if (others.length > 0 || holes.length > 0 || ring.length !== 5 || !a || !b || !c || !d)
    return undefined;
  const skew = Math.hypot(a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]);
  if (skew > Math.hypot(c[0] - a[0], c[1] - a[1]) / 100) return undefined;
  const along = Math.ceil(PER_CELL * Math.sqrt(roughCount(polygons, resolution)));
  if (along * along > ENOUGH_POINTS) return undefined;
  const middles = Array.from({ length: Math.max(1, along) }, (_, i) => (i + 0.5) / along);
  const between = (u: number, v: number, axis: 0 | 1) =>
    a[axis] + u * (b[axis] - a[axis]) + v * (d[axis] - a[axis]);
  return middles.flatMap((u) => middles.map((v): LngLat => [between(u, v, 0), between(u, v, 1)]));
}

function fitResolution(polygons: readonly PolygonRings[], resolution: number): number {
  for (let fine = resolution + FINEST_STEP; fine > resolution; fine--) {
    if (roughCount(polygons, fine) <= ENOUGH_POINTS) return fine;
  }
  if (roughCount(polygons, resolution) > MAX_CELLS) throw tooManyCells(resolution);
  return resolution;
}

/** Cells of a resolution in the bounding boxes of the polygons. */
function roughCount(polygons: readonly PolygonRings[], resolution: number): number {
  let count = 0;
  for (const [outer = []] of polygons) {
    const [west, south, east, north] = boxOf(outer);
    const lat = (south + north) / 2;
    const squareMetres =
      (east - west) * lngShrink(lat) * (north - south) * METRES_PER_DEGREE * METRES_PER_DEGREE;
    count += squareMetres / areaOf(cellAt((west + east) / 2, lat, resolution));
  }
  return count;
}

function boxOf(ring: readonly LngLat[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ring) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function largestOf(polygons: readonly PolygonRings[]): PolygonRings {
  const size = ([outer = []]: PolygonRings) => Math.abs(signedArea(outer));
  return polygons.reduce((largest, polygon) => (size(polygon) > size(largest) ? polygon : largest));
}

/**
 * The middle of the widest stretch inside the polygon along a parallel: the one through the middle of its box,
 * or where a hole or a pinch leaves nothing there, one nearer its edge. Without area, the middle of the box.
 */
function interiorPoint(polygon: PolygonRings): LngLat {
  const [west, south, east, north] = boxOf(polygon[0] ?? []);
  for (const share of [1 / 2, 1 / 4, 3 / 4, 1 / 64, 63 / 64]) {
    const lat = south + share * (north - south);
    const lng = middleOfWidest(polygon.flatMap((ring) => crossingsAt(lat, ring)));
    if (lng !== undefined) return [lng, lat];
  }
  return [(west + east) / 2, (south + north) / 2];
}

function middleOfWidest(crossings: readonly number[]): number | undefined {
  const sorted = crossings.toSorted((a, b) => a - b);
  let widest = 0;
  let middle: number | undefined;
  for (let i = 0; i + 1 < sorted.length; i += 2) {
    const [enter = 0, leave = 0] = [sorted[i], sorted[i + 1]];
    if (leave - enter <= widest) continue;
    widest = leave - enter;
    middle = (enter + leave) / 2;
  }
  return middle;
}

/** Longitudes where a closed ring crosses a parallel; an end lying on it counts for one side only. */
function crossingsAt(lat: number, ring: readonly LngLat[]): number[] {
  const crossings: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i], ring[i + 1]];
    if (a === undefined || b === undefined || a[1] > lat === b[1] > lat) continue;
    crossings.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }
  return crossings;
}
