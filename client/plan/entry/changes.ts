import { amount } from "../../text/amount.ts";
import type { Language } from "../../text/language.ts";

/**
 * Two values of one indicator side by side, each with as many decimals as it takes to tell them apart, and the
 * difference of the two as they are shown, signed; undefined where either is not known.
 */
export function changeShown(
  before: number | null | undefined,
  after: number | null | undefined,
  unit: string,
  language: Language,
): { readonly before: string; readonly after: string; readonly change: string | undefined } {
  const plain = amount(before, unit, language);
  // What both would be rounded to is a number that neither must read like.
  const marks =
    plain === amount(after, unit, language) && before !== after ? [numberIn(plain)] : [];
  const shown = {
    before: amount(before, unit, language, marks),
    after: amount(after, unit, language, marks),
  };
  if (typeof before !== "number" || typeof after !== "number") {
    return { ...shown, change: undefined };
  }
  const decimals = Math.max(decimalsIn(shown.before), decimalsIn(shown.after));
  const change = numberIn(shown.after) - numberIn(shown.before);
  const size = Math.abs(change).toFixed(decimals);
  return { ...shown, change: `${Number(size) === 0 ? "" : change > 0 ? "+" : "−"}${size}` };
}

function numberIn(text: string): number {
  return Number.parseFloat(text.replaceAll(",", ""));
}

function decimalsIn(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}
