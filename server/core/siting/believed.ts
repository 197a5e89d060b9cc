import type { Solved } from "./problem.ts";

/** Sums of the same numbers in another order differ by no more than this share, and so do the solver's. */
export const HAIR = 1e-9;

/**
 * The bound a solver states, or none (Infinity where most is sought, -Infinity where least) where it cannot be right: it
 * failed, its own solution is worse than it says when worked out from the problem's data, or a better choice than
 * its bound is known. `best` is the best value known, its own solution's included; `actual` is what that
 * solution comes to, NaN where it breaks a rule, undefined where there is none.
 */
export function believedBound(
  sense: "most" | "least",
  { status, value, bound }: Solved,
  actual: number | undefined,
  best: number,
): number {
  const sign = sense === "most" ? 1 : -1;
  const none = sign * Infinity;
  const loose = 1e-6 * Math.max(1, Math.abs(best));
  if (status === "failed" || status === "infeasible" || Number.isNaN(bound)) return none;
  if (status === "optimal" && actual === undefined) return none;
  if (actual !== undefined && !(sign * (actual - value) >= -loose)) return none;
  if (sign * (best - bound) > loose) return none;
  // What ends the search is a bound at the value but for rounding.
  const met = Math.abs(best - bound) <= 10 * HAIR * Math.max(1, Math.abs(best));
  return status === "optimal" && met ? best : bound;
}

/** Whether a value and a bound are the same but for rounding. */
export function meets(value: number, bound: number): boolean {
  return (
    Number.isFinite(value) &&
    Math.abs(value - bound) <= HAIR * Math.max(Math.abs(value), Math.abs(bound))
  );
}
