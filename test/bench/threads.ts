import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Graph, Milli } from "#core/network/graph.ts";
import { SEARCH_METRES } from "./search.ts";
import { note, timingOf, type Timing } from "./timing.ts";

/** What every worker is given; the arrays lie in memory that all of them see. */
export interface ThreadWork {
  readonly graph: Graph;
  readonly origins: Uint32Array;
  readonly limit: Milli;
  /** Next origin nobody has taken. */
  readonly next: Int32Array;
}

/** Rounds over all origins that one run shares out: long enough that waking the workers does not count. */
const ROUNDS = 20;
const RUNS = 9;

/** The same searches by one worker and by two, in turns. One run is `ROUNDS` searches from every origin. */
export async function benchThreads(
  graph: Graph,
  origins: Uint32Array,
): Promise<{ one: Timing; two: Timing }> {
  const work: ThreadWork = {
    graph: {
      nodeCount: graph.nodeCount,
      first: shared(graph.first, Uint32Array),
      arcs: shared(graph.arcs, Int32Array),
    },
    origins: shared(origins, Uint32Array),
    limit: SEARCH_METRES * 1000,
    next: new Int32Array(new SharedArrayBuffer(4)),
  };
  const workers = [startWorker(work), startWorker(work)];
  await Promise.all(workers.map(answer));

  const taken: [number[], number[]] = [[], []];
  for (let run = -2; run < RUNS; run++) {
    for (const [i, crew] of [workers.slice(0, 1), workers].entries()) {
      work.next[0] = 0;
      const start = performance.now();
      const found = await Promise.all(
        crew.map((worker) => {
          worker.postMessage(ROUNDS);
          return answer(worker);
        }),
      );
      if (run >= 0) taken[i]!.push(performance.now() - start);
      for (const nodes of found) note(nodes);
    }
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { one: timingOf(taken[0]), two: timingOf(taken[1]) };
}

function startWorker(work: ThreadWork): Worker {
  return new Worker(new URL("./thread-worker.ts", import.meta.url), { workerData: work });
}

async function answer(worker: Worker): Promise<number> {
  const [found] = (await once(worker, "message")) as [number];
  return found;
}

function shared<A extends Uint32Array | Int32Array>(
  values: A,
  Kind: new (buffer: SharedArrayBuffer) => A,
): A {
  const copy = new Kind(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
