import type { Geometry } from "geojson";
import type { Field } from "#contract/fields.ts";
import type { RowNote } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import { isCell, resolutionOf } from "#core/geo/cells.ts";
import { COARSEST_CELL, FINEST_CELL } from "../people.ts";
import { polygonsOf } from "../polygon.ts";
import { positionFault } from "../position.ts";
import { isFault } from "../values.ts";
import type { RawRow, RawTable } from "../tables/raw-table.ts";
import type { PeopleRow, RowPlace } from "./people-row.ts";
import { columnNotes } from "./column-notes.ts";
import { countColumns } from "./count-columns.ts";
import { readCounts } from "./row-counts.ts";
import { rowNote } from "./row-note.ts";
import { dropSubtotals, TOTAL } from "./subtotals.ts";
import { hasLostDigits, unitCode } from "./unit-code.ts";
import { ownValue } from "#core/own-value.ts";

export interface PeopleRows {
  /** Rows whose people are known, in the order of the table. */
  readonly rows: readonly PeopleRow[];
  /** What places the people have; of points and polygons mixed, polygons. */
  readonly places: "points" | "cells" | "polygons" | "units";
  /** Every row that is not in `rows` is dropped here, with its reason. */
  readonly notes: readonly RowNote[];
  /** Why the table cannot be used as it is mapped; then there are no rows. */
  readonly blocking: readonly Reason[];
}

/**
 * A table of people under a mapping from column titles to fields. `geometries` holds for every row of the table its
 * place in WGS 84, from whatever columns or shapes it comes; undefined where it has none. Where no row has a place
 * and there are no cells, rows are units by `unit-code` (or `id`) and by `name`; then `unit` is the unit they lie
 * in, or their own name where there is no `name`.
 * Blank people are not known and drop the row; rows that repeat others' people (totals, townships beside all
 * their villages) are dropped, and the age shares of such a township estimate the groups its rows lack.
 */
export function readPeopleRows(
  table: RawTable,
  mapping: Readonly<Record<string, Field>>,
  geometries: readonly (Geometry | undefined)[],
): PeopleRows {
  const columns = countColumns(table, mapping);
  const texts = textColumns(table, mapping);
  const hasPlaces = geometries.some((geometry) => geometry !== undefined);
  const places = texts.cell !== -1 ? "cells" : hasPlaces ? "points" : "units";
  const blocking = whyNot(
    table,
    columns.people.length + columns.whole.length === 0,
    places === "units" && !texts.hasUnit,
  );
  if (blocking.length > 0) return { rows: [], places, notes: [], blocking };

  const notes: RowNote[] = [];
  const rows: PeopleRow[] = [];
  const { parents, filled } = parentsOf(table, texts);
  for (const [i, raw] of table.rows.entries()) {
    const own = { row: raw.number, ...unitOf(raw, texts), parent: parents[i] ?? "" };
    const { counts, notes: remarks } = readCounts(raw, columns);
    if (isTotal(raw, texts)) {
      if (places === "units" && counts.people !== null)
        rows.push({ ...own, isTotal: true, place: { kind: "unit" }, ...counts });
      else notes.push(rowNote(raw.number, "dropped", { code: "people-total-row" }));
      continue;
    }
    notes.push(...remarks);
    if (counts.people === null) continue;
    const place = placeOf(raw, places, texts, geometries[i]);
    if ("code" in place) notes.push(rowNote(raw.number, "dropped", place));
    else rows.push({ ...own, place, ...counts });
  }
  const kept = dropSubtotals(rows, ({ code }) => code);
  return {
    rows: kept.rows,
    places: kept.rows.some(({ place }) => place.kind === "area") ? "polygons" : places,
    notes: [
      ...notes,
      ...kept.notes,
      ...lostDigits(table, texts),
      ...columnNotes(table.headerRow, columns),
      ...(filled === 0
        ? []
        : [
            rowNote(table.headerRow, "noted", {
              code: "unit-parent-filled",
              values: { rows: filled },
            }),
          ]),
    ],
    blocking: [],
  };
}

interface TextColumns {
  readonly cell: number;
  readonly code: number;
  readonly name: number;
  readonly parent: number;
  readonly hasUnit: boolean;
}

