import { Type, type Static } from "typebox";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { EXPORT_FORMATS } from "../report/export/export-table.ts";
import { Refusal } from "./errors.ts";

/** In what format and in which coordinates a file is wanted. */
export const ExportQuery = Type.Object({
  format: Type.Optional(Type.Enum([...EXPORT_FORMATS], { default: "geojson" })),
  crs: Type.Optional(
    Type.String({
      default: "EPSG:4326",
      description: "EPSG:4326, EPSG:4490, a CGCS2000 zone such as EPSG:4542, or GCJ-02",
    }),
  ),
});

/** The system asked for, WGS 84 unless told; or a refusal. */
export function exportCrs({ crs = "EPSG:4326" }: Pick<Static<typeof ExportQuery>, "crs">): CrsId {
  const id = crsOf(crs);
  if (id !== undefined) return id;
  throw new Refusal(
    "invalid-parameter",
    {
      zh: `这里没有名为“${crs.slice(0, 40)}”的坐标系。`,
      en: `There is no coordinate system "${crs.slice(0, 40)}" here.`,
    },
    {
      zh: "请填 EPSG:4326、EPSG:4490、CGCS2000 分带（如 EPSG:4542）或 GCJ-02。",
      en: "Give EPSG:4326, EPSG:4490, a CGCS2000 zone such as EPSG:4542, or GCJ-02.",
    },
    "crs",
  );
}
