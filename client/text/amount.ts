import type { Language } from "./language.ts";
import { MISSING, type Maybe } from "./numbers.ts";

const MOST_DECIMALS = 4;
/** Closer than this to a target a value is on it: quotients are not exact. */
const EXACT = 1e-9;

/**
 * The value of an indicator with its unit: `56.3%`, `3.9 个/千人`, `27.2㎡`. It keeps one decimal, and as many more
 * as it takes not to read like one of `marks` (its targets) when it is not: 4.46 beside a target of 4.5.
 * In percent, `100%` and `0%` only when exact.
 */
export function amount(
  value: Maybe,
  unit: string,
  language: Language,
  marks: readonly number[] = [],
): string {
  if (!isKnown(value)) return MISSING;
  return withUnit(valueDigits(value, unit, marks), unit, language);
}

/** The same for a narrow column, a unit that takes room left out: `3.9` for `3.9 个/千人`, `100%` for `100%的项目`. */
export function shortAmount(
  value: Maybe,
  unit: string,
  language: Language,
  marks: readonly number[] = [],
): string {
  return amount(value, shortUnit(unit), language, marks);
}

/** What `shortAmount` leaves out, to be said smaller beside it. */
export function restOfUnit(unit: string): string {
  return unit.slice(shortUnit(unit).length).trim();
}

/** A number as a document sets it, every digit kept: `60%`, `4.5`, `30㎡`. */
export function setAmount(value: number, unit: string, language: Language): string {
  return withUnit(grouped(value, MOST_DECIMALS), unit, language);
}

/** The same without a unit that is a rate. */
export function shortSetAmount(value: number, unit: string, language: Language): string {
  return setAmount(value, shortUnit(unit), language);
}

/** A figure of a formula: people and places whole, anything else with up to two decimals. */
export function figure(value: Maybe): string {
  return isKnown(value) ? grouped(value, Math.abs(value) < 100 ? 2 : 1) : MISSING;
}

/** What is missing, already rounded up to what must be built: `324 个托位`. */
export function lackingAmount(value: number, unit: string, language: Language): string {
  const digits = grouped(value, 1);
  if (unit === "") return digits;
  return language === "zh" && unit === "%" ? `${digits}%` : `${digits} ${unit}`;
}

function valueDigits(value: number, unit: string, marks: readonly number[]): string {
  const isPercent = unit.startsWith("%");
  const avoided = isPercent ? [0, 100, ...marks] : marks;
  if (isPercent ? isSame(value, 0) || isSame(value, 100) : Number.isInteger(value))
    return grouped(value, 0);
  const misleads = (mark: number, decimals: number) =>
    isSame(mark, value) !== (mark === rounded(value, decimals));
  let decimals = 1;
  while (decimals < MOST_DECIMALS && avoided.some((mark) => misleads(mark, decimals)))
    decimals += 1;
  return value.toLocaleString("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

function withUnit(digits: string, unit: string, language: Language): string {
  if (unit === "") return digits;
  const isClose = unit.startsWith("%") || (language === "zh" && unit === "㎡");
  return isClose ? `${digits}${unit}` : `${digits} ${unit}`;
}

function shortUnit(unit: string): string {
  if (unit.startsWith("%")) return "%";
  return /[/／]|\bper\b|每/.test(unit) ? "" : unit;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < EXACT;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function grouped(value: number, decimals: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: decimals });
}

function isKnown(value: Maybe): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
