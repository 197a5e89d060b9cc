import type { Indicator } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import { ownValue } from "#core/own-value.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import type { UnitState } from "#core/vocabulary.ts";

/** States in words. A strive target is reached or not, and is no failure. */
const STATES: Readonly<Record<UnitState, string>> = {
  met: "达标",
  nearly: "有点位未备案",
  "not-met": "未达标",
  unknown: "未填报",
};
const AIMS: Readonly<Record<UnitState, string>> = { ...STATES, met: "已到", "not-met": "未到" };

export function unitStateWords(indicator: Indicator, state: UnitState): string {
  return (indicator.strength === "strive" ? AIMS : STATES)[state];
}

/** What a unit lacks is counted in. */
export function lackUnit(indicator: Indicator, measure: Measure | undefined): string {
  const own = measure !== undefined && "shortfall" in measure ? measure.shortfall.zh : undefined;
  return own ?? indicator.shortfall?.unit.zh ?? indicator.unit.zh;
}

/** The measure that works an indicator out, by its entry in the documents. */
export function measureOf(
  { id }: Indicator,
  { documents, measures }: Pick<PolicyInput, "documents" | "measures">,
): Measure | undefined {
  const key = documents
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.id === id && entry.measure !== undefined)?.measure;
  return ownValue(measures, key);
}
