import { randomBytes } from "node:crypto";
import type { Job, Progress } from "#contract/jobs.ts";
import type { Draft } from "../store/state-folder.ts";
import type { Studies } from "../store/studies.ts";
import type { MakeTask } from "./tasks.ts";
import { TaskRefused, type RunTask } from "./threads.ts";

/** What a study is made from. */
export type StudyOrder = Pick<MakeTask, "name" | "resolution" | "snapCap" | "source"> & {
  /** A new one when left out. */
  readonly id?: string;
};

/** Studies in the making: one at a time, because each may need most of the machine. */
export interface Jobs {
  /** Takes the one place, before anything is received. Throws `Busy`. */
  readonly claim: () => Claim;
  readonly find: (id: string) => Job | undefined;
  /** Stops a running job and clears up after it; a job that has ended stays as it is. */
  readonly cancel: (id: string) => Promise<Job | undefined>;
  /** The job once it has ended. */
  readonly ended: (id: string) => Promise<Job | undefined>;
  /** Stops what is running, for the server to end. */
  readonly close: () => Promise<void>;
}

export interface Claim {
  /** Starts the work; the draft is then the job's, and so is the place. */
  readonly start: (draft: Draft, order: StudyOrder) => Job;
  /** Gives the place back, if the work was never started. */
  readonly release: () => void;
}

/** Another study is being made. */
export class Busy extends Error {
  override readonly name = "Busy";
}

export interface JobTools {
  readonly studies: Studies;
  readonly runTask: RunTask;
  /** Is told of faults of ours; what is wrong with a file is told to the user alone. */
  readonly onFault: (error: unknown) => void;
}

/** Ended jobs are remembered until so many newer ones have been started. */
const REMEMBERED = 100;

export function jobs({ studies, runTask, onFault }: JobTools): Jobs {
  const entries = new Map<string, Entry>();
  let holder: object | undefined;

  return {
    claim() {
      if (holder !== undefined) throw new Busy("Another study is being made on this server.");
      const claim = {};
      holder = claim;
      const release = () => {
        if (holder === claim) holder = undefined;
      };
      return {
        release,
        start: (draft, order) => start(draft, order, release),
      };
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
      for (const { stop } of entries.values()) stop.abort(new Cancelled());
      await Promise.all([...entries.values()].map(({ end }) => end));
    },
  };

  function start(draft: Draft, order: StudyOrder, release: () => void): Job {
    const id = randomBytes(8).toString("hex");
    const stop = new AbortController();
    const entry: Entry = {
      stop,
      job: { id, state: "running", progress: [] },
      end: Promise.resolve(),
    };
    entries.set(id, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= REMEMBERED) break;
      entries.delete(oldest);
    }
    const task: MakeTask = {
      kind: "make",
      created: new Date().toISOString(),
      folder: draft.study,
      ...order,
      id: order.id ?? `s${randomBytes(5).toString("hex")}`,
    };
    entry.end = work(entry, draft, task).finally(release);
    return entry.job;
  }

  async function work(entry: Entry, draft: Draft, task: MakeTask): Promise<void> {
    const { signal } = entry.stop;
    try {
      await runTask(task, {
        signal,
        onProgress: (progress) => {
          entry.job = { ...entry.job, progress: updated(entry.job.progress, progress) };
        },
      });
      signal.throwIfAborted();
      await studies.keep(draft);
      entry.job = { ...entry.job, state: "done", study: task.id };
    } catch (error) {
      entry.job = { ...entry.job, ...endOf(error) };
    }
    await draft.discard().catch(onFault);
  }

  function endOf(error: unknown): Pick<Job, "state" | "error"> {
    if (error instanceof Cancelled) return { state: "cancelled" };
    if (error instanceof TaskRefused) return { state: "failed", error: error.message };
    onFault(error);
    return {
      state: "failed",
      error: `The program failed while making the study: ${error instanceof Error ? error.message : String(error)}. The server's log has the details.`,
    };
  }
}

interface Entry {
  job: Job;
  readonly stop: AbortController;
  end: Promise<void>;
}

class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The latest report of every stage, in the order the stages began. */
function updated(reports: readonly Progress[], progress: Progress): Progress[] {
  const at = reports.findIndex(({ stage }) => stage === progress.stage);
  return at === -1 ? [...reports, progress] : reports.with(at, progress);
}
