/** Milliseconds of repeated runs of the same work. */
export interface Timing {
  readonly runs: number;
  readonly min: number;
  readonly median: number;
}

export interface Repetition {
  /** Timed runs. */
  readonly runs: number;
  /** Untimed runs before them, for the compiler and the caches. */
  readonly warmUp: number;
}

/** Work gives a number that depends on all it did, so that the compiler cannot leave any of it out. */
export type Work = () => number;

/** Takes in every result; `noted` gives it back, to be printed. */
let sink = 0;
export const note = (value: number): void => void (sink = (sink + value) % 1_000_003);
export const noted = (): number => Math.round(sink);

/** Garbage is collected once before, never between runs: the collector's own threads would be timed too. */
export function timed({ runs, warmUp }: Repetition, work: Work): Timing {
  const taken: number[] = [];
  globalThis.gc?.();
  for (let run = -warmUp; run < runs; run++) {
    const start = performance.now();
    const result = work();
    if (run >= 0) taken.push(performance.now() - start);
    note(result);
  }
  return timingOf(taken);
}

/** The same for work that waits for something outside this thread. */
export async function timedWaiting(
  { runs, warmUp }: Repetition,
  work: () => Promise<number>,
): Promise<Timing> {
  const taken: number[] = [];
  globalThis.gc?.();
  for (let run = -warmUp; run < runs; run++) {
    const start = performance.now();
    const result = await work();
    if (run >= 0) taken.push(performance.now() - start);
    note(result);
  }
  return timingOf(taken);
}

/**
 * Several kinds of work in turns, so that whatever else the machine does falls on all of them alike: their
 * ratio is worth more than their times.
 */
export function timedInTurns<const Name extends string>(
  { runs, warmUp }: Repetition,
  works: Readonly<Record<Name, Work>>,
): Record<Name, Timing> {
  const names = Object.keys(works) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  globalThis.gc?.();
  for (let run = -warmUp; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      const result = works[name]();
      if (run >= 0) taken[name]!.push(performance.now() - start);
      note(result);
    }
  }
  return Object.fromEntries(names.map((name) => [name, timingOf(taken[name]!)])) as Record<
    Name,
    Timing
  >;
}

export function timingOf(milliseconds: readonly number[]): Timing {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { runs: sorted.length, min: sorted[0]!, median };
}
