import type { Feature, FeatureCollection, Geometry, Position } from "geojson";

/** A place as [lng, lat]. */
export type Place = readonly [number, number];

export function point(at: Place): Geometry {
  return { type: "Point", coordinates: [...at] };
}

export function line(places: readonly Place[]): Geometry {
  return { type: "LineString", coordinates: positions(places) };
}

/** An area with one closed ring. */
export function area(ring: readonly Place[]): Geometry {
  return { type: "Polygon", coordinates: [positions(ring)] };
}

export function feature(geometry: Geometry, properties: Record<string, unknown>): Feature {
  return { type: "Feature", geometry, properties };
}

export function collection(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

function positions(places: readonly Place[]): Position[] {
  return places.map((place) => [...place]);
}
