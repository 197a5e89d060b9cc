import { isField, type Field } from "#contract/fields.ts";
import type { ColumnReading, Role } from "#contract/import.ts";
import { printable } from "../account.ts";
import type { RawTable } from "../tables/raw-table.ts";
import { arePositions, fieldByValues } from "./by-values.ts";
import { maskPersonal, personalKind, type PersonalKind } from "./personal.ts";
import { meaningsOf, readings, type TitleMeaning } from "./titles.ts";
import { ownValue } from "#core/own-value.ts";

/** What a column was taken for. `ColumnReading` without what only reading the rows can tell. */
export interface ColumnGuess extends Omit<ColumnReading, "field" | "personal" | "unreadable"> {
  readonly field: Field | null;
  readonly personal: PersonalKind | null;
}

/** By column title a field, or "" for not read: of a template, or decided by the user. */
export type Chosen = Readonly<Record<string, string>>;

const OF_PREMISES: ReadonlySet<Field> = new Set(["premises-kind", "owned-by", "rent", "cost"]);

const LONGEST_EXAMPLE = 60;
const SAMPLE = 400;

/**
 * What the columns of a table mean: by a template with these titles, else by the title, else by the values. No field
 * is given twice, and none to a column with personal data.
 */
export function guessMapping(
  table: RawTable,
  {
    role,
    template,
  }: { readonly role?: Role | undefined; readonly template?: Chosen | undefined } = {},
): ColumnGuess[] {
  const columns = table.columns.map((title, index) => lookAt(table, title, index, role));
  const fields = new Map<Column, Pick<ColumnGuess, "field" | "why">>();
  const taken = new Set<Field>();
  const give = (column: Column, field: Field, why: ColumnGuess["why"]) => {
    fields.set(column, { field, why });
    taken.add(field);
  };
  const open = columns.filter(({ personal }) => personal === null);
  for (const column of open) {
    const chosen = ownValue(template, column.title);
    if (chosen === "") fields.set(column, { field: null, why: "template" });
    else if (chosen !== undefined && isField(chosen) && !taken.has(chosen))
      give(column, chosen, "template");
  }
  for (const { column, field } of candidates(open, role)) {
    if (!fields.has(column) && !taken.has(field)) give(column, field, "title");
  }
  if (role === "units" || role === "people") tellUnitFromParent(open, fields, taken);
  dropLonelyAxes(fields, taken);
  for (const column of open) {
    if (fields.has(column) || column.meanings.length > 0) continue;
    const field = fieldByValues(column.sample);
    if (field !== null && !taken.has(field) && isWanted(field, table, taken))
      give(column, field, "values");
  }
  dropLonelyAxes(fields, taken);
  return columns.map((column) => ({
    title: column.title,
    ...(fields.get(column) ?? { field: null, why: "none" as const }),
    personal: column.personal,
    examples: column.personal === null ? column.examples : [],
    filled: column.filled,
  }));
}

/** The guesses with the user's decisions in place of them: only so is a column with personal data read. */
export function decideMapping(
  guesses: readonly ColumnGuess[],
  decided: Chosen = {},
): ColumnGuess[] {
  const wanted = new Set(Object.values(decided));
  return guesses.map((guess) => {
    const choice = ownValue(decided, guess.title);
    if (choice === "") return { ...guess, field: null, why: "user" };
    if (choice !== undefined && isField(choice)) return { ...guess, field: choice, why: "user" };
    return guess.field !== null && wanted.has(guess.field)
      ? { ...guess, field: null, why: "none" }
      : guess;
  });
}

/** By field the index of its column. */
export function columnsByField(guesses: readonly ColumnGuess[]): ReadonlyMap<Field, number> {
  const byField = new Map<Field, number>();
  for (const [index, { field }] of guesses.entries()) {
    if (field !== null && !byField.has(field)) byField.set(field, index);
  }
  return byField;
}

interface Column extends Pick<ColumnGuess, "title" | "personal" | "examples" | "filled"> {
  readonly meanings: readonly TitleMeaning[];
  /** Filled values from all over the column. */
  readonly sample: readonly string[];
}

function lookAt(table: RawTable, title: string, index: number, role: Role | undefined): Column {
  const sample: string[] = [];
  const examples = new Set<string>();
  const step = Math.max(1, Math.floor(table.rows.length / SAMPLE));
  let [filled, last] = [0, ""];
  for (const { values } of table.rows) {
    const value = values[index] ?? "";
    if (value === "") continue;
    if (filled % step === 0) sample.push(value);
    filled += 1;
    // The same again is no other example: a column may hold one value in 200,000 rows.
    if (value === last || examples.size === 3) continue;
    examples.add(printable(maskPersonal(value), LONGEST_EXAMPLE));
    last = value;
  }
  const meanings = meaningsHeld(meaningsFor(title, role), sample, role);
  const mayBeNames =
    meanings.every(({ field }) => field === "owned-by") || /^(?:名字|name)$/i.test(title.trim());
  const personal = personalKind(title, sample, mayBeNames);
  return { title, meanings, sample, filled, personal, examples: [...examples] };
}

