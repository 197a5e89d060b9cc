import type { CrsId } from "#core/geo/crs/crs.ts";
import { crsMark } from "./export-crs.ts";
import type { ExportTable } from "./export-table.ts";
import { transformedGeometries } from "./transformed.ts";

/**
 * A GeoJSON FeatureCollection, one feature to a line. In WGS 84 it is RFC 7946. In another system with a code it has
 * the "crs" member of GeoJSON 2008; where there is no code that member is null, which then meant "do not assume one".
 * The system is named in plain words in every case.
 */
export function writeGeojson(table: ExportTable, crs: CrsId): Promise<Buffer> {
  const { epsg, words } = crsMark(crs);
  const head: Record<string, unknown> = {
    type: "FeatureCollection",
    name: table.name,
    title: table.title,
    coordinate_system: words,
  };
  if (crs !== "EPSG:4326") {
    const name = `urn:ogc:def:crs:EPSG::${epsg}`;
    head["crs"] = epsg === undefined ? null : { type: "name", properties: { name } };
  }
  if (table.notes.length > 0) head["notes"] = table.notes;
  const geometries = transformedGeometries(table, crs);
  const features = table.features.map(({ values }, i) => {
    const properties = Object.fromEntries(
      table.columns.map(({ name }, c) => [name, values[c] ?? null]),
    );
    return JSON.stringify({ type: "Feature", properties, geometry: geometries[i] ?? null });
  });
  const opening = JSON.stringify(head).slice(0, -1);
  return Promise.resolve(Buffer.from(`${opening},"features":[\n${features.join(",\n")}\n]}\n`));
}
