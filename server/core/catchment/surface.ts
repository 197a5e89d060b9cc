import type { Matrix } from "./matrix.ts";

/**
 * Cost per cell to the nearest facility of a set, up to the matrix's limit, and which facility that is. Every
 * smaller limit, band and colour is read off it.
 */
export interface Surface {
  /** Tenths of a second or of a metre; `BEYOND` where none is within the limit. */
  readonly cost: Uint16Array;
  /** Row of the matrix, `NOBODY` where `cost` is `BEYOND`. */
  readonly facility: Int32Array;
}

export const BEYOND = 0xffff;
const NOBODY = -1;

/** Of several equally near facilities the first in the list is named. */
export function surfaceOf(matrix: Matrix, facilities: Iterable<number>): Surface {
  const cost = new Uint16Array(matrix.cellCount).fill(BEYOND);
  const facility = new Int32Array(matrix.cellCount).fill(NOBODY);
  for (const f of facilities) {
    for (let i = matrix.first[f]!; i < matrix.first[f + 1]!; i++) {
      const cell = matrix.cell[i]!;
      if (matrix.cost[i]! >= cost[cell]!) continue;
      cost[cell] = matrix.cost[i]!;
      facility[cell] = f;
    }
  }
  return { cost, facility };
}
