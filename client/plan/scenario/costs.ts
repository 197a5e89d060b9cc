import type { Evaluation } from "#contract/scenario.ts";
import type { CellColumns, SurfaceColumns } from "../columns.ts";
import { edgeSeconds } from "../columns.ts";

type Changed = Evaluation["changed"];

/** Seconds to the nearest place and from the edge of the extract, per cell, as a map paints them. */
export interface Costs {
  /** `Infinity` past 30 minutes or without a way. */
  readonly cost: Float32Array;
  /** 0 where the cell has no network: unknown unless covered. */
  readonly edge: Float32Array;
  /** The same, as if every cell had a network. */
  readonly edgeLinked: Float32Array;
}

export function todayCosts(cells: CellColumns, surface: SurfaceColumns): Costs {
  return {
    cost: Float32Array.from(surface.cost),
    edge: Float32Array.from(edgeSeconds(cells, surface)),
    edgeLinked: Float32Array.from(
      edgeSeconds(cells, { ...surface, unlinked: new Uint8Array(surface.unlinked.length) }),
    ),
  };
}

/** Today's with the cells that a scenario changes in their new place, and those it joins to the streets or cuts off. */
export function costsAfter(today: Costs, changed: Changed, joins: Joins = NO_JOINS): Costs {
  const cost = today.cost.slice();
  changed.cells.forEach((cell, i) => {
    cost[cell] = changed.after[i] ?? Infinity;
  });
  if (joins.unlinked.length + joins.linked.length === 0) return { ...today, cost };
  const edge = today.edge.slice();
  for (const cell of joins.linked) edge[cell] = today.edgeLinked[cell] ?? 0;
  for (const cell of joins.unlinked) edge[cell] = 0;
  return { ...today, cost, edge };
}

type Joins = Pick<Evaluation, "linked" | "unlinked">;
const NO_JOINS: Joins = { linked: [], unlinked: [] };

/** Cells newly within the limit (seconds, inclusive) and newly beyond it, rising. */
export function crossing(
  before: Float32Array,
  after: Float32Array,
  limit: number,
): { readonly gained: number[]; readonly lost: number[] } {
  const gained: number[] = [];
  const lost: number[] = [];
  const top = Math.fround(limit);
  for (let i = 0; i < after.length; i++) {
    const was = (before[i] ?? Infinity) <= top;
    const is = (after[i] ?? Infinity) <= top;
    if (is && !was) gained.push(i);
    else if (was && !is) lost.push(i);
  }
  return { gained, lost };
}
