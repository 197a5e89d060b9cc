import type { Language } from "./language.ts";
import { MISSING, peopleCount, type Maybe } from "./numbers.ts";

/** People more or fewer: `+15,878`, `−75`, `0`. Somebody is never rounded to nobody. */
export function peopleChange(value: Maybe): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return MISSING;
  if (value === 0) return "0";
  return `${value > 0 ? "+" : "−"}${peopleCount(Math.abs(value))}`;
}

/** How far two shares of 0 … 1 are apart, of the numbers as they are shown: `+6.9 百分点`. */
export function pointsChange(before: Maybe, after: Maybe, language: Language): string {
  const was = shownPercent(before);
  const is = shownPercent(after);
  if (was === undefined || is === undefined) return MISSING;
  const tenths = Math.round((is - was) * 10);
  const unit = language === "zh" ? "百分点" : "points";
  if (tenths === 0) return before === after ? `0 ${unit}` : `＜0.1 ${unit}`;
  return `${tenths > 0 ? "+" : "−"}${(Math.abs(tenths) / 10).toFixed(1)} ${unit}`;
}

/** The number that is written for a share; what is written as less than a tenth counts as none. */
function shownPercent(value: Maybe): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (value <= 0) return 0;
  if (value >= 1) return 100;
  return Math.min(99.9, Math.round(value * 1000) / 10);
}
