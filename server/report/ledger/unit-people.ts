import type { Measure } from "#contract/policy/measure.ts";
import { ownValue } from "#core/own-value.ts";
import type { PolicyInput, UnitFacts } from "#core/policy/input.ts";

/** People of a unit, or of an age group in it; null where they are not known. */
export function peopleIn(unit: UnitFacts | undefined, group: string | undefined): number | null {
  if (group === undefined) return unit?.people ?? null;
  return ownValue(unit?.groups, group) ?? null;
}

/** Whether a measure is told per head of people whom the layer knows of other units, but not of these. */
export function lacksPeople(
  measure: Measure | undefined,
  units: readonly number[],
  input: PolicyInput,
): boolean {
  if (measure?.kind !== "rate") return false;
  return measure.denominator.sources
    .flat()
    .some(
      (part) =>
        part.of === "people" &&
        units.some((unit) => peopleIn(input.units[unit], part.group) === null) &&
        input.units.some((unit) => peopleIn(unit, part.group) !== null),
    );
}
