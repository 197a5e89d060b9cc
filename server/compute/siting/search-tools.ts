import type { SearchPoint } from "#contract/siting.ts";
import type { SearchTools, Solver } from "#core/siting/problem.ts";
import { stopped } from "./stop.ts";

/** How often a bound that moves is put down, in seconds. Every better value is. */
const EVERY = 0.25;
/** More points say no more in a chart; past it every other one is left out. */
const MOST_POINTS = 240;

export interface SearchLimits {
  readonly seconds: number;
  readonly seed: number;
  readonly solver: Solver | undefined;
  /** See `stopFlag`. */
  readonly stop?: SharedArrayBuffer;
  readonly onProgress?: (point: SearchPoint) => void;
  /** In milliseconds, from anywhere; the machine's where none is given. */
  readonly clock?: () => number;
}

/** A search that was begun: what the solvers need, and how it went. */
export interface Search {
  readonly tools: SearchTools;
  /** Seconds since it began. */
  readonly seconds: () => number;
  readonly trace: () => readonly SearchPoint[];
}

/** Begins a search: its time runs from here. */
export function beginSearch(limits: SearchLimits): Search {
  const { stop, seed, solver } = limits;
  const clock = limits.clock ?? (() => performance.now());
  const began = clock();
  const seconds = () => (clock() - began) / 1000;
  const left = () => Math.max(0, limits.seconds - seconds());
  let points: SearchPoint[] = [];
  let last: SearchPoint = { seconds: 0, value: null, bound: null };

  const onProgress = (value: number | null, bound: number | null) => {
    const point = { seconds: seconds(), value: value ?? last.value, bound: bound ?? last.bound };
    if (point.value === last.value && point.bound === last.bound) return;
    const put = points.at(-1);
    last = point;
    if (put !== undefined && point.value === put.value && point.seconds - put.seconds < EVERY)
      return;
    points.push(point);
    if (points.length > MOST_POINTS) points = points.filter((_, at) => at % 2 === 0);
    limits.onProgress?.(point);
  };

  return {
    tools: {
      ended: () => (stop !== undefined && stopped(stop)) || left() <= 0,
      left: () => (stop !== undefined && stopped(stop) ? 0 : left()),
      onProgress,
      seed,
      solver,
    },
    seconds,
    trace: () => {
      const put = points.at(-1);
      return put === undefined || put === last ? points : [...points, last];
    },
  };
}
