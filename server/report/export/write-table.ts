import type { CrsId } from "#core/geo/crs/crs.ts";
import { writeCsv } from "./csv.ts";
import { crsMark } from "./export-crs.ts";
import { exportFileName } from "./export-file-name.ts";
import type { ExportFormat, ExportTable } from "./export-table.ts";
import { writeGeojson } from "./geojson.ts";
import { writeGeopackage } from "./geopackage.ts";
import { writeShapefile } from "./shapefile.ts";

/** A file to be downloaded. */
export interface ExportedFile {
  /** Says what is in it and in which coordinates. */
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** With the coordinates before it where there are any, as in "GCJ-02.geojson": for names in plain letters. */
  readonly extension: string;
  readonly bytes: Buffer;
}

type Writer = (table: ExportTable, crs: CrsId) => Promise<Buffer>;

const FORMATS: Readonly<Record<ExportFormat, readonly [Writer, type: string, extension: string]>> =
  {
    geojson: [writeGeojson, "application/geo+json; charset=utf-8", "geojson"],
    geopackage: [writeGeopackage, "application/geopackage+sqlite3", "gpkg"],
    shapefile: [writeShapefile, "application/zip", "zip"],
    csv: [writeCsv, "text/csv; charset=utf-8", "csv"],
  };

/** The table in a format and a coordinate system, under its title. */
export async function writeTable(
  table: ExportTable,
  format: ExportFormat,
  crs: CrsId,
): Promise<ExportedFile> {
  const [write, type, extension] = FORMATS[format];
  return {
    name: exportFileName(table.title, format, crs),
    type,
    extension: `${crsMark(crs).inNames}.${extension}`,
    bytes: await write(table, crs),
  };
}
