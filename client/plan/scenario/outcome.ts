import type { Tally } from "#contract/coverage.ts";
import type { Evaluation, IndicatorChange, Live } from "#contract/scenario.ts";

/** One scenario, or today, in figures. Units in the order of the study's. */
export interface Outcome {
  readonly all: Tally;
  readonly groups: Readonly<Record<string, Tally>>;
  readonly units: readonly Tally[];
  readonly indicators: readonly Standing[];
}

/** How one indicator stands; the parts of it that do not change with the scenario are the same in all. */
export type Standing = Pick<IndicatorChange, "id" | "name" | "unit" | "target"> &
  Pick<IndicatorChange["after"], "value" | "verdict" | "made"> & {
    readonly shortfall: IndicatorChange["after"]["shortfall"];
  };

export function todayOf({ before, indicators }: Evaluation): Outcome {
  return {
    ...before,
    indicators: indicators.map((one) => ({ ...one, ...one.before, shortfall: null })),
  };
}

export function outcomeOf({ after, indicators }: Evaluation): Outcome {
  return { ...after, indicators: indicators.map((one) => ({ ...one, ...one.after })) };
}

/** With a site under the pointer: units it leaves as they are today stand as today's do. */
export function liveOutcome(live: Live, today: Outcome): Outcome {
  const units = [...today.units];
  for (const { unit, after } of live.units) units[unit] = after;
  return {
    ...live.after,
    units,
    indicators: live.indicators.map((one) => ({ ...one, ...one.after })),
  };
}

/** Units whose covered people differ, the largest change first. */
export function changedUnits(
  before: Outcome,
  after: Outcome,
): { readonly unit: number; readonly before: Tally; readonly after: Tally }[] {
  return after.units
    .flatMap((tally, unit) => {
      const was = before.units[unit];
      return was && was.covered !== tally.covered ? [{ unit, before: was, after: tally }] : [];
    })
    .toSorted(
      (a, b) =>
        Math.abs(b.after.covered - b.before.covered) -
          Math.abs(a.after.covered - a.before.covered) || a.unit - b.unit,
    );
}
