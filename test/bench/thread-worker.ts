import { parentPort, workerData } from "node:worker_threads";
import { travelTimes } from "#core/catchment/travel-times.ts";
import type { ThreadWork } from "./threads.ts";

/** Takes origins off the shared list, a handful at a time, until none is left. */
const { graph, origins, limit, next } = workerData as ThreadWork;
const AT_A_TIME = 32;

if (parentPort === null) throw new Error("thread-worker.ts runs as a worker thread only.");
const port = parentPort;
const search = travelTimes(graph);
const start = new Uint32Array(1);
const atOnce = new Int32Array(1);

port.on("message", (rounds: number) => {
  const end = rounds * origins.length;
  let found = 0;
  for (let i = Atomics.add(next, 0, AT_A_TIME); i < end; i = Atomics.add(next, 0, AT_A_TIME)) {
    for (let k = i; k < Math.min(i + AT_A_TIME, end); k++) {
      start[0] = origins[k % origins.length]!;
      found += search.run(start, atOnce, 1, limit);
    }
  }
  port.postMessage(found);
});
port.postMessage(0);
