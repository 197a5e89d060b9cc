import type { Indicator, Target } from "#contract/policy/compliance.ts";
import { TIERS, type Tier } from "./targets.ts";

export interface Tick {
  /** Several where documents set the same number; the one in force first. */
  readonly targets: readonly Target[];
  /** Of the targets, the highest tier first. */
  readonly tiers: readonly Tier[];
  /** Percent of the bar's length. */
  readonly at: number;
  /** On which side of the tick its label stands. */
  readonly side: "left" | "right";
}

export interface Bar {
  /** Percent of the bar's length; undefined where the value is not known. */
  readonly value: number | undefined;
  readonly ticks: readonly Tick[];
}

/** How much longer than what it shows a bar is that does not end at 100%. */
const ROOM = 1.5;
/** Beyond this a label on the right of its tick would run out of the drawer. */
const LEFT_FROM = 70;

/**
 * A value and its targets on one scale from 0: to 100 in percent (further where something is larger), else half as
 * long again as the largest. Undefined where no target is a number.
 */
export function barOf(
  indicator: Pick<Indicator, "value" | "unit" | "targets">,
  tierOf: (document: string) => Tier | undefined,
): Bar | undefined {
  const { value, unit, targets } = indicator;
  const marks = targets.flatMap((target) => {
    const number = target.numbers.find((one) => one.value !== null)?.value;
    return typeof number === "number" ? [{ target, number }] : [];
  });
  if (marks.length === 0) return undefined;
  const largest = Math.max(value ?? 0, ...marks.map(({ number }) => number));
  const end = unit.zh === "%" && largest <= 100 ? 100 : largest * ROOM;
  if (!(end > 0)) return undefined;
  const numbers = [...new Set(marks.map(({ number }) => number))].toSorted((a, b) => a - b);
  const sorted = numbers.map((number) => {
    const alike = marks.flatMap((mark) => (mark.number === number ? [mark.target] : []));
    const present = alike.map(({ document }) => tierOf(document));
    return {
      targets: alike.toSorted((a, b) => Number(b.inForce) - Number(a.inForce)),
      tiers: TIERS.filter((tier) => present.includes(tier)),
      at: (100 * number) / end,
    };
  });
  return {
    value: value === null ? undefined : Math.max(0, (100 * value) / end),
    ticks: sorted.map((tick, i) => ({ ...tick, side: sideOf(tick.at, i, sorted.length) })),
  };
}

/** Of two labels the lower stands on the left and the higher on the right, where there is room. */
function sideOf(at: number, index: number, count: number): Tick["side"] {
  if (count > 1 && index === 0) return at < 20 ? "right" : "left";
  return at > LEFT_FROM && count === 1 ? "left" : "right";
}
