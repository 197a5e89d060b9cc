import type { Degrees } from "#core/vocabulary.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { InputError, type Fault } from "./account.ts";
import { fieldOf, type Row } from "./row.ts";
import { readNumber, type Field } from "./values.ts";

export type Bounds = readonly [west: Degrees, south: Degrees, east: Degrees, north: Degrees];

const DEGREES_WANTED =
  "Give degrees of WGS 84 (EPSG:4326): longitude −180 to 180, latitude −90 to 90.";
const SAME_PLACE =
  "Check that the file and the extract show the same place, and that coordinates are degrees of WGS 84.";
/** No one writes degrees like this; metres of a projection are. */
const SURELY_NOT_DEGREES = 1000;

/**
 * Where a row lies: the Point of a feature, the columns lng and lat of a line; or what is wrong with it. Being
 * outside `bounds` is no fault, unless exchanging the two numbers would bring it inside.
 */
export function pointOf(row: Row, bounds: Bounds | undefined): LngLat | Fault {
  if (row.geometry === undefined) {
    return readPosition(fieldOf(row, "lng"), fieldOf(row, "lat"), bounds);
  }
  const { coordinates } = row.geometry;
  const [lng, lat]: unknown[] = Array.isArray(coordinates) ? coordinates : [];
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) {
    return { reason: "the coordinates are not two numbers", remedy: DEGREES_WANTED };
  }
  const at: LngLat = [Number(lng), Number(lat)];
  return positionFault(at, bounds) ?? at;
}

function readPosition(lng: Field, lat: Field, bounds: Bounds | undefined): LngLat | Fault {
  const x = readNumber(lng);
  if (typeof x !== "number") return x;
  const y = readNumber(lat);
  if (typeof y !== "number") return y;
  return positionFault([x, y], bounds, lng.column, lat.column) ?? [x, y];
}

/** What is wrong with a position as degrees; undefined when nothing is. */
export function positionFault(
  at: LngLat,
  bounds: Bounds | undefined,
  lngName = "lng",
  latName = "lat",
): Fault | undefined {
  const [lng, lat] = at;
  if (isDegrees(at) && (bounds === undefined || isInside(at, bounds))) return undefined;
  const both = { column: lngName, value: `${lng}, ${lat}` };
  if (Math.max(Math.abs(lng), Math.abs(lat)) > SURELY_NOT_DEGREES) {
    return {
      ...both,
      reason: "the coordinates look projected (metres), not degrees",
      remedy: DEGREES_WANTED,
    };
  }
  const swapped = bounds ? isInside([lat, lng], bounds) : isDegrees([lat, lng]);
  if (swapped) return { ...both, ...swappedFault(lngName, latName) };
  if (isDegrees(at)) return undefined;
  const [column, value] = Math.abs(lng) > 180 ? [lngName, lng] : [latName, lat];
  return { column, value: `${value}`, reason: `${column} is out of range`, remedy: DEGREES_WANTED };
}

export function swappedFault(lngName = "lng", latName = "lat"): Fault {
  return {
    reason: `${lngName} and ${latName} look swapped`,
    remedy: `Exchange the values of ${lngName} and ${latName}; longitude comes first.`,
  };
}

export function isInside([lng, lat]: LngLat, [west, south, east, north]: Bounds): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** The fault of a row that must lie inside the extract and does not. */
export function outsideFault([lng, lat]: LngLat): Fault {
  return { value: `${lng}, ${lat}`, reason: "outside the street extract", remedy: SAME_PLACE };
}

export function allOutside(name: string): InputError {
  return new InputError(`${name}: every row lies outside the street extract.`, SAME_PLACE, {
    file: name,
  });
}

function isDegrees([lng, lat]: LngLat): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}
