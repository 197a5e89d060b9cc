import { readFile } from "node:fs/promises";
import type { LayerVersion } from "#contract/layers.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { readFacilities } from "../intake/facilities.ts";
import { readPeople } from "../intake/people.ts";
import { readPremises } from "../intake/premises.ts";
import { readUnits } from "../intake/units.ts";
import type { ExportFormat, ExportTable } from "../report/export/export-table.ts";
import { writeTable, type ExportedFile } from "../report/export/write-table.ts";
import { SYNTHETIC_NOTICE } from "../report/layers.ts";
import {
  facilityTable,
  peopleTable,
  premisesTable,
  streetTable,
  unitTable,
} from "../report/layer-tables.ts";
import { openNetworkLayer } from "../store/network-layer.ts";

/** A version of a layer, whose content is at `path`, in a format and a coordinate system. */
export async function exportLayer(
  version: LayerVersion,
  path: string,
  format: ExportFormat,
  crs: CrsId,
): Promise<ExportedFile> {
  return writeTable(await tableOf(version, path), format, crs);
}

async function tableOf(version: LayerVersion, path: string): Promise<ExportTable> {
  const { role, name, source, date, synthetic } = version;
  const named = {
    name: role,
    title: `${synthetic ? "示例数据（合成）_" : ""}${name}_v${version.version}`,
    notes: [
      ...(synthetic ? [SYNTHETIC_NOTICE] : []),
      `来源 source: ${source}${date === null ? "" : `, ${date}`}`,
    ],
  };
  const context = { bounds: undefined, name };
  switch (role) {
    case "facilities":
      return facilityTable((await readFacilities(path, context)).facilities, named);
    case "premises":
      return premisesTable((await readPremises(path, context)).premises, named);
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
