import { gridDisk, latLngToCell } from "h3-js";
import type { CellColumns } from "../columns.ts";

/** So many rings of cells around a place are looked through for one where somebody lives. */
const RINGS = 6;

/** The unit a place lies in, as an index into the study's: that of the nearest inhabited cell. Undefined where none is near. */
export function unitAt(
  cells: Pick<CellColumns, "ids" | "unit">,
  resolution: number,
  [lng, lat]: readonly [lng: number, lat: number],
): number | undefined {
  const at = indexOf(cells);
  // gridDisk goes outward ring by ring.
  for (const id of gridDisk(latLngToCell(lat, lng, resolution), RINGS)) {
    const index = at.get(id);
    const unit = index === undefined ? undefined : cells.unit[index];
    if (unit !== undefined && unit >= 0) return unit;
  }
  return undefined;
}

function indexOf({ ids }: Pick<CellColumns, "ids">): ReadonlyMap<string, number> {
  const kept = INDICES.get(ids);
  if (kept) return kept;
  const made = new Map(ids.map((id, i) => [id, i]));
  INDICES.set(ids, made);
  return made;
}

const INDICES = new WeakMap<readonly string[], ReadonlyMap<string, number>>();
