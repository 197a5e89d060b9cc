import type { PeopleSource } from "#core/demand/demand.ts";
import { MAX_CELLS, tooManyCells } from "#core/demand/limits.ts";
import { quantise } from "#core/demand/people.ts";
import { cellAt, cellNumber, numberedCell } from "#core/geo/cells.ts";
import type { People } from "#core/vocabulary.ts";

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
  // Nearly every pixel may have a cell of its own, so cells are numbers here: a million texts take seconds to sort.
  const cells = new Float64Array(people.length);
  const held = new Float64Array(people.length);
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
    cells[inhabited] = cellNumber(cellAt(east, north, resolution));
    held[inhabited] = quantise(count);
    total += quantise(count);
    inhabited += 1;
  }
  const distinct = ascending(cells.subarray(0, inhabited));
  if (distinct.length > MAX_CELLS) throw tooManyCells(resolution);
  const sums = new Float64Array(distinct.length);
  for (let i = 0; i < inhabited; i++) sums[indexIn(distinct, cells[i] ?? 0)]! += held[i] ?? 0;
  const groups = {};
  const sources = Array.from(distinct, (cell, i) => ({
    kind: "cell" as const,
    cell: numberedCell(cell, resolution),
    people: sums[i] ?? 0,
    groups,
  }));
  return { sources, total, inhabited, empty, unknown };
}

/** Each number once. */
function ascending(numbers: Float64Array): Float64Array {
  const sorted = numbers.toSorted();
  let count = 0;
  for (const number of sorted)
    if (count === 0 || number !== sorted[count - 1]) sorted[count++] = number;
  return sorted.subarray(0, count);
}

/** Where a number that is there stands in ascending ones. */
function indexIn(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
