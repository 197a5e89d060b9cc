import type { ScenarioState } from "#contract/scenario.ts";
import { visitorScan, type VisitorScan } from "#core/catchment/matrix.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import { assess, gapsOf, survey, type Ground, type Survey } from "#core/coverage/survey.ts";
import type { Measure } from "#core/network/graph.ts";
import type { Direction, Service } from "#core/vocabulary.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { kept } from "./kept.ts";
import type { SurveyColumns } from "./tasks.ts";
import type { RunTask } from "./threads.ts";
import { walker, type Walker } from "./walk.ts";

/** What can be asked of a study for one walker going one way; costly answers are worked out once. */
export interface Answers {
  readonly survey: Survey;
  /** `limit` in thousandths of the measure, inclusive. */
  readonly gaps: (service: Service, limit: number) => Promise<readonly Gap[]>;
  /** From any facility to the cells. */
  readonly scan: () => VisitorScan;
  readonly walker: () => Walker;
}

/** Where the study is, so that a thread can open it too, and what of it a scenario would change. */
export interface Place {
  readonly folder: string;
  readonly record: StudyRecord;
  readonly state?: ScenarioState;
}

/**
 * Above so many cells plus twenty times facilities, surveys and gaps are worked out on a thread of their own;
 * below, they take a fraction of a second at most, less than a thread would need to open the study.
 */
const INLINE_WORK = 20_000;
const WORK_PER_FACILITY = 20;
/** As many lists of gaps are kept for each survey: a slider's worth of limits for a few services. */
const KEPT_GAPS = 60;

/** `ground` is what the place has, with the state's changes where it names any. */
export async function answersFor(
  ground: Ground,
  place: Place,
  measure: Measure,
  direction: Direction,
  runTask: RunTask,
): Promise<Answers> {
  const seen = isSmall(ground) ? survey(ground, measure, direction) : await surveyElsewhere();
  return answersFrom(seen, place, runTask);

  async function surveyElsewhere(): Promise<Survey> {
    return surveyOn(ground, await runTask({ kind: "survey", ...place, measure, direction }));
  }
}

/** A survey that came from a thread, on its ground again. */
export function surveyOn(ground: Ground, columns: SurveyColumns): Survey {
  return { ...columns, ground, graph: { ...columns.graph, network: ground.network } };
}

/** The same where the survey is at hand; `scan` too, where another has the same streets and cells. */
export function answersFrom(
  seen: Survey,
  place: Place,
  runTask: RunTask,
  makeScan = () => visitorScan(seen.graph, seen.cellLinks),
): Answers {
  const { measure, direction } = seen.graph;
  const gaps = kept<readonly Gap[]>(KEPT_GAPS);
  let scan: VisitorScan | undefined;
  let walk: Walker | undefined;
  return {
    survey: seen,
    gaps: (service, limit) =>
      gaps.get(`${service} ${limit}`, async () =>
        isSmall(seen.ground)
          ? gapsOf(seen, service, limit, assess(seen, service, limit))
          : runTask({ kind: "gaps", ...place, measure, direction, service, limit }),
      ),
    scan: () => (scan ??= makeScan()),
    walker: () => (walk ??= walker(seen)),
  };
}

/** Whether a survey is worked out at once, others waiting meanwhile. */
export function isSmall({ demand, facilities }: Ground): boolean {
  return demand.cells.length + WORK_PER_FACILITY * facilities.length <= INLINE_WORK;
}
