import type { Progress } from "#contract/jobs.ts";
import type { SearchPoint } from "#contract/siting.ts";
import { solveSiting } from "#core/siting/solve.ts";
import type { Solver } from "#core/siting/problem.ts";
import { openStudyFiles } from "../../store/study-files.ts";
import { sparingly } from "../sparingly.ts";
import type { SiteTask } from "../tasks.ts";
import { openHighs } from "./highs.ts";
import { makePlan, type MadePlan } from "./make-plan.ts";

/** Does a search for sites on the thread it is called on: opens the study and the solver, and makes the plan. */
export async function searchSites(
  { folder, record, order, stop }: SiteTask,
  told: {
    readonly onProgress: (progress: Progress) => void;
    readonly onPoint: (point: SearchPoint) => void;
  },
): Promise<MadePlan | null> {
  const { ground } = await openStudyFiles(folder, record);
  return makePlan(ground, order, {
    solve: solveSiting,
    solver: await solverIfAny(),
    stop,
    onProgress: sparingly(told.onProgress),
    onPoint: told.onPoint,
  });
}

/** Where WebAssembly cannot be started, searches and bounds of our own have to do. */
async function solverIfAny(): Promise<Solver | undefined> {
  return openHighs().catch(() => undefined);
}
