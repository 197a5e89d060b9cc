import type { CrsDiagnosis } from "#contract/import.ts";
import { WALKERS } from "#contract/vocabulary.ts";
import { crsShort, isDegrees, sameSystem } from "./crs.ts";
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
  const moved = off >= 1 && off < ELSEWHERE;
  const far = metres(off, language);
  const walk = wholeMinutes(Math.max(1, Math.round(off / WALKERS.elder.speed / 60)), language);
  const name = crs.proposed?.swapped ? text.swapped(proposed ?? "") : (proposed ?? "");
  const confirmed = crs.confirmed === true;
  const about = [...fit(crs, language), ...mixed(crs, language)];
  const reference =
    (crs.referenceIn ?? null) === null ? [] : [text.referenceIn(crs.referenceIn ?? "")];
  const tone = crs.mixed !== null || reference.length > 0 ? "look" : "well";
  switch (crs.verdict) {
    case "found": {
      const details = [...(confirmed ? [] : [text.byUnits]), ...about];
      if (moved) return { tone: "look", title: text.found(name, far, walk), details };
      if (off >= ELSEWHERE) return { tone: "look", title: text.elsewhere(name), details };
      const isPlain = crs.proposed !== null && sameSystem(crs.proposed.crs, "EPSG:4326");
      return {
        tone: confirmed ? tone : "look",
        title: isPlain ? text.plain(name) : text.projected(name),
        details,
      };
    }
    case "contradicted":
      return {
        tone: "stop",
        title: text.contradicted(crsShort(crs.declared ?? "", words), name),
        details: [...(moved ? [text.wouldBeOff(far, walk)] : []), ...about],
      };
    case "declared": {
      const assumed = crs.assumed === true;
      const said = crsShort(crs.declared ?? "", words);
      return {
        tone: assumed && !confirmed ? "look" : tone,
        title: assumed ? text.assumed(said, confirmed) : text.declared(said, confirmed),
        details: [
          ...(moved ? [text.conversion(far, walk)] : []),
          ...about,
          ...(confirmed ? [] : unchecked(crs, language)),
          ...reference,
          ...(assumed && !confirmed && reference.length === 0 ? [text.assumedRisk] : []),
        ],
      };
    }
    case "too-few":
      return { tone: "stop", title: text.tooFew(count(crs.points)), details: [text.choose] };
    case "unclear":
      return { tone: "stop", ...unclear(crs, language), details: [...reference, ...remedy()] };
    case "old-datum":
      return {
        tone: "stop",
        title: text.oldDatum(datumOf(crs, language)),
        details: [text.oldDatumWhy],
      };
    case "chosen": {
      const better = betterThanChosen(crs, language);
      const old = crs.oldDatum === undefined ? [] : [text.oldDatumKept(datumOf(crs, language))];
      return {
        tone: better.length + old.length > 0 ? "look" : tone,
        title: text.chosen(name),
        details: [
          ...(moved ? [text.conversion(far, walk)] : []),
          ...about,
          ...better,
          ...old,
          ...reference,
        ],
      };
    }
    case "cells":
      return { tone: "well", title: text.cells, details: [] };
  }

  function remedy(): string[] {
    if (reference.length > 0) return [];
    if (isFar(crs.ranking) && crs.ranking.every((one) => !isDegrees(one.crs)))
      return [text.unclearLocal];
    const isKnown = crs.against === "buildings" || isFar(crs.ranking);
    return [isKnown ? text.unclearAsk : text.unclearRemedy];
  }
}

/** Moved farther than this, points lie in another place, and nobody walks there. */
const ELSEWHERE = 5000;

function datumOf({ oldDatum }: CrsDiagnosis, language: Language): string {
  return oldDatum === undefined ? "" : WORDS[language].data.verdict.datum[oldDatum];
}

function unclear({ ranking, against }: CrsDiagnosis, language: Language): { title: string } {
  const text = WORDS[language].data.verdict;
  if (isFar(ranking)) return { title: text.unclearFar };
  return { title: against === null ? text.unclearAlone : text.unclear };
}

/** Whether all of it is far from the study, whatever it is taken for. */
function isFar(ranking: CrsDiagnosis["ranking"]): boolean {
  const excluded = new Set(ranking.map((one) => one.excluded));
  return excluded.has("far") && !excluded.has(null);
}

/** Of fewer points the coordinate doctor concludes nothing. */
export const FEWEST_POINTS = 20;

/** Why what the file says was not borne out by its points. */
function unchecked({ points, against, ranking }: CrsDiagnosis, language: Language): string[] {
  const text = WORDS[language].data.verdict.unchecked;
  if (ranking.length === 0) return [];
  if (isFar(ranking)) return [text.far];
  if (points < FEWEST_POINTS) return [text.few(count(points))];
  if (against === null) return [text.nothing];
  return [against === "units" ? text.units : text.poor];
}

/** That another system would have fitted much better than the one that was chosen. */
function betterThanChosen(
  { ranking, proposed, against }: CrsDiagnosis,
  language: Language,
): string[] {
  const [best] = ranking;
  const chosen = ranking.find(
    (one) => proposed && sameSystem(one.crs, proposed.crs) && one.swapped === proposed.swapped,
  );
  if (against === null || against === "units" || best === undefined || best === chosen) return [];
  if (best.onTarget === null || best.onTarget < (chosen?.onTarget ?? 0) + CLEARLY) return [];
  const words = WORDS[language];
  return [words.data.verdict.better(crsShort(best.crs, words), wholeShare(best.onTarget))];
}

const CLEARLY = 0.1;

/** How many more points lie where points should, before and after. */
function fit(crs: CrsDiagnosis, language: Language): string[] {
  const { ranking, proposed, against } = crs;
  if (proposed === null || against === null) return [];
  // Rows of another system are not among those that were measured.
  const points = crs.points - (crs.mixed?.rows ?? 0);
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
