import { cellStates, COVERED, UNKNOWN } from "../coverage/states.ts";
import { facilitiesOf, type Survey } from "../coverage/survey.ts";
import { NO_EDGE } from "../network/linkage.ts";
import type { People, Service } from "../vocabulary.ts";
import type { SurveyStanding } from "./live.ts";

const CURVE_MINUTES = 30;
const TENTHS_PER_MINUTE = 600;

/** Share covered of all people whose state is known, at 1 … 30 minutes; null where nobody's is. */
export function curveOf({
  survey: { ground, cellLinks, edge },
  surface,
}: Pick<SurveyStanding, "survey" | "surface">): (number | null)[] {
  const { people } = ground.demand;
  return Array.from({ length: CURVE_MINUTES }, (_, minute) => {
    const states = cellStates(surface, cellLinks, edge, (minute + 1) * TENTHS_PER_MINUTE);
    let covered = 0;
    let known = 0;
    for (let c = 0; c < states.length; c++) {
      if (states[c] === UNKNOWN) continue;
      known += people[c]!;
      if (states[c] === COVERED) covered += people[c]!;
    }
    return known === 0 ? null : covered / known;
  });
}

/** Cells joined to the streets in one survey and not in the other. */
export function linkChanges(
  before: Survey,
  after: Survey,
): { readonly lost: number[]; readonly gained: number[] } {
  const lost: number[] = [];
  const gained: number[] = [];
  for (let c = 0; c < after.cellLinks.count; c++) {
    const [was, is] = [before.cellLinks.edge[c] !== NO_EDGE, after.cellLinks.edge[c] !== NO_EDGE];
    if (was && !is) lost.push(c);
    if (is && !was) gained.push(c);
  }
  return { lost, gained };
}

/** By row of a survey: people within the limit (tenths, inclusive) of it, and of nothing else that offers the service. */
export function standings(
  { ground, matrix }: Survey,
  service: Service,
  limit: number,
  rows: readonly number[],
): { readonly alone: People; readonly within: People }[] {
  const { people } = ground.demand;
  const { first, cell, cost } = matrix;
  const among = facilitiesOf(ground, service);
  const serving = new Uint32Array(matrix.cellCount);
  for (const row of among)
    for (let i = first[row]!; i < first[row + 1]!; i++)
      if (cost[i]! <= limit) serving[cell[i]!]! += 1;
  const offers = new Set(among);
  return rows.map((row) => {
    let alone = 0;
    let within = 0;
    if (offers.has(row))
      for (let i = first[row]!; i < first[row + 1]!; i++) {
        if (cost[i]! > limit) continue;
        within += people[cell[i]!]!;
        if (serving[cell[i]!] === 1) alone += people[cell[i]!]!;
      }
    return { alone, within };
  });
}
