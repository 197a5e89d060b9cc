import type { RowNote } from "#contract/import.ts";
import { applyShares, sharesOf } from "#core/demand/spread/shares.ts";
import type { PeopleRow } from "./people-row.ts";
import { rounded } from "./row-counts.ts";
import { rowNote } from "./row-note.ts";
import { parentKey, readingsOf, sameParent } from "./unit-name.ts";

/** How a row of totals ends, in whichever column it says so. */
export const TOTAL = /[小合总共]\s*计[\s:：]*$|汇\s*总[\s:：]*$/;
/** One of several, about some of the rows. */
const SUBTOTAL = /^小\s*计/;

/** A township and its villages may differ by this many people and still be called equal. */
const EQUAL = 0.5;

/**
 * The rows without those whose people others in the table count again: a row with a code that those of others start
 * with, a name that others give as their parent, or several units (`unitsOf`, where they are known) that others are
 * about. What it says of age groups is used as a share for the rows below it that do not know them; so is what a row
 * of totals says. A row that does not agree with the sum of those below it is dropped all the same, with both
 * numbers.
 */
export function dropSubtotals(
  rows: readonly PeopleRow[],
  codeOf: (row: PeopleRow) => string | undefined,
  unitsOf: (row: PeopleRow) => readonly string[] = () => [],
): { rows: PeopleRow[]; notes: RowNote[] } {
  const below = childrenOf(rows, codeOf, unitsOf);
  const notes: RowNote[] = [];
  let kept = rows.filter((row) => !below.has(row) && row.isTotal !== true);
  for (const row of rows)
    if (row.isTotal === true && !below.has(row))
      notes.push(rowNote(row.row, "dropped", { code: "people-total-row" }));
  // The lowest township first: its shares are nearer to the truth than its county's.
  const parents = [...below].toSorted(([, a], [, b]) => a.size - b.size);
  for (const [parent, descendants] of parents) {
    const lowest = kept.filter((row) => descendants.has(row.row));
    const estimated = new Map(
      applyShares(lowest, sharesOf(parent)).map((row) => [row.row, row] as const),
    );
    kept = kept.map((row) => estimated.get(row.row) ?? row);
    notes.push(noteOf(parent, lowest));
  }
  return { rows: kept, notes };
}

/** By row that has any, the numbers of the rows that count its people again. */
function childrenOf(
  rows: readonly PeopleRow[],
  codeOf: (row: PeopleRow) => string | undefined,
  unitsOf: (row: PeopleRow) => readonly string[],
): Map<PeopleRow, Set<number>> {
  const byCode = new Map<string, PeopleRow[]>();
  // Points and cells name the unit they are in; units and areas are units themselves.
  const units = rows.filter(({ place }) => place.kind === "unit" || place.kind === "area");
  for (const row of units) {
    const code = codeOf(row);
    if (code !== undefined) byCode.set(code, [...(byCode.get(code) ?? []), row]);
  }
  const named = new Set(units.flatMap(({ parent }) => (parent === "" ? [] : [parentKey(parent)])));
  const isNamed = (row: PeopleRow) => named.has(parentKey(ownName(row)));
  const townships = units
    .filter((row) => isAbove(row) || (row.isTotal === true && isNamed(row)))
    .map((row) => ({ row, key: parentKey(ownName(row)), isCoded: codeOf(row) !== undefined }));
  const wholes = units.filter((row) => isOfAll(row) && !isNamed(row));
  const several = units.filter((row) => unitsOf(row).length > 1);
  const below = new Map<PeopleRow, Set<number>>();
  const add = (parent: PeopleRow, row: PeopleRow) => {
    const known = below.get(parent) ?? new Set();
    below.set(parent, known.add(row.row));
  };
  for (const row of units) {
    if (row.isTotal === true) continue;
    for (const whole of wholes) add(whole, row);
    const code = codeOf(row);
    for (let length = 2; length < (code?.length ?? 0); length++) {
      for (const parent of byCode.get(code?.slice(0, length) ?? "") ?? []) add(parent, row);
    }
    const own = unitsOf(row);
    for (const whole of several) {
      const held = unitsOf(whole);
      if (held.length > own.length && own.some((id) => held.includes(id))) add(whole, row);
    }
    if (isAbove(row) || townships.length === 0) continue;
    const above = parentsNamed(row);
    for (const township of townships) {
      const told = code !== undefined && township.isCoded;
      if (!told && above.some((parent) => sameParent(parent, township.key))) add(township.row, row);
    }
  }
  return below;
}

/** Whether a row of totals names no township or community: it is about the whole table then. */
function isOfAll(row: PeopleRow): boolean {
  if (row.isTotal !== true || [row.name, row.parent].some((text) => SUBTOTAL.test(text)))
    return false;
  return readingsOf(ownName(row), "").every(({ kind }) => kind === "");
}

/** What a row is about, without the word for a total. */
function ownName({ name, parent, isTotal }: PeopleRow): string {
  if (isTotal !== true) return name;
  const [own, above] = [name.replace(TOTAL, "").trim(), parent.replace(TOTAL, "").trim()];
  return own === "" ? above : own;
}

function isAbove(row: PeopleRow): boolean {
  const [reading] = readingsOf(ownName(row), "");
  return reading !== undefined && ["街道", "镇", "乡"].includes(reading.kind);
}

/** The townships that a row may say it lies in, in its parent column or before its own name. */
function parentsNamed({ name, parent }: PeopleRow): string[] {
  return readingsOf(name, parent).flatMap((reading) =>
    reading.parent === "" ? [] : [reading.parent],
  );
}

function noteOf(parent: PeopleRow, below: readonly PeopleRow[]): RowNote {
  const own = parent.people ?? 0;
  const sum = below.reduce((total, { people }) => total + (people ?? 0), 0);
  const values = {
    name: parent.name || parent.parent || (parent.code ?? ""),
    rows: below.length,
    own: rounded(own),
    sum: rounded(sum),
  };
  const agrees = Math.abs(own - sum) <= EQUAL;
  return rowNote(parent.row, "dropped", {
    code: agrees ? "people-subtotal" : "people-subtotal-differs",
    values,
  });
}
