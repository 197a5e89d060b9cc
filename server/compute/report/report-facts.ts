import type { Assessment } from "#contract/policy/compliance.ts";
import type { DocumentInForce } from "#core/policy/input.ts";
import type { Role } from "#contract/import.ts";
import type { Service } from "#core/vocabulary.ts";
import type { LayerFact, ReportFacts, StandardFact } from "../../report/document/facts.ts";
import type { Layers } from "../../store/layers.ts";
import type { StudyRecord } from "../../store/study-record.ts";
import type { Policy } from "../policy.ts";
import { newestPlans, type PlanTools } from "./newest-plans.ts";

/** What a report is written from besides what is measured for it. */
export type WrittenFacts = Omit<ReportFacts, "reach" | "walking" | "pictures">;

/** Looks up around an assessment what a report says besides: documents, words, layers and standards. */
export async function writtenFacts(
  tools: PlanTools & { readonly policy: Policy; readonly layers: Layers },
  record: StudyRecord,
  assessment: Assessment,
  snapshot: WrittenFacts["snapshot"],
): Promise<WrittenFacts> {
  const { policy, layers } = tools;
  const documents = await documentsOf(policy, assessment);
  const { themes, services } = await policy.catalogue();
  return {
    assessment,
    snapshot,
    documents: documents.map(({ id, number, title, tier, incomplete }) => ({
      id,
      number,
      title,
      tier,
      incomplete: incomplete?.zh ?? null,
    })),
    themes,
    services,
    entryServices: entryServices(documents),
    plans: await newestPlans(tools, assessment.study),
    layers: await layersUsed(layers, record),
    standards: await standardsUsed(policy),
  };
}

/** The documents that were in force, as they then were, and after them those of a later period. */
async function documentsOf(policy: Policy, assessment: Assessment): Promise<DocumentInForce[]> {
  const inForce = await Promise.all(
    assessment.documents.map(({ sha256 }) => policy.documents.version(sha256)),
  );
  const known = new Set(assessment.documents.map(({ id }) => id));
  const later = new Set(
    assessment.indicators.flatMap(({ next }) => next.map(({ document }) => document)),
  );
  return [
    ...inForce.filter((one) => one !== undefined),
    ...(await policy.documents.all()).filter(({ id }) => later.has(id) && !known.has(id)),
  ];
}

function entryServices(documents: readonly DocumentInForce[]): Record<string, Service[]> {
  const found = new Map<string, Set<Service>>();
  for (const { entries } of documents)
    for (const { id, services } of entries)
      found.set(id, new Set([...(found.get(id) ?? []), ...services]));
  return Object.fromEntries([...found].map(([id, services]) => [id, [...services]]));
}

async function layersUsed(layers: Layers, { study }: StudyRecord): Promise<LayerFact[]> {
  const history = await layers.history(study.study);
  return study.uses.map(({ layer, version, name }) => {
    const found = history.find((one) => one.layer === layer && one.version === version);
    return {
      role: found === undefined ? layer : ROLE_WORDS[found.role],
      version: `v${version}`,
      name,
      date: found?.date ?? null,
      source: found?.source ?? "",
    };
  });
}

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  network: "路网",
  units: "单元",
  people: "人口",
  facilities: "设施",
  premises: "闲置用房",
};

/** What the walking speed and the quarter of an hour lean on. */
const STANDARDS_USED = [
  "mofcom-service-radius",
  "gb50180-life15-distance",
  "tdt1062-urban-tiers",
  "walk-street-mean",
];

async function standardsUsed(policy: Policy): Promise<StandardFact[]> {
  const { values } = await policy.standards.all();
  return values
    .filter(({ id }) => STANDARDS_USED.includes(id))
    .map(({ standard, name, value, unit, evidence, edited }) => ({
      standard,
      unit,
      evidence,
      name: name.zh,
      value: edited?.value ?? value,
      edited: edited?.source ?? null,
    }));
}