function textColumns(table: RawTable, mapping: Readonly<Record<string, Field>>): TextColumns {
  const at = (field: Field) =>
    table.columns.findIndex((title) => ownValue(mapping, title) === field);
  const named = at("name") !== -1;
  const columns = {
    cell: at("cell"),
    code: at("unit-code") === -1 ? at("id") : at("unit-code"),
    name: named ? at("name") : at("unit"),
    parent: named ? at("unit") : -1,
  };
  return { ...columns, hasUnit: columns.code !== -1 || columns.name !== -1 };
}

function whyNot(table: RawTable, withoutPeople: boolean, withoutPlace: boolean): Reason[] {
  if (withoutPeople) {
    const personal = table.columns.filter((title) => OF_A_PERSON.test(title));
    return personal.length >= 2
      ? [
          {
            code: "people-by-person",
            values: { columns: personal.slice(0, 5).join("、") },
          },
        ]
      : [{ code: "people-column-missing" }];
  }
  return withoutPlace ? [{ code: "people-place-missing" }] : [];
}

const OF_A_PERSON =
  /^(?:身份证|公民身份|证件号|姓名|性别|民族|出生|年龄$|户主|与户主|婚姻|学历|文化程度|联系电话|手机|电话)/;

/** Totals say so in the first column, or behind or instead of the name of a unit. */
function isTotal({ values }: RawRow, { code, name, parent }: TextColumns): boolean {
  return [0, code, name, parent].some((index) => TOTAL.test(values[index] ?? ""));
}

function unitOf(raw: RawRow, columns: TextColumns): Pick<PeopleRow, "code" | "name" | "parent"> {
  const at = (index: number) => raw.values[index] ?? "";
  return { code: unitCode(at(columns.code)), name: at(columns.name), parent: at(columns.parent) };
}

/**
 * The parent every row gives. Where each of several is given once, in the first of its rows, it was one merged cell:
 * then it is that of the rows below as well.
 */
function parentsOf(
  { rows }: RawTable,
  columns: TextColumns,
): { readonly parents: readonly string[]; readonly filled: number } {
  const parents = rows.map(({ values }) => values[columns.parent] ?? "");
  const isGiven = rows.map((row, i) => parents[i] !== "" && !isTotal(row, columns));
  const given = parents.filter((_, i) => isGiven[i]);
  if (!isGiven[0] || given.length < 2 || new Set(given).size < given.length)
    return { parents, filled: 0 };
  let last = "";
  const all = parents.map((parent, i) => {
    if (isGiven[i]) last = parent;
    return parent === "" ? last : parent;
  });
  return { parents: all, filled: all.filter((parent, i) => parent !== parents[i]).length };
}

function placeOf(
  raw: RawRow,
  places: PeopleRows["places"],
  columns: TextColumns,
  geometry: Geometry | undefined,
): RowPlace | Reason {
  if (places === "cells") return readCell(raw.values[columns.cell] ?? "");
  if (places === "units") {
    const { code, name } = unitOf(raw, columns);
    return code === undefined && name === "" ? { code: "people-unit-blank" } : { kind: "unit" };
  }
  if (geometry === undefined) return { code: "people-position-missing" };
  if (geometry.type === "Polygon" || geometry.type === "MultiPolygon") {
    const polygons = polygonsOf(geometry, undefined);
    return isFault(polygons) ? { code: "people-area-unusable" } : { kind: "area", polygons };
  }
  if (geometry.type !== "Point") return { code: "people-area-unusable" };
  const [lng = Number.NaN, lat = Number.NaN] = geometry.coordinates;
  if (!Number.isFinite(lng) || !Number.isFinite(lat) || positionFault([lng, lat], undefined))
    return { code: "people-position-missing" };
  return { kind: "point", lng, lat };
}

function readCell(text: string): RowPlace | Reason {
  const cell = text.trim().toLowerCase();
  if (!isCell(cell)) return { code: "people-cell-wrong" };
  const resolution = resolutionOf(cell);
  if (resolution >= COARSEST_CELL && resolution <= FINEST_CELL) return { kind: "cell", cell };
  const values = { resolution, coarsest: COARSEST_CELL, finest: FINEST_CELL };
  return { code: "people-cell-resolution", values };
}

function lostDigits(table: RawTable, { code }: TextColumns): RowNote[] {
  return table.rows.flatMap(({ number, values }) => {
    const value = values[code] ?? "";
    return hasLostDigits(value)
      ? [rowNote(number, "noted", { code: "unit-code-lost" }, { value })]
      : [];
  });
}
