import type { Target } from "#contract/policy/compliance.ts";
import type { Entry, TargetNumber } from "#contract/policy/document.ts";
import type { TargetBasis } from "../vocabulary.ts";
import type { DocumentInForce } from "./input.ts";
import { judgeable } from "./judge.ts";
import type { Outcome } from "./outcome.ts";

/** An entry and the document it stands in. */
export interface SetTarget {
  readonly document: DocumentInForce;
  readonly entry: Entry;
}

/** Entries with the same id side by side, in the order in which the documents name them. */
export function setsById(documents: readonly DocumentInForce[]): ReadonlyMap<string, SetTarget[]> {
  const sets = new Map<string, SetTarget[]>();
  for (const document of documents)
    for (const entry of document.entries) {
      const there = sets.get(entry.id);
      if (there === undefined) sets.set(entry.id, [{ document, entry }]);
      else there.push({ document, entry });
    }
  return sets;
}

/** Whether it has something that a value can be held against: a number, or a rise. */
export function isMeasured({ numbers }: Entry): boolean {
  return numbers.some(
    ({ operator, value }) => operator === "trend-up" || (value !== null && operator !== "exists"),
  );
}

/**
 * The entry that decides. By the city's word: the document nearest to the place that sets it; by the province's: the
 * farthest; the stricter: the harder number, of equal ones the nearest. An entry with a number comes before one
 * without. An aim (力争) is never stricter than a target.
 */
export function decides(sets: readonly SetTarget[], basis: TargetBasis): SetTarget {
  const [first, ...others] = sets.toSorted((a, b) => {
    const measured = Number(isMeasured(b.entry)) - Number(isMeasured(a.entry));
    return measured || compare(a, b, basis);
  });
  if (first === undefined) throw new Error(`No entry to choose from (${others.length}).`);
  return first;
}

export function targetOf(
  { document, entry }: SetTarget,
  inForce: boolean,
  outcome: Outcome,
): Target {
  return {
    document: document.id,
    clause: entry.clause,
    numbers: [...entry.numbers],
    year: entry.year,
    yearText: entry.yearText,
    strength: entry.strength,
    departments: [...entry.departments],
    leads: [...(entry.leads ?? [])],
    departmentsBasis: entry.departmentsBasis,
    inForce,
    verdict: outcome.verdict,
    shortfall: outcome.shortfall,
  };
}

/** Below 0 where the first decides before the second. */
function compare(a: SetTarget, b: SetTarget, basis: TargetBasis): number {
  const nearer = nearness(b) - nearness(a) || newness(b, a);
  switch (basis) {
    case "city":
      return nearer;
    case "province":
      return nearness(a) - nearness(b) || nearer;
    case "stricter":
      return Number(isAim(a)) - Number(isAim(b)) || hardness(b, a) || nearer;
  }
}

function nearness({ document }: SetTarget): number {
  return ["province", "city", "county"].indexOf(document.tier);
}

function newness({ document: a }: SetTarget, { document: b }: SetTarget): number {
  return Number(a.issued > b.issued) - Number(a.issued < b.issued);
}

function isAim({ entry }: SetTarget): boolean {
  return entry.strength === "strive" || entry.strength === "condition";
}

/** Above 0 where the first asks for more; 0 where the two cannot be compared. */
function hardness(a: SetTarget, b: SetTarget): number {
  const [one, other] = [hardestOf(a.entry.numbers), hardestOf(b.entry.numbers)];
  if (one === undefined || other === undefined || one.atMost !== other.atMost) return 0;
  return one.atMost ? other.value - one.value : one.value - other.value;
}

function hardestOf(numbers: readonly TargetNumber[]) {
  const [first] = judgeable(numbers);
  return first === undefined ? undefined : { atMost: first.operator === "<=", value: first.value };
}
