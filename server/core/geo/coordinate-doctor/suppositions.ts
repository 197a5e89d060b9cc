import type { Degrees } from "../../vocabulary.ts";
import {
  gaussKrueger,
  gcj02On,
  mathsOf,
  projectedOf,
  utmMeridian,
  type CrsId,
} from "../crs/crs.ts";
import { toWgs84, type Position } from "../crs/transform.ts";
import { isInBox, type Box } from "./reference.ts";

/** What the coordinates of a file may be. */
export interface Supposition {
  readonly crs: CrsId;
  /** First and second coordinate exchanged. */
  readonly swapped: boolean;
}

/** The place a point would be at; NaN twice when it cannot be. */
export function placing({ crs, swapped }: Supposition): (point: Position) => [Degrees, Degrees] {
  const transform = toWgs84(crs);
  return swapped ? ([x, y]) => transform([y, x]) : transform;
}

/**
 * What the magnitude of the coordinates suggests: degrees of three frames; zones by the prefix of the easting;
 * without prefix the zones around the place; UTM, Web Mercator and Baidu's. Each in both orders, and metres that
 * reach the place also as those of degrees of GCJ-02. Of systems that give the same places only one is named: the
 * declared one, else the commonest.
 */
export function suppositions(
  points: readonly Position[],
  near: Box | undefined,
  declared: CrsId | null,
): Supposition[] {
  const found = [false, true].flatMap((swapped) => {
    const kinds = kindsOf(points.map(([x, y]): Position => (swapped ? [y, x] : [x, y])));
    const standard = [...kinds].flatMap((kind) => systemsOf(kind, near));
    const local = kinds.has("metres") && near ? localSystems(near) : [];
    // A meridian nobody uses is thought of only where those in use put no point near the place.
    const fits = (crs: CrsId) => near && reaches({ crs, swapped }, points, near);
    const crs = standard.some(fits) ? standard : [...standard, ...local.filter(fits)];
    return [...crs, ...crs.filter(fits).flatMap(overGcj02)].map((id) => ({ crs: id, swapped }));
  });
  if (declared === null) return found;
  const said = [false, true].map((swapped) => ({ crs: declared, swapped }));
  const beneath = overGcj02(declared).map((crs) => ({ crs, swapped: false }));
  const own = [...said, ...beneath];
  const isOwn = ({ crs, swapped }: Supposition) =>
    own.some((one) => mathsOf(one.crs) === mathsOf(crs) && one.swapped === swapped);
  return [...own, ...found.filter((one) => !isOwn(one))];
}

/**
 * A list of GCJ-02 that somebody took for WGS 84 and projected. Degrees need no such supposition: they are GCJ-02
 * as they stand.
 */
function overGcj02(crs: CrsId): CrsId[] {
  return projectedOf(crs) === undefined ? [] : [gcj02On(crs)];
}

type Kind = "degrees" | "metres" | "mercator" | `zone ${number}`;

/** A kind that fewer points than this are of is taken for slips of the pen. */
const FEWEST = 3;

/** What the points can be by their magnitude. The same point can be of several kinds. */
function kindsOf(points: readonly Position[]): Set<Kind> {
  const counts = new Map<Kind, number>();
  for (const point of points)
    for (const kind of kindsOfOne(point)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const enough = Math.min(FEWEST, points.length);
  return new Set([...counts].flatMap(([kind, count]) => (count >= enough ? [kind] : [])));
}

const HIGHEST_NORTHING = 1e7;
const MERCATOR_EDGE = 20_037_509;

function kindsOfOne([x, y]: Position): Kind[] {
  // Either order of a place in degrees is thought of, even when one is out of range: it is then said why not.
  if (Math.abs(x) <= 180 && Math.abs(y) <= 180) return ["degrees"];
  const kinds: Kind[] = [];
  if (Math.abs(x) <= MERCATOR_EDGE && Math.abs(y) <= MERCATOR_EDGE) kinds.push("mercator");
  if (y <= 0 || y > HIGHEST_NORTHING) return kinds;
  const prefix = Math.floor(x / 1e6);
  if (prefix === 0) kinds.push("metres");
  if ((prefix >= 13 && prefix <= 23) || (prefix >= 25 && prefix <= 45))
    kinds.push(`zone ${prefix}`);
  return kinds;
}

function systemsOf(kind: Kind, near: Box | undefined): CrsId[] {
  switch (kind) {
    case "degrees":
      return ["EPSG:4326", "GCJ-02", "BD-09"];
    case "mercator":
      return ["EPSG:3857", "BD-09MC"];
    case "metres":
      return near === undefined ? [] : [...zonesAround(near), ...utmAround(near)];
    default: {
      const zone = Number(kind.slice("zone ".length));
      return [gaussKrueger(zone > 24 ? 3 * zone : 6 * zone - 3, zone * 1e6 + 500_000)];
    }
  }
}

/** The 3° zones that touch the box or are next to it; the 6° zones have the same meridians. */
function zonesAround([west, , east]: Box): CrsId[] {
  const first = Math.round((west - 1.5) / 3);
  const last = Math.round((east + 1.5) / 3);
  return countFrom(first, last).map((zone) => gaussKrueger(3 * zone, 500_000));
}

function utmAround([west, south, east]: Box): CrsId[] {
  const zoneAt = (lng: Degrees) => Math.round((lng + 183) / 6);
  return countFrom(zoneAt(west - 1), zoneAt(east + 1))
    .filter((zone) => Math.abs(utmMeridian(zone)) < 180)
    .map((zone) => `EPSG:${(south < 0 ? 32_700 : 32_600) + zone}`);
}

/** Gauss-Krüger about every half degree within 3° of the box. */
function localSystems([west, , east]: Box): CrsId[] {
  return countFrom(Math.ceil(2 * (west - 3)), Math.floor(2 * (east + 3))).map((half) =>
    gaussKrueger(half / 2, 500_000),
  );
}

/** Whole numbers from first to last; none of more than a hundred, which no county spans. */
function countFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.min(100, Math.max(0, last - first + 1)) }, (_, i) => first + i);
}

function reaches(supposition: Supposition, points: readonly Position[], near: Box): boolean {
  const place = placing(supposition);
  return points.some((point) => isInBox(place(point), near));
}
