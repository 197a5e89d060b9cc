import type { PeopleSource } from "#core/demand/demand.ts";
import { MAX_CELLS, tooManyCells } from "#core/demand/limits.ts";
import { quantise } from "#core/demand/people.ts";
import { cellAt } from "#core/geo/cells.ts";
import type { CellId, People } from "#core/vocabulary.ts";

/** The pixels of a raster that hold a value, each at its middle, in WGS 84. */
export interface Pixels {
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Not negative. NaN is not known. */
  readonly people: Float64Array;
}

export interface PixelCells {
  /** Ascending by cell. Without cells of nobody. */
  readonly sources: readonly Extract<PeopleSource, { readonly kind: "cell" }>[];
  readonly total: People;
  readonly inhabited: number;
  readonly empty: number;
  /** Pixels whose people are not known, or not a count at all, or that have no place. */
  readonly unknown: number;
}

/**
 * The people of a raster in H3 cells, each pixel in the cell its middle is in. Each is rounded to how people are
 * held, and their sum conserved exactly, whatever their order. A pixel should be smaller than a cell: of larger ones
 * everyone is put at the middle. Throws `DemandTooLarge` beyond `MAX_CELLS` cells.
 */
export function peopleOfPixels({ lng, lat, people }: Pixels, resolution: number): PixelCells {
  const cells = new Map<CellId, People>();
  let [total, inhabited, empty, unknown] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < people.length; pixel++) {
    const count = people[pixel] ?? Number.NaN;
    const [east = NaN, north = NaN] = [lng[pixel], lat[pixel]];
    if (!(count >= 0 && count < Infinity) || !Number.isFinite(east + north)) {
      unknown += 1;
      continue;
    }
    if (count === 0) {
      empty += 1;
      continue;
    }
    inhabited += 1;
    const held = quantise(count);
    const cell = cellAt(east, north, resolution);
    cells.set(cell, (cells.get(cell) ?? 0) + held);
    total += held;
  }
  if (cells.size > MAX_CELLS) throw tooManyCells(resolution);
  const groups = {};
  const sources = [...cells.keys()]
    .sort()
    .map((cell) => ({ kind: "cell" as const, cell, people: cells.get(cell) ?? 0, groups }));
  return { sources, total, inhabited, empty, unknown };
}
