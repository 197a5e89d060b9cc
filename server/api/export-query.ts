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
    `There is no coordinate system "${crs.slice(0, 40)}" here.`,
    "Give EPSG:4326, EPSG:4490, a CGCS2000 zone such as EPSG:4542, or GCJ-02.",
  );
}
