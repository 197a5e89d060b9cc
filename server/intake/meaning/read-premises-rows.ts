import type { RowNote } from "#contract/import.ts";
import type { Attributes } from "#core/catchment/facility.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { PREMISES_TEXTS, TEXT_ATTRIBUTES } from "#core/vocabulary.ts";
import type { RawTable } from "../tables/raw-table.ts";
import type { RowFacility } from "./find-duplicates.ts";
import { columnsByField, type ColumnGuess } from "./guess-mapping.ts";
import { plainText } from "./plain-text.ts";
import { numberOf, type Values } from "./read-attributes.ts";
import { RowIds } from "./row-ids.ts";
import { textsOf, valuesOf } from "./row-values.ts";

/** What the rows became: each is a place without services here, or has a note that it was dropped. */
export interface PremisesRows {
  readonly rows: readonly RowFacility[];
  readonly notes: readonly RowNote[];
  /** Rows that had no id of their own and are called P and their row number. */
  readonly madeIds: number;
}

/** `positions` in WGS 84, for every row of the table; NaN where it has none that can be read. */
export function readPremisesRows(
  table: RawTable,
  columns: readonly ColumnGuess[],
  positions: readonly LngLat[],
): PremisesRows {
  const byField = columnsByField(columns);
  const notes: RowNote[] = [];
  const ids = new RowIds(table, byField.get("id"), "P");
  const rows: RowFacility[] = [];
  for (const [index, row] of table.rows.entries()) {
    const [lng = Number.NaN, lat = Number.NaN] = positions[index] ?? [];
    if (!Number.isFinite(lng) || !Number.isFinite(lat)) {
      notes.push({ row: row.number, outcome: "dropped", reason: { code: "place-missing" } });
      continue;
    }
    const values = valuesOf(row, table, byField, notes, new Map());
    const id = ids.of(row, values.note);
    const name = values.masked("name");
    if (name === "") values.note({ code: "name-missing", values: { id } });
    const attributes = attributesOf(values);
    rows.push({
      row: row.number,
      facility: {
        id,
        name: name || id,
        services: [],
        lng,
        lat,
        capacity: null,
        ...(Object.keys(attributes).length > 0 && { attributes }),
      },
    });
  }
  return { rows, notes, madeIds: ids.made };
}

function attributesOf(values: Values): Attributes {
  const floor = numberOf(values, "floor-area");
  const cost = numberOf(values, "cost");
  const year = numberOf(values, "year");
  const { rent, ...texts } = textsOf(values, [...TEXT_ATTRIBUTES, ...PREMISES_TEXTS]);
  return {
    // A house of no size is one whose size nobody wrote down.
    ...(floor !== null && floor > 0 && { "floor-area": floor }),
    ...(cost !== null && { cost }),
    ...(year !== null && { year }),
    ...texts,
    ...(rent !== undefined && { rent: withUnit(rent, values.titleOf("rent")) }),
  };
}

/** Rent is by month or year, by house or square metre: a bare number takes the unit its title names. */
function withUnit(rent: string, title: string): string {
  if (!/^[\d.,]+$/.test(rent)) return rent;
  const plain = plainText(title);
  const [, unit] = /[([【](.*元.*)[)\]】]$/.exec(plain) ?? [];
  if (unit !== undefined) return `${rent} ${unit}`;
  const period = /[年月日]租/.exec(plain)?.[0].charAt(0);
  return period === undefined ? rent : `${rent}（每${period}）`;
}
