import type { Assessment, Trend } from "#contract/policy/compliance.ts";
import type { MeasureFile, ServiceFile } from "#contract/policy/measure.ts";
import type {
  Estate,
  KeptAttestation,
  KeptFigure,
  PolicySettings,
  StockFigure,
} from "#contract/policy/stock.ts";
import type { Division, PolicyInput } from "#core/policy/input.ts";
import { assess } from "#core/policy/assess.ts";
import { trends } from "#core/policy/trends.ts";
import type { Seeds } from "../intake/policy/seeds.ts";
import type { Artifacts } from "../store/artifacts.ts";
import { attestationsOf } from "../store/attestations.ts";
import type { Sql } from "../store/database/sql.ts";
import { layersOf } from "../store/layers.ts";
import { policyDocumentsOf } from "../store/policy-documents.ts";
import { settingsOf } from "../store/policy-settings.ts";
import { snapshotsOf } from "../store/snapshots.ts";
import { standardEditsOf } from "../store/standard-edits.ts";
import { stockOf } from "../store/stock.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Catalogue } from "./catalogue.ts";
import { kept } from "./kept.ts";
import type { Library } from "./library.ts";
import { attestationDesk, type EvidenceFile } from "./policy/attestation-desk.ts";
import { canonical, checksumOf } from "./policy/canonical.ts";
import { documentShelf, type DocumentShelf } from "./policy/documents.ts";
import { documentTexts, type DocumentTexts } from "./policy/document-texts.ts";
import { policyInputs, type Basis } from "./policy/inputs.ts";
import { checkSettings } from "./policy/check-settings.ts";
import { placesOf, type NamedPlace } from "./policy/places.ts";
import { snapshotShelf, type SnapshotShelf } from "./policy/snapshots.ts";
import { standardsDesk, type Standards } from "./policy/standards.ts";
import { stockDesk } from "./policy/stock-desk.ts";
import type { StockFault } from "./policy/check-stock.ts";
import { Unacceptable } from "./policy/unacceptable.ts";

/**
 * Policy documents held against studies. What is asked about a study throws `NotThere` where it has no result,
 * no such unit and the like; what is sent and cannot be taken throws `Unacceptable` and changes nothing.
 */
export interface Policy {
  readonly documents: DocumentShelf;
  readonly texts: DocumentTexts;
  readonly standards: Standards;
  /** Measures and items of the program and of the documents that were added, and the words around them. */
  readonly catalogue: () => Promise<PolicyCatalogue>;
  /** As of now; `unit` is the code of a division, null for the whole study. */
  readonly assessmentOf: (
    study: string,
    asked: { readonly unit: string | null },
  ) => Promise<Assessment>;
  readonly inputOf: (
    study: string,
    asked: { readonly unit: string | null },
  ) => Promise<PolicyInput>;
  /** Of a result and the whole study, as of now; `key` changes with anything it is put together from. */
  readonly inputOfResult: (
    record: StudyRecord,
  ) => Promise<{ readonly key: string; readonly input: () => Promise<PolicyInput> }>;
  readonly trendsOf: (
    study: string,
    asked: { readonly unit: string | null },
  ) => Promise<readonly Trend[]>;
  /** The tree that the units of a study make. */
  readonly divisionsOf: (study: string) => Promise<readonly Division[]>;
  /** Everything that figures can be stated for: its divisions, and the jurisdictions it is part of. */
  readonly placesOf: (study: string) => Promise<readonly NamedPlace[]>;
  readonly settings: (study: string) => Promise<PolicySettings>;
  readonly replaceSettings: (study: string, settings: PolicySettings) => Promise<PolicySettings>;
  /** The figures in force. */
  readonly stock: (
    study: string,
  ) => Promise<{ readonly figures: KeptFigure[]; readonly estates: Estate[] }>;
  /** Everything that is wrong with figures and estates; nothing is stored. */
  readonly checkStock: (
    study: string,
    figures: readonly unknown[],
    estates: readonly unknown[],
  ) => Promise<StockFault[]>;
  /** All or nothing. */
  readonly storeSheet: (
    study: string,
    figures: readonly StockFigure[],
    estates: readonly Estate[],
  ) => Promise<void>;
  readonly attestations: (study: string) => Promise<KeptAttestation[]>;
  readonly attest: (
    study: string,
    attestation: unknown,
    file: EvidenceFile | null,
  ) => Promise<KeptAttestation>;
  /** Where the file of an attestation is. */
  readonly evidence: (
    study: string,
    seq: number,
  ) => Promise<{ readonly name: string; readonly path: string; readonly bytes: number }>;
  readonly snapshots: SnapshotShelf;
}

