import type { Geometry } from "geojson";
import { damaged, planarGeometry } from "./geojson-geometry.ts";

const TYPES: Readonly<Record<string, Geometry["type"]>> = {
  POINT: "Point",
  LINESTRING: "LineString",
  POLYGON: "Polygon",
  MULTIPOINT: "MultiPoint",
  MULTILINESTRING: "MultiLineString",
  MULTIPOLYGON: "MultiPolygon",
};

const WRITTEN =
  /^(?:SRID=(\d+);)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON))\s*(?:(?:ZM|Z|M)\s*)?(EMPTY|\(.*\))$/is;

/** Whether a text is a geometry in well-known text, right or wrong inside. */
export function isWkt(text: string): boolean {
  return WRITTEN.test(text);
}

/** The code of the system that PostGIS writes in front; undefined where there is none. */
export function sridOf(text: string): string | undefined {
  return WRITTEN.exec(text)?.[1];
}

/**
 * A geometry in well-known text, as QGIS, PostGIS and our own CSV write it. Null when it is empty; further ordinates
 * are left out. Throws `GeometryFault`.
 */
export function readWktGeometry(text: string): Geometry | null {
  const [, , word = "", body = ""] = WRITTEN.exec(text) ?? [];
  const type = TYPES[word.toUpperCase()];
  if (type === undefined) throw damaged();
  if (/^EMPTY$/i.test(body)) return null;
  const list = listIn(body);
  if (type === "Point") return planarGeometry({ type, coordinates: list[0] });
  // Each of several points may stand in brackets of its own.
  const coordinates =
    type === "MultiPoint" ? list.map((each) => (isNested(each) ? each[0] : each)) : list;
  return planarGeometry({ type, coordinates });
}

/** "(1 2, 3 4)" as [[1, 2], [3, 4]]. */
function listIn(body: string): unknown[] {
  const json = body
    .replaceAll(/[^(),]+/g, positionIn)
    .replaceAll("(", "[")
    .replaceAll(")", "]");
  try {
    const list = JSON.parse(json) as unknown;
    if (Array.isArray(list)) return list;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
  }
  throw damaged();
}

function positionIn(text: string): string {
  const place = text.trim();
  return place === "" ? "" : JSON.stringify(place.split(/\s+/).map(Number));
}

function isNested(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && Array.isArray(value[0]);
}
