import type { Geometry, Position } from "geojson";
import type { ExportShape } from "./export-table.ts";
import { boxOf } from "./geopackage-blob.ts";

/** ESRI Shapefile Technical Description (1998). */
const TYPES: Readonly<Record<ExportShape, number>> = { none: 0, point: 1, line: 3, polygon: 5 };
const FILE_CODE = 9994;
const VERSION = 1000;
const HEADER_BYTES = 100;
const NULL_SHAPE = 0;

/** The .shp and .shx of geometries of one shape; what is null is a null shape. */
export function shapeFiles(
  geometries: readonly (Geometry | null)[],
  shape: ExportShape,
): { readonly shp: Buffer; readonly shx: Buffer } {
  const records = geometries.map((geometry) => recordOf(geometry, shape));
  const index = Buffer.alloc(records.length * 8);
  const parts: Buffer[] = [];
  let at = HEADER_BYTES;
  for (const [i, record] of records.entries()) {
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(record.length / 2, 4);
    index.writeInt32BE(at / 2, i * 8);
    index.writeInt32BE(record.length / 2, i * 8 + 4);
    parts.push(head, record);
    at += 8 + record.length;
  }
  const box = boxOf(geometries).map((bound) => (Number.isFinite(bound) ? bound : 0));
  return {
    shp: Buffer.concat([header(at, shape, box), ...parts]),
    shx: Buffer.concat([header(HEADER_BYTES + index.length, shape, box), index]),
  };
}

function header(bytes: number, shape: ExportShape, box: readonly number[]): Buffer {
  const buffer = Buffer.alloc(HEADER_BYTES);
  buffer.writeInt32BE(FILE_CODE, 0);
  buffer.writeInt32BE(bytes / 2, 24);
  buffer.writeInt32LE(VERSION, 28);
  buffer.writeInt32LE(TYPES[shape], 32);
  for (const [i, bound] of box.entries()) buffer.writeDoubleLE(bound, 36 + 8 * i);
  return buffer;
}

function recordOf(geometry: Geometry | null, shape: ExportShape): Buffer {
  if (geometry === null) return int32(NULL_SHAPE);
  switch (geometry.type) {
    case "Point":
      return Buffer.concat([int32(expected(shape, "point")), doubles(geometry.coordinates)]);
    case "LineString":
      return parted(expected(shape, "line"), geometry, [geometry.coordinates]);
    case "MultiLineString":
      return parted(expected(shape, "line"), geometry, geometry.coordinates);
    case "Polygon":
      return parted(expected(shape, "polygon"), geometry, turned(geometry.coordinates));
    case "MultiPolygon":
      return parted(expected(shape, "polygon"), geometry, geometry.coordinates.flatMap(turned));
    case "MultiPoint":
    case "GeometryCollection":
      throw new Error(`A shapefile of shape "${shape}" cannot hold a ${geometry.type}.`);
  }
}

function expected(shape: ExportShape, given: ExportShape): number {
  if (shape !== given) throw new Error(`A shapefile of shape "${shape}" cannot hold a ${given}.`);
  return TYPES[given];
}

/** Outer rings clockwise, holes the other way: the opposite of GeoJSON. */
function turned(rings: readonly Position[][]): Position[][] {
  return rings.map((ring) => ring.toReversed());
}

function parted(type: number, geometry: Geometry, parts: readonly Position[][]): Buffer {
  const points = parts.flat();
  const starts = Buffer.alloc(parts.length * 4);
  let start = 0;
  for (const [i, part] of parts.entries()) {
    starts.writeInt32LE(start, i * 4);
    start += part.length;
  }
  return Buffer.concat([
    int32(type),
    doubles(boxOf([geometry])),
    int32(parts.length),
    int32(points.length),
    starts,
    ...points.map((point) => doubles(point.slice(0, 2))),
  ]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function doubles(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, i * 8);
  return bytes;
}