/** Of premises a plain 面积 is that of the floor; what only premises or only streets have, nothing else has. */
function meaningsFor(title: string, role: Role | undefined): readonly TitleMeaning[] {
  const all = meaningsOf(title);
  if (role === undefined) return all;
  const meanings =
    role === "network" ? all : all.filter(({ field }) => !field.startsWith("street-"));
  if (role !== "premises") return meanings.filter(({ field }) => !OF_PREMISES.has(field));
  return meanings.length === 0 && readings(title).bare === "面积"
    ? [{ field: "floor-area", score: 60, weak: false }]
    : meanings;
}

/**
 * What a title says, held against the values: H3 cells are that under any title, save as the ids of facilities; a
 * code of people is that of their unit where it has the digits of one; positions are pairs of numbers, and numbers no
 * tags of OpenStreetMap.
 */
function meaningsHeld(
  meanings: readonly TitleMeaning[],
  sample: readonly string[],
  role: Role | undefined,
): readonly TitleMeaning[] {
  if (sample.length === 0) return meanings;
  if (role !== "facilities" && role !== "premises" && fieldByValues(sample) === "cell")
    return [{ field: "cell", score: 100, weak: false }];
  if (role === "people" && meanings[0]?.field === "id" && fieldByValues(sample) === "unit-code")
    return [{ field: "unit-code", score: 80, weak: false }];
  const areNumbers = sample.every((value) => /^[\d.]+$/.test(value));
  const haveDigits = sample.some((value) => /\d/.test(value));
  return meanings.filter(({ field, weak }) => {
    if (field === "position") return arePositions(sample);
    return weak ? haveDigits : !(areNumbers && field.startsWith("osm-"));
  });
}

/** Every field a title may name, the plainest first; a filled column before a blank one, and what suits the role. */
function candidates(
  columns: readonly Column[],
  role: Role | undefined,
): { column: Column; field: Field; score: number }[] {
  return columns
    .flatMap((column) =>
      column.meanings.map(({ field, score }) => ({
        column,
        field: forRole(field, role),
        score: score - (column.filled === 0 ? 200 : 0) - (forRole(field, role) === field ? 0 : 30),
      })),
    )
    .toSorted((a, b) => b.score - a.score);
}

/**
 * Of units the community's name is the name of the row; of streets the kind is the class of the street and the level
 * the one it runs on, of premises what they are kept for.
 */
function forRole(field: Field, role: Role | undefined): Field {
  if (role === "units" && field === "unit") return "name";
  if (role === "premises" && field === "service") return "premises-kind";
  if (role === "network") {
    if (field === "name") return "street-name";
    if (field === "service") return "street-class";
    if (field === "level") return "street-level";
  }
  return field;
}

const LOWEST = /社区|村|居委|community|village/i;

/**
 * Where rows are units and two columns name units, one is the row's own name and the other the unit it lies in:
 * the one that speaks of communities or villages is the name.
 */
function tellUnitFromParent(
  open: readonly Column[],
  fields: Map<Column, Pick<ColumnGuess, "field" | "why">>,
  taken: Set<Field>,
): void {
  const naming = open.filter(
    (column) =>
      column.meanings.some(({ field }) => field === "unit") &&
      ["unit", "name", undefined].includes(fields.get(column)?.field ?? undefined) &&
      fields.get(column)?.why !== "template",
  );
  const own = open.find((column) => fields.get(column)?.field === "name");
  const name =
    own ?? (naming.length > 1 ? naming.find(({ title }) => LOWEST.test(title)) : undefined);
  const parent = naming.find((column) => column !== name);
  if (name === undefined || parent === undefined) return;
  for (const [column, field] of [
    [name, "name"],
    [parent, "unit"],
  ] as const) {
    fields.set(column, { field, why: "title" });
    taken.add(field);
  }
}

/** A longitude without a latitude, or the other way round, is none: "x" may be anything. */
function dropLonelyAxes(
  fields: Map<Column, Pick<ColumnGuess, "field" | "why">>,
  taken: Set<Field>,
): void {
  if (taken.has("lng") === taken.has("lat")) return;
  for (const [column, { field, why }] of fields) {
    if (field !== "lng" && field !== "lat") continue;
    const weak = why === "values" || column.meanings.some((one) => one.field === field && one.weak);
    if (!weak) continue;
    fields.delete(column);
    taken.delete(field);
  }
}

/** Coordinates are looked for in the values only where the table has no others. */
function isWanted(field: Field, table: RawTable, taken: ReadonlySet<Field>): boolean {
  if (field !== "lng" && field !== "lat" && field !== "position") return true;
  const placed = table.rows.some(({ geometry }) => geometry !== undefined);
  return !placed && !taken.has("position") && !(taken.has("lng") && taken.has("lat"));
}
