import type { Geometry, Position } from "geojson";
import { positionsOf } from "#core/geo/positions.ts";

export type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** Types of ISO well-known binary, all in two dimensions. */
const CODES: Readonly<Record<Geometry["type"], number>> = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
};

const LITTLE_ENDIAN_WITH_BOX = 0b0000_0011;

/** A geometry as GeoPackage stores it (OGC 12-128r17, 2.1.3): header, box unless it is a point, and WKB. */
export function geopackageBlob(geometry: Geometry, srsId: number): Buffer {
  const hasBox = geometry.type !== "Point";
  const header = Buffer.alloc(hasBox ? 40 : 8);
  header.write("GP", "latin1");
  header.writeUInt8(hasBox ? LITTLE_ENDIAN_WITH_BOX : 1, 3);
  header.writeInt32LE(srsId, 4);
  if (hasBox) {
    const [minX, minY, maxX, maxY] = boxOf([geometry]);
    for (const [i, bound] of [minX, maxX, minY, maxY].entries())
      header.writeDoubleLE(bound, 8 + 8 * i);
  }
  return Buffer.concat([header, wkb(geometry)]);
}

/** The box around all positions; infinite the wrong way round when there are none. */
export function boxOf(geometries: Iterable<Geometry | null>): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    if (geometry === null) continue;
    for (const [x = NaN, y = NaN] of positionsOf(geometry)) {
      [minX, minY] = [Math.min(minX, x), Math.min(minY, y)];
      [maxX, maxY] = [Math.max(maxX, x), Math.max(maxY, y)];
    }
  }
  return [minX, minY, maxX, maxY];
}

function wkb(geometry: Geometry): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeUInt32LE(CODES[geometry.type], 1);
  return Buffer.concat([head, ...bodyOf(geometry)]);
}

function bodyOf(geometry: Geometry): Buffer[] {
  switch (geometry.type) {
    case "Point":
      return [doubles([geometry.coordinates])];
    case "LineString":
      return [run(geometry.coordinates)];
    case "Polygon":
      return [count(geometry.coordinates), ...geometry.coordinates.map(run)];
    case "MultiPoint":
      return parts(geometry.coordinates.map((coordinates) => ({ type: "Point", coordinates })));
    case "MultiLineString":
      return parts(
        geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates })),
      );
    case "MultiPolygon":
      return parts(geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates })));
    case "GeometryCollection":
      return parts(geometry.geometries);
  }
}

function parts(geometries: readonly Geometry[]): Buffer[] {
  return [count(geometries), ...geometries.map(wkb)];
}

function run(positions: readonly Position[]): Buffer {
  return Buffer.concat([count(positions), doubles(positions)]);
}

function count(list: readonly unknown[]): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(list.length);
  return bytes;
}

function doubles(positions: readonly Position[]): Buffer {
  const bytes = Buffer.alloc(positions.length * 16);
  for (const [i, [x = NaN, y = NaN]] of positions.entries()) {
    bytes.writeDoubleLE(x, i * 16);
    bytes.writeDoubleLE(y, i * 16 + 8);
  }
  return bytes;
}
