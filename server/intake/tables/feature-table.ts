import type { Geometry } from "geojson";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";
import { GeometryFault } from "./geojson-geometry.ts";
import type { RawRow, RawTable, UnreadRow } from "./raw-table.ts";
import { columnTitles, tidyTitle, tidyValue } from "./titles.ts";

/** What one layer may hold; a county's villages, streets or facilities stay far below. */
export const MOST_ROWS = 1_000_000;
const MOST_COLUMNS = 1000;
const MOST_VALUES = 40_000_000;
/** Objects and lists within a property; deeper ones are nobody's attribute. */
const DEEPEST = 32;

type NamedValues = Iterable<readonly [column: string, value: unknown]>;

/**
 * Collects the features of one layer into a table. Columns are those of all features, in order of first
 * appearance. Throws `RefusedFile` when the layer grows beyond the limits.
 */
export class FeatureTable {
  readonly #file: string;
  readonly #name: string;
  readonly #columns: string[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #rows: { number: number; values: string[]; geometry: Geometry | null }[] = [];
  readonly #unread: UnreadRow[] = [];

  constructor(file: string, name: string, columns: readonly string[] = []) {
    this.#file = file;
    this.#name = name;
    for (const column of columns) this.#addColumn(column);
  }

  /** Columns known beforehand may share a name; then give values by position. */
  addValues(number: number, values: readonly unknown[], geometry: Geometry | null): void {
    this.#addRow(number, geometry, () => values.map(textOfValue));
  }

  addFeature(number: number, values: NamedValues, geometry: Geometry | null): void {
    this.#addRow(number, geometry, () => {
      const texts: string[] = [];
      for (const [column, value] of values) {
        const index = this.#indexOf.get(column) ?? this.#addColumn(column);
        texts[index] = textOfValue(value);
      }
      return texts;
    });
  }

  /** A row whose geometry may turn out unusable while it is read: then it is left out with the reason. */
  tryFeature(number: number, values: NamedValues, read: () => Geometry | null): void {
    const geometry = this.tryGeometry(number, read);
    if (geometry !== undefined) this.addFeature(number, values, geometry);
  }

  /** The geometry, or undefined after the row was left out because it has none that can be used. */
  tryGeometry(number: number, read: () => Geometry | null): Geometry | null | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof GeometryFault)) throw error;
      this.leaveOut(number, error.reason);
      return undefined;
    }
  }

  leaveOut(row: number, reason: Reason): void {
    this.#unread.push({ row, reason });
    this.#checkSize();
  }

  get size(): number {
    return this.#rows.length + this.#unread.length;
  }

  finish(declaredCrs: string | null): RawTable {
    const width = this.#columns.length;
    const rows = this.#rows.map(({ number, values, geometry }): RawRow => {
      const whole = Array.from({ length: width }, (_, i) => values[i] ?? "");
      return { number, values: whole, ...(geometry !== null && { geometry }) };
    });
    return {
      name: this.#name,
      headerRow: 0,
      columns: columnTitles(this.#columns.map((title) => tidyTitle(tidyValue(title)))),
      rows,
      declaredCrs,
      unread: this.#unread,
    };
  }

  #addRow(number: number, geometry: Geometry | null, read: () => string[]): void {
    try {
      this.#rows.push({ number, values: read(), geometry });
    } catch (error) {
      if (!(error instanceof NestedTooDeep)) throw error;
      this.#unread.push({ row: number, reason: { code: "feature-too-nested" } });
    }
    this.#checkSize();
  }

  #addColumn(name: string): number {
    const index = this.#columns.push(name) - 1;
    if (!this.#indexOf.has(name)) this.#indexOf.set(name, index);
    this.#checkSize();
    return index;
  }

  #checkSize(): void {
    const [rows, columns] = [this.size, this.#columns.length];
    if (rows <= MOST_ROWS && columns <= MOST_COLUMNS && rows * columns <= MOST_VALUES) return;
    throw new RefusedFile(this.#file, {
      code: "layer-too-large",
      values: {
        layer: this.#name,
        rows: MOST_ROWS,
        columns: MOST_COLUMNS,
        cells: MOST_VALUES,
      },
    });
  }
}

/** A value of a format that has types, as the text of a table; what is nested is JSON. */
function textOfValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return tidyValue(value);
    case "number":
      return Number.isFinite(value) ? plainNumber(`${value}`) : "";
    case "bigint":
    case "boolean":
      return `${value}`;
    case "object":
      return value === null ? "" : nestedText(value);
    case "undefined":
    case "symbol":
    case "function":
      return "";
  }
}

/** A number's text without an exponent: "1.5e+21" is "1500000000000000000000", "5e-7" is "0.0000005". */
export function plainNumber(text: string): string {
  const match = /^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d{1,3})$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = ""] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const before = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const after = point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const places = after.replace(/0+$/, "");
  const units = before.replace(/^0+(?=\d)/, "");
  return `${sign === "-" ? "-" : ""}${units}${places === "" ? "" : `.${places}`}`;
}

class NestedTooDeep extends Error {}

function nestedText(value: object): string {
  if (isDeeper(value, DEEPEST)) throw new NestedTooDeep();
  return JSON.stringify(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}
