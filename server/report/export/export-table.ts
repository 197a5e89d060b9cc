import type { Geometry } from "geojson";

/** What all writers of files are given: one layer, in WGS 84. */
export interface ExportTable {
  /** Of the layer, and the beginning of the file's name. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  /** "line" and "polygon" stand for one or several of them per feature. */
  readonly shape: ExportShape;
  readonly features: readonly ExportFeature[];
  /** Whole sentences that must go with the data: that they are invented, where they come from. */
  readonly notes: readonly string[];
}

export type ExportShape = "point" | "line" | "polygon" | "none";

export interface ExportColumn {
  readonly name: string;
  readonly type: "text" | "number" | "integer";
  /** For formats without room for the name: at most ten Latin letters and digits. */
  readonly short?: string;
  /** What it holds and where it comes from, for formats that can tell. */
  readonly note?: string;
}

export type ExportValue = string | number | null;

export interface ExportFeature {
  /** [longitude, latitude] in WGS 84, of the table's shape; null where the place is not known. */
  readonly geometry: Geometry | null;
  /** As many as columns, each of its column's type; null for unknown. */
  readonly values: readonly ExportValue[];
}

export const EXPORT_FORMATS = ["geojson", "geopackage", "shapefile", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Each name once, also to readers that do not tell cases apart: a second one gets "_2", and so on. */
export function uniqueNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const seen = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    let unique = name;
    for (let n = 2; seen.has(unique.toLowerCase()); n++) unique = `${name}_${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}
