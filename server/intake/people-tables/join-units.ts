import type { RowNote } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Counts } from "#core/demand/spread/counts.ts";
import { decideUnits, type SettledRow, type UnitDecisions } from "./decide-units.ts";
import { codeIndex, nameIndex, type Found, type JoinUnit } from "./find-unit.ts";
import { nearestAmong } from "./nearest-name.ts";
import type { PeopleRow } from "./people-row.ts";
import { rowNote } from "./row-note.ts";
import { dropSubtotals } from "./subtotals.ts";
import { unitCode } from "./unit-code.ts";

export type JoinRule = "auto" | "code" | "name";

/** People of one unit, or of several together where the table knows only their sum. */
export interface JoinedUnits extends Counts {
  /** Rows of the file that add up to it: several where a table of villages meets townships. */
  readonly rows: readonly number[];
  /** Ids of the units it is the people of: several where a table of townships meets villages. */
  readonly units: readonly string[];
}

/** A row whose unit is not certain. */
export interface OpenRow extends Pick<SettledRow, "key" | "written"> {
  /** "near" to a unit's name, "ambiguous" between several, "twice" the same unit: it waits. "none": it is dropped. */
  readonly why: "near" | "ambiguous" | "twice" | "none";
  /** Ids of the units it may be. */
  readonly candidates: readonly string[];
}

export interface Joined {
  /** How most rows found their units. */
  readonly by: "code" | "name";
  /** In the order of the table. */
  readonly matched: readonly JoinedUnits[];
  /** Rows a unit can be decided for, in the order of the table; also in the notes. */
  readonly open: readonly OpenRow[];
  /**
   * Ids of units without people: not known, not nobody. Units above or below one that has people are left out: these
   * are that unit's people.
   */
  readonly unitsWithout: readonly string[];
  /** Rows not in `matched`, dropped or doubtful, and remarks on those that are. */
  readonly notes: readonly RowNote[];
}

/**
 * Finds the unit of every row. What is decided about a row counts first. By code: the unit with the row's own code,
 * else the lowest unit above it (its people are added up there), else all units below it (they share its people). By
 * name: as `nameIndex` compares them; names nearly those of a unit, names that fit several units, and two rows that
 * name one unit, are doubtful and not used. "auto" goes by code and asks for the name where a row or the units have
 * none, or the code of a unit changed within its township.
 */
export function joinUnits(
  given: readonly PeopleRow[],
  units: readonly JoinUnit[],
  how: JoinRule,
  decided: UnitDecisions = {},
): Joined {
  const find = finderFor(units, how);
  const settled = new Map(decideUnits(given, units, decided).map((one) => [one.written.row, one]));
  const notes: RowNote[] = [];
  const found = new Map<PeopleRow, Found>();
  for (const { row, written, unit, isBelow } of settled.values()) {
    if (unit === null) notes.push(rowNote(row.row, "dropped", leftOut(written)));
    else found.set(row, unit === undefined ? find(row) : asDecided(unit, isBelow));
  }
  const rows = [...found.keys()];
  const codes = new Map(units.map(({ id }) => [id, unitCode(id)]));
  const joined = rows.filter((row) => (found.get(row)?.units.length ?? 0) > 0);
  const unitsOf = (row: PeopleRow) => found.get(row)?.units ?? [];
  const codeOf = (row: PeopleRow) => {
    const [only, more] = unitsOf(row);
    return row.code ?? (only === undefined || more !== undefined ? undefined : codes.get(only));
  };
  const kept = dropSubtotals(joined, codeOf, unitsOf);
  notes.push(...kept.notes);
  const byRow = new Map([...found].map(([row, one]) => [row.row, one] as const));
  const groups = Map.groupBy(kept.rows, ({ row }) => (byRow.get(row)?.units ?? []).join("\n"));
  const matched: JoinedUnits[] = [];
  const open: OpenRow[] = [];
  const ask = ({ row }: PeopleRow, why: OpenRow["why"], candidates: readonly string[]) => {
    const one = settled.get(row);
    if (one !== undefined) open.push({ key: one.key, written: one.written, why, candidates });
  };
  for (const together of groups.values()) {
    const own = together.flatMap(({ row }) => byRow.get(row) ?? []);
    const ids = own[0]?.units ?? [];
    if (together.length > 1 && !own.every(({ level }) => level === "above")) {
      notes.push(...twice(together, units, ids));
      for (const row of together) ask(row, "twice", []);
      continue;
    }
    matched.push({ rows: together.map(({ row }) => row), units: ids, ...sumOf(together) });
    for (const { row } of together)
      notes.push(...remarksOn(settled.get(row), byRow.get(row), units));
  }
  const nearest = nearestAmong(units);
  for (const row of rows) {
    const one = found.get(row);
    if (one === undefined || one.units.length > 0) continue;
    if (one.ambiguous.length > 0) {
      notes.push(rowNote(row.row, "doubtful", ambiguous(row, one, units)));
      ask(row, "ambiguous", one.ambiguous);
      continue;
    }
    const near = row.isTotal === true ? null : nearest(row.name);
    notes.push(rowNote(row.row, near === null ? "dropped" : "doubtful", notFound(row, near)));
    if (near !== null) ask(row, "near", [near.id]);
    else if (row.isTotal !== true) ask(row, "none", []);
  }
  const by = [...found.values()].filter(({ units: ids }) => ids.length > 0);
  return {
    by:
      by.filter((one) => one.by === "code").length * 2 >= by.length && by.length > 0
        ? "code"
        : "name",
    matched,
    open: open.toSorted((a, b) => a.written.row - b.written.row),
    unitsWithout: withoutPeople(units, codes, matched),
    notes,
  };
}

