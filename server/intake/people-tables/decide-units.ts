import { ownValue } from "#core/own-value.ts";
import type { JoinUnit } from "./find-unit.ts";
import type { PeopleRow } from "./people-row.ts";
import { unitCode } from "./unit-code.ts";
import { isTownship, withoutKind } from "./unit-name.ts";

/** By what a row says of its unit, the id of the unit it means, or "" for a row that is left out. */
export type UnitDecisions = Readonly<Record<string, string>>;

/** A row with what was decided about it. */
export interface SettledRow {
  /** What decisions about it are filed under. */
  readonly key: string;
  readonly written: PeopleRow;
  /** As written, or as the decision would have had it written. */
  readonly row: PeopleRow;
  /** The unit decided for, null for none: the row is left out. Undefined where nothing is decided. */
  readonly unit: JoinUnit | null | undefined;
  /** It is a village or community, and the unit the township it lies in. */
  readonly isBelow: boolean;
}

/**
 * Applies decisions to rows. They are filed under what a row says, "parent/name", "name" or its code; where several
 * rows say the same, that is about all of them, and "~" and its number behind it about one. A decision for a unit
 * that is not among the `units` is none.
 */
export function decideUnits(
  rows: readonly PeopleRow[],
  units: readonly JoinUnit[],
  decided: UnitDecisions,
): SettledRow[] {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const alike = Map.groupBy(rows, saidOf);
  return rows.map((written) => {
    const said = saidOf(written);
    const own = `${said}~${written.row}`;
    const key = (alike.get(said)?.length ?? 0) > 1 ? own : said;
    const id = ownValue(decided, own) ?? ownValue(decided, said);
    const unit = id === "" ? null : known.get(id ?? "");
    const isBelow = unit ? isPartOf(written, unit) : false;
    return { key, written, row: unit ? asWritten(written, unit, isBelow) : written, unit, isBelow };
  });
}

/** Decisions for units that there are none of, as key and id. */
export function unknownUnits(
  decided: UnitDecisions,
  units: readonly JoinUnit[],
): { readonly key: string; readonly id: string }[] {
  const known = new Set(units.map(({ id }) => id));
  return Object.entries(decided).flatMap(([key, id]) =>
    id === "" || known.has(id) ? [] : [{ key, id }],
  );
}

function saidOf({ name, parent, code = "" }: PeopleRow): string {
  if (name === "") return code;
  return parent === "" ? name : `${parent}/${name}`;
}

function isPartOf(row: PeopleRow, unit: JoinUnit): boolean {
  const { kind } = withoutKind(row.name);
  return kind !== "" && !isTownship(kind) && isTownship(withoutKind(unit.name).kind);
}

/** The row as it would stand had it named the unit; its totals are then told apart as those of any other. */
function asWritten(row: PeopleRow, { id, name, parent }: JoinUnit, isBelow: boolean): PeopleRow {
  if (isBelow) return { ...row, parent: name };
  return {
    ...row,
    code: unitCode(id) ?? row.code,
    name,
    parent: row.parent === "" ? "" : (parent ?? row.parent),
  };
}
