import type { Indicator, Place, UnitVerdict } from "#contract/policy/compliance.ts";
import { UNIT_STATES, type UnitState } from "#contract/vocabulary.ts";

/** The verdict of each of the study's units; undefined where the indicator does not count it. */
export function statesOfUnits(
  verdicts: readonly UnitVerdict[],
  places: readonly Place[],
  units: number,
): (UnitVerdict | undefined)[] {
  const within = new Map(places.map(({ code, within: above }) => [code, above]));
  const of = new Map(verdicts.map((verdict) => [verdict.code, verdict]));
  const codes = new Map(places.flatMap(({ unit, code }) => (unit === null ? [] : [[unit, code]])));
  return Array.from({ length: units }, (_, unit) => {
    const code = codes.get(unit);
    return code === undefined ? undefined : verdictAround(code, of, within);
  });
}

/** How many units there are of each state; states without any are left out. */
export function stateCounts(verdicts: readonly UnitVerdict[]): [UnitState, number][] {
  return UNIT_STATES.flatMap((state) => {
    const count = verdicts.filter((one) => one.state === state).length;
    return count === 0 ? [] : [[state, count] as [UnitState, number]];
  });
}

/** From the one that lacks most; then those that need registering, those that are served, and the unknown, unranked. */
export function rankedUnits(indicator: Pick<Indicator, "units">): UnitVerdict[] {
  return indicator.units.toSorted(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      (b.lacks ?? 0) - (a.lacks ?? 0) ||
      (a.value ?? Infinity) - (b.value ?? Infinity) ||
      (a.code < b.code ? -1 : 1),
  );
}

const ORDER: Readonly<Record<UnitState, number>> = {
  "not-met": 0,
  nearly: 1,
  met: 2,
  unknown: 3,
};

/** Of the unit itself, or of the nearest division around it that the indicator counts. */
function verdictAround(
  code: string,
  verdicts: ReadonlyMap<string, UnitVerdict>,
  within: ReadonlyMap<string, string | null>,
): UnitVerdict | undefined {
  const seen = new Set<string>();
  for (let at: string | null | undefined = code; at && !seen.has(at); at = within.get(at)) {
    const verdict = verdicts.get(at);
    if (verdict) return verdict;
    seen.add(at);
  }
  return undefined;
}
