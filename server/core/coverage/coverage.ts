import type { Demand } from "../demand/demand.ts";
import type { People } from "../vocabulary.ts";
import { COVERED, GAP } from "./states.ts";

/** People by state; covered + gap + unknown = people, exactly, because people are multiples of 2⁻²⁰. */
export interface Tally {
  readonly people: People;
  readonly covered: People;
  readonly gap: People;
  readonly unknown: People;
  /** covered ÷ (covered + gap); null when nobody is known to be either. */
  readonly share: number | null;
}

export interface Coverage {
  readonly all: Tally;
  readonly groups: ReadonlyMap<string, Tally>;
  /** In the order of the units. */
  readonly units: readonly Tally[];
}

/** Sums people by the state of their cell. `unitOf` gives a unit's index per cell, −1 outside all units. */
export function cover(
  demand: Demand,
  states: Uint8Array,
  unitOf: Int32Array,
  unitCount: number,
): Coverage {
  const units = Array.from({ length: unitCount }, () => [0, 0, 0] as [number, number, number]);
  for (let c = 0; c < states.length; c++) {
    const unit = unitOf[c]!;
    if (unit >= 0) units[unit]![states[c] as 0 | 1 | 2] += demand.people[c]!;
  }
  return {
    all: tallyOf(demand.people, states),
    groups: new Map([...demand.groups].map(([group, people]) => [group, tallyOf(people, states)])),
    units: units.map(([covered, gap, unknown]) => tally(covered, gap, unknown)),
  };
}

function tallyOf(people: Float64Array, states: Uint8Array): Tally {
  let covered = 0;
  let gap = 0;
  let unknown = 0;
  for (let c = 0; c < people.length; c++) {
    if (states[c] === COVERED) covered += people[c]!;
    else if (states[c] === GAP) gap += people[c]!;
    else unknown += people[c]!;
  }
  return tally(covered, gap, unknown);
}

/** The share is told of those who are known to be either. */
export function tally(covered: People, gap: People, unknown: People): Tally {
  return {
    people: covered + gap + unknown,
    covered,
    gap,
    unknown,
    share: covered + gap === 0 ? null : covered / (covered + gap),
  };
}
