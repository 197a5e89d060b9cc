import type { Geometry } from "geojson";
import { damaged } from "./geojson-geometry.ts";
import { readWkb } from "./wkb.ts";

const MAGIC = 0x4750; // "GP"
const HEADER_BYTES = 8;
const IS_EMPTY = 0b0001_0000;
const IS_EXTENDED = 0b0010_0000;

/** Bytes of the envelope by its code in the flags (GeoPackage 1.3, 2.1.3.1.1); codes 5 to 7 are invalid. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** The geometry in a GeoPackage's own binary: a header, an envelope and WKB. Null when empty. Throws `GeometryFault`. */
export function readGeopackageGeometry(value: unknown): Geometry | null {
  if (value === null || value === undefined) return null;
  if (!(value instanceof Uint8Array) || value.length < HEADER_BYTES) throw damaged();
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (view.getUint16(0) !== MAGIC) throw damaged();
  const flags = view.getUint8(3);
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 0b111];
  if (envelope === undefined || (flags & IS_EXTENDED) !== 0) throw damaged();
  if ((flags & IS_EMPTY) !== 0) return null;
  return readWkb(value.subarray(HEADER_BYTES + envelope));
}
