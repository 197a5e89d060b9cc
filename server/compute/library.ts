import type { Study } from "#contract/study.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { Measure } from "#core/network/graph.ts";
import type { Direction } from "#core/vocabulary.ts";
import { tileServer, type TileServer } from "../report/vector-tiles.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { answersFor, type Answers } from "./answers.ts";
import { kept } from "./kept.ts";
import type { RunTask } from "./threads.ts";

/** A study open in memory. */
export interface OpenStudy {
  readonly study: Study;
  readonly ground: Ground;
  readonly tiles: () => TileServer;
  readonly answers: (measure: Measure, direction: Direction) => Promise<Answers>;
}

/** Results, the last few of them open. */
export interface Library {
  /** Throws `StudyDamaged` when its files are not as they were written. */
  readonly open: (record: StudyRecord) => Promise<OpenStudy>;
}

const OPEN_STUDIES = 4;
const KEPT_SURVEYS = 6;

export function library(studies: Studies, runTask: RunTask): Library {
  const open = kept<OpenStudy>(OPEN_STUDIES);
  return {
    // A study made anew under its old id has other checksums.
    open: (record) => open.get(keyOf(record), () => openStudy(studies, record, runTask)),
  };
}

async function openStudy(
  studies: Studies,
  record: StudyRecord,
  runTask: RunTask,
): Promise<OpenStudy> {
  const { ground, baseMap } = await studies.open(record);
  const place = { folder: studies.folderOf(record), record };
  const answers = kept<Answers>(KEPT_SURVEYS);
  let tiles: TileServer | undefined;
  return {
    study: record.study,
    ground,
    tiles: () => (tiles ??= tileServer(baseMap)),
    answers: (measure, direction) =>
      answers.get(`${measure.kind} ${measure.speed} ${measure.steps} ${direction}`, () =>
        answersFor(ground, place, measure, direction, runTask),
      ),
  };
}

function keyOf({ study, sha256 }: StudyRecord): string {
  return `${study.id} ${sha256.ground} ${sha256.network}`;
}
