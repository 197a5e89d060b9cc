import type { Tally } from "#contract/coverage.ts";

/** One unit of the list: its place in the study, and whether its share may be compared at all. */
export interface RankedUnit {
  readonly index: number;
  readonly tally: Tally;
  /** False where how many live there is not known, more than half of them are unknown, or nobody can be judged. */
  readonly ranked: boolean;
}

/**
 * Units from the lowest share to the highest; equal shares by people in gaps, then in the study's order.
 * Units that cannot be compared come last, the larger first. `withoutPeople` tells which units the study has no people
 * of: whoever counts there lives in cells that reach across from a neighbour.
 */
export function rankUnits(
  units: readonly Tally[],
  withoutPeople: (index: number) => boolean,
): RankedUnit[] {
  return units
    .map((tally, index) => ({ index, tally, ranked: !withoutPeople(index) && comparable(tally) }))
    .toSorted((a, b) => {
      if (a.ranked !== b.ranked) return a.ranked ? -1 : 1;
      const order = a.ranked
        ? (a.tally.share ?? 0) - (b.tally.share ?? 0) || b.tally.gap - a.tally.gap
        : b.tally.people - a.tally.people;
      return order || a.index - b.index;
    });
}

function comparable(tally: Tally): boolean {
  return tally.share !== null && tally.unknown * 2 <= tally.people;
}
