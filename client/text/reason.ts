import { isField } from "#contract/fields.ts";
import type { ReasonGiven } from "#contract/import.ts";
import { REASONS } from "#contract/reasons/reasons.ts";
import { fill, type ReasonWords } from "#contract/reasons/wording.ts";
import { crsName } from "./crs.ts";
import { fieldName } from "./field.ts";
import type { Language } from "./language.ts";
import { WORDS } from "./words.ts";

/** What a reason says: what happened, and what to do. */
export interface ReasonText {
  readonly what: string;
  readonly remedy: string;
}

/** A reason in words. One that this page does not know yet is shown by its code. */
export function reasonText({ code, values = {} }: ReasonGiven, language: Language): ReasonText {
  const known: Readonly<Record<string, ReasonWords>> = REASONS;
  const words = known[code];
  if (words === undefined) return { what: WORDS[language].data.unknownReason(code), remedy: "" };
  const spoken = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, inWords(name, value, language)]),
  );
  return {
    what: fill(words.what, language, spoken),
    remedy: fill(words.remedy, language, spoken),
  };
}

/** Values that are codes, by what they are called in the reasons. */
function inWords(name: string, value: string | number, language: Language): string | number {
  const words = WORDS[language];
  if (typeof value === "number")
    return value.toLocaleString("en", { maximumFractionDigits: 3, useGrouping: false });
  switch (name) {
    case "crs":
    case "rest":
    case "declared":
    case "found":
      return crsName(value, words);
    case "field":
    case "fields": {
      const names = value
        .split(/\s*[,、]\s*/)
        .map((one) => (isField(one) ? fieldName(one, words) : one));
      return words.list(names);
    }
    case "value":
    case "kept":
    case "other":
      return truth(value, words.data.truth);
    default:
      return value;
  }
}

function truth(value: string, words: Readonly<Record<"true" | "false", string>>): string {
  return value === "true" || value === "false" ? words[value] : value;
}
