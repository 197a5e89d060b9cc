import type { PolicySettings } from "#contract/policy/stock.ts";
import { plainCode } from "#core/policy/codes.ts";
import type { DocumentInForce } from "#core/policy/input.ts";

/** What an office has not decided otherwise. */
export function defaultSettings(
  documents: readonly DocumentInForce[],
  codes: readonly string[],
  now: Date,
): PolicySettings {
  return {
    documents: null,
    basis: "city",
    urbanBy: "committee",
    calibers: {},
    combine: {},
    reachShare: 0.5,
    reachMinutes: 15,
    year: defaultYear(applicable(documents, codes), now),
  };
}

/** The end of the newest period that has ended, else of the one that ends first; this year where there is none. */
function defaultYear(documents: readonly DocumentInForce[], now: Date): number {
  const ends = documents.map(({ period }) => period.to).sort((a, b) => a - b);
  const thisYear = now.getUTCFullYear();
  return ends.findLast((year) => year <= thisYear) ?? ends[0] ?? thisYear;
}

/**
 * Documents by the year that is assessed: one is in force once its period has begun, until a later one of the
 * same jurisdiction begins; those that begin after the year are to come. All that apply, or those that were chosen.
 */
export function documentsBy(
  settings: Pick<PolicySettings, "documents" | "year">,
  documents: readonly DocumentInForce[],
  codes: readonly string[],
): { readonly inForce: readonly DocumentInForce[]; readonly later: readonly DocumentInForce[] } {
  const chosen =
    settings.documents === null
      ? applicable(documents, codes)
      : documents.filter(({ id }) => settings.documents?.includes(id));
  const begun = chosen.filter(({ period }) => period.from <= settings.year);
  return {
    inForce: begun.filter((one) => !begun.some((other) => succeeds(other, one))),
    later: chosen.filter(({ period }) => period.from > settings.year),
  };
}

function succeeds(other: DocumentInForce, one: DocumentInForce): boolean {
  return (
    other.jurisdiction.code === one.jurisdiction.code &&
    other.tier === one.tier &&
    other.period.from > one.period.to
  );
}

/** Those in whose jurisdiction any of the units lies; all of them where the units have no codes to tell by. */
function applicable(
  documents: readonly DocumentInForce[],
  codes: readonly string[],
): readonly DocumentInForce[] {
  const known = codes.flatMap((code) => plainCode(code) ?? []);
  if (known.length === 0) return documents;
  return documents.filter(({ jurisdiction }) =>
    known.some((code) => code.startsWith(jurisdiction.code)),
  );
}
