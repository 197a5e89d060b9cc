import { quantise } from "../people.ts";
import type { Counts } from "./counts.ts";

/**
 * The rows with the groups they lack, as so large a share of their people as the group has in the larger unit
 * they belong to; these are marked as estimated. What a row states itself stays. Shares run from 0 to 1. A row
 * whose people are not known stays without.
 */
export function applyShares<Row extends Counts>(
  rows: readonly Row[],
  shares: Readonly<Record<string, number>>,
): Row[] {
  return rows.map((row) => {
    const { people } = row;
    const lacking = Object.entries(shares).filter(([group]) => !(group in row.groups));
    if (people === null || lacking.length === 0) return row;
    const estimates = lacking.map(([group, share]) => [group, quantise(people * share)] as const);
    return {
      ...row,
      groups: { ...row.groups, ...Object.fromEntries(estimates) },
      estimated: [...row.estimated, ...lacking.map(([group]) => group)],
    };
  });
}

/** The share each group has of the people of a row; empty when nobody or nothing is known there. */
export function sharesOf({ people, groups }: Counts): Record<string, number> {
  if (people === null || people === 0) return {};
  return Object.fromEntries(
    Object.entries(groups).map(([group, count]) => [group, count / people]),
  );
}
