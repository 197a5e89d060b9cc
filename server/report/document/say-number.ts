import type { Operator } from "#core/vocabulary.ts";

/** What stands where a number is missing. The reason belongs beside it. */
export const MISSING = "—";

/** People in full: 23,170人. Somebody is never rounded to nobody. */
export function people(value: number): string {
  return value > 0 && value < 0.5 ? "不到1人" : `${whole(value)}人`;
}

/** The same for a column whose title names the unit. */
export function peopleCount(value: number): string {
  return value > 0 && value < 0.5 ? "＜1" : whole(value);
}

/** A share of 0 … 1 as 62.8%; 100% and 0% only when exact. */
export function share(value: number | null): string {
  return value === null ? MISSING : percent(value * 100, 1);
}

/** From slow to fast. */
export function shareRange(slow: number | null, fast: number | null): string {
  return slow === null || fast === null ? MISSING : `${share(slow)}–${share(fast)}`;
}

export function area(squareKilometres: number): string {
  const rounded = squareKilometres.toFixed(squareKilometres < 0.1 ? 2 : 1);
  return `${rounded === "0.00" && squareKilometres > 0 ? "＜0.01" : rounded}平方公里`;
}

/** 412 米, and from a thousand 1.2 公里. */
export function distance(metres: number): string {
  return metres < 999.5 ? `${whole(metres)} 米` : `${grouped(metres / 1000, 1)} 公里`;
}

/** 260㎡ */
export function areaOfRooms(squareMetres: number): string {
  return `${whole(squareMetres)}㎡`;
}

/** A number with its unit, to a decimal unless it is whole: 56.3%, 4.5个/千人, 1,200㎡. */
export function amount(value: number, unit: string, decimals = 1): string {
  return unit === "%" ? percent(value, decimals) : `${plain(value, decimals)}${unit}`;
}

/**
 * A value beside its target, with as many decimals as it takes that the two stand to each other on paper as they do
 * in fact: 59.96% against 60% is not written 60.0%.
 */
export function amountBeside(value: number, target: number | null, unit: string): string {
  for (let decimals = 1; decimals < MOST_DECIMALS; decimals++) {
    const rounded = unit === "%" ? Number(value.toFixed(decimals)) : rounding(value, decimals);
    if (target === null || Math.sign(rounded - target) === Math.sign(value - target))
      return amount(value, unit, decimals);
  }
  return amount(value, unit, MOST_DECIMALS);
}

/** A number as a document writes it. */
export function exact(value: number, unit: string): string {
  return `${value.toLocaleString("en", { maximumFractionDigits: 6 })}${unit}`;
}

/** What is asked for: 不低于60%, 约4.5个/千人. Empty where a clause has no number. */
export function demand(operator: Operator, value: number | null, unit: string): string {
  switch (operator) {
    case "trend-up":
      return "逐年提升";
    case "exists":
      return "";
    case ">=":
    case "<=":
    case "=":
    case "≈":
      return value === null ? "" : `${OPERATOR_WORDS[operator]}${exact(value, unit)}`;
  }
}

/** 2026-11-22, as in China. */
export function dayOf(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** 一, 十, 二十一; of 1 … 99. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  const digit = ones === 0 ? "" : (DIGITS[ones - 1] ?? "");
  if (tens === 0) return digit;
  return `${tens === 1 ? "" : DIGITS[tens - 1]}十${digit}`;
}

/** Names in a row, the first ones only where there are many: 甲、乙、丙等12个. */
export function names(all: readonly string[], most: number): string {
  if (all.length <= most) return all.join("、");
  return `${all.slice(0, most).join("、")}等${all.length}个`;
}

const DIGITS = ["一", "二", "三", "四", "五", "六", "七", "八", "九"] as const;
const MOST_DECIMALS = 6;
const OPERATOR_WORDS = { ">=": "不低于", "<=": "不高于", "=": "为", "≈": "约" } as const;

/** Of a value in percent, which may exceed 100. */
function percent(value: number, decimals: number): string {
  if (Number.isInteger(value)) return `${whole(value)}%`;
  const rounded = value.toFixed(decimals);
  if (Number(rounded) === 0 && value > 0) return "＜0.1%";
  const scale = 10 ** decimals;
  return Number(rounded) === 100 && value < 100
    ? `${Math.floor(value * scale) / scale}%`
    : `${rounded}%`;
}

function plain(value: number, decimals: number): string {
  if (Number.isInteger(value)) return whole(value);
  const rounded = rounding(value, decimals);
  return Math.abs(value) < SMALL ? String(rounded) : grouped(rounded, decimals);
}

/** Below this a decimal says too little. */
const SMALL = 0.05;

function rounding(value: number, decimals: number): number {
  return Math.abs(value) < SMALL
    ? Number(value.toPrecision(decimals + 1))
    : Number(value.toFixed(decimals));
}

function whole(value: number): string {
  return grouped(Math.round(value), 0);
}

function grouped(value: number, decimals: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: decimals });
}
