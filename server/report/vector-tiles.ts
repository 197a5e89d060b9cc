import { geoJSONToTile, type GeoJSONVTTile } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import Flatbush from "flatbush";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import {
  BASE_LAYERS,
  SHAPES,
  UNITS_PER_DEGREE,
  type BaseLayer,
  type BaseMap,
  type Features,
} from "#core/osm/base-map.ts";

export interface TileServer {
  /** The Mapbox vector tile, not compressed; undefined where nothing is drawn, and beyond zoom 15. */
  readonly tile: (z: number, x: number, y: number) => Uint8Array | undefined;
}

/** Beyond this zoom the page stretches these tiles. */
const MAX_ZOOM = 15;
const EXTENT = 4096;
/** A tile draws so many units beyond its edge, or casings and outlines would end there: 64 pixels at zoom 18. */
const BUFFER = 64;
/** Lines may leave their course by so many units (eight to a pixel) below the largest zoom; houses by less. */
const TOLERANCE = 3;
const BUILDING_TOLERANCE = 1;
const CACHE_BYTES = 64 * 1024 * 1024;

/** Cuts tiles out of a base map as they are asked for, and keeps those asked for lately. */
export function tileServer(map: BaseMap): TileServer {
  const layers = BASE_LAYERS.filter((name) => map[name].set.length > 0).map((name) => ({
    name,
    features: map[name],
    index: spatialIndex(map[name]),
  }));
  const cache = tileCache();
  return {
    tile(z, x, y) {
      const isTile = [z, x, y].every(
        (part) => Number.isInteger(part) && part >= 0 && part < 2 ** z,
      );
      if (z > MAX_ZOOM || !isTile) return undefined;
      return cache(`${z}/${x}/${y}`, () => cutTile(layers, z, x, y));
    },
  };
}

interface Layer {
  readonly name: BaseLayer;
  readonly features: Features<object>;
  readonly index: Flatbush;
}

function spatialIndex({ set, firstRing, firstPosition, positions }: Features<object>): Flatbush {
  const index = new Flatbush(set.length, 16, Int32Array);
  for (let feature = 0; feature < set.length; feature++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const end = 2 * firstPosition[firstRing[feature + 1]!]!;
    for (let i = 2 * firstPosition[firstRing[feature]!]!; i < end; i += 2) {
      west = Math.min(west, positions[i]!);
      east = Math.max(east, positions[i]!);
      south = Math.min(south, positions[i + 1]!);
      north = Math.max(north, positions[i + 1]!);
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return index;
}

function cutTile(
  layers: readonly Layer[],
  z: number,
  x: number,
  y: number,
): Uint8Array | undefined {
  const buffer = BUFFER / EXTENT;
  const west = lngUnits(x - buffer, z);
  const east = lngUnits(x + 1 + buffer, z);
  const north = latUnits(y - buffer, z);
  const south = latUnits(y + 1 + buffer, z);
  const cut: Record<string, GeoJSONVTTile> = {};
  for (const { name, features, index } of layers) {
    const shown = index
      .search(west, south, east, north, (feature) => features.fromZoom[feature]! <= z)
      .sort((a, b) => a - b);
    for (let start = 0; start < shown.length; start += BATCH) {
      const batch = cutBatch(shown.slice(start, start + BATCH), name, features, z, x, y);
      const tile = (cut[name] ??= batch);
      if (tile !== batch) tile.features.push(...batch.features);
    }
    if (cut[name]?.features.length === 0) delete cut[name];
  }
  return Object.keys(cut).length === 0
    ? undefined
    : fromGeojsonVt(cut, { version: 2, extent: EXTENT });
}

/** Thousands of houses go through the cutter in batches: their intermediate forms are then short-lived garbage. */
const BATCH = 256;

function cutBatch(
  shown: readonly number[],
  name: BaseLayer,
  features: Features<object>,
  z: number,
  x: number,
  y: number,
): GeoJSONVTTile {
  const collection: FeatureCollection = {
    type: "FeatureCollection",
    features: shown.map((feature) => toGeoJson(features, feature)),
  };
  return geoJSONToTile(collection, z, x, y, {
    // What it simplifies for: at the largest zoom not at all.
    maxZoom: Math.min(z + 1, MAX_ZOOM),
    tolerance: name === "building" ? BUILDING_TOLERANCE : TOLERANCE,
    extent: EXTENT,
    buffer: BUFFER,
    clip: true,
  });
}

function toGeoJson(features: Features<object>, feature: number): Feature {
  const { sets, set, shape, firstRing } = features;
  const rings: Position[][] = [];
  for (let ring = firstRing[feature]!; ring < firstRing[feature + 1]!; ring++)
    rings.push(ringOf(features, ring));
  const geometries: Record<(typeof SHAPES)[number], () => Geometry> = {
    point: () => ({ type: "Point", coordinates: rings[0]![0]! }),
    line: () => ({ type: "LineString", coordinates: rings[0]! }),
    polygon: () => ({ type: "Polygon", coordinates: rings }),
  };
  return {
    type: "Feature",
    properties: sets[set[feature]!]!,
    geometry: geometries[SHAPES[shape[feature]!]!](),
  };
}

function ringOf({ firstPosition, positions }: Features<object>, ring: number): Position[] {
  const line: Position[] = [];
  for (let i = 2 * firstPosition[ring]!; i < 2 * firstPosition[ring + 1]!; i += 2)
    line.push([positions[i]! / UNITS_PER_DEGREE, positions[i + 1]! / UNITS_PER_DEGREE]);
  return line;
}

/** Longitude and latitude of web Mercator's tile edges, in the units of `Features.positions`. */
function lngUnits(x: number, z: number): number {
  return (x / 2 ** z - 0.5) * 360 * UNITS_PER_DEGREE;
}

function latUnits(y: number, z: number): number {
  const mercator = Math.PI * (1 - (2 * y) / 2 ** z);
  return (Math.atan(Math.sinh(mercator)) * 180 * UNITS_PER_DEGREE) / Math.PI;
}

/** Remembers what was made, up to `CACHE_BYTES`; what was not asked for longest goes first. */
function tileCache(): (key: string, make: () => Uint8Array | undefined) => Uint8Array | undefined {
  const tiles = new Map<string, Uint8Array>();
  let bytes = 0;
  return (key, make) => {
    const tile = tiles.get(key) ?? make();
    if (tile === undefined) return undefined;
    if (!tiles.delete(key)) bytes += tile.length;
    tiles.set(key, tile);
    for (const [oldest, { length }] of tiles) {
      if (bytes <= CACHE_BYTES) break;
      tiles.delete(oldest);
      bytes -= length;
    }
    return tile;
  };
}
