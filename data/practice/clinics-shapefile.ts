import type { ExportTable } from "../../server/report/export/export-table.ts";
import { writeShapefile } from "../../server/report/export/shapefile.ts";
import { placeOf, type Row } from "./read-demonstration.ts";

/** Health stations of communities, as a surveyor of the county would hand them over. */
export function clinicsShapefile(facilities: readonly Row[]): Promise<Uint8Array> {
  const stations = facilities.filter((row) => row.get("name")?.includes("卫生服务"));
  const table: ExportTable = {
    name: "社区卫生服务站",
    title: "社区卫生服务站（示例数据，合成）",
    columns: [
      { name: "机构名称", type: "text" },
      { name: "类别", type: "text" },
      { name: "所属社区", type: "text" },
      { name: "职工数", type: "integer" },
      { name: "建筑面积", type: "integer" },
    ],
    shape: "point",
    features: stations.map((row) => ({
      geometry: { type: "Point", coordinates: [...placeOf(row)] },
      values: [
        row.get("name") ?? null,
        "社区卫生服务站",
        row.get("unit") ?? null,
        numberOrNull(row.get("staff")),
        numberOrNull(row.get("floor-area")),
      ],
    })),
    notes: ["示例数据（合成）：机构和位置全部虚构。"],
  };
  return writeShapefile(table, "EPSG:4542", { encoding: "gbk" });
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}
