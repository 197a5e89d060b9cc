import type { Geometry, Position } from "geojson";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { rightHanded, type Ring } from "#core/geo/rings.ts";
import { crsMark } from "./export-crs.ts";
import type { ExportTable } from "./export-table.ts";

/** A centimetre of degrees, a millimetre of metres. */
const DEGREE_DECIMALS = 7;
const METRE_DECIMALS = 3;

/**
 * The table's geometries in another system, [x, y], with outer rings counter-clockwise; one for each feature. Throws
 * when a place has no coordinates in that system.
 */
export function transformedGeometries(table: ExportTable, crs: CrsId): (Geometry | null)[] {
  const transform = fromWgs84(crs);
  const scale = 10 ** (crsMark(crs).isDegrees ? DEGREE_DECIMALS : METRE_DECIMALS);
  const at = ([lng = NaN, lat = NaN]: Position): [number, number] => {
    const [x, y] = transform([lng, lat]);
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw new Error(`${table.name}: ${lng}, ${lat} (WGS 84) has no coordinates in ${crs}.`);
    return [Math.round(x * scale) / scale, Math.round(y * scale) / scale];
  };
  return table.features.map(({ geometry }) => (geometry === null ? null : moved(geometry, at)));
}

type At = (place: Position) => [number, number];

function moved(geometry: Geometry, at: At): Geometry {
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: at(geometry.coordinates) };
    case "MultiPoint":
      return { type: "MultiPoint", coordinates: geometry.coordinates.map(at) };
    case "LineString":
      return { type: "LineString", coordinates: geometry.coordinates.map(at) };
    case "MultiLineString":
      return {
        type: "MultiLineString",
        coordinates: geometry.coordinates.map((line) => line.map(at)),
      };
    case "Polygon":
      return { type: "Polygon", coordinates: polygon(geometry.coordinates, at) };
    case "MultiPolygon":
      return {
        type: "MultiPolygon",
        coordinates: geometry.coordinates.map((rings) => polygon(rings, at)),
      };
    case "GeometryCollection":
      return {
        type: "GeometryCollection",
        geometries: geometry.geometries.map((each) => moved(each, at)),
      };
  }
}

function polygon(rings: readonly Position[][], at: At): Ring[] {
  return rightHanded(rings.map((ring) => ring.map(at)));
}
