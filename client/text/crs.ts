import type { Words } from "./zh.ts";

/** A coordinate system in words; an id that is not known is shown as it is. */
export function crsName(id: string, words: Words): string {
  const { crs } = words;
  const plain = Object.entries(crs.plain).find(([known]) => known === id);
  if (plain !== undefined) return plain[1];
  const zone = zoneOf(id);
  if (zone !== undefined)
    return zone.prefixed
      ? crs.zoneByNumber(String(zone.width), String(zone.number), String(zone.meridian))
      : crs.zoneByMeridian(String(zone.width), String(zone.meridian));
  const [, side, number] = /^EPSG:32([67])(\d\d)$/.exec(id) ?? [];
  if (number !== undefined) return crs.utm(`${Number(number)}${side === "7" ? "S" : "N"}`);
  const [, meridian, easting, northing = "0"] = /^GK:([^:]+):([^:]+)(?::([^:]+))?$/.exec(id) ?? [];
  if (meridian !== undefined && easting !== undefined)
    return crs.local(meridian, easting, northing);
  const [, grid] = /^GCJ-02@(.+)$/.exec(id) ?? [];
  return grid === undefined ? id : crs.overGcj02(crsName(grid, words));
}

/** The same without what explains it: `GCJ-02`. */
export function crsShort(id: string, words: Words): string {
  return crsName(id, words).replace(/ ?[（(][^）)]*[）)]$/, "");
}

/** The systems one can choose from, in groups: degrees, zones of 3° by meridian and by number, of 6°, others. */
export function crsChoices(): { group: CrsGroup; ids: readonly string[] }[] {
  return [
    { group: "degrees", ids: DEGREES },
    ...BLOCKS.toReversed().map(({ group, first, last }) => ({ group, ids: codes(first, last) })),
    { group: "utm", ids: codes(32_643, 32_653) },
    { group: "other", ids: ["EPSG:3857", "BD-09MC"] },
  ];
}

export type CrsGroup =
  | "degrees"
  | "three-by-meridian"
  | "three-by-number"
  | "six-by-meridian"
  | "six-by-number"
  | "utm"
  | "other";

/** The EPSG codes of Gauss-Krüger zones on CGCS2000. */
const BLOCKS = [
  { group: "six-by-number", first: 4491, last: 4501, width: 6, zone: 13, prefixed: true },
  { group: "six-by-meridian", first: 4502, last: 4512, width: 6, zone: 13, prefixed: false },
  { group: "three-by-number", first: 4513, last: 4533, width: 3, zone: 25, prefixed: true },
  { group: "three-by-meridian", first: 4534, last: 4554, width: 3, zone: 25, prefixed: false },
] as const;

function zoneOf(id: string) {
  const code = Number(/^EPSG:(4\d{3})$/.exec(id)?.[1]);
  const block = BLOCKS.find(({ first, last }) => code >= first && code <= last);
  if (block === undefined) return undefined;
  const number = block.zone + code - block.first;
  const { width, prefixed } = block;
  return { width, prefixed, number, meridian: width === 6 ? 6 * number - 3 : 3 * number };
}

function codes(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `EPSG:${first + i}`);
}

/** The id of a Gauss-Krüger system about a meridian of its own, from its parts as they were written. */
export function localSystem(parts: {
  readonly meridian: string;
  readonly easting: string;
  readonly northing: string;
}): string {
  const [meridian, easting, northing] = [parts.meridian, parts.easting, parts.northing].map(Number);
  return `GK:${meridian}:${easting}${northing === 0 ? "" : `:${northing}`}`;
}

/** Whether positions of the system are degrees, else metres. */
export function isDegrees(id: string): boolean {
  return DEGREES.includes(id);
}

const DEGREES: readonly string[] = ["EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09"];

/** Whether two ids put a point at the same place, to a decimetre. */
export function sameSystem(a: string, b: string): boolean {
  const asWgs84 = (id: string) => (id === "EPSG:4490" ? "EPSG:4326" : id);
  return asWgs84(a) === asWgs84(b);
}