function finderFor(units: readonly JoinUnit[], how: JoinRule): (row: PeopleRow) => Found {
  const byCode = codeIndex(units);
  const byName = nameIndex(units);
  if (how === "name") return byName;
  if (how === "code") return byCode;
  return (row) => {
    const first = byCode(row);
    if (first.units.length > 0) return first;
    const second = byName(row);
    const ids = [...second.units, ...second.ambiguous];
    return ids.every((id) => mayBeRenumbered(row.code, unitCode(id))) ? second : first;
  };
}

/** Codes of villages change when villages merge; those of their township remain. */
function mayBeRenumbered(row: string | undefined, unit: string | undefined): boolean {
  if (row === undefined || unit === undefined) return true;
  return row.length === 12 && unit.length === 12 && row.slice(0, 9) === unit.slice(0, 9);
}

/** A group is known together only where every row knows it. */
function sumOf(rows: readonly PeopleRow[]): Counts {
  const known = Object.keys(rows[0]?.groups ?? {}).filter((group) =>
    rows.every(({ groups }) => group in groups),
  );
  const sum = (count: (row: PeopleRow) => number) =>
    rows.reduce((total, row) => total + count(row), 0);
  return {
    people: sum(({ people }) => people ?? 0),
    groups: Object.fromEntries(
      known.map((group) => [group, sum(({ groups }) => groups[group] ?? 0)]),
    ),
    estimated: known.filter((group) => rows.some(({ estimated }) => estimated.includes(group))),
  };
}

function twice(
  rows: readonly PeopleRow[],
  units: readonly JoinUnit[],
  ids: readonly string[],
): RowNote[] {
  const values = {
    name: titleOf(units, ids[0] ?? ""),
    rows: rows.map(({ row }) => row).join(", "),
  };
  return rows.map(({ row }) => rowNote(row, "doubtful", { code: "unit-named-twice", values }));
}

function asDecided({ id }: JoinUnit, isBelow: boolean): Found {
  return { by: "decision", units: [id], ambiguous: [], level: isBelow ? "above" : "own" };
}

function remarksOn(
  settled: SettledRow | undefined,
  one: Found | undefined,
  units: readonly JoinUnit[],
): RowNote[] {
  if (settled === undefined || one === undefined) return [];
  const [id = ""] = one.units;
  const { row, written } = settled;
  const unit = titleOf(units, id);
  if (one.by === "decision") {
    const values = { name: writtenName(written), unit };
    return [rowNote(row.row, "noted", { code: "unit-decided", values })];
  }
  if (one.by !== "name" || row.code === undefined || unitCode(id) === undefined) return [];
  const values = { code: row.code, name: unit, id };
  return [rowNote(row.row, "noted", { code: "unit-by-name-instead", values })];
}

function leftOut(written: PeopleRow): Reason {
  return { code: "unit-left-out", values: { name: writtenName(written) } };
}

function writtenName({ name, code = "" }: PeopleRow): string {
  return name === "" ? code : name;
}

function ambiguous(row: PeopleRow, one: Found, units: readonly JoinUnit[]): Reason {
  const names = one.ambiguous.slice(0, 4).map((id) => `${titleOf(units, id)} (${id})`);
  return { code: "unit-ambiguous", values: { name: row.name, units: names.join(", ") } };
}

function notFound(row: PeopleRow, near: { readonly name: string } | null): Reason {
  const name = writtenName(row);
  return near === null
    ? { code: "unit-not-found", values: { name } }
    : { code: "unit-not-found-near", values: { name, near: near.name } };
}

function titleOf(units: readonly JoinUnit[], id: string): string {
  return units.find((unit) => unit.id === id)?.name ?? id;
}

function withoutPeople(
  units: readonly JoinUnit[],
  codes: ReadonlyMap<string, string | undefined>,
  matched: readonly JoinedUnits[],
): string[] {
  const having = new Set(matched.flatMap(({ units: ids }) => ids));
  const own = new Set([...having].flatMap((id) => codes.get(id) ?? []));
  const above = new Set([...own].flatMap(prefixesOf));
  return units
    .map(({ id }) => id)
    .filter((id) => {
      const code = codes.get(id) ?? "";
      return !having.has(id) && !above.has(code) && !prefixesOf(code).some((up) => own.has(up));
    });
}

function prefixesOf(code: string): string[] {
  return Array.from({ length: Math.max(0, code.length - 2) }, (_, i) => code.slice(0, i + 2));
}
