import type { Coverage, Tally } from "#contract/coverage.ts";
import { edgeSeconds, type CellColumns, type SurfaceColumns } from "./columns.ts";
import { MAX_LIMIT_MINUTES } from "./view.ts";

/** A surface on its cells, with the people summed for every limit, so that a slider step only reads. */
export interface Ground {
  readonly cells: CellColumns;
  readonly surface: SurfaceColumns;
  /** Seconds from the edge of the extract, 0 without a network: see `edgeSeconds`. */
  readonly edge: Float64Array;
  readonly sums: MinuteSums;
}

/**
 * People by limit in whole minutes and by column: all of them, then the age groups, then the units. The sum
 * of column `c` within minute `m` stands at `m * columns + c`.
 */
interface MinuteSums {
  readonly columns: number;
  readonly people: Float64Array;
  readonly covered: Float64Array;
  readonly unknown: Float64Array;
}

export function ground(cells: CellColumns, surface: SurfaceColumns): Ground {
  const edge = edgeSeconds(cells, surface);
  return { cells, surface, edge, sums: sumByMinute(cells, surface.cost, edge) };
}

/**
 * People covered, in gaps and unknown within so many whole minutes (inclusive), as a whole, by age group
 * and by unit: the same rule and the same people as the server's coverage.
 */
export function coverageWithin({ cells, sums }: Ground, minutes: number): Coverage {
  const first = 1 + cells.groups.length;
  return {
    all: tallyOf(sums, minutes, 0),
    groups: Object.fromEntries(
      cells.groups.map((group, g) => [group.name, tallyOf(sums, minutes, 1 + g)]),
    ),
    units: Array.from({ length: cells.units }, (_, u) => tallyOf(sums, minutes, first + u)),
  };
}

/** The share covered at each limit of 1 … 30 minutes (index 0 is one minute), null where nobody can be judged. */
export function shareByMinute({ sums }: Ground): (number | null)[] {
  return Array.from({ length: MAX_LIMIT_MINUTES }, (_, m) => tallyOf(sums, m + 1, 0).share);
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
  const fromEdge = ground.edge[index] ?? 0;
  if (seconds <= limit) return { state: "covered", seconds };
  if (fromEdge > limit) return { state: "gap", seconds };
  if (ground.surface.unlinked[index] === 1) return { state: "unknown", why: "no-network" };
  return { state: "unknown", why: "near-edge", seconds, edgeMetres: ground.cells.edge[index] ?? 0 };
}

/**
 * One pass over the cells. Each counts as unknown from the minute its edge comes into reach, and as covered
 * from the minute its facility does; adding up the minutes afterwards gives the sums within each.
 */
function sumByMinute(cells: CellColumns, cost: Float64Array, edge: Float64Array): MinuteSums {
  const { people, groups, unit, units } = cells;
  const columns = 1 + groups.length + units;
  const minutes = MAX_LIMIT_MINUTES + 2;
  const total = new Float64Array(columns);
  const covered = new Float64Array(minutes * columns);
  const unknown = new Float64Array(minutes * columns);
  for (let i = 0; i < people.length; i++) {
    const reached = firstMinute(cost[i] ?? Infinity);
    const doubtful = Math.min(firstMinute(edge[i] ?? 0), reached);
    const add = (column: number, here: number) => {
      total[column]! += here;
      covered[reached * columns + column]! += here;
      unknown[doubtful * columns + column]! += here;
      unknown[reached * columns + column]! -= here;
    };
    const here = people[i] ?? 0;
    add(0, here);
    for (let g = 0; g < groups.length; g++) add(1 + g, groups[g]?.people[i] ?? 0);
    const at = unit[i] ?? -1;
    if (at >= 0) add(1 + groups.length + at, here);
  }
  for (let i = columns; i < covered.length; i++) {
    covered[i]! += covered[i - columns] ?? 0;
    unknown[i]! += unknown[i - columns] ?? 0;
  }
  return { columns, people: total, covered, unknown };
}

function tallyOf({ columns, people, ...by }: MinuteSums, minutes: number, column: number): Tally {
  const all = people[column] ?? 0;
  const covered = by.covered[minutes * columns + column] ?? 0;
  const unknown = by.unknown[minutes * columns + column] ?? 0;
  const known = all - unknown;
  return {
    people: all,
    covered,
    gap: known - covered,
    unknown,
    share: known > 0 ? covered / known : null,
  };
}

/** The first whole minute that holds so many seconds; one past the last where none does. */
function firstMinute(seconds: number): number {
  if (!(seconds <= MAX_LIMIT_MINUTES * 60)) return MAX_LIMIT_MINUTES + 1;
  let minute = Math.ceil(seconds / 60);
  while (minute * 60 < seconds) minute++;
  while (minute > 0 && (minute - 1) * 60 >= seconds) minute--;
  return minute;
}
