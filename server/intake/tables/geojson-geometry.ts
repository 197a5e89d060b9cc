import type { Geometry, Position } from "geojson";
import type { Reason } from "#contract/reasons/reasons.ts";

/** Collections within collections; no format needs more than one. */
const DEEPEST = 8;

/** A geometry that cannot be used, with the reason in words; its row is left out, the file goes on. */
export class GeometryFault extends Error {
  override readonly name = "GeometryFault";
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}

/**
 * The RFC 7946 shape of a foreign GeoJSON geometry: [x, y] without further ordinates, rings closed. Null when it
 * is empty. Directions of rings stay as they are. Throws `GeometryFault` on anything that is no such geometry.
 */
export function planarGeometry(value: unknown, depth = 0): Geometry | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") throw damaged();
  const { type, coordinates, geometries } = value as Readonly<Record<string, unknown>>;
  switch (type) {
    case "Point": {
      const place = list(coordinates);
      return place.length === 0 ? null : { type, coordinates: position(place) };
    }
    case "MultiPoint":
      return unlessEmpty({ type, coordinates: positions(coordinates) });
    case "LineString":
      return unlessEmpty({ type, coordinates: line(coordinates) });
    case "MultiLineString":
      return unlessEmpty({ type, coordinates: list(coordinates).map(line).filter(isFilled) });
    case "Polygon":
      return unlessEmpty({ type, coordinates: rings(coordinates) });
    case "MultiPolygon":
      return unlessEmpty({ type, coordinates: list(coordinates).map(rings).filter(isFilled) });
    case "GeometryCollection": {
      if (depth >= DEEPEST) throw new GeometryFault({ code: "geometry-too-complex" });
      const members = list(geometries).flatMap((each) => planarGeometry(each, depth + 1) ?? []);
      return members.length === 0 ? null : { type, geometries: members };
    }
    default:
      throw damaged();
  }
}

/** The ring with its last position repeating the first. Null when empty; throws when it encloses nothing by count. */
export function closedRing(ring: readonly Position[]): Position[] | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined) return null;
  const closed = first[0] === last[0] && first[1] === last[1];
  const whole = closed ? [...ring] : [...ring, [...first]];
  if (whole.length < 4) throw damaged();
  return whole;
}

export function damaged(): GeometryFault {
  return new GeometryFault({ code: "geometry-damaged" });
}

function unlessEmpty<G extends Geometry & { readonly coordinates: readonly unknown[] }>(
  geometry: G,
): G | null {
  return geometry.coordinates.length === 0 ? null : geometry;
}

function isFilled(part: readonly unknown[]): boolean {
  return part.length > 0;
}

function rings(value: unknown): Position[][] {
  return list(value).flatMap((ring) => {
    const closed = closedRing(positions(ring));
    return closed === null ? [] : [closed];
  });
}

function line(value: unknown): Position[] {
  const places = positions(value);
  if (places.length === 1) throw damaged();
  return places;
}

function positions(value: unknown): Position[] {
  return list(value).map((each) => position(list(each)));
}

function position([x, y]: readonly unknown[]): Position {
  if (typeof x !== "number" || typeof y !== "number") throw damaged();
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw damaged();
  return [x, y];
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged();
  return value;
}
