/** One event of a browser trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Of it on a processor. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
}

export const TRACE_CATEGORIES = ["toplevel", "blink.user_timing"];
const TASK = "ThreadControllerImpl::RunTask";
export const STEP_START = "step-start";
export const STEP_PAINTED = "step-painted";

/** One step's work, in milliseconds by the clock and on a processor. */
export interface Work {
  readonly elapsed: number;
  readonly processor: number;
}

/**
 * What the page's main thread did between each pair of marks: the tasks that hold the marks, whole, and every
 * task between them. Waiting for the next frame is no task and does not count.
 */
export function mainThreadWork(trace: Buffer): Work[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const marks = traceEvents
    .filter(({ name }) => name === STEP_START || name === STEP_PAINTED)
    .toSorted((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (first === undefined) return [];
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) =>
      name === TASK && ph === "X" && pid === first.pid && tid === first.tid,
  );
  return marks.flatMap((mark, i) => {
    const next = marks[i + 1];
    if (mark.name !== STEP_START || next?.name !== STEP_PAINTED) return [];
    const within = tasks.filter(({ ts, dur = 0 }) => ts + dur >= mark.ts && ts <= next.ts);
    return [
      {
        elapsed: within.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000,
        processor: within.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
      },
    ];
  });
}
