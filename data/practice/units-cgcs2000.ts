import { readUnits } from "./read-demonstration.ts";

/** The units with the member that GeoJSON had for other systems before RFC 7946. */
export function unitsInCgcs2000(geojson: string): Uint8Array {
  const features = readUnits(geojson).map(({ id, name, township, ring }) => ({
    type: "Feature",
    properties: { 社区代码: id, 社区名称: name, 所属街道: township },
    geometry: { type: "Polygon", coordinates: [ring] },
  }));
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::4490" } };
  return new TextEncoder().encode(
    JSON.stringify({ type: "FeatureCollection", name: "示例数据（合成）", crs, features }),
  );
}
