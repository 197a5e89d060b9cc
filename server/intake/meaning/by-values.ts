import type { PlainField } from "#contract/fields.ts";
import { isCell } from "#core/geo/cells.ts";
import { isLat, isLng, readPosition } from "./degrees.ts";

/** What a column whose title says nothing holds, by the shape of its values; null where they say nothing either. */
export function fieldByValues(values: readonly string[]): PlainField | null {
  if (values.length === 0) return null;
  const [first] = values;
  if (first === undefined) return null;
  for (const [field, is] of SHAPES) {
    if (is(first) && values.filter((value) => is(value)).length >= 0.9 * values.length)
      return field;
  }
  return null;
}

/** Whether these values are positions, both coordinates in each. */
export function arePositions(values: readonly string[]): boolean {
  return values.length > 0 && values.filter(isPosition).length >= 0.5 * values.length;
}

const SHAPES: readonly (readonly [PlainField, (value: string) => boolean])[] = [
  ["cell", (value) => isCell(value.toLowerCase())],
  [
    "unit-code",
    (value) => /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{10}$/.test(value),
  ],
  ["lng", (value) => DECIMALS.test(value) && isLng(Number(value))],
  ["lat", (value) => DECIMALS.test(value) && isLat(Number(value))],
  ["position", isPosition],
];

/** Coordinates are hardly ever given with fewer than three decimals; counts and areas seldom with as many. */
const DECIMALS = /^\d{1,3}\.\d{3,}$/;

function isPosition(value: string): boolean {
  const at = readPosition(value);
  return (
    at !== undefined && (isPair(at[0], at[1]) || (Math.abs(at[0]) > 1e4 && Math.abs(at[1]) > 1e4))
  );
}

function isPair(lng: number, lat: number): boolean {
  return isLng(lng) && isLat(lat);
}
