import type { Assessment } from "#contract/policy/compliance.ts";
import type { DocumentSummary } from "#contract/policy/document.ts";

/**
 * Why nothing is judged: no document is for this place, none of those that are is in force in the year assessed, or
 * the office chose none. Undefined where something is.
 */
export type NoDocument = "elsewhere" | "other-years" | "none-chosen";

export function noDocument(
  { documents: inForce, settings, places }: Pick<Assessment, "documents" | "settings" | "places">,
  documents: readonly DocumentSummary[],
): NoDocument | undefined {
  if (inForce.length > 0) return undefined;
  const here = documents.filter(({ jurisdiction }) =>
    places.some(({ code }) => code.startsWith(jurisdiction.code)),
  );
  if (here.length === 0) return "elsewhere";
  return here.some(({ period }) => period.from <= settings.year) ? "none-chosen" : "other-years";
}
