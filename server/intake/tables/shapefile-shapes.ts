import type { Geometry, Position } from "geojson";
import { damaged, GeometryFault } from "./geojson-geometry.ts";
import { polygonsOfRings } from "./shapefile-rings.ts";

/** ESRI Shapefile Technical Description (1998), pages 3 to 5: lengths in words of two bytes, big-endian. */
const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const FILE_CODE = 9994;
const BOX_BYTES = 32;

const NULL_SHAPE = 0;
const POINTS = [1, 11, 21];
const LINES = [3, 13, 23];
const POLYGONS = [5, 15, 25];
const MULTI_POINTS = [8, 18, 28];

/** One record of a .shp; a null shape has no geometry. */
type Shape = { readonly geometry: Geometry | null } | { readonly fault: GeometryFault };

interface Shapes {
  /** In the order of the file, which is that of the records of the .dbf. */
  readonly shapes: readonly Shape[];
  /** A record was longer than what is left of the file. */
  readonly cutShort: boolean;
}

/** The shapes of a .shp, planar: Z and M are left out. Undefined when it is no .shp at all. */
export function readShapes(bytes: Buffer): Shapes | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readInt32BE(0) !== FILE_CODE) return undefined;
  const shapes: Shape[] = [];
  let at = HEADER_BYTES;
  while (at + RECORD_HEADER_BYTES <= bytes.length) {
    const length = bytes.readInt32BE(at + 4) * 2;
    const start = at + RECORD_HEADER_BYTES;
    if (length < 4 || length > bytes.length - start) return { shapes, cutShort: true };
    shapes.push(shapeOf(bytes.subarray(start, start + length)));
    at = start + length;
  }
  return { shapes, cutShort: at !== bytes.length };
}

function shapeOf(record: Buffer): Shape {
  try {
    return { geometry: geometryOf(record) };
  } catch (error) {
    if (error instanceof GeometryFault) return { fault: error };
    throw error;
  }
}

function geometryOf(record: Buffer): Geometry | null {
  const type = record.readInt32LE(0);
  if (type === NULL_SHAPE) return null;
  if (POINTS.includes(type)) {
    if (record.length < 20) throw damaged();
    return pointAt(record, 4);
  }
  if (MULTI_POINTS.includes(type)) return multiPoint(record);
  const isPolygon = POLYGONS.includes(type);
  if (type === 31)
    throw new GeometryFault({ code: "geometry-curved", values: { type: "MultiPatch" } });
  if (!isPolygon && !LINES.includes(type)) throw damaged();
  const parts = partsOf(record);
  return isPolygon ? polygonOf(parts) : lineOf(parts);
}

function pointAt(record: Buffer, at: number): Geometry | null {
  const [x, y] = [record.readDoubleLE(at), record.readDoubleLE(at + 8)];
  // Some writers store an empty point as not-a-number.
  if (Number.isNaN(x) && Number.isNaN(y)) return null;
  return { type: "Point", coordinates: finite(x, y) };
}

function multiPoint(record: Buffer): Geometry | null {
  const start = 4 + BOX_BYTES + 4;
  if (record.length < start) throw damaged();
  const count = record.readInt32LE(start - 4);
  if (count < 0 || count * 16 > record.length - start) throw damaged();
  const coordinates = positions(record, start, 0, count);
  return coordinates.length === 0 ? null : { type: "MultiPoint", coordinates };
}

/** The runs of positions of a line or polygon; empty ones are left out. */
function partsOf(record: Buffer): Position[][] {
  const counts = 4 + BOX_BYTES;
  if (record.length < counts + 8) throw damaged();
  const [partCount, pointCount] = [record.readInt32LE(counts), record.readInt32LE(counts + 4)];
  const starts = counts + 8;
  const points = starts + partCount * 4;
  if (partCount < 0 || pointCount < 0) throw damaged();
  if (points + pointCount * 16 > record.length) throw damaged();
  const parts: Position[][] = [];
  for (let i = 0; i < partCount; i++) {
    const from = record.readInt32LE(starts + i * 4);
    const to = i + 1 < partCount ? record.readInt32LE(starts + (i + 1) * 4) : pointCount;
    if (from < 0 || from > to || to > pointCount) throw damaged();
    if (from < to) parts.push(positions(record, points, from, to));
  }
  return parts;
}

function positions(record: Buffer, start: number, from: number, to: number): Position[] {
  const list: Position[] = [];
  for (let i = from; i < to; i++) {
    const at = start + i * 16;
    list.push(finite(record.readDoubleLE(at), record.readDoubleLE(at + 8)));
  }
  return list;
}

function finite(x: number, y: number): Position {
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw damaged();
  return [x, y];
}

function lineOf(parts: readonly Position[][]): Geometry | null {
  const lines = parts.filter((part) => part.length > 1);
  if (lines.length === 0 && parts.length > 0) throw damaged();
  const [only] = lines;
  if (only === undefined) return null;
  return lines.length === 1
    ? { type: "LineString", coordinates: only }
    : { type: "MultiLineString", coordinates: lines };
}

function polygonOf(parts: readonly Position[][]): Geometry | null {
  const polygons = polygonsOfRings(parts);
  const [only] = polygons;
  if (only === undefined) return null;
  return polygons.length === 1
    ? { type: "Polygon", coordinates: only }
    : { type: "MultiPolygon", coordinates: polygons };
}
