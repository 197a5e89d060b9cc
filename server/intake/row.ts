import type { Column } from "./columns.ts";
import type { Field } from "./values.ts";

/** One line of a CSV file or one feature of a GeoJSON file. */
export interface Row {
  /** Line of the file (CSV, header = 1) or feature number (GeoJSON, first = 1). */
  readonly number: number;
  /** Undefined in CSV. */
  readonly geometry: Geometry | undefined;
  /** Blank where this row has no value; undefined where the file has no such column. */
  field(column: Column): Field | undefined;
  /** The age groups this row has columns for, with their names. */
  groups(): readonly (readonly [group: string, field: Field])[];
}

/** As it stands in the file: of a type the layout wants, the coordinates not looked at yet. */
export interface Geometry {
  readonly type: string;
  readonly coordinates: unknown;
}

/** What a kind of file must hold. */
export interface Layout {
  /** Which of the columns wanted a CSV header lacks; undefined when the kind cannot be CSV. */
  readonly missing: ((has: (column: Column) => boolean) => readonly Column[]) | undefined;
  /** In words, for messages: "The columns wanted are …", or what to give instead of CSV. */
  readonly wanted: string;
  /** Geometry types of GeoJSON features. */
  readonly geometries: readonly ("Point" | "Polygon" | "MultiPolygon")[];
}

/** A value the row should have: blank when it has not. */
export function fieldOf(row: Row, column: Column): Field {
  return row.field(column) ?? { column, text: "" };
}
