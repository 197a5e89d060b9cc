import { parentPort, workerData } from "node:worker_threads";
import type { Said } from "#contract/jobs.ts";
import { assess, gapsOf, survey, type Survey } from "#core/coverage/survey.ts";
import { DemandTooLarge } from "#core/demand/limits.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import { sceneStreets } from "#core/scenario/streets.ts";
import { InputError } from "../intake/account.ts";
import { OsmFileError } from "../intake/osm/osm-file-error.ts";
import { RefusedFile } from "../intake/refused-file.ts";
import { openStudyFiles } from "../store/study-files.ts";
import { checkStreets } from "./check-streets.ts";
import { computeResult } from "./compute-result.ts";
import { judgeFile } from "./judge-file.ts";
import { SitingRefused } from "./siting/siting-refused.ts";
import type { Message, Results, SurveyColumns, SurveyTask, Task } from "./tasks.ts";

/** The body of a thread: does the one task it was started with, says how it goes, and ends. */
const port = parentPort;
if (port === null) throw new Error("This file is the body of a thread; start it with runTask.");
const say = (message: Message, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

try {
  const { result, transfer } = await run(workerData as Task);
  say({ kind: "done", result }, transfer);
} catch (error) {
  const said = saidOf(error);
  if (said === undefined) throw error;
  say({ kind: "refused", said });
}

/** What the user is told of a file that cannot be used; undefined for a fault of ours. */
function saidOf(error: unknown): Said | undefined {
  if (error instanceof RefusedFile || error instanceof OsmFileError)
    return { zh: error.inChinese, en: error.message };
  if (error instanceof SitingRefused || error instanceof DemandTooLarge) return error.said;
  if (error instanceof InputError)
    return { zh: `文件不能使用。${error.message}`, en: error.message };
  return undefined;
}

async function run(
  task: Task,
): Promise<{ result: Results[keyof Results]; transfer?: ArrayBuffer[] }> {
  switch (task.kind) {
    case "judge":
      return { result: await judgeFile(task, (progress) => say({ kind: "progress", progress })) };
    case "demonstrate": {
      // Half of all the source there is, and needed once.
      const { demonstrate } = await import("./demonstrate.ts");
      return { result: await demonstrate(task, (progress) => say({ kind: "progress", progress })) };
    }
    case "compute":
      await computeResult(task, (progress) => say({ kind: "progress", progress }));
      return { result: null };
    case "check-network":
      return { result: await checkStreets(task) };
    case "survey": {
      const { columns, buffers } = columnsOf(await surveyed(task));
      return { result: columns, transfer: buffers };
    }
    case "gaps": {
      const seen = await surveyed(task);
      const result = assess(seen, task.service, task.limit);
      return { result: gapsOf(seen, task.service, task.limit, result) };
    }
    case "scene-streets": {
      const { ground } = await openStudyFiles(task.folder, task.record);
      const { network, places, failed } = sceneStreets(ground, task.streets);
      if (network === ground.network) return { result: { network: null, survey: null, failed } };
      if (task.walker === undefined) return { result: { network, survey: null, failed } };
      const { measure, direction } = task.walker;
      const seen = survey({ ...ground, network, places }, measure, direction);
      const { columns, buffers } = columnsOf(seen);
      return { result: { network, survey: columns, failed }, transfer: buffers };
    }
    case "ledger-report": {
      const { ledgerReport } = await import("./ledger-report.ts");
      return {
        result: await ledgerReport(task, (progress) => say({ kind: "progress", progress })),
      };
    }
    case "site": {
      // The solver is large, and needed by nothing else.
      const { searchSites } = await import("./siting/search-sites.ts");
      return {
        result: await searchSites(task, {
          onProgress: (progress) => say({ kind: "progress", progress }),
          onPoint: (point) => say({ kind: "point", point }),
        }),
      };
    }
    case "report": {
      // The libraries that write and draw are large, and needed by nothing else.
      const { makeReport } = await import("./make-report.ts");
      return { result: await makeReport(task, (progress) => say({ kind: "progress", progress })) };
    }
  }
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
