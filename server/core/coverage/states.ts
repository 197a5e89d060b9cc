import type { Surface } from "../catchment/surface.ts";
import type { Linkage } from "../network/linkage.ts";
import { NO_EDGE } from "../network/linkage.ts";
import type { CellState } from "../vocabulary.ts";

/** The state of a cell as a small number, an index into CELL_STATES. */
export const COVERED = 0;
export const GAP = 1;
export const UNKNOWN = 2;

export const STATE_NAMES: readonly CellState[] = ["covered", "gap", "unknown"];

/**
 * The state of every cell for a limit in tenths, inclusive.
 *
 * *Covered*: a facility is within the limit; nothing outside the extract could change that. *Unknown*, if not
 * covered: no network within the cap, or so near the edge of the extract that even a straight walk to it is
 * within the limit, so a facility beyond might serve the cell. *Gap*: everything else.
 *
 * `edge` is the straight distance to the edge of the extract in tenths of the measure, rounded down.
 */
export function cellStates(
  surface: Surface,
  cells: Linkage,
  edge: Float64Array,
  limit: number,
): Uint8Array {
  const states = new Uint8Array(cells.count);
  for (let c = 0; c < cells.count; c++) {
    if (surface.cost[c]! <= limit) states[c] = COVERED;
    else states[c] = cells.edge[c] === NO_EDGE || edge[c]! <= limit ? UNKNOWN : GAP;
  }
  return states;
}
