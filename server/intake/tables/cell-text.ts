/** A number as it was entered: no exponent, no thousands, no digits that only binary fractions have. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  // Spreadsheets reckon with 15 digits: 100.44999999999999 in the file is 100.45 in the cell.
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes("e") ? withoutExponent(text) : text;
}

/** Digits were lost when a number as long as this was stored: spreadsheets keep 15. */
export function hasLostDigits(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function withoutExponent(text: string): string {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export interface DateParts {
  readonly day: boolean;
  readonly clock: boolean;
}

/** What a number format shows of a date; undefined when it shows a plain number. */
export function datePartsOf(format: string): DateParts | undefined {
  const [first = ""] = format.split(";");
  const letters = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  if (/general|[#?]|0(?!\])/i.test(letters.replaceAll(/s\.0+/gi, ""))) return undefined;
  const day = /[yde]/i.test(letters);
  const clock = /[hs]/i.test(letters);
  return day || clock || /m/i.test(letters) ? { day: day || !clock, clock } : undefined;
}

/** Numbers of Excel's own formats that show dates, those of its Chinese edition included (ECMA-376, 18.8.30). */
export function builtInDateParts(id: number): DateParts | undefined {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) {
    return { day: true, clock: false };
  }
  if (id === 22) return { day: true, clock: true };
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)
    ? { day: false, clock: true }
    : undefined;
}

const LAST_DAY = 2_958_466;
const FIRST_OF_1904 = 1462;

/** A day number as an ISO date or time of day; undefined when the number cannot be one. */
export function dateText(value: number, parts: DateParts, from1904: boolean): string | undefined {
  const seconds = Math.round(value * 86_400) % 86_400;
  if (!parts.day) return value >= 0 && value < 1 ? iso(value).slice(11) : undefined;
  const serial = from1904 ? value + FIRST_OF_1904 : value;
  // Excel counts a 29 February 1900, day 60, that never was.
  if (serial < 1 || serial >= LAST_DAY || Math.floor(serial) === 60) return undefined;
  const text = iso(serial < 60 ? serial + 1 : serial);
  return seconds === 0 ? text.slice(0, 10) : text;
}

/** Days since 30 December 1899, to the second. */
function iso(days: number): string {
  const milliseconds = Math.round(days * 86_400) * 1000;
  return new Date(Date.UTC(1899, 11, 30) + milliseconds).toISOString().slice(0, 19);
}
