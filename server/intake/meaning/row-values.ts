import type { Field } from "#contract/fields.ts";
import type { RowNote } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import { printable } from "../account.ts";
import type { RawRow, RawTable } from "../tables/raw-table.ts";
import { maskPersonal } from "./personal.ts";
import type { Values } from "./read-attributes.ts";

export const LONGEST_TEXT = 200;

/** The values of a row by field; what is said of them goes into `notes` and `unreadable`. */
export function valuesOf(
  row: RawRow,
  table: RawTable,
  byField: ReadonlyMap<Field, number>,
  notes: RowNote[],
  unreadable: Map<string, number>,
): Values {
  const titleOf = (field: Field) => table.columns[byField.get(field) ?? -1] ?? "";
  const text = (field: Field) => row.values[byField.get(field) ?? -1] ?? "";
  const note = (reason: Reason, at: { readonly column?: string; readonly value?: string } = {}) => {
    notes.push({
      row: row.number,
      outcome: "noted",
      reason: { ...reason, values: { ...reason.values } },
      ...at,
    });
  };
  return {
    text,
    titleOf,
    note,
    masked: (field) => {
      const plain = text(field);
      const masked = maskPersonal(plain);
      if (masked !== plain) note({ code: "personal-masked", values: { column: titleOf(field) } });
      return printable(masked, LONGEST_TEXT);
    },
    unreadable: (field) =>
      unreadable.set(titleOf(field), (unreadable.get(titleOf(field)) ?? 0) + 1),
  };
}

/** The texts a row states of some fields, masked; none for a blank one. */
export function textsOf<F extends Field>(
  values: Values,
  fields: readonly F[],
): Partial<Record<F, string>> {
  const texts: Partial<Record<F, string>> = {};
  for (const field of fields) {
    const text = values.masked(field);
    if (text !== "") texts[field] = text;
  }
  return texts;
}
