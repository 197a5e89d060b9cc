import { Worker } from "node:worker_threads";
import type { SearchPoint } from "#contract/siting.ts";
import type { SitingAnswer, SitingProblem } from "#core/siting/problem.ts";
import { stopFlag } from "./stop.ts";

export interface SolvedApart {
  readonly answer: SitingAnswer;
  /** Spent searching. */
  readonly seconds: number;
}

/** What the thread says. */
export type ThreadMessage =
  | { readonly kind: "point"; readonly point: SearchPoint }
  | ({ readonly kind: "solved" } & SolvedApart);

export interface SolveApartOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Ends the search with the best so far; the answer still comes. */
  readonly signal: AbortSignal;
  readonly onProgress: (point: SearchPoint) => void;
}

/** Solves a problem on a thread of its own, so that this one hears when it is told to stop. */
export async function solveApart(
  problem: SitingProblem,
  { seconds, seed, signal, onProgress }: SolveApartOptions,
): Promise<SolvedApart> {
  const { shared, stop } = stopFlag();
  const worker = new Worker(new URL("./solve-thread.ts", import.meta.url), {
    workerData: { problem, seconds, seed, stop: shared },
    execArgv: [],
  });
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await new Promise<SolvedApart>((resolve, reject) => {
      let solved: SolvedApart | undefined;
      worker.on("message", (message: ThreadMessage) => {
        if (message.kind === "point") onProgress(message.point);
        else solved = { answer: message.answer, seconds: message.seconds };
      });
      worker.on("error", reject);
      worker.on("exit", (code) => {
        if (solved === undefined) reject(new Error(`The search ended with code ${code}.`));
        else resolve(solved);
      });
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
