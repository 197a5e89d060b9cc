import type {
  ImportedScenario,
  Scenario,
  ScenarioContent,
  ScenarioSummary,
} from "#contract/scenario.ts";
import { stateOf } from "#contract/scenario-steps.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { writeTable, type ExportedFile } from "../report/export/write-table.ts";
import { SYNTHETIC_NOTICE } from "../report/layers.ts";
import { scenarioLayer } from "../report/scenario/scenario-layer.ts";
import type { Sql } from "../store/database/sql.ts";
import { scenariosIn } from "../store/scenarios.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { checkContent } from "./check-content.ts";
import type { Library } from "./library.ts";
import { readScenario, SCENARIO_FILE, SCENARIO_FILE_VERSION } from "./read-scenario.ts";

/**
 * The scenarios of studies as they are kept. What is stored follows step by step and fits the study, else
 * `UnfitScenario` is thrown. Undefined where there is no such scenario; `ScenarioConflict` where somebody was first.
 */
export interface KeptScenarios {
  readonly list: (study: string) => Promise<ScenarioSummary[]>;
  readonly find: (study: string, number: number) => Promise<Scenario | undefined>;
  readonly add: (record: StudyRecord, content: ScenarioContent) => Promise<Scenario>;
  readonly replace: (
    record: StudyRecord,
    number: number,
    version: number,
    content: ScenarioContent,
  ) => Promise<Scenario | undefined>;
  /** As it stands, undone steps too. */
  readonly copy: (study: string, number: number) => Promise<Scenario | undefined>;
  readonly remove: (study: string, number: number, version?: number) => Promise<boolean>;
  readonly file: (
    record: StudyRecord,
    scenario: Scenario,
    format: ScenarioFormat,
    crs: CrsId,
  ) => Promise<ExportedFile>;
  /** A file that was parsed as JSON. */
  readonly takeIn: (record: StudyRecord, file: unknown) => Promise<ImportedScenario>;
}

export const SCENARIO_FORMATS = ["json", "geojson"] as const;
type ScenarioFormat = (typeof SCENARIO_FORMATS)[number];

const LONGEST_NAME = 80;

export function keptScenarios(tools: {
  readonly database: Sql;
  readonly library: Library;
  readonly now: () => Date;
}): KeptScenarios {
  const { database, library, now } = tools;
  const rows = scenariosIn(database);
  return {
    list: rows.list,
    find: rows.find,
    add: async (record, content) => {
      checkContent(content, (await library.open(record)).ground);
      return rows.add(record.study.study, content);
    },
    replace: async (record, number, version, content) => {
      checkContent(content, (await library.open(record)).ground);
      return rows.replace(record.study.study, number, version, content);
    },
    async copy(study, number) {
      const found = await rows.find(study, number);
      if (found === undefined) return undefined;
      return rows.add(study, { ...found, name: copyName(found.name, await rows.list(study)) });
    },
    remove: rows.remove,
    async file({ study, ...record }, scenario, format, crs) {
      if (format === "json") return jsonFile(study, scenario);
      const { ground } = await library.open({ study, ...record });
      const state = stateOf(scenario);
      if (state === undefined)
        throw new Error(`The steps of scenario ${scenario.number} do not follow on each other.`);
      const { name, note } = scenario;
      const { facilities } = ground;
      return writeTable(scenarioLayer({ study, name, note, state, facilities }), "geojson", crs);
    },
    async takeIn(record, file) {
      const { content, notes } = readScenario(file, now().toISOString());
      checkContent(content, (await library.open(record)).ground);
      return { ...(await rows.add(record.study.study, content)), notes };
    },
  };
}

/** "方案 副本", "方案 副本 2", as long as a name may be. */
function copyName(name: string, others: readonly ScenarioSummary[]): string {
  const taken = new Set(others.map((one) => one.name));
  for (let n = 1; ; n++) {
    const end = n === 1 ? " 副本" : ` 副本 ${n}`;
    const copy = `${name.slice(0, LONGEST_NAME - end.length).toWellFormed()}${end}`;
    if (!taken.has(copy)) return copy;
  }
}

function jsonFile(
  study: { readonly name: string; readonly synthetic: boolean },
  scenario: Scenario,
): ExportedFile {
  const file = {
    format: SCENARIO_FILE,
    formatVersion: SCENARIO_FILE_VERSION,
    study: study.name,
    synthetic: study.synthetic,
    ...(study.synthetic ? { notice: SYNTHETIC_NOTICE } : {}),
    scenario,
  };
  const marked = study.synthetic && !study.name.includes("示例");
  return {
    name: `${[...(marked ? ["示例"] : []), study.name, scenario.name].join("_")}.json`,
    type: "application/json; charset=utf-8",
    extension: "json",
    bytes: Buffer.from(`${JSON.stringify(file, null, 1)}\n`),
  };
}
