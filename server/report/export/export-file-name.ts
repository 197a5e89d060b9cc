import type { CrsId } from "#core/geo/crs/crs.ts";
import { crsMark } from "./export-crs.ts";
import type { ExportFormat } from "./export-table.ts";

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  geojson: "geojson",
  geopackage: "gpkg",
  shapefile: "zip",
  csv: "csv",
};

/** UTF-8 bytes of a name that every file system takes, with room for the rest of it. */
const LONGEST_STEM = 150;

/** A file's name that says what is in it and in which coordinates: "设施_CGCS2000-CM99.gpkg". */
export function exportFileName(name: string, format: ExportFormat, crs: CrsId): string {
  return `${fileStem(name)}_${crsMark(crs).inNames}.${EXTENSIONS[format]}`;
}

/** A name fit for a file on Windows too. */
export function fileStem(name: string): string {
  // eslint-disable-next-line no-control-regex
  const clean = name.replaceAll(/[\u0000-\u001f\u007f\\/:*?"<>|]+/g, "_").replace(/^[.\s]+/, "");
  let stem = "";
  for (const character of clean) {
    if (Buffer.byteLength(stem + character) > LONGEST_STEM) break;
    stem += character;
  }
  return stem.replace(/[.\s]+$/, "") || "export";
}
