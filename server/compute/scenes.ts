import { TODAY } from "#contract/scenario-steps.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import { streetPlaces } from "#core/catchment/street-places.ts";
import type { Survey } from "#core/coverage/survey.ts";
import type { Measure } from "#core/network/graph.ts";
import { sceneKey, sceneOf, strangersIn, type Scene } from "#core/scenario/scene.ts";
import { surveyOfScene } from "#core/scenario/scene-survey.ts";
import { rowFinder, type RowFinder, type SiteRow } from "#core/scenario/site-rows.ts";
import { sceneStreets, streetsKey, type SceneStreets } from "#core/scenario/streets.ts";
import { WALKERS, type Direction } from "#core/vocabulary.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { answersFor, answersFrom, isSmall, surveyOn, type Answers } from "./answers.ts";
import { kept } from "./kept.ts";
import type { Library } from "./library.ts";
import type { SurveyColumns } from "./tasks.ts";
import type { RunTask } from "./threads.ts";
import { unknownFacilities } from "./unfit-scenario.ts";

/** A study as a scenario has it, open in memory. */
export interface OpenScene {
  readonly scene: Scene;
  readonly answers: (measure: Measure, direction: Direction) => Promise<Answers>;
  /** Rows of any places on its streets, the last few hundred remembered. */
  readonly rows: (measure: Measure, direction: Direction) => Promise<RowFinder>;
}

/** Scenes, the last few of them open. */
export interface Scenes {
  /** Throws `UnfitScenario` for changes of facilities that the study does not have. */
  readonly open: (
    record: StudyRecord,
    state: ScenarioState,
    /** Who will be asked about first, if that is known: found on the way where new streets take long. */
    first?: Walking,
  ) => Promise<OpenScene>;
}

export interface Walking {
  readonly measure: Measure;
  readonly direction: Direction;
}

/** What is known of a study on the streets of one set of changes: all scenes on these streets are made of it. */
interface Streets {
  readonly streets: SceneStreets;
  /** With today's facilities. */
  readonly today: (measure: Measure, direction: Direction) => Promise<Answers>;
}

const OPEN_SCENES = 12;
const OPEN_STREETS = 4;
const KEPT_SURVEYS = 4;
const KEPT_ROWS = 400;

export function scenesOf(tools: {
  readonly studies: Pick<Studies, "folderOf">;
  readonly library: Library;
  readonly runTask: RunTask;
}): Scenes {
  const { studies, library, runTask } = tools;
  const scenes = kept<OpenScene>(OPEN_SCENES);
  const networks = kept<Streets>(OPEN_STREETS);
  const rows = rememberedRows();

  return {
    open: (record, state, first = ADULT) =>
      scenes.get(`${keyOf(record)} ${sceneKey(state)}`, () => openScene(record, state, first)),
  };

  async function openScene(
    record: StudyRecord,
    state: ScenarioState,
    first: Walking,
  ): Promise<OpenScene> {
    const { ground } = await library.open(record);
    const strangers = strangersIn(state, ground);
    if (strangers.length > 0) throw unknownFacilities(strangers);
    const { streets, today } = await networks.get(
      `${keyOf(record)} ${streetsKey(state.streets)}`,
      () => openStreets(record, state.streets, first),
    );
    const scene = sceneOf(ground, state, streets);
    const place = { folder: studies.folderOf(record), record, state };
    const answers = kept<Answers>(KEPT_SURVEYS);
    return {
      scene,
      answers: (measure, direction) =>
        answers.get(walkerKey(measure, direction), async () => {
          const before = await today(measure, direction);
          const survey = surveyOfScene(before.survey, scene, rows(before));
          return answersFrom(survey, place, runTask, before.scan);
        }),
      rows: async (measure, direction) => rows(await today(measure, direction)),
    };
  }

  async function openStreets(
    record: StudyRecord,
    changes: ScenarioState["streets"],
    first: Walking,
  ): Promise<Streets> {
    const study = await library.open(record);
    if (Object.keys(changes).length === 0)
      return { streets: sceneStreets(study.ground, {}), today: study.answers };
    const folder = studies.folderOf(record);
    const { streets, found } = isSmall(study.ground)
      ? { streets: sceneStreets(study.ground, changes), found: null }
      : await streetsElsewhere();
    const { network, places } = streets;
    if (network === study.ground.network) return { streets, today: study.answers };
    const ground = { ...study.ground, network, places };
    const place = { folder, record, state: { ...TODAY, streets: changes } };
    const answers = kept<Answers>(KEPT_SURVEYS);
    const today = (measure: Measure, direction: Direction) =>
      answers.get(walkerKey(measure, direction), () =>
        answersFor(ground, place, measure, direction, runTask),
      );
    if (found !== null)
      await answers.get(walkerKey(first.measure, first.direction), async () =>
        answersFrom(surveyOn(ground, found), place, runTask),
      );
    return { streets, today };

    async function streetsElsewhere(): Promise<{
      readonly streets: SceneStreets;
      readonly found: SurveyColumns | null;
    }> {
      const task = { kind: "scene-streets", folder, record, streets: changes } as const;
      const { network: built, survey, failed } = await runTask({ ...task, walker: first });
      const { network: now, places: known, demand } = study.ground;
      if (built === null) return { streets: { network: now, places: known, failed }, found: null };
      const onBuilt = streetPlaces(built, demand.resolution);
      return { streets: { network: built, places: onBuilt, failed }, found: survey };
    }
  }
}

const ADULT: Walking = { measure: { kind: "time", ...WALKERS.adult }, direction: "towards" };

/** A finder of rows for every survey, which remembers where it looked last. */
function rememberedRows(): (answers: Answers) => RowFinder {
  const finders = new WeakMap<Survey, RowFinder>();
  return (answers) => {
    const known = finders.get(answers.survey);
    if (known !== undefined) return known;
    const find = rowFinder(answers.survey, answers.scan());
    const rows = new Map<string, SiteRow>();
    const finder: RowFinder = (lng, lat) => {
      const key = `${lng} ${lat}`;
      const row = rows.get(key) ?? find(lng, lat);
      rows.delete(key);
      rows.set(key, row);
      for (const oldest of rows.keys()) {
        if (rows.size <= KEPT_ROWS) break;
        rows.delete(oldest);
      }
      return row;
    };
    finders.set(answers.survey, finder);
    return finder;
  };
}

function walkerKey({ kind, speed, steps }: Measure, direction: Direction): string {
  return `${kind} ${speed} ${steps} ${direction}`;
}

/** A study made anew under its old id has other checksums. */
function keyOf({ study, sha256 }: StudyRecord): string {
  return `${study.id} ${sha256.ground} ${sha256.network}`;
}
