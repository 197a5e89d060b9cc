import type { Entry } from "#contract/policy/document.ts";
import type { DocumentInForce } from "#core/policy/input.ts";
import type { Service } from "#core/vocabulary.ts";
import type { FilingNote, SiteFacts } from "./plan-sites.ts";

/** What the documents in force say of whoever opens a site of a service. */
export function siteFacts(
  documents: readonly DocumentInForce[],
  services: readonly Service[],
): SiteFacts {
  return {
    departments: Object.fromEntries(
      services.map((service) => [service, departmentsFor(documents, service)]),
    ),
    filing: filingNote(documents),
  };
}

/** Entries for more services than these are about all of them. */
const FEW_SERVICES = 2;
const TIERS = ["county", "city", "province"] as const;

/**
 * Of the document nearest to the place: departments of its entries for this service, those with numbers to be met
 * first of all. Stated by it in one place, they are stated.
 */
function departmentsFor(documents: readonly DocumentInForce[], service: Service) {
  for (const tier of TIERS) {
    const entries = documents
      .filter((document) => document.tier === tier)
      .flatMap((document) => document.entries)
      .filter(({ services }) => services.includes(service) && services.length <= FEW_SERVICES);
    const measured = entries.filter(({ measure }) => measure !== undefined);
    const found = together(measured.length > 0 ? measured : entries);
    if (found.length > 0) return found;
  }
  return [];
}

function together(entries: readonly Entry[]): { name: string; stated: boolean }[] {
  const found = new Map<string, boolean>();
  for (const { departments, departmentsBasis } of entries)
    for (const name of departments)
      found.set(name, departmentsBasis === "stated" || found.get(name) === true);
  return [...found].map(([name, stated]) => ({ name, stated }));
}

const FILING = "small-facility-fire-filing";
const YUAN: Readonly<Record<string, number>> = { 元: 1, 万元: 10_000 };

/** The limits of the note on small facilities, from the document that has it. */
function filingNote(documents: readonly DocumentInForce[]): FilingNote | null {
  for (const { short, entries } of documents) {
    const entry = entries.find(({ id }) => id === FILING);
    if (entry === undefined) continue;
    const area = entry.numbers.find(({ unit }) => unit === "㎡");
    const money = entry.numbers.find(({ unit }) => unit !== null && unit in YUAN);
    return {
      squareMetres: area?.value ?? null,
      yuan:
        money?.value === undefined || money.value === null
          ? null
          : money.value * (YUAN[money.unit ?? ""] ?? 1),
      where: {
        zh: `${short.zh} ${entry.clause}`,
        en: `${short.en}, ${entry.clause}`,
      },
    };
  }
  return null;
}
