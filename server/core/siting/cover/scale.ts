import type { CoverProblem } from "../problem.ts";
import { unitsWithin } from "./conflict.ts";
import type { Instance } from "./instance.ts";
import { isLeast } from "./judge.ts";
import type { Settled } from "./settle.ts";

/** How what a goal counts on the instance lies in what it counts on the problem. */
export interface Scale {
  readonly sense: "most" | "least";
  /** What is counted before anything is chosen. */
  readonly before: number;
  /** What no choice can beat, before anything is worked out. */
  readonly furthest: number;
  /** What choices differ by at least; 0 where that is next to nothing. */
  readonly grain: number;
  /** A bound on the instance as one on the problem, no further than the next value there can be. */
  readonly bound: (onInstance: number) => number;
}

export function scaleOf(problem: CoverProblem, settled: Settled, instance: Instance): Scale {
  const sense = isLeast(problem) ? "least" : "most";
  const before = beforeOf(problem, settled);
  const grain = grainOf(problem, instance);
  const furthest = furthestOf(problem, settled, instance, before);
  return { sense, before, furthest, grain, bound };

  function bound(onInstance: number): number {
    if (grain === 0 || !Number.isFinite(onInstance)) return before + onInstance;
    const steps = onInstance / grain;
    // The bounds are sums of fractions: so much of a step is rounding, not more.
    const loose = Math.min(0.01, 1e-6 + 1e-9 * Math.abs(steps));
    const whole = sense === "most" ? Math.floor(steps + loose) : Math.ceil(steps - loose);
    return before + whole * grain;
  }
}

function beforeOf({ goal, price }: CoverProblem, settled: Settled): number {
  switch (goal.kind) {
    case "most-people":
      return settled.people;
    case "most-units":
      return settled.unitsServed;
    case "people":
    case "units":
      return settled.opened.reduce((sum, site) => sum + price[site]!, 0);
  }
}

function furthestOf(
  problem: CoverProblem,
  settled: Settled,
  { goal, weight }: Instance,
  before: number,
): number {
  if (goal.kind === "most-people") return weight.reduce((sum, people) => sum + people, before);
  return goal.kind === "most-units" ? unitsWithin(problem, settled, settled.free) : before;
}

/** The greatest number that divides all that can be added; 0 where there is none to speak of. */
function grainOf({ goal }: CoverProblem, { weight, price }: Instance): number {
  if (goal.kind === "most-units") return 1;
  const parts = goal.kind === "most-people" ? weight : price;
  let grain = 0;
  let most = 0;
  for (const part of parts) {
    most = Math.max(most, part);
    let rest = part;
    while (rest > 0) [grain, rest] = [rest, grain % rest];
    if (grain < 1e-6 * most) return 0;
  }
  return grain;
}
