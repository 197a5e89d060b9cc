import type { CrsDiagnosis, ReasonGiven } from "#contract/import.ts";
import type { Reason, ReasonCode } from "#contract/reasons/reasons.ts";

/** Where nothing is concluded, somebody has to say it; also where the points contradict what the file says. */
export function blockingOf(crs: CrsDiagnosis): ReasonGiven[] {
  const { verdict, points, declared, proposed, oldDatum, unread } = crs;
  switch (verdict) {
    case "old-datum":
      return [{ code: `crs-${oldDatum}`, values: { text: unread ?? "" } }];
    case "too-few":
      return [{ code: "crs-too-few-points", values: { points } }];
    case "unclear":
      return [{ code: whyUnclear(crs) }];
    case "contradicted":
      return [
        {
          code: "crs-contradicted",
          values: { declared: declared ?? "", found: proposed?.crs ?? "" },
        },
      ];
    case "declared":
    case "found":
    case "chosen":
    case "cells":
      return [];
  }
}

function whyUnclear({ ranking, against }: CrsDiagnosis): ReasonCode {
  const excluded = new Set(ranking.map((one) => one.excluded));
  if (excluded.has("far") && !excluded.has(null)) return "crs-elsewhere";
  return against === null ? "crs-no-reference" : "crs-unclear";
}

/** What is to be said of the file as a whole, though it can be stored. */
export function remarksOn({
  verdict,
  oldDatum,
  unread,
  referenceIn,
  ...crs
}: CrsDiagnosis): Reason[] {
  const isOpen = verdict === "declared" && crs.assumed === true && crs.confirmed !== true;
  return [
    ...(isOpen ? [{ code: "crs-assumed", values: { crs: crs.declared ?? "" } } as const] : []),
    ...(typeof referenceIn === "string"
      ? [{ code: "crs-streets-off", values: { crs: referenceIn } } as const]
      : []),
    ...(oldDatum !== undefined && verdict === "chosen"
      ? [{ code: "crs-old-datum-kept", values: { text: unread ?? "" } } as const]
      : []),
  ];
}
