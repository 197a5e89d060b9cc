import type { RowNote } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";

/** A note whose reason is one that has words. */
export function rowNote(
  row: number,
  outcome: RowNote["outcome"],
  reason: Reason,
  at: { readonly column?: string; readonly value?: string } = {},
): RowNote {
  return { row, outcome, reason, ...at };
}
