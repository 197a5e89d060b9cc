import type { Level } from "../vocabulary.ts";

/** How many digits name a province, city, county, township and settlement. */
const LENGTHS = [2, 4, 6, 9, 12] as const;
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;

/**
 * The code of a division without the zeros that only fill it up: 620702000000 is 620702, 620700 is 6207. Null for
 * what is no code of a division.
 */
export function plainCode(code: string): string | null {
  if (!/^\d+$/.test(code) || !PROVINCES.test(code)) return null;
  if (!LENGTHS.some((length) => length === code.length)) return null;
  let plain = code;
  for (const [length, larger] of [
    [12, 9],
    [9, 6],
    [6, 4],
    [4, 2],
  ] as const)
    if (plain.length === length && /^0+$/.test(plain.slice(larger))) plain = plain.slice(0, larger);
  return plain;
}

/** Of a plain code. Committees of residents are numbered 001 to 199, those of villages from 200. */
export function levelOfCode(plain: string): Level {
  if (plain.length === 2) return "province";
  if (plain.length === 4) return "city";
  if (plain.length === 6) return "county";
  if (plain.length === 9) return "township";
  return Number(plain.slice(9)) < 200 ? "community" : "village";
}

/** Plain codes of the divisions that one lies in, the nearest first. Cities without counties leave that level out. */
export function codesAbove(plain: string): string[] {
  return LENGTHS.filter((length) => length < plain.length)
    .map((length) => plain.slice(0, length))
    .filter((code) => plainCode(code) === code)
    .reverse();
}

/** Whether two codes name the same division: 620702 and 620702000000 do. */
export function sameDivision(a: string, b: string): boolean {
  return a === b || (plainCode(a) !== null && plainCode(a) === plainCode(b));
}

/** Whether a division is the other one or lies in it, as far as codes tell. */
export function liesIn(code: string, larger: string): boolean {
  const [inner, outer] = [plainCode(code), plainCode(larger)];
  return inner !== null && outer !== null && inner.startsWith(outer);
}
