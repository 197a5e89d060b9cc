import type { TargetNumber } from "#contract/policy/document.ts";
import type { Verdict } from "../vocabulary.ts";

/** A value as numerator × per ÷ denominator, kept apart so that verdicts need no division. */
export interface Ratio {
  readonly numerator: number;
  /** Above 0. */
  readonly denominator: number;
  readonly per: number;
}

/** Rounding of sums and products, relative to the target: a hundred millionth of a percent decides nothing. */
const EXACT = 1e-9;
const TOLERANCE = 0.1;

export function valueOf({ numerator, denominator, per }: Ratio): number {
  return (numerator * per) / denominator;
}

/** The numbers that a value can be held against: "exists" and "trend-up" have none. */
export function judgeable(numbers: readonly TargetNumber[]): Bound[] {
  return numbers.flatMap(({ operator, value }) =>
    value === null || operator === "exists" || operator === "trend-up" ? [] : [{ operator, value }],
  );
}

export interface Bound {
  readonly operator: ">=" | "<=" | "=" | "≈";
  readonly value: number;
}

/** Meeting any one of the bounds is enough; a bound itself is within. Not assessable without a value or bounds. */
export function verdictOf(
  ratio: Ratio | null,
  bounds: readonly Bound[],
  tolerance = TOLERANCE,
): Verdict {
  if (ratio === null || bounds.length === 0) return "not-assessable";
  return bounds.some((bound) => missedBy(ratio, bound, tolerance) === 0) ? "met" : "not-met";
}

/**
 * What must be added to the numerator to meet the bound that is nearest, unrounded; below 0 what is too much; 0 when
 * one is met.
 */
export function lacking(ratio: Ratio, bounds: readonly Bound[], tolerance = TOLERANCE): number {
  return bounds
    .map((bound) => missedBy(ratio, bound, tolerance))
    .reduce((least, each) => (Math.abs(each) < Math.abs(least) ? each : least), Infinity);
}

/** How far the value is behind, as a share of the target; what is judged by several bounds, by the nearest. */
export function behind(ratio: Ratio, bounds: readonly Bound[], tolerance = TOLERANCE): number {
  const shares = bounds.map((bound) => {
    const wanted = scaled(ratio, bound.value);
    const missed = Math.abs(missedBy(ratio, bound, tolerance));
    return wanted === 0 ? Number(missed > 0) : missed / Math.abs(wanted);
  });
  return Math.min(...shares);
}

/** Rounded up to whole things; what is a whole but for rounding stays. */
export function wholeThings(amount: number): number {
  return Math.ceil(amount - EXACT * Math.max(1, Math.abs(amount)));
}

function missedBy(ratio: Ratio, { operator, value }: Bound, tolerance: number): number {
  const slack = operator === "≈" ? Math.abs(value) * tolerance : 0;
  const least = operator === "<=" ? -Infinity : scaled(ratio, value - slack);
  const most = operator === ">=" ? Infinity : scaled(ratio, value + slack);
  const room = EXACT * Math.abs(scaled(ratio, value));
  if (ratio.numerator < least - room) return least - ratio.numerator;
  return ratio.numerator > most + room ? most - ratio.numerator : 0;
}

/** The numerator that would give exactly this value. */
function scaled({ denominator, per }: Ratio, value: number): number {
  return (value * denominator) / per;
}
