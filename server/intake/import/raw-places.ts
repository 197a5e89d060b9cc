import type { Geometry } from "geojson";
import type { Field } from "#contract/fields.ts";
import { printable } from "../account.ts";
import { readDegrees, readPosition } from "../meaning/degrees.ts";
import { maskPersonal } from "../meaning/personal.ts";
import { LONGEST_TEXT } from "../meaning/row-values.ts";
import type { RawTable } from "../tables/raw-table.ts";
import type { RowNotes } from "./row-notes.ts";
import { ownValue } from "#core/own-value.ts";

/** Where the rows of a table are, in the file's own coordinates. */
export interface RawPlaces {
  /** By row of the table; undefined where it has none, or none that can be read. */
  readonly geometries: readonly (Geometry | undefined)[];
  /** The table has coordinates, even if some rows lack them. */
  readonly has: boolean;
  /** Titles of the columns they were read from; none for geometries. */
  readonly titles: readonly string[];
}

/**
 * The geometries of a table, or points made of its columns. A value that cannot be read is noted; what becomes of
 * the row is for those to say who need its place.
 */
export function rawPlaces(
  table: RawTable,
  mapping: Readonly<Record<string, Field>>,
  notes: RowNotes,
): RawPlaces {
  if (table.rows.some(({ geometry }) => geometry !== undefined))
    return { geometries: table.rows.map(({ geometry }) => geometry), has: true, titles: [] };
  const at = (field: Field) =>
    table.columns.findIndex((title) => ownValue(mapping, title) === field);
  const [both, x, y] = [at("position"), at("lng"), at("lat")];
  if (both === -1 && (x === -1 || y === -1))
    return { geometries: table.rows.map(() => undefined), has: false, titles: [] };
  const geometries = table.rows.map(({ number, values }): Geometry | undefined => {
    const [first, second] = [values[both === -1 ? x : both] ?? "", values[y] ?? ""];
    const text = both === -1 ? `${first}, ${second}` : first;
    // Blank, or half blank: the row has no place, which is said when it is needed.
    if (first === "" || (both === -1 && second === "")) return undefined;
    const place =
      both === -1
        ? pair(readDegrees(first)?.value, readDegrees(second)?.value)
        : readPosition(first);
    if (place !== undefined) return { type: "Point", coordinates: [...place] };
    notes.add(number, "noted", {
      code: "coordinates-unreadable",
      values: { text: printable(maskPersonal(text), LONGEST_TEXT) },
    });
    return undefined;
  });
  const titles = (both === -1 ? [x, y] : [both]).flatMap((i) => table.columns[i] ?? []);
  return { geometries, has: true, titles };
}

function pair(x: number | undefined, y: number | undefined) {
  return x === undefined || y === undefined ? undefined : ([x, y] as const);
}