export interface PolicyTools {
  readonly database: Sql;
  readonly artifacts: Artifacts;
  readonly catalogue: Catalogue;
  readonly library: Library;
  readonly seeds: Seeds;
  readonly now: () => Date;
}

/** `seeds/measures.json` and `seeds/services.json` as one, without the numbers of their forms. */
export type PolicyCatalogue = Omit<MeasureFile & ServiceFile, "format">;

/** Assessments by study, unit and everything they were worked out from. */
const KEPT_ASSESSMENTS = 24;

export function openPolicy(tools: PolicyTools): Policy {
  const { database, artifacts, catalogue, library, seeds, now } = tools;
  const rows = policyDocumentsOf(database);
  const documents = documentShelf(seeds, rows);
  const [layers, stock, attestations] = [
    layersOf(database),
    stockOf(database),
    attestationsOf(database),
  ];
  const settings = settingsOf(database);
  const inputs = policyInputs({
    catalogue,
    library,
    layers,
    stock,
    attestations,
    settings,
    documents,
    now,
  });
  const assessments = kept<Assessment>(KEPT_ASSESSMENTS);
  const { check, ...desk } = stockDesk({ inputs, documents, stock, layers, artifacts, now });
  const desks = attestationDesk({ inputs, documents, attestations, artifacts, now });

  return {
    documents,
    texts: documentTexts(rows),
    standards: standardsDesk(seeds.standards, standardEditsOf(database), now),
    async catalogue() {
      const { measures, items, kinds } = await documents.rules();
      const { themes, services, trades } = seeds;
      return {
        measures,
        items,
        themes: [...themes],
        services,
        kinds: [...kinds],
        trades,
      };
    },
    async assessmentOf(study, { unit }) {
      const basis = await inputs.now(study);
      return assessments.get(keyOf(basis, unit), async () => assess(await inputs.of(basis, unit)));
    },
    inputOf: async (study, { unit }) => inputs.of(await inputs.now(study), unit),
    async inputOfResult({ study }) {
      const basis = { ...(await inputs.now(study.study)), result: study.id };
      return { key: keyOf(basis, null), input: () => inputs.of(basis, null) };
    },
    trendsOf: async (study, { unit }) => trends(await inputs.of(await inputs.now(study), unit)),
    divisionsOf: inputs.divisions,
    placesOf: async (study) => [
      ...placesOf(await inputs.divisions(study), await inputs.documents(study)).values(),
    ],
    settings: inputs.settings,
    async replaceSettings(study, wanted) {
      const faults = checkSettings(wanted, await documents.all());
      if (faults.length > 0) throw new Unacceptable(faults);
      await inputs.settings(study);
      await settings.replace(study, wanted);
      return wanted;
    },
    checkStock: check,
    ...desk,
    ...desks,
    snapshots: snapshotShelf({ rows: snapshotsOf(database), artifacts, documents, inputs }),
  };
}

function keyOf({ study, rules, inForce, later, ...basis }: Basis, unit: string | null): string {
  const versions = [inForce, later].map((list) => list.map(({ sha256 }) => sha256));
  return JSON.stringify([study, basis, versions, checksumOf(canonical(rules)), unit]);
}
