import type { Surface } from "../catchment/surface.ts";
import type { Metres, People } from "../vocabulary.ts";
import { COVERED, GAP } from "./states.ts";
import type { Ground } from "./survey.ts";

/** What the people of a unit have nearest; reached + beyond + unknown are all of them. */
export interface NearestInUnit {
  readonly reached: People;
  /** No facility within the limit. */
  readonly beyond: People;
  readonly unknown: People;
  /** beyond ÷ (reached + beyond); null when nobody is known to be either. */
  readonly beyondShare: number | null;
  /** Mean along the streets for those reached, weighed by people; null when nobody is. */
  readonly metres: Metres | null;
  /** The facility nearest to most of them, the first of several; null when nobody is reached. */
  readonly facility: number | null;
}

/** Of a surface in metres and its states at the limit, for every unit. */
export function nearestInUnits(
  { demand, unitOf, units }: Ground,
  { cost, facility }: Surface,
  states: Uint8Array,
): NearestInUnit[] {
  const sums = units.map(() => ({
    reached: 0,
    beyond: 0,
    unknown: 0,
    walked: 0,
    by: new Map<number, People>(),
  }));
  for (let c = 0; c < states.length; c++) {
    const sum = sums[unitOf[c]!];
    const people = demand.people[c]!;
    if (sum === undefined || people === 0) continue;
    if (states[c] === COVERED) {
      sum.reached += people;
      sum.walked += (people * cost[c]!) / 10;
      sum.by.set(facility[c]!, (sum.by.get(facility[c]!) ?? 0) + people);
    } else if (states[c] === GAP) sum.beyond += people;
    else sum.unknown += people;
  }
  return sums.map(({ reached, beyond, unknown, walked, by }) => {
    const [most] = [...by].sort(([a, few], [b, many]) => many - few || a - b);
    return {
      reached,
      beyond,
      unknown,
      beyondShare: reached + beyond === 0 ? null : beyond / (reached + beyond),
      metres: reached === 0 ? null : walked / reached,
      facility: most === undefined ? null : most[0],
    };
  });
}
