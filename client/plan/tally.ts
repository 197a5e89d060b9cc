import type { Coverage, Tally } from "#contract/coverage.ts";
import { edgeSeconds, type CellColumns, type SurfaceColumns } from "./columns.ts";

/** What a tally of one service reads; the edge column depends on the speed, so it is made once per surface. */
export interface Ground {
  readonly cells: CellColumns;
  readonly surface: SurfaceColumns;
  /** Seconds from the edge of the extract, 0 without a network: see `edgeSeconds`. */
  readonly edge: Float64Array;
}

export function ground(cells: CellColumns, surface: SurfaceColumns): Ground {
  return { cells, surface, edge: edgeSeconds(cells, surface.speed) };
}

/**
 * People covered, in gaps and unknown within `limit` seconds (inclusive), as a whole, by age group and by
 * unit: the same rule and the same numbers as the server's coverage, read off the surface in one pass.
 */
export function tally(ground: Ground, limit: number): Coverage {
  const { people, groups, unit, units } = ground.cells;
  const { cost } = ground.surface;
  const { edge } = ground;
  const whole = new Float64Array(3);
  const byUnit = new Float64Array(units * 3);
  const byGroup = groups.map(() => new Float64Array(3));
  for (let i = 0; i < people.length; i++) {
    const state = stateOf(cost[i] ?? Infinity, edge[i] ?? 0, limit);
    const here = people[i] ?? 0;
    whole[state]! += here;
    const at = unit[i] ?? -1;
    if (at >= 0) byUnit[at * 3 + state]! += here;
    for (let g = 0; g < byGroup.length; g++) byGroup[g]![state]! += groups[g]?.people[i] ?? 0;
  }
  return {
    all: sums(whole, 0),
    groups: Object.fromEntries(groups.map((group, g) => [group.name, sums(byGroup[g]!, 0)])),
    units: Array.from({ length: units }, (_, u) => sums(byUnit, u * 3)),
  };
}

/** Why one cell counts as it does. Times in seconds, distances in metres. */
export type CellAnswer =
  | { readonly state: "covered"; readonly seconds: number }
  /** `seconds` is Infinity past 30 minutes or without a way. */
  | { readonly state: "gap"; readonly seconds: number }
  | { readonly state: "unknown"; readonly why: "no-network" }
  | {
      readonly state: "unknown";
      readonly why: "near-edge";
      readonly seconds: number;
      readonly edgeMetres: number;
    };

/** What cell `index` counts as within `limit` seconds, and why. */
export function answerFor(ground: Ground, limit: number, index: number): CellAnswer {
  const seconds = ground.surface.cost[index] ?? Infinity;
  const state = stateOf(seconds, ground.edge[index] ?? 0, limit);
  if (state === COVERED) return { state: "covered", seconds };
  if (state === GAP) return { state: "gap", seconds };
  if (ground.cells.linked[index] !== 1) return { state: "unknown", why: "no-network" };
  return { state: "unknown", why: "near-edge", seconds, edgeMetres: ground.cells.edge[index] ?? 0 };
}

/**
 * The share covered at each limit of 1 … `last` minutes (index 0 is one minute), null where nobody can be
 * judged. One pass: each cell counts as unknown from the minute its edge comes into reach, and as covered
 * from the minute its facility does.
 */
export function shareByMinute(ground: Ground, last: number): (number | null)[] {
  const { people } = ground.cells;
  const covered = new Float64Array(last + 2);
  const unknown = new Float64Array(last + 2);
  let all = 0;
  for (let i = 0; i < people.length; i++) {
    const here = people[i] ?? 0;
    all += here;
    const reached = firstMinute(ground.surface.cost[i] ?? Infinity, last);
    const doubtful = Math.min(firstMinute(ground.edge[i] ?? 0, last), reached);
    covered[reached]! += here;
    unknown[doubtful]! += here;
    unknown[reached]! -= here;
  }
  const shares: (number | null)[] = [];
  let coveredNow = covered[0] ?? 0;
  let unknownNow = unknown[0] ?? 0;
  for (let minute = 1; minute <= last; minute++) {
    coveredNow += covered[minute] ?? 0;
    unknownNow += unknown[minute] ?? 0;
    const known = all - unknownNow;
    shares.push(known > 0 ? coveredNow / known : null);
  }
  return shares;
}

const COVERED = 0;
const GAP = 1;
const UNKNOWN = 2;

function stateOf(cost: number, edge: number, limit: number): 0 | 1 | 2 {
  if (cost <= limit) return COVERED;
  return edge <= limit ? UNKNOWN : GAP;
}

function sums(columns: Float64Array, at: number): Tally {
  const covered = columns[at] ?? 0;
  const gap = columns[at + 1] ?? 0;
  const unknown = columns[at + 2] ?? 0;
  const known = covered + gap;
  return {
    people: known + unknown,
    covered,
    gap,
    unknown,
    share: known > 0 ? covered / known : null,
  };
}

/** The first whole minute at which so many seconds are within the limit; `last + 1` when none is. */
function firstMinute(seconds: number, last: number): number {
  if (!(seconds <= last * 60)) return last + 1;
  let minute = Math.ceil(seconds / 60);
  while (minute * 60 < seconds) minute++;
  while (minute > 0 && (minute - 1) * 60 >= seconds) minute--;
  return minute;
}
