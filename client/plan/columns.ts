import type { Surface } from "#contract/coverage.ts";
import type { Cells } from "#contract/study.ts";

/** The cells of a study as typed columns; index i is the same cell in every column. */
export interface CellColumns {
  readonly ids: readonly string[];
  readonly people: Float64Array;
  readonly groups: readonly { readonly name: string; readonly people: Float64Array }[];
  /** Index into the study's units, or -1. */
  readonly unit: Int32Array;
  /** Metres off the network; NaN where there is none near. */
  readonly leg: Float64Array;
  /** Straight-line metres to the edge of the extract. */
  readonly edge: Float64Array;
  /** How many units the study has. */
  readonly units: number;
}

/** A surface as typed columns, in the order of the cells it was computed for. */
export interface SurfaceColumns {
  /** Seconds to the nearest facility; Infinity past 30 minutes or without a way. */
  readonly cost: Float64Array;
  /** Index into the study's facilities, -1 where there is none. */
  readonly facility: Int32Array;
  /** 1 where this walker has no network near, so that the cell is unknown at any limit. */
  readonly unlinked: Uint8Array;
  /** Metres per second. */
  readonly speed: number;
}

/** `units` is how many units the study has; the cells only carry indices into them. */
export function cellColumns(cells: Cells, units: number): CellColumns {
  return {
    ids: cells.cells,
    people: Float64Array.from(cells.people),
    groups: Object.entries(cells.groups).map(([name, people]) => ({
      name,
      people: Float64Array.from(people),
    })),
    unit: Int32Array.from(cells.unit, (index) => (index < units ? index : -1)),
    leg: Float64Array.from(cells.leg, (metres) => metres ?? Number.NaN),
    edge: Float64Array.from(cells.edge),
    units,
  };
}

export function surfaceColumns(surface: Surface): SurfaceColumns {
  const unlinked = new Uint8Array(surface.cost.length);
  for (const index of surface.unlinked) unlinked[index] = 1;
  return {
    cost: Float64Array.from(surface.cost, (seconds) => seconds ?? Infinity),
    facility: Int32Array.from(surface.facility, (index) => index ?? -1),
    unlinked,
    speed: surface.speed,
  };
}

/**
 * Seconds from the edge of the extract to each cell in a straight line, in whole tenths, rounded down as the
 * contract says, and 0 where the walker has no network: a cell that is not covered is unknown when this is
 * within the limit.
 */
export function edgeSeconds(cells: CellColumns, surface: SurfaceColumns): Float64Array {
  const tenthsPerMetre = 10 / surface.speed;
  return cells.edge.map((metres, i) =>
    surface.unlinked[i] === 1 ? 0 : Math.floor(metres * tenthsPerMetre) / 10,
  );
}
