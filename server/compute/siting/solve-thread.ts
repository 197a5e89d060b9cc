import { parentPort, workerData } from "node:worker_threads";
import { solveSiting } from "#core/siting/solve.ts";
import type { SitingProblem } from "#core/siting/problem.ts";
import { openHighs } from "./highs.ts";
import { beginSearch } from "./search-tools.ts";
import type { ThreadMessage } from "./solve-apart.ts";

/** The body of a thread: solves the one problem it was started with, says how it goes, and ends. */
const port = parentPort;
if (port === null) throw new Error("This file is the body of a thread; start it with solveApart.");
const say = (message: ThreadMessage) => port.postMessage(message);

const { problem, seconds, seed, stop } = workerData as {
  readonly problem: SitingProblem;
  readonly seconds: number;
  readonly seed: number;
  readonly stop: SharedArrayBuffer;
};
// Without WebAssembly, searches and bounds of our own have to do.
const solver = await openHighs().catch(() => undefined);
const search = beginSearch({
  seconds,
  seed,
  stop,
  solver,
  onProgress: (point) => say({ kind: "point", point }),
});
const answer = solveSiting(problem, search.tools);
say({ kind: "solved", answer, seconds: search.seconds() });
