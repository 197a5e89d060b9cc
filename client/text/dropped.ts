import type { Language } from "./language.ts";
import { WORDS } from "./words.ts";

/** Why a row is not in a result, in words. Results speak English of it; that stays for the technical side. */
export function droppedReason(reason: string, language: Language): string {
  if (language === "en") return reason;
  const words = WORDS[language].data.dropped;
  if (/outside|beyond the (edge|extract)/i.test(reason)) return words.outside;
  if (/duplicate|twice|already|used by/i.test(reason)) return words.duplicate;
  if (/geometr|polygon|ring|shape|coordinates/i.test(reason)) return words.geometry;
  return words.other;
}
