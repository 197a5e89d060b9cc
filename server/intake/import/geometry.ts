import type { Geometry, Position } from "geojson";
import { positionsOf } from "#core/geo/positions.ts";
import type { LngLat, PolygonRings } from "#core/geo/rings.ts";

type Move = (at: readonly [number, number]) => readonly [number, number];

/** The geometry with every position moved; positions keep no height. */
export function moved(geometry: Geometry, move: Move): Geometry {
  const at = ([x = Number.NaN, y = Number.NaN]: Position): Position => [...move([x, y])];
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: at(geometry.coordinates) };
    case "MultiPoint":
    case "LineString":
      return { type: geometry.type, coordinates: geometry.coordinates.map(at) };
    case "MultiLineString":
    case "Polygon":
      return { type: geometry.type, coordinates: geometry.coordinates.map((line) => line.map(at)) };
    case "MultiPolygon":
      return {
        type: "MultiPolygon",
        coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(at))),
      };
    case "GeometryCollection":
      return {
        type: "GeometryCollection",
        geometries: geometry.geometries.map((one) => moved(one, move)),
      };
  }
}

/** One place for a geometry: of a point itself, of anything else the middle of its box. */
export function placeOf(geometry: Geometry): readonly [number, number] | undefined {
  if (geometry.type === "Point") {
    const [x = Number.NaN, y = Number.NaN] = geometry.coordinates;
    return Number.isNaN(x) || Number.isNaN(y) ? undefined : [x, y];
  }
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positionsOf(geometry)) {
    if (x === undefined || y === undefined) continue;
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return west <= east && south <= north ? [(west + east) / 2, (south + north) / 2] : undefined;
}

/** All polygons with closed rings of at least three places; none of anything else. */
export function polygonsIn(geometry: Geometry | undefined): PolygonRings[] {
  if (geometry === undefined) return [];
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(polygonsIn);
  const polygons =
    geometry.type === "Polygon"
      ? [geometry.coordinates]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  return polygons.flatMap((rings) => {
    const closed = rings.map(closedRing).filter((ring) => ring.length >= 4);
    return closed.length === 0 ? [] : [closed];
  });
}

/** All lines of two or more places. */
export function linesIn(geometry: Geometry | undefined): LngLat[][] {
  if (geometry === undefined) return [];
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(linesIn);
  const lines =
    geometry.type === "LineString"
      ? [geometry.coordinates]
      : geometry.type === "MultiLineString"
        ? geometry.coordinates
        : [];
  return lines.map((line) => line.flatMap(asPlace)).filter((line) => line.length >= 2);
}

function closedRing(ring: readonly Position[]): LngLat[] {
  const places = ring.flatMap(asPlace);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return [];
  return first[0] === last[0] && first[1] === last[1] ? places : [...places, first];
}

function asPlace([x, y]: Position): LngLat[] {
  return Number.isFinite(x) && Number.isFinite(y) ? [[Number(x), Number(y)]] : [];
}
