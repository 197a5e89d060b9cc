import type { FacilityView } from "#contract/study.ts";
import type { Language } from "../text/language.ts";
import { metres, metresBeyond } from "../text/numbers.ts";
import type { Words } from "../text/zh.ts";

/** Why a point was not joined to the network: with both distances where it was too far, else in words. */
export function reasonOf(
  refused: FacilityView["refused"],
  snapCap: number,
  language: Language,
  words: Words,
): string {
  if (refused === null) return "";
  if (refused.reason === "outside-extract" || refused.metres === null) {
    return words.refusal[refused.reason];
  }
  return words.card.refusedFar(metresBeyond(refused.metres, language), metres(snapCap, language));
}
