import type { Reason } from "#contract/reasons/reasons.ts";
import { maskPersonal } from "../meaning/personal.ts";
import { LONGEST_TEXT } from "./stock-value.ts";

/** Why a source cannot be taken; undefined when it can. */
export function sourceFault(source: string): Reason | undefined {
  if (source === "") return { code: "stock-source-missing" };
  if (source.length > LONGEST_TEXT)
    return { code: "stock-text-too-long", values: { limit: LONGEST_TEXT } };
  return maskPersonal(source) === source ? undefined : { code: "stock-personal-value" };
}

/**
 * A day as people write it, as an ISO date: 2025-12-31, 2025年12月31日, 2025.12.31, 20251231. `today` is the last that
 * can be.
 */
export function readDay(text: string, today: string): string | Reason {
  if (text.trim() === "") return { code: "stock-date-missing" };
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/[T\s]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/, "");
  const [, year, month, day] =
    /^(\d{4})(?:年|[-/.])\s*(\d{1,2})(?:月|[-/.])\s*(\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    [];
  if (year === undefined || month === undefined || day === undefined)
    return { code: "stock-date-unreadable", values: { text } };
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (
    Number(year) < 1949 ||
    Number.isNaN(date.getTime()) ||
    date.toISOString().slice(0, 10) !== iso
  )
    return { code: "stock-date-impossible", values: { text } };
  return iso > today ? { code: "stock-date-future", values: { text } } : iso;
}
