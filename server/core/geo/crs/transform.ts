import gcoord from "gcoord";
import proj4, { type Converter } from "proj4";
import { systemOf, utmMeridian, type CrsId, type Projected } from "./crs.ts";

/** A position of any system: longitude or easting first. */
export type Position = readonly [x: number, y: number];
type Transform = (at: Position) => [number, number];

/**
 * From a system's positions to WGS 84 degrees. CGCS2000 counts as WGS 84: they are decimetres apart. What is
 * no position of the system gives NaN twice, and so does every position of an unknown system.
 */
export function toWgs84(crs: CrsId): Transform {
  const system = systemOf(crs);
  if (system === undefined) return nowhere;
  switch (system.kind) {
    case "degrees":
      return guarded(isPlace, isPlace, shifts(system.frame)?.backward ?? same);
    case "baidu-mercator":
      return chained(guarded(isInBaiduMercator, isPlace, fromBaiduMetres), toWgs84("BD-09"));
    case "gcj02-projected":
      return chained(toWgs84(system.grid), toWgs84("GCJ-02"));
    case "web-mercator":
    case "utm":
    case "gauss-krueger":
      return guarded(isFinitePair, isPlace, inverse(system));
  }
}

/** From WGS 84 degrees to a system's positions; NaN twice where the system has none. */
export function fromWgs84(crs: CrsId): Transform {
  const system = systemOf(crs);
  if (system === undefined) return nowhere;
  switch (system.kind) {
    case "degrees":
      return guarded(isPlace, isPlace, shifts(system.frame)?.forward ?? same);
    case "baidu-mercator":
      return chained(fromWgs84("BD-09"), guarded(isPlace, isInBaiduMercator, toBaiduMetres));
    case "gcj02-projected":
      return chained(fromWgs84("GCJ-02"), fromWgs84(system.grid));
    case "web-mercator":
    case "utm":
    case "gauss-krueger":
      return guarded(isPlace, isFinitePair, forward(system));
  }
}

function guarded(
  accepts: (at: Position) => boolean,
  gives: (at: Position) => boolean,
  transform: Transform,
): Transform {
  return (at) => {
    if (!accepts(at)) return [NaN, NaN];
    const [x, y] = transform(at);
    return gives([x, y]) ? [x, y] : [NaN, NaN];
  };
}

/** Each gives NaN for what it cannot take, and takes no NaN. */
function chained(first: Transform, second: Transform): Transform {
  return (at) => second(first(at));
}

function nowhere(): [number, number] {
  return [NaN, NaN];
}

function same([x, y]: Position): [number, number] {
  return [x, y];
}

function isFinitePair([x, y]: Position): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function isPlace([lng, lat]: Position): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}

const CONVERTERS = new Map<string, Converter>();

function inverse(system: Projected): Transform {
  return (at) => projection(system).inverse([...at]);
}

function forward(system: Projected): Transform {
  return (at) => projection(system).forward([...at]);
}

/** Between degrees on the system's own ellipsoid and its metres. No datum shift: see `toWgs84`. */
function projection(system: Projected): Converter {
  const definition = definitionOf(system);
  let converter = CONVERTERS.get(definition);
  if (converter === undefined) {
    const ellipsoid = /\+(?:ellps|R)=\S+/.exec(definition)?.[0] ?? "";
    converter = proj4(`+proj=longlat ${ellipsoid} +no_defs`, definition);
    CONVERTERS.set(definition, converter);
  }
  return converter;
}

function definitionOf(system: Projected): string {
  switch (system.kind) {
    case "web-mercator":
      return "+proj=merc +R=6378137 +units=m +no_defs";
    case "utm": {
      const origin = `+lon_0=${utmMeridian(system.zone)} +x_0=500000 +y_0=${system.south ? 1e7 : 0}`;
      return `+proj=tmerc +lat_0=0 +k=0.9996 ${origin} +ellps=WGS84 +units=m +no_defs`;
    }
    case "gauss-krueger": {
      const origin = `+lon_0=${system.meridian} +x_0=${system.falseEasting} +y_0=${system.falseNorthing}`;
      return `+proj=tmerc +lat_0=0 +k=1 ${origin} +ellps=GRS80 +units=m +no_defs`;
    }
  }
}

const { BD09, BD09MC, GCJ02, WGS84 } = gcoord.CRSTypes;

interface Shift {
  readonly forward: Transform;
  readonly backward: Transform;
}

function shifts(frame: "wgs84" | "cgcs2000" | "gcj02" | "bd09"): Shift | undefined {
  return frame === "gcj02" ? GCJ_02 : frame === "bd09" ? BD_09 : undefined;
}

function shift(to: typeof GCJ02 | typeof BD09): Shift {
  const there: Transform = (at) => taken(at, WGS84, to);
  return { forward: there, backward: inverseOf(there) };
}

function taken(
  [x, y]: Position,
  from: typeof WGS84 | typeof BD09 | typeof BD09MC,
  to: typeof GCJ02 | typeof BD09 | typeof BD09MC,
): [number, number] {
  const [a, b] = gcoord.transform<[number, number]>([x, y], from, to);
  return [a, b];
}

/** Baidu's polynomials hold between 75° S and N. */
function isInBaiduMercator([x, y]: Position): boolean {
  return Math.abs(x) <= 20_037_726.4 && Math.abs(y) <= 12_890_594.86;
}

function toBaiduMetres(at: Position): [number, number] {
  return taken(at, BD09, BD09MC);
}

function fromBaiduMetres(at: Position): [number, number] {
  return taken(at, BD09MC, BD09);
}

/** Degrees: a tenth of a millimetre. */
const EXACT = 1e-9;
const ROUNDS = 30;

/**
 * The inverse of a shift that hardly varies from place to place, by fixed point: each round leaves about a
 * hundredth of the error. The library's own inverse is not used: that of BD-09 is good to a decimetre only, and
 * that of GCJ-02 runs for ever where a step crosses the edge of the shifted region. There no position, or two,
 * lead to the one given; then the last round's, which is off by the shift at most, is given.
 */
function inverseOf(forward: Transform): Transform {
  return ([x, y]) => {
    let [lng, lat] = [x, y];
    for (let round = 0; round < ROUNDS; round++) {
      const [thereX, thereY] = forward([lng, lat]);
      const [missX, missY] = [thereX - x, thereY - y];
      lng -= missX;
      lat -= missY;
      if (Math.abs(missX) < EXACT && Math.abs(missY) < EXACT) break;
    }
    return [lng, lat];
  };
}

const GCJ_02 = shift(GCJ02);
const BD_09 = shift(BD09);
