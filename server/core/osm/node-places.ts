import type { Degrees } from "../vocabulary.ts";
import { UNITS_PER_DEGREE } from "./base-map.ts";

/** Where the nodes are that something is drawn with; the others are not kept. */
export interface NodePlaces {
  /** Notes where a node is; nodes nobody asked for are ignored. */
  set(id: number, lng: Degrees, lat: Degrees): void;
  /** Appends the node's position in 1e-7 degrees; false when the extract does not hold the node. */
  pushTo(positions: number[], id: number): boolean;
}

const NOWHERE = 0x7fffffff;

/** Room for the nodes of these ids, in any order and with repeats: 16 bytes for each. */
export function nodePlaces(wanted: readonly number[]): NodePlaces {
  const ids = sortedOnce(wanted);
  const positions = new Int32Array(2 * ids.length).fill(NOWHERE);
  let cursor = 0;
  const find = (id: number): number => {
    // Files and ways mostly go upwards, so the next one is worth a look.
    if (ids[cursor] === id) return cursor++;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ids[middle]! < id) low = middle + 1;
      else high = middle;
    }
    if (ids[low] !== id) return -1;
    cursor = low + 1;
    return low;
  };
  return {
    set(id, lng, lat) {
      // Most nodes of a file lie between two wanted ones.
      if (id < ids[cursor]! && (cursor === 0 || id > ids[cursor - 1]!)) return;
      const place = find(id);
      if (place < 0) return;
      positions[2 * place] = Math.round(lng * UNITS_PER_DEGREE);
      positions[2 * place + 1] = Math.round(lat * UNITS_PER_DEGREE);
    },
    pushTo(list, id) {
      const place = find(id);
      const lng = place < 0 ? NOWHERE : positions[2 * place]!;
      if (lng === NOWHERE) return false;
      list.push(lng, positions[2 * place + 1]!);
      return true;
    },
  };
}

function sortedOnce(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  let kept = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i]!;
  return sorted.slice(0, kept);
}
