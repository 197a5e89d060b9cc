import type { Field } from "#contract/fields.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Attributes } from "#core/catchment/facility.ts";
import { NUMBER_ATTRIBUTES, TRUTH_ATTRIBUTES } from "#core/vocabulary.ts";
import { readAmount, type Amount, type Measure } from "./amount.ts";
import { maskPersonal } from "./personal.ts";
import { plainText } from "./plain-text.ts";
import { factorOf } from "./titles.ts";
import { readTruth } from "./truth.ts";
import { readYear } from "./year.ts";

/** The values of one row, and where to say what became of them. */
export interface Values {
  /** "" where the row or the table has none. */
  readonly text: (field: Field) => string;
  readonly titleOf: (field: Field) => string;
  /** The text with personal data masked, which is noted. */
  readonly masked: (field: Field) => string;
  readonly note: (
    reason: Reason,
    at?: { readonly column?: string; readonly value?: string },
  ) => void;
  readonly unreadable: (field: Field) => void;
}

type NumberAttribute = (typeof NUMBER_ATTRIBUTES)[number];
const AREAS: ReadonlySet<Field> = new Set(["floor-area", "site-area", "outdoor-area"]);

/** What a row states in numbers and in yes or no; what cannot be read is noted and left out. */
export function readAttributes(values: Values): {
  readonly attributes: Attributes;
  readonly capacity: number | null;
} {
  const attributes: { -readonly [name in keyof Attributes]: Attributes[name] } = {};
  for (const name of NUMBER_ATTRIBUTES) {
    const value = numberOf(values, name);
    if (value !== null) attributes[name] = value;
  }
  for (const name of TRUTH_ATTRIBUTES) {
    const text = values.text(name);
    if (text === "") continue;
    const read = readTruth(text, name);
    if (read.kind === "truth") attributes[name] = read.value;
    if (read.kind === "fault") values.unreadable(name);
    say(
      values,
      name,
      read.kind === "fault" ? read.reason : read.kind === "truth" ? read.noted : undefined,
    );
  }
  return { attributes, capacity: numberOf(values, "capacity") };
}

/** A number of a row; what cannot be read is noted and left out. */
export function numberOf(
  values: Values,
  field: NumberAttribute | "capacity" | "cost",
): number | null {
  const text = values.text(field);
  if (text === "") return null;
  const read =
    field === "year" ? readYear(text) : inUnitOf(values.titleOf(field), text, measureOf(field));
  if (read.kind === "none") return null;
  if (read.kind === "fault") {
    values.unreadable(field);
    say(values, field, read.reason);
    return null;
  }
  say(values, field, read.noted);
  return read.value;
}

function measureOf(field: Field): Measure {
  if (field === "cost") return "money";
  return AREAS.has(field) ? "area" : "count";
}

/** An amount in the unit its title states, where the value states none itself. */
function inUnitOf(title: string, text: string, measure: Measure): Amount {
  const read = readAmount(text, measure);
  const unit = factorOf(title);
  if (unit === undefined || read.kind !== "number" || !/^[\d.,]+$/.test(plainText(text)))
    return read;
  const value = Number((read.value * unit.factor).toPrecision(12));
  return {
    kind: "number",
    value,
    noted: { code: "value-read-as", values: { text: `${text} ${unit.unit}`, value } },
  };
}

function say(values: Values, field: Field, reason: Reason | undefined): void {
  if (reason === undefined) return;
  const { text, ...rest } = reason.values ?? {};
  const masked = maskPersonal(String(text ?? "")).slice(0, 60);
  values.note(
    { code: reason.code, values: { ...rest, text: masked } },
    { column: values.titleOf(field), value: masked },
  );
}
