import { Worker } from "node:worker_threads";
import type { Progress, Said } from "#contract/jobs.ts";
import type { SearchPoint } from "#contract/siting.ts";
import type { Message, Results, Task } from "./tasks.ts";

/** The task cannot be done with what it was given. What is said is for the user: what, where, what to do. */
export class TaskRefused extends Error {
  override readonly name = "TaskRefused";
  readonly said: Said;

  constructor(said: Said) {
    super(said.en);
    this.said = said;
  }
}

export interface RunOptions {
  /** Stops the thread, wherever it is; the promise then rejects with the signal's reason, after it has stopped. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Of a search for sites: told of every better plan and bound. */
  readonly onPoint?: (point: SearchPoint) => void;
}

/** How tasks are run; tests may put something quicker in its place. */
export type RunTask = <T extends Task>(
  task: T,
  options?: RunOptions,
) => Promise<Results[T["kind"]]>;

/** Does a task on a thread of its own. */
export const runTask: RunTask = async <T extends Task>(
  task: T,
  { signal, onProgress, onPoint }: RunOptions = {},
) => {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: task,
    execArgv: [],
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  try {
    return await new Promise<Results[T["kind"]]>((resolve, reject) => {
      let outcome: (() => void) | undefined;
      worker.on("message", (message: Message) => {
        switch (message.kind) {
          case "progress":
            return onProgress?.(message.progress);
          case "point":
            return onPoint?.(message.point);
          case "done":
            outcome = () => resolve(message.result as Results[T["kind"]]);
            return undefined;
          case "refused":
            outcome = () => reject(new TaskRefused(message.said));
            return undefined;
        }
      });
      worker.on("error", (error) => (outcome = () => reject(explained(error))));
      worker.on("exit", (code) => {
        if (signal?.aborted) reject(signal.reason);
        else if (outcome !== undefined) outcome();
        else reject(new Error(`The thread for "${task.kind}" ended with code ${code}.`));
      });
    });
  } finally {
    signal?.removeEventListener("abort", stop);
  }
};

/** The same, but at most so many tasks at a time; the others wait for their turn in the order they came. */
export function inTurn(run: RunTask, most: number): RunTask {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task, options) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await run(task, options);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

function explained(error: unknown): unknown {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new TaskRefused({
        zh: "这些文件需要的内存超过本机所能提供的。请把文件裁剪到研究范围，或选择更粗的网格。",
        en: "The files need more memory than this machine gives. Cut them to the area under study, or choose a coarser resolution.",
      })
    : error;
}
