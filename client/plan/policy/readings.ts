import type { Indicator, Reading } from "#contract/policy/compliance.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { CALIBERS } from "#contract/vocabulary.ts";

/** The readings by which several needs are taken together otherwise. */
const COMBINATIONS: ReadonlyMap<string, "all" | "any"> = new Map([
  ["combine-all", "all"],
  ["combine-any", "any"],
]);

/** Whether a reading is one of the calibers, of which one is always chosen. */
export function isCaliber({ id }: Pick<Reading, "id">): boolean {
  return CALIBERS.some((one) => one === id);
}

/**
 * The settings by which an indicator is told by a reading; undefined where the reading is no choice of an office
 * (slower walkers, unreported units taken as served).
 */
export function chooseReading(
  { id }: Pick<Indicator, "id">,
  reading: Pick<Reading, "id">,
  settings: PolicySettings,
): PolicySettings | undefined {
  const caliber = CALIBERS.find((one) => one === reading.id);
  if (caliber) return { ...settings, calibers: { ...settings.calibers, [id]: caliber } };
  const way = COMBINATIONS.get(reading.id);
  return way && { ...settings, combine: { ...settings.combine, [id]: way } };
}

/** Whether an office chose another reading than the usual one. */
export function isChangedFor(settings: PolicySettings, indicator: string): boolean {
  return Object.hasOwn(settings.calibers, indicator) || Object.hasOwn(settings.combine, indicator);
}

/** The settings with the indicator told by the usual reading again. */
export function usualReading(settings: PolicySettings, indicator: string): PolicySettings {
  return {
    ...settings,
    calibers: without(settings.calibers, indicator),
    combine: without(settings.combine, indicator),
  };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}
