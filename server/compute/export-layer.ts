import { readFile } from "node:fs/promises";
import type { LayerVersion } from "#contract/layers.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { readFacilities } from "../intake/facilities.ts";
import { readPeople } from "../intake/people.ts";
import { readUnits } from "../intake/units.ts";
import { writeCsv } from "../report/export/csv.ts";
import { exportFileName } from "../report/export/export-file-name.ts";
import type { ExportFormat, ExportTable } from "../report/export/export-table.ts";
import { writeGeojson } from "../report/export/geojson.ts";
import { writeGeopackage } from "../report/export/geopackage.ts";
import { writeShapefile } from "../report/export/shapefile.ts";
import { facilityTable, peopleTable, streetTable, unitTable } from "../report/layer-tables.ts";
import { openNetworkLayer } from "../store/network-layer.ts";

/** A file to be downloaded. */
export interface ExportedFile {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly extension: string;
  readonly bytes: Buffer;
}

const WRITERS: Readonly<Record<ExportFormat, (table: ExportTable, crs: CrsId) => Promise<Buffer>>> =
  {
    geojson: writeGeojson,
    geopackage: writeGeopackage,
    shapefile: writeShapefile,
    csv: writeCsv,
  };
const TYPES: Readonly<Record<ExportFormat, readonly [type: string, extension: string]>> = {
  geojson: ["application/geo+json; charset=utf-8", "geojson"],
  geopackage: ["application/geopackage+sqlite3", "gpkg"],
  shapefile: ["application/zip", "zip"],
  csv: ["text/csv; charset=utf-8", "csv"],
};

/** A version of a layer, whose content is at `path`, in a format and a coordinate system. */
export async function exportLayer(
  version: LayerVersion,
  path: string,
  format: ExportFormat,
  crs: CrsId,
): Promise<ExportedFile> {
  const table = await tableOf(version, path);
  const [type, extension] = TYPES[format];
  return {
    name: exportFileName(table.title, format, crs),
    type,
    extension,
    bytes: await WRITERS[format](table, crs),
  };
}

async function tableOf(version: LayerVersion, path: string): Promise<ExportTable> {
  const { role, name, source, date, synthetic } = version;
  const named = {
    name: role,
    title: `${synthetic ? "示例数据（合成）_" : ""}${name}_v${version.version}`,
    notes: [
      ...(synthetic
        ? ["示例数据（合成），不作决策依据。 Sample data (synthetic), not for decisions."]
        : []),
      `来源 source: ${source}${date === null ? "" : `, ${date}`}`,
    ],
  };
  const context = { bounds: undefined, name };
  switch (role) {
    case "facilities":
      return facilityTable((await readFacilities(path, context)).facilities, named);
    case "units":
      return unitTable((await readUnits(path, context)).units, named);
    case "people": {
      const { sources, groups } = await readPeople(path, context);
      return peopleTable(sources, groups, named);
    }
    case "network":
      return streetTable(openNetworkLayer(await readFile(path)).network, named);
  }
}
