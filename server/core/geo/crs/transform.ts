import gcoord from "gcoord";
import proj4, { type Converter } from "proj4";
import { systemOf, utmMeridian, type CrsId, type System } from "./crs.ts";

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
  if (system.kind === "degrees")
    return guarded(isPlace, isPlace, shifted(system.frame)?.backward ?? same);
  return guarded(isFinitePair, isPlace, (at) => projection(system).inverse([...at]));
}

/** From WGS 84 degrees to a system's positions; NaN twice where the system has none. */
export function fromWgs84(crs: CrsId): Transform {
  const system = systemOf(crs);
  if (system === undefined) return nowhere;
  if (system.kind === "degrees")
    return guarded(isPlace, isPlace, shifted(system.frame)?.forward ?? same);
  return guarded(isPlace, isFinitePair, (at) => projection(system).forward([...at]));
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

/** Between degrees on the system's own ellipsoid and its metres. No datum shift: see `toWgs84`. */
function projection(system: Exclude<System, { kind: "degrees" }>): Converter {
  const definition = definitionOf(system);
  let converter = CONVERTERS.get(definition);
  if (converter === undefined) {
    const ellipsoid = /\+(?:ellps|R)=\S+/.exec(definition)?.[0] ?? "";
    converter = proj4(`+proj=longlat ${ellipsoid} +no_defs`, definition);
    CONVERTERS.set(definition, converter);
  }
  return converter;
}

function definitionOf(system: Exclude<System, { kind: "degrees" }>): string {
  switch (system.kind) {
    case "web-mercator":
      return "+proj=merc +R=6378137 +units=m +no_defs";
    case "utm": {
      const origin = `+lon_0=${utmMeridian(system.zone)} +x_0=500000 +y_0=${system.south ? 1e7 : 0}`;
      return `+proj=tmerc +lat_0=0 +k=0.9996 ${origin} +ellps=WGS84 +units=m +no_defs`;
    }
    case "gauss-krueger": {
      const origin = `+lon_0=${system.meridian} +x_0=${system.falseEasting} +y_0=0`;
      return `+proj=tmerc +lat_0=0 +k=1 ${origin} +ellps=GRS80 +units=m +no_defs`;
    }
  }
}

const { GCJ02, BD09, WGS84 } = gcoord.CRSTypes;

function shifted(frame: Extract<System, { kind: "degrees" }>["frame"]) {
  if (frame !== "gcj02" && frame !== "bd09") return undefined;
  const to = frame === "gcj02" ? GCJ02 : BD09;
  const forward = ([lng, lat]: Position): [number, number] => {
    const [x, y] = gcoord.transform<[number, number]>([lng, lat], WGS84, to);
    return [x, y];
  };
  return { forward, backward: inverseOf(forward) };
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
