import type { Geometry } from "geojson";
import type { ExportColumn, ExportTable, ExportValue } from "./export/export-table.ts";
import type { Feature } from "./layers.ts";

/**
 * Features as a table that any format can be written from: a column for every property that any of them has, in
 * the order they first come; lists are joined by semicolons.
 */
export function featureTable(
  features: Iterable<Feature>,
  named: Pick<ExportTable, "name" | "title" | "notes" | "shape">,
): ExportTable {
  const all = [...features];
  const names = [...new Set(all.flatMap(({ properties }) => Object.keys(properties)))];
  const columns = names.map((name): ExportColumn => {
    const isNumber = all.every(({ properties }) => isNumberOrNothing(properties[name]));
    return { name, type: isNumber ? "number" : "text" };
  });
  return {
    ...named,
    columns,
    features: all.map(({ geometry, properties }) => ({
      geometry: geometry as Geometry | null,
      values: columns.map(({ name, type }) => valueOf(properties[name], type)),
    })),
  };
}

function isNumberOrNothing(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "number";
}

function valueOf(value: unknown, type: ExportColumn["type"]): ExportValue {
  if (value === undefined || value === null) return null;
  if (type !== "text") return Number(value);
  if (Array.isArray(value)) return value.join(";");
  return typeof value === "object" ? JSON.stringify(value) : `${value as string | boolean}`;
}
