import { setTimeout as wait } from "node:timers/promises";
import type { Job } from "#contract/jobs.ts";
import { jsonOf, type Ask } from "./ask-service.ts";
import type { Reporter } from "./progress.ts";

const PAUSE_MS = 200;

/** The job once it has ended, its progress told until then. `stopped` says what becomes of it when the user stops it. */
export async function followed(
  ask: Ask,
  job: Job,
  report: Reporter,
  signal: AbortSignal,
  stopped: (path: string, why: unknown) => Promise<Job>,
): Promise<Job> {
  const path = `/jobs/${encodeURIComponent(job.id)}`;
  let known = job;
  try {
    while (known.state === "running") {
      for (const { stage, done, total } of known.progress.slice(-1))
        report.stage(stage, done, total);
      await wait(PAUSE_MS, undefined, { signal });
      known = jsonOf<Job>(await ask(path));
    }
    return known;
  } catch (error) {
    if (!signal.aborted) throw error;
    return stopped(path, error);
  }
}
