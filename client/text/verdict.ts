import type { CrsDiagnosis } from "#contract/import.ts";
import { WALKERS } from "#contract/vocabulary.ts";
import { crsShort, sameSystem } from "./crs.ts";
import type { Language } from "./language.ts";
import { count, metres, wholeMinutes, wholeShare } from "./numbers.ts";
import { WORDS } from "./words.ts";

/** What is said of the coordinates of a file. */
export interface Verdict {
  /** "well": nothing has to be done. "look": a proposal stands. "stop": somebody has to say. */
  readonly tone: "well" | "look" | "stop";
  readonly title: string;
  /** Sentences, each complete. */
  readonly details: readonly string[];
}

export function verdictOf(crs: CrsDiagnosis, language: Language): Verdict {
  const words = WORDS[language];
  const text = words.data.verdict;
  const proposed = crs.proposed && crsShort(crs.proposed.crs, words);
  const off = crs.shift?.metres ?? 0;
  const moved = off >= 1;
  const far = metres(off, language);
  const walk = wholeMinutes(Math.max(1, Math.round(off / WALKERS.elder.speed / 60)), language);
  const name = crs.proposed?.swapped ? text.swapped(proposed ?? "") : (proposed ?? "");
  const details = [...fit(crs, language), ...mixed(crs, language)];
  switch (crs.verdict) {
    case "found":
      if (!moved) return { tone: crs.mixed ? "look" : "well", title: text.plain(name), details };
      return { tone: "look", title: text.found(name, far, walk), details };
    case "contradicted":
      return {
        tone: "stop",
        title: text.contradicted(crsShort(crs.declared ?? "", words), name),
        details: [...(moved ? [text.wouldBeOff(far, walk)] : []), ...details],
      };
    case "declared":
      return {
        tone: crs.mixed ? "look" : "well",
        title: text.declared(crsShort(crs.declared ?? "", words)),
        details: [...(moved ? [text.conversion(far, walk)] : []), ...details],
      };
    case "too-few":
      return { tone: "stop", title: text.tooFew(count(crs.points)), details: [text.choose] };
    case "unclear":
      return { tone: "stop", title: text.unclear, details: [text.unclearRemedy, ...details] };
    case "chosen":
      return {
        tone: crs.mixed ? "look" : "well",
        title: text.chosen(name),
        details: [...(moved ? [text.conversion(far, walk)] : []), ...details],
      };
    case "cells":
      return { tone: "well", title: text.cells, details: [] };
  }
}

/** How many more points lie where points should, before and after. */
function fit({ ranking, proposed, points, against }: CrsDiagnosis, language: Language): string[] {
  if (proposed === null || against === null) return [];
  const text = WORDS[language].data.verdict;
  const after = ranking.find(
    (one) => sameSystem(one.crs, proposed.crs) && one.swapped === proposed.swapped,
  )?.onTarget;
  const before = ranking.find((one) => sameSystem(one.crs, "EPSG:4326") && !one.swapped)?.onTarget;
  if (typeof after !== "number") return [];
  const where = text.against[against];
  if (typeof before !== "number" || before === after)
    return [text.fits(count(points), where, wholeShare(after))];
  const change = after > before ? text.up : text.down;
  return [text.rises(count(points), where, change(wholeShare(before), wholeShare(after)))];
}

function mixed({ mixed: other }: CrsDiagnosis, language: Language): string[] {
  if (other === null) return [];
  const words = WORDS[language];
  return [words.data.verdict.mixed(count(other.rows), crsShort(other.crs, words))];
}
