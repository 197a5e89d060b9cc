import { en } from "./en.ts";
import type { Language } from "./language.ts";
import { zh, type Words } from "./zh.ts";

/** Every word of the interface, in every language. */
export const WORDS: Readonly<Record<Language, Words>> = { zh, en };

/** What the page declares itself to be written in. */
export const HTML_LANGUAGE: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };

/**
 * An age group as given with the people, in words: `0_2` → 0–2 岁, `60_plus` → 60 岁及以上. A name of
 * another form is shown as it is.
 */
export function ageGroup(name: string, words: Words): string {
  const between = /^(\d+)_(\d+)$/.exec(name);
  if (between?.[1] && between[2]) return words.spatial.between(between[1], between[2]);
  const from = /^(\d+)_plus$/.exec(name);
  if (from?.[1]) return words.spatial.from(from[1]);
  return name;
}
