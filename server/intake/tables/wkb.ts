import type { Geometry, Position } from "geojson";
import { closedRing, damaged, GeometryFault } from "./geojson-geometry.ts";

/** Collections within collections. */
const DEEPEST = 8;

const EWKB_Z = 0x80000000;
const EWKB_M = 0x40000000;
const EWKB_SRID = 0x20000000;

const POINT = 1;
const LINE = 2;
const POLYGON = 3;

/** Kinds of parts by kind of collection; a surface or curve of plain parts is as good as a multi. */
const PARTS: Readonly<Record<number, readonly number[]>> = {
  4: [POINT],
  5: [LINE],
  6: [POLYGON],
  11: [LINE],
  12: [POLYGON],
};

const NOT_PLAIN: Readonly<Record<number, string>> = {
  8: "CircularString",
  9: "CompoundCurve",
  10: "CurvePolygon",
  13: "Curve",
  14: "Surface",
  15: "PolyhedralSurface",
  16: "TIN",
  17: "Triangle",
};

/**
 * A geometry in well-known binary, ISO 13249-3 (Z, M and ZM by thousands) or EWKB (by flags, with an SRID that is
 * passed over). Null when it is empty. Further ordinates are left out, rings closed. Counts are not believed: reading
 * ends with the bytes. Throws `GeometryFault`.
 */
export function readWkb(bytes: Uint8Array): Geometry | null {
  return new WkbReader(bytes).geometry(0);
}

class WkbReader {
  readonly #view: DataView;
  #at = 0;
  #little = true;
  #ordinates = 2;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(depth: number): Geometry | null {
    if (depth > DEEPEST) throw new GeometryFault({ code: "geometry-too-complex" });
    const kind = this.#header();
    switch (kind) {
      case POINT: {
        const place = this.#position();
        return place === null ? null : { type: "Point", coordinates: place };
      }
      case LINE: {
        const coordinates = this.#line();
        return coordinates.length === 0 ? null : { type: "LineString", coordinates };
      }
      case POLYGON: {
        const coordinates = this.#rings();
        return coordinates.length === 0 ? null : { type: "Polygon", coordinates };
      }
      case 4:
      case 5:
      case 6:
      case 11:
      case 12:
        return multi(this.#parts(depth, PARTS[kind] ?? []));
      case 7: {
        const geometries = this.#parts(depth);
        return geometries.length === 0 ? null : { type: "GeometryCollection", geometries };
      }
      default: {
        const type = NOT_PLAIN[kind];
        throw type === undefined
          ? damaged()
          : new GeometryFault({ code: "geometry-curved", values: { type } });
      }
    }
  }

  /** Reads byte order and type; leaves the number of ordinates for the positions that follow. */
  #header(): number {
    this.#need(5);
    const order = this.#view.getUint8(this.#at);
    if (order > 1) throw damaged();
    this.#little = order === 1;
    this.#at += 1;
    const code = this.#uint32();
    if ((code & EWKB_SRID) !== 0) this.#uint32();
    const plain = code & 0x0fffffff;
    const thousands = Math.floor(plain / 1000);
    if (thousands > 3) throw damaged();
    const hasZ = (code & EWKB_Z) !== 0 || thousands === 1 || thousands === 3;
    const hasM = (code & EWKB_M) !== 0 || thousands >= 2;
    this.#ordinates = 2 + Number(hasZ) + Number(hasM);
    return plain % 1000;
  }

  #parts(depth: number, kinds?: readonly number[]): Geometry[] {
    const count = this.#uint32();
    const parts: Geometry[] = [];
    for (let i = 0; i < count; i++) {
      if (kinds !== undefined) this.#expect(kinds);
      const part = this.geometry(depth + 1);
      if (part !== null) parts.push(part);
    }
    return parts;
  }

  /** Looks at the next header without taking it. */
  #expect(kinds: readonly number[]): void {
    const [at, little] = [this.#at, this.#little];
    const kind = this.#header();
    [this.#at, this.#little] = [at, little];
    if (kinds.includes(kind)) return;
    const type = NOT_PLAIN[kind];
    if (type !== undefined) throw new GeometryFault({ code: "geometry-curved", values: { type } });
    throw damaged();
  }

  #rings(): Position[][] {
    const count = this.#uint32();
    const rings: Position[][] = [];
    for (let i = 0; i < count; i++) {
      const ring = closedRing(this.#positions());
      if (ring !== null) rings.push(ring);
    }
    return rings;
  }

  #line(): Position[] {
    const line = this.#positions();
    if (line.length === 1) throw damaged();
    return line;
  }

  #positions(): Position[] {
    const count = this.#uint32();
    const positions: Position[] = [];
    for (let i = 0; i < count; i++) {
      const place = this.#position();
      if (place === null) throw damaged();
      positions.push(place);
    }
    return positions;
  }

  /** Null for the point of not-a-number that stands for an empty one. */
  #position(): Position | null {
    this.#need(this.#ordinates * 8);
    const x = this.#view.getFloat64(this.#at, this.#little);
    const y = this.#view.getFloat64(this.#at + 8, this.#little);
    this.#at += this.#ordinates * 8;
    if (Number.isNaN(x) && Number.isNaN(y)) return null;
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw damaged();
    return [x, y];
  }

  #uint32(): number {
    this.#need(4);
    const value = this.#view.getUint32(this.#at, this.#little);
    this.#at += 4;
    return value;
  }

  #need(bytes: number): void {
    if (bytes > this.#view.byteLength - this.#at) throw damaged();
  }
}

/** The parts of a multi-geometry, all of one kind, as one. */
function multi(parts: readonly Geometry[]): Geometry | null {
  const points = parts.flatMap((part) => (part.type === "Point" ? [part.coordinates] : []));
  if (points.length > 0) return { type: "MultiPoint", coordinates: points };
  const lines = parts.flatMap((part) => (part.type === "LineString" ? [part.coordinates] : []));
  if (lines.length > 0) return { type: "MultiLineString", coordinates: lines };
  const polygons = parts.flatMap((part) => (part.type === "Polygon" ? [part.coordinates] : []));
  return polygons.length > 0 ? { type: "MultiPolygon", coordinates: polygons } : null;
}
