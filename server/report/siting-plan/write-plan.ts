import type { SITING_FORMATS } from "#contract/siting.ts";
import { fileStem } from "../export/export-file-name.ts";
import type { ExportedFile } from "../export/write-table.ts";
import { planGeojson } from "./plan-geojson.ts";
import { planName } from "./plan-words.ts";
import { writePlanWorkbook } from "./plan-workbook.ts";
import type { ToldPlan } from "./told-plan.ts";

/** A plan as a layer for other software, or as a workbook. */
export async function writePlan(
  told: ToldPlan,
  format: (typeof SITING_FORMATS)[number],
): Promise<ExportedFile> {
  const marked = told.plan.synthetic && !told.study.includes("示例");
  const stem = fileStem(`${marked ? "示例数据（合成）_" : ""}${planName(told)}`);
  switch (format) {
    case "geojson":
      return {
        name: `${stem}_WGS84.geojson`,
        type: "application/geo+json; charset=utf-8",
        extension: "geojson",
        bytes: Buffer.from(planGeojson(told)),
      };
    case "xlsx":
      return {
        name: `${stem}.xlsx`,
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extension: "xlsx",
        bytes: await writePlanWorkbook(told),
      };
  }
}
