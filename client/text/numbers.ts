import type { Language } from "./language.ts";

/** What stands where a number is missing. The reason belongs beside it. */
export const MISSING = "—";

/** A value that may not exist; null and undefined are missing, and so is a number nobody can write down. */
export type Maybe = number | null | undefined;

/** People in tables and figures: `23,170 人`. Somebody is never rounded to nobody. */
export function people(value: Maybe, language: Language): string {
  const count = peopleCount(value);
  if (count === MISSING) return MISSING;
  return language === "zh" ? `${count} 人` : `${count} people`;
}

/** The same without the unit, for a column whose head names it. */
export function peopleCount(value: Maybe): string {
  if (!known(value)) return MISSING;
  if (value > 0 && value < 0.5) return "＜1";
  return whole(value);
}

/** People in headings and on the map: `2.3 万人` from 10,000, else `4,769 人`. English keeps the digits. */
export function peopleShort(value: Maybe, language: Language): string {
  const count = peopleShortCount(value, language);
  if (count === MISSING) return MISSING;
  return language === "zh" ? `${count}${count.endsWith("万") ? "" : " "}人` : `${count} people`;
}

/** The same without the unit: `8.6 万`, `4,769`. */
export function peopleShortCount(value: Maybe, language: Language): string {
  if (!known(value)) return MISSING;
  if (language === "zh" && Math.round(value) >= 10_000) return `${(value / 10_000).toFixed(1)} 万`;
  return peopleCount(value);
}

/** A share of 0 … 1 as `62.8%`. `100%` and `0%` only when exact; else `99.9%` and `＜0.1%`. */
export function share(value: Maybe): string {
  if (!known(value)) return MISSING;
  if (value <= 0) return "0%";
  if (value >= 1) return "100%";
  const percent = (value * 100).toFixed(1);
  if (percent === "0.0") return "＜0.1%";
  if (percent === "100.0") return "99.9%";
  return `${percent}%`;
}

/** The same in whole percent, where tenths would only seem exact: `91%`. */
export function wholeShare(value: number): string {
  const percent = Math.round(value * 100);
  if (percent === 0 || percent === 100) return share(value);
  return `${percent}%`;
}

/** From slow to fast: `51.7%–71.5%`; missing when either end is. */
export function shareRange(low: Maybe, high: Maybe): string {
  return known(low) && known(high) ? `${share(low)}–${share(high)}` : MISSING;
}

/**
 * Seconds as whole minutes, rounded up, so that a walk past the limit never reads as the limit. Null and
 * Infinity are walks past 30 minutes, or no way at all: `30 分钟以上`, never a number.
 */
export function minutes(seconds: number | null, language: Language): string {
  if (beyond(seconds)) return BEYOND[language];
  return wholeMinutes(Math.ceil(seconds / 60), language);
}

/** A limit as it is set: `15 分钟`. */
export function wholeMinutes(value: number, language: Language): string {
  return language === "zh" ? `${value} 分钟` : `${value} min`;
}

/** Seconds in full, `12 分 40 秒`, rounded up to the second. */
export function minutesInFull(seconds: number | null, language: Language): string {
  if (beyond(seconds)) return BEYOND[language];
  const total = Math.ceil(seconds);
  const m = Math.floor(total / 60);
  const s = total % 60;
  const parts = language === "zh" ? [`${m} 分`, `${s} 秒`] : [`${m} min`, `${s} s`];
  if (m === 0) return parts[1] ?? "";
  if (s === 0) return wholeMinutes(m, language);
  return parts.join(" ");
}

/** `412 米`; from 1,000: `1.2 公里`. */
export function metres(value: Maybe, language: Language): string {
  if (!known(value)) return MISSING;
  if (Math.round(value) >= 1000) return kilometres(value / 1000, language);
  return `${whole(value)} ${language === "zh" ? "米" : "m"}`;
}

/** A distance beyond a cap, rounded up, so that it never reads as the cap itself. */
export function metresBeyond(value: Maybe, language: Language): string {
  return metres(known(value) ? Math.ceil(value) : value, language);
}

export function kilometres(value: Maybe, language: Language): string {
  if (!known(value)) return MISSING;
  const digits = value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${digits} ${language === "zh" ? "公里" : "km"}`;
}

/** Square kilometres, `1.4 平方公里`; a second decimal below 0.1, and never 0 for some area. */
export function area(km2: Maybe, language: Language): string {
  if (!known(km2)) return MISSING;
  const rounded = km2 < 0.1 ? km2.toFixed(2) : km2.toFixed(1);
  const digits = rounded === "0.00" && km2 > 0 ? "＜0.01" : rounded;
  return `${digits} ${language === "zh" ? "平方公里" : "km²"}`;
}

/** Metres per second: `1.1 米/秒`. */
export function speed(value: number, language: Language): string {
  return `${value.toFixed(1)} ${language === "zh" ? "米/秒" : "m/s"}`;
}

/** A count of things that are whole, with thousands: `65,142`. */
export function count(value: Maybe): string {
  return known(value) ? whole(value) : MISSING;
}

/** The size of a file: `3.4 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1_000_000) return `${Math.ceil(value / 1000)} kB`;
  return `${(value / 1_000_000).toFixed(1)} MB`;
}

/** Shortens a SHA-256 to what a person compares. */
export function checksum(sha256: string): string {
  return sha256.slice(0, 12);
}

const BEYOND: Readonly<Record<Language, string>> = { zh: "30 分钟以上", en: "over 30 min" };

const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function whole(value: number): string {
  return GROUPED.format(Math.round(value));
}

function known(value: Maybe): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** The longest walk that is written as a number, seconds. */
const LONGEST = 1800;

function beyond(seconds: number | null): seconds is null {
  return seconds === null || !(seconds <= LONGEST);
}
