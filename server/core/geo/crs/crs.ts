import type { Degrees, Metres } from "../../vocabulary.ts";

/**
 * The coordinate systems that are understood, by their ids: "EPSG:4326" (WGS 84), "EPSG:4490" (CGCS2000
 * degrees), "EPSG:4491"–"EPSG:4554" (CGCS2000 Gauss-Krüger, 6° and 3° zones, with and without zone prefix),
 * "EPSG:3857", "EPSG:32601"–"EPSG:32660" and "EPSG:32701"–"EPSG:32760" (UTM), "GCJ-02", "BD-09", "BD-09MC" (Baidu's
 * own Mercator), "GK:<central meridian>:<false easting>" or "GK:<central meridian>:<false easting>:<false northing>"
 * for a local Gauss-Krüger system on CGCS2000, and "GCJ-02@<id>" for metres of another system that degrees of GCJ-02
 * were projected to as if they were its own.
 */
export type CrsId = string;

/** What an id stands for, as far as its mathematics go. */
export type System =
  | { readonly kind: "degrees"; readonly frame: "wgs84" | "cgcs2000" | "gcj02" | "bd09" }
  | Projected
  | { readonly kind: "baidu-mercator" }
  | { readonly kind: "gcj02-projected"; readonly grid: CrsId; readonly projected: Projected };

/** Metres of degrees that are nobody's secret. */
export type Projected =
  | { readonly kind: "web-mercator" }
  | { readonly kind: "utm"; readonly zone: number; readonly south: boolean }
  | {
      readonly kind: "gauss-krueger";
      readonly meridian: Degrees;
      readonly falseEasting: Metres;
      readonly falseNorthing: Metres;
      /** The zone of the national scheme; null for a local system. */
      readonly zone: { readonly width: 3 | 6; readonly number: number } | null;
    };

export type GaussKrueger = Extract<System, { kind: "gauss-krueger" }>;

/** The four blocks of codes of CGCS2000 Gauss-Krüger zones. */
const BLOCKS = [
  { first: 4491, last: 4501, width: 6, firstZone: 13, prefixed: true },
  { first: 4502, last: 4512, width: 6, firstZone: 13, prefixed: false },
  { first: 4513, last: 4533, width: 3, firstZone: 25, prefixed: true },
  { first: 4534, last: 4554, width: 3, firstZone: 25, prefixed: false },
] as const;

const FALSE_EASTING: Metres = 500_000;

/** What an id stands for; undefined for a text that is no id of ours. */
export function systemOf(id: CrsId): System | undefined {
  switch (id) {
    case "EPSG:4326":
      return { kind: "degrees", frame: "wgs84" };
    case "EPSG:4490":
      return { kind: "degrees", frame: "cgcs2000" };
    case "GCJ-02":
      return { kind: "degrees", frame: "gcj02" };
    case "BD-09":
      return { kind: "degrees", frame: "bd09" };
    case "BD-09MC":
      return { kind: "baidu-mercator" };
    default:
      return projectedOf(id) ?? overGcj02(id);
  }
}

/** The id of metres that degrees of GCJ-02 were projected to by a system that takes them for its own. */
export function gcj02On(grid: CrsId): CrsId {
  return `${OVER_GCJ_02}${grid}`;
}

const OVER_GCJ_02 = "GCJ-02@";

function overGcj02(id: CrsId): System | undefined {
  if (!id.startsWith(OVER_GCJ_02)) return undefined;
  const grid = id.slice(OVER_GCJ_02.length);
  const projected = projectedOf(grid);
  return projected && { kind: "gcj02-projected", grid, projected };
}

/** What an id stands for where it is metres that degrees of WGS 84 or CGCS2000 are projected to. */
export function projectedOf(id: CrsId): Projected | undefined {
  if (id === "EPSG:3857") return { kind: "web-mercator" };
  return nationalZone(id) ?? utmZone(id) ?? localSystem(id);
}

/** The EPSG code of a system; undefined where EPSG has none. */
export function epsgOf(id: CrsId): number | undefined {
  const digits = /^EPSG:(\d+)$/.exec(id)?.[1];
  return digits === undefined || systemOf(id) === undefined ? undefined : Number(digits);
}

/**
 * The id of a Gauss-Krüger system on CGCS2000: the code of the national zone it equals (of two with the same
 * figures the 3° one), else a local id.
 */
export function gaussKrueger(
  meridian: Degrees,
  falseEasting: Metres,
  falseNorthing: Metres = 0,
): CrsId {
  if (falseNorthing !== 0) return `GK:${meridian}:${falseEasting}:${falseNorthing}`;
  for (const block of BLOCKS.toReversed()) {
    const zone = (meridian + (block.width === 6 ? 3 : 0)) / block.width;
    const code = block.first + zone - block.firstZone;
    if (!Number.isInteger(zone) || code < block.first || code > block.last) continue;
    if (falseEasting === eastingOf(block.prefixed, zone)) return `EPSG:${code}`;
  }
  return `GK:${meridian}:${falseEasting}`;
}

/**
 * One id for all systems that give the same position, to a decimetre: WGS 84 stands for CGCS2000 too, and the
 * 3° zone for the 6° zone around the same meridian with the same easting.
 */
export function mathsOf(id: CrsId): CrsId {
  const system = systemOf(id);
  if (system?.kind === "gauss-krueger")
    return gaussKrueger(system.meridian, system.falseEasting, system.falseNorthing);
  if (system?.kind === "gcj02-projected") return gcj02On(mathsOf(system.grid));
  return id === "EPSG:4490" ? "EPSG:4326" : id;
}

/** The meridian in the middle of a UTM zone. */
export function utmMeridian(zone: number): Degrees {
  return 6 * zone - 183;
}

function nationalZone(id: CrsId): Projected | undefined {
  const code = Number(/^EPSG:(4\d{3})$/.exec(id)?.[1]);
  const block = BLOCKS.find(({ first, last }) => code >= first && code <= last);
  if (block === undefined) return undefined;
  const number = block.firstZone + code - block.first;
  return {
    kind: "gauss-krueger",
    meridian: block.width === 6 ? 6 * number - 3 : 3 * number,
    falseEasting: eastingOf(block.prefixed, number),
    falseNorthing: 0,
    zone: { width: block.width, number },
  };
}

function eastingOf(prefixed: boolean, zone: number): Metres {
  return FALSE_EASTING + (prefixed ? zone * 1e6 : 0);
}

function utmZone(id: CrsId): Projected | undefined {
  const [, hemisphere, digits] = /^EPSG:32([67])(\d\d)$/.exec(id) ?? [];
  const zone = Number(digits);
  return zone >= 1 && zone <= 60 ? { kind: "utm", zone, south: hemisphere === "7" } : undefined;
}

const DECIMAL = String.raw`-?\d{1,9}(?:\.\d{1,6})?`;
const LOCAL = new RegExp(`^GK:(${DECIMAL}):(${DECIMAL})(?::(${DECIMAL}))?$`);

function localSystem(id: CrsId): Projected | undefined {
  const [, meridian, falseEasting, falseNorthing = "0"] = LOCAL.exec(id) ?? [];
  if (meridian === undefined || Math.abs(Number(meridian)) > 180) return undefined;
  return {
    kind: "gauss-krueger",
    meridian: Number(meridian),
    falseEasting: Number(falseEasting),
    falseNorthing: Number(falseNorthing),
    zone: null,
  };
}
