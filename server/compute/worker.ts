import { parentPort, workerData } from "node:worker_threads";
import type { Said } from "#contract/jobs.ts";
import { DemandTooLarge } from "#core/demand/limits.ts";
import { InputError } from "../intake/account.ts";
import { OsmFileError } from "../intake/osm/osm-file-error.ts";
import { RefusedFile } from "../intake/refused-file.ts";
import { SitingRefused } from "./siting/siting-refused.ts";
import type { Message, Results, Task } from "./tasks.ts";

/**
 * The body of a thread: does the one task it was started with, says how it goes, and ends. What a task needs is
 * loaded with it: all of it together takes longer than the shortest of them.
 */
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
): Promise<{ readonly result: Results[keyof Results]; readonly transfer?: ArrayBuffer[] }> {
  switch (task.kind) {
    case "judge": {
      const { judgeFile } = await import("./judge-file.ts");
      return { result: await judgeFile(task, (progress) => say({ kind: "progress", progress })) };
    }
    case "demonstrate": {
      const { demonstrate } = await import("./demonstrate.ts");
      return { result: await demonstrate(task, (progress) => say({ kind: "progress", progress })) };
    }
    case "compute": {
      const { computeResult } = await import("./compute-result.ts");
      await computeResult(task, (progress) => say({ kind: "progress", progress }));
      return { result: null };
    }
    case "check-network": {
      const { checkStreets } = await import("./check-streets.ts");
      return { result: await checkStreets(task) };
    }
    case "survey": {
      const { surveyStudy } = await import("./survey-study.ts");
      return surveyStudy(task);
    }
    case "gaps": {
      const { gapsOfStudy } = await import("./survey-study.ts");
      return { result: await gapsOfStudy(task) };
    }
    case "scene-streets": {
      const { makeStreets } = await import("./survey-study.ts");
      return makeStreets(task);
    }
    case "ledger-report": {
      const { ledgerReport } = await import("./ledger-report.ts");
      return {
        result: await ledgerReport(task, (progress) => say({ kind: "progress", progress })),
      };
    }
    case "site": {
      const { searchSites } = await import("./siting/search-sites.ts");
      return {
        result: await searchSites(task, {
          onProgress: (progress) => say({ kind: "progress", progress }),
          onPoint: (point) => say({ kind: "point", point }),
        }),
      };
    }
    case "report": {
      const { makeReport } = await import("./make-report.ts");
      return { result: await makeReport(task, (progress) => say({ kind: "progress", progress })) };
    }
  }
}
