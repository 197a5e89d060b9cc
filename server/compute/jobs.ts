import { randomBytes } from "node:crypto";
import type { Job, Progress } from "#contract/jobs.ts";
import type { SearchPoint } from "#contract/siting.ts";
import { faultSaid } from "./fault-said.ts";
import { TaskRefused, type RunOptions } from "./threads.ts";

/** What a job does; gives the id of the study it was done for. */
export type Work = (options: WorkOptions) => Promise<string>;

export interface WorkOptions extends Required<RunOptions> {
  /** Told of the number of the plan that was made. */
  readonly onPlan: (number: number) => void;
}

/**
 * What waits for what: each may need most of the machine, but a search for sites takes as long as its user lets it,
 * on one core, and nothing else shall wait for that.
 */
export type Line = "work" | "searches";

/** Long work of the server, in each line one after the other. */
export interface Jobs {
  readonly start: (work: Work, line?: Line) => Job;
  readonly find: (id: string) => Job | undefined;
  /** Stops a running or waiting job; one that has ended stays as it is. */
  readonly cancel: (id: string) => Promise<Job | undefined>;
  /** The job once it has ended. */
  readonly ended: (id: string) => Promise<Job | undefined>;
  /** Stops everything, for the server to end; what is started afterwards is cancelled at once. */
  readonly close: () => Promise<void>;
}

/** Ended jobs are remembered until so many newer ones have been started. */
const REMEMBERED = 100;

/** `onFault` is told of faults of ours; what is wrong with a file is told to the user alone. */
export function jobs(onFault: (error: unknown) => void): Jobs {
  const entries = new Map<string, Entry>();
  const last: Record<Line, Promise<unknown>> = {
    work: Promise.resolve(),
    searches: Promise.resolve(),
  };
  let closed = false;

  return {
    start(work, line = "work") {
      const id = randomBytes(8).toString("hex");
      const entry: Entry = {
        stop: new AbortController(),
        job: { id, state: "running", progress: [] },
        end: Promise.resolve(),
      };
      entries.set(id, entry);
      if (closed) entry.stop.abort(new Cancelled());
      for (const oldest of entries.keys()) {
        if (entries.size <= REMEMBERED) break;
        entries.delete(oldest);
      }
      entry.end = last[line].then(() => run(entry, work));
      last[line] = entry.end;
      return entry.job;
    },
    find: (id) => entries.get(id)?.job,
    async cancel(id) {
      const entry = entries.get(id);
      entry?.stop.abort(new Cancelled());
      await entry?.end;
      return entry?.job;
    },
    async ended(id) {
      const entry = entries.get(id);
      await entry?.end;
      return entry?.job;
    },
    async close() {
      closed = true;
      for (const { stop } of entries.values()) stop.abort(new Cancelled());
      await Promise.all([...entries.values()].map(({ end }) => end));
    },
  };

  async function run(entry: Entry, work: Work): Promise<void> {
    const { signal } = entry.stop;
    try {
      signal.throwIfAborted();
      const study = await work({
        signal,
        onProgress: (progress) => {
          entry.job = { ...entry.job, progress: updated(entry.job.progress, progress) };
        },
        onPoint: (point) => {
          entry.job = { ...entry.job, trace: traced(entry.job.trace ?? [], point) };
        },
        onPlan: (plan) => {
          entry.job = { ...entry.job, plan };
        },
      });
      entry.job = { ...entry.job, state: "done", study };
    } catch (error) {
      entry.job = { ...entry.job, ...endOf(error) };
    }
  }

  function endOf(error: unknown): Pick<Job, "state" | "error"> {
    if (error instanceof Cancelled) return { state: "cancelled" };
    if (error instanceof TaskRefused) return { state: "failed", error: error.said };
    onFault(error);
    return { state: "failed", error: faultSaid(error) };
  }
}

interface Entry {
  job: Job;
  readonly stop: AbortController;
  end: Promise<void>;
}

/** The reason a signal is aborted with when the user, or the end of the server, stops the work. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The latest report of every stage, in the order the stages began. */
export function updated(reports: readonly Progress[], progress: Progress): Progress[] {
  const at = reports.findIndex(({ stage }) => stage === progress.stage);
  return at === -1 ? [...reports, progress] : reports.with(at, progress);
}

/** More points say no more in a chart; past it every other one is left out, the first and the last never. */
const MOST_POINTS = 240;

function traced(points: readonly SearchPoint[], point: SearchPoint): SearchPoint[] {
  const kept = points.length < MOST_POINTS ? points : points.filter((_, at) => at % 2 === 0);
  return [...kept, point];
}
