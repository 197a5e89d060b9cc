import { parentPort, workerData } from "node:worker_threads";
import { assess, gapsOf, survey } from "#core/coverage/survey.ts";
import { DemandTooLarge } from "#core/demand/limits.ts";
import { InputError } from "../intake/account.ts";
import { OsmFileError } from "../intake/osm/osm-file-error.ts";
import { openStudyFiles } from "../store/study-files.ts";
import { makeStudy } from "./make-study.ts";
import type { Message, Results, SurveyTask, Task } from "./tasks.ts";

/** The body of a thread: does the one task it was started with, says how it goes, and ends. */
const port = parentPort;
if (port === null) throw new Error("This file is the body of a thread; start it with runTask.");
const say = (message: Message, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

try {
  const { result, transfer } = await run(workerData as Task);
  say({ kind: "done", result }, transfer);
} catch (error) {
  if (
    error instanceof InputError ||
    error instanceof OsmFileError ||
    error instanceof DemandTooLarge
  )
    say({ kind: "refused", message: error.message });
  else throw error;
}

async function run(
  task: Task,
): Promise<{ result: Results[keyof Results]; transfer?: ArrayBuffer[] }> {
  switch (task.kind) {
    case "make":
      await makeStudy(task, (progress) => say({ kind: "progress", progress }));
      return { result: null };
    case "survey": {
      const { ground: _, graph, ...columns } = await surveyed(task);
      const { first, arcs } = graph.graph;
      const { facilityLinks, cellLinks, matrix } = columns;
      const links = [facilityLinks, cellLinks].flatMap(({ edge, along, leg }) => [
        edge,
        along,
        leg,
      ]);
      const arrays = [first, arcs, columns.edge, matrix.first, matrix.cell, matrix.cost, ...links];
      return {
        result: {
          ...columns,
          graph: { measure: graph.measure, direction: graph.direction, graph: graph.graph },
        },
        transfer: arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : [])),
      };
    }
    case "gaps": {
      const seen = await surveyed(task);
      const result = assess(seen, task.service, task.limit);
      return { result: gapsOf(seen, task.service, task.limit, result) };
    }
  }
}

async function surveyed(task: Pick<SurveyTask, "folder" | "record" | "measure" | "direction">) {
  const { ground } = await openStudyFiles(task.folder, task.record);
  return survey(ground, task.measure, task.direction);
}
