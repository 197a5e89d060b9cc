import type { Assessment, Indicator } from "#contract/policy/compliance.ts";
import type { Outcome } from "./outcome.ts";

/** Aims (力争) are counted apart and conditions not judged; an aim that cannot be assessed is in neither count. */
export function summaryOf(
  rows: readonly { readonly indicator: Indicator; readonly outcome: Outcome }[],
  tasks: number,
): Assessment["summary"] {
  const judged = rows.filter(
    ({ indicator: { strength } }) => strength === "target" || strength === "standard",
  );
  const aims = rows.filter(({ indicator }) => indicator.strength === "strive");
  const counted = (among: typeof rows, verdict: Indicator["verdict"]) =>
    among.filter(({ indicator }) => indicator.verdict === verdict).length;
  return {
    met: counted(judged, "met"),
    notMet: counted(judged, "not-met"),
    notAssessable: counted(judged, "not-assessable"),
    striveReached: counted(aims, "met"),
    striveNotReached: counted(aims, "not-met"),
    conditions: rows.filter(({ indicator }) => indicator.strength === "condition").length,
    flips: rows.filter(({ indicator }) => indicator.flips).length,
    tasks,
    largest: judged
      .filter(({ indicator }) => indicator.verdict === "not-met")
      .sort((a, b) => b.outcome.behind - a.outcome.behind)
      .slice(0, 3)
      .map(({ indicator }) => indicator.id),
  };
}
