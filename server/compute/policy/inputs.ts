import type { LayerVersion } from "#contract/layers.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { divisionsOf } from "#core/policy/divisions.ts";
import type {
  Division,
  DocumentInForce,
  PolicyInput,
  ReachFacts,
  UnitFacts,
} from "#core/policy/input.ts";
import type { Attestations } from "../../store/attestations.ts";
import type { Layers } from "../../store/layers.ts";
import type { SettingsRows } from "../../store/policy-settings.ts";
import type { Stock, StockMark } from "../../store/stock.ts";
import type { StudyRecord } from "../../store/study-record.ts";
import type { Catalogue } from "../catalogue.ts";
import { kept } from "../kept.ts";
import type { Library } from "../library.ts";
import { reachOf } from "../spatial-metrics.ts";
import type { DocumentShelf, Rules } from "./documents.ts";
import { defaultSettings, documentsBy } from "./in-force.ts";
import { factsOf, reachFacts, type StudyFacts } from "./study-facts.ts";
import { NotThere } from "./unacceptable.ts";

/** What an assessment is worked out from, by name and number: enough to put the same input together again. */
export interface Basis {
  readonly study: string;
  /** Id of the result. */
  readonly result: string;
  readonly settings: PolicySettings;
  readonly rules: Rules;
  readonly inForce: readonly DocumentInForce[];
  readonly later: readonly DocumentInForce[];
  readonly mark: StockMark & { readonly attestations: number };
}

/** Puts the input of assessments together. */
export interface PolicyInputs {
  /** As things stand. Throws `NotThere` for a study without a result. */
  readonly now: (study: string) => Promise<Basis>;
  /** Throws `NotThere` for a unit that the study does not have. */
  readonly of: (basis: Basis, unit: string | null) => Promise<PolicyInput>;
  readonly settings: (study: string) => Promise<PolicySettings>;
  readonly divisions: (study: string) => Promise<readonly Division[]>;
  /** Documents that apply to a study, in force or to come. */
  readonly documents: (study: string) => Promise<readonly DocumentInForce[]>;
  readonly hasResult: (result: string) => boolean;
}

export interface InputTools {
  readonly catalogue: Catalogue;
  readonly library: Library;
  readonly layers: Layers;
  readonly stock: Stock;
  readonly attestations: Attestations;
  readonly settings: SettingsRows;
  readonly documents: DocumentShelf;
  readonly now: () => Date;
}

const KEPT_FACTS = 4;
const KEPT_REACH = 8;

export function policyInputs(tools: InputTools): PolicyInputs {
  const { catalogue, library, layers, stock, attestations, documents } = tools;
  const facts = kept<StudyFacts>(KEPT_FACTS);
  const reach = kept<readonly ReachFacts[]>(KEPT_REACH);

  return {
    async now(study) {
      const record = newest(study);
      const settings = await settingsOf(study, record);
      const { inForce, later } = await documentsOf(record, settings);
      const rules = await documents.rules();
      const mark = { ...(await stock.mark(study)), attestations: await attestations.mark(study) };
      return { study, result: record.study.id, settings, rules, inForce, later, mark };
    },
    async of(basis, unit) {
      const record = catalogue.find(basis.result);
      if (record === undefined) throw noResult(basis.study);
      const { units, facilities, people } = await factsIn(record);
      const { study, result, settings, rules, inForce, later, mark } = basis;
      const input: PolicyInput = {
        study: {
          id: study,
          name: record.study.name,
          synthetic: record.study.synthetic,
        },
        result,
        documents: inForce,
        later,
        ...rules,
        units,
        facilities,
        people,
        reach: await reachIn(record, settings.reachMinutes),
        estates: await stock.estates(study, mark),
        stock: await stock.figures(study, mark),
        attestations: await attestations.list(study, mark.attestations),
        settings,
        scope: unit,
      };
      if (unit !== null)
        requireUnit(divisionsIn(units, inForce, settings, record.study.name), unit);
      return input;
    },
    settings: async (study) => settingsOf(study, newest(study)),
    async divisions(study) {
      const record = newest(study);
      const settings = await settingsOf(study, record);
      const { inForce } = await documentsOf(record, settings);
      const { units } = await factsIn(record);
      return divisionsIn(units, inForce, settings, record.study.name);
    },
    async documents(study) {
      const record = newest(study);
      const { inForce, later } = await documentsOf(record, await settingsOf(study, record));
      return [...inForce, ...later];
    },
    hasResult: (result) => catalogue.find(result)?.study.id === result,
  };

  function newest(study: string): StudyRecord {
    const record = catalogue.find(study);
    if (record === undefined) throw noResult(study);
    return record;
  }

  async function settingsOf(study: string, record: StudyRecord): Promise<PolicySettings> {
    return (
      (await tools.settings.find(study)) ??
      defaultSettings(await documents.all(), await codesIn(record), tools.now())
    );
  }

  async function documentsOf(record: StudyRecord, settings: PolicySettings) {
    return documentsBy(settings, await documents.all(), await codesIn(record));
  }

  async function codesIn(record: StudyRecord): Promise<readonly string[]> {
    return (await factsIn(record)).units.map(({ id }) => id);
  }

  async function factsIn(record: StudyRecord): Promise<StudyFacts> {
    return facts.get(keyOf(record), async () => {
      const { ground } = await library.open(record);
      const history = await layers.history(record.study.study);
      const uses = record.study.uses.flatMap(({ layer, version }): readonly LayerVersion[] =>
        history.filter((one) => one.layer === layer && one.version === version),
      );
      return factsOf(ground, uses);
    });
  }

  async function reachIn(record: StudyRecord, minutes: number): Promise<readonly ReachFacts[]> {
    return reach.get(`${keyOf(record)} ${minutes}`, async () => {
      const opened = await library.open(record);
      return reachFacts(await reachOf(opened, minutes), opened.ground.units);
    });
  }
}

/** By which of them are urban is not told here. */
function divisionsIn(
  units: readonly UnitFacts[],
  documents: readonly DocumentInForce[],
  settings: PolicySettings,
  study: string,
): Division[] {
  const jurisdictions = documents.map(({ jurisdiction }) => jurisdiction);
  return divisionsOf(units, jurisdictions, settings, new Map(), study);
}

/** A study made anew under its old id has other checksums. */
function keyOf({ study, sha256 }: StudyRecord): string {
  return `${study.id} ${sha256.ground} ${sha256.network}`;
}

function noResult(study: string): NotThere {
  return new NotThere(
    "result",
    `No result of the study "${study}" has been computed yet.`,
    "Import what it lacks; /api/studies/…/layers says what that is.",
  );
}

const UNITS_NAMED = 12;

function requireUnit(divisions: readonly Division[], unit: string): void {
  if (divisions.some(({ code }) => code === unit)) return;
  const some = divisions.slice(0, UNITS_NAMED).map(({ code, name }) => `${code} ${name}`);
  const more = divisions.length > UNITS_NAMED ? `, … (${divisions.length} in all)` : "";
  throw new NotThere(
    "unit",
    `The study has no division with the code "${unit.slice(0, 40)}".`,
    divisions.length === 0 ? "It has no units." : `Known: ${some.join(", ")}${more}.`,
  );
}
