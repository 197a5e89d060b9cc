import { assess, gapsOf, survey, type Survey } from "#core/coverage/survey.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import { sceneStreets } from "#core/scenario/streets.ts";
import { openStudyFiles } from "../store/study-files.ts";
import type { GapsTask, Results, SceneStreetsTask, SurveyColumns, SurveyTask } from "./tasks.ts";

/** A result with what of it is handed over to another thread and not copied. */
interface Handed<Result> {
  readonly result: Result;
  readonly transfer?: ArrayBuffer[];
}

export async function surveyStudy(task: SurveyTask): Promise<Handed<Results["survey"]>> {
  const { columns, buffers } = columnsOf(await surveyed(task));
  return { result: columns, transfer: buffers };
}

export async function gapsOfStudy(task: GapsTask): Promise<Results["gaps"]> {
  const seen = await surveyed(task);
  const result = assess(seen, task.service, task.limit);
  return gapsOf(seen, task.service, task.limit, result);
}

export async function makeStreets(
  task: SceneStreetsTask,
): Promise<Handed<Results["scene-streets"]>> {
  const { ground } = await openStudyFiles(task.folder, task.record);
  const { network, places, failed } = sceneStreets(ground, task.streets);
  if (network === ground.network) return { result: { network: null, survey: null, failed } };
  if (task.walker === undefined) return { result: { network, survey: null, failed } };
  const { measure, direction } = task.walker;
  const seen = survey({ ...ground, network, places }, measure, direction);
  const { columns, buffers } = columnsOf(seen);
  return { result: { network, survey: columns, failed }, transfer: buffers };
}

async function surveyed(
  task: Pick<SurveyTask, "folder" | "record" | "state" | "measure" | "direction">,
) {
  const { ground } = await openStudyFiles(task.folder, task.record);
  const seen = task.state === undefined ? ground : sceneOf(ground, task.state).ground;
  return survey(seen, task.measure, task.direction);
}

/** A survey as it travels, with what is handed over and not copied. */
function columnsOf(seen: Survey): {
  readonly columns: SurveyColumns;
  readonly buffers: ArrayBuffer[];
} {
  const { ground: _, graph, ...columns } = seen;
  const { first, arcs } = graph.graph;
  const { facilityLinks, cellLinks, matrix } = columns;
  const links = [facilityLinks, cellLinks].flatMap(({ edge, along, leg }) => [edge, along, leg]);
  const arrays = [first, arcs, columns.edge, matrix.first, matrix.cell, matrix.cost, ...links];
  return {
    columns: {
      ...columns,
      graph: { measure: graph.measure, direction: graph.direction, graph: graph.graph },
    },
    buffers: arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])),
  };
}
