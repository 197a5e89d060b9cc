import type {
  Missing,
  Reading,
  Shortfall,
  Trace,
  UnitVerdict,
} from "#contract/policy/compliance.ts";
import type { TargetNumber } from "#contract/policy/document.ts";
import type { Said, Verdict } from "../vocabulary.ts";
import {
  behind,
  judgeable,
  lacking,
  valueOf,
  verdictOf,
  wholeThings,
  type Bound,
  type Ratio,
} from "./judge.ts";

/** A value held against the numbers of one target. */
export interface Outcome {
  readonly value: number | null;
  /** Of the value, where the target's own unit does not say it. */
  readonly unit: Said;
  readonly verdict: Verdict;
  readonly shortfall: Shortfall | null;
  /** (target − value) ÷ target; 0 when met or not assessable. */
  readonly behind: number;
  readonly readings: readonly Reading[];
  readonly missing: readonly Missing[];
  readonly trace: Trace;
  readonly units: readonly UnitVerdict[];
  readonly advice: Said | null;
}

/** What is asked of a measure. */
export interface Question {
  /** Id of the entry. */
  readonly entry: string;
  readonly numbers: readonly TargetNumber[];
  readonly tolerance: number | undefined;
  /** The year a rise is counted from. */
  readonly base: number | undefined;
}

/** What a measure found, before it is judged. */
export interface Finding {
  readonly ratio: Ratio | null;
  readonly unit: Said;
  /** What the value is held against, where not the numbers of the target themselves. */
  readonly bounds?: readonly Bound[];
  /** In which what must be added is told. */
  readonly lacks: Said;
  /** What must be added, where that is not the numerator's own lack. */
  readonly amount?: number;
  readonly readings: readonly Read[];
  readonly missing: readonly Missing[];
  readonly trace: Trace;
  readonly units: readonly UnitVerdict[];
  readonly advice: Said | null;
}

export interface Read {
  readonly id: string;
  readonly label: Said;
  readonly ratio: Ratio | null;
  readonly chosen: boolean;
}

export function judged(finding: Finding, { numbers, tolerance }: Question): Outcome {
  const { ratio, unit, lacks, missing, trace, units, advice } = finding;
  const bounds = finding.bounds ?? judgeable(numbers);
  const verdict = verdictOf(ratio, bounds, tolerance);
  const open = ratio !== null && verdict === "not-met";
  return {
    value: ratio === null ? null : valueOf(ratio),
    unit,
    verdict,
    shortfall: open
      ? shortfallOf(finding.amount ?? lacking(ratio, bounds, tolerance), lacks)
      : null,
    behind: open ? behind(ratio, bounds, tolerance) : 0,
    readings: finding.readings.map(({ id, label, ratio: other, chosen }) => ({
      id,
      label,
      value: other === null ? null : valueOf(other),
      verdict: verdictOf(other, bounds, tolerance),
      chosen,
    })),
    missing: [...new Map(missing.map((each) => [each.said.zh, each])).values()],
    trace,
    units,
    advice,
  };
}

/** In whole things, in hundredths where ten thousands are counted; too much is told as such. */
function shortfallOf(amount: number, unit: Said): Shortfall {
  const step = unit.zh.startsWith("万") ? 100 : 1;
  const told = Math.max(1, wholeThings(Math.abs(amount) * step)) / step;
  if (amount >= 0) return { amount: told, unit };
  return { amount: told, unit: { zh: `${unit.zh}（超出）`, en: `${unit.en} too many` } };
}
