import Flatbush from "flatbush";
import { bbox, booleanPointInPolygon } from "@turf/turf";
import type { Demand } from "./demand.ts";
import type { Unit } from "./units.ts";

/** Index of the unit each position (a cell's people) is in, −1 outside all; of overlapping units the first in the list. */
export function unitsOfCells(
  { lng, lat }: Pick<Demand, "lng" | "lat">,
  units: readonly Unit[],
): Int32Array {
  const unitOf = new Int32Array(lng.length).fill(-1);
  if (units.length === 0) return unitOf;
  const tree = new Flatbush(units.length);
  for (const { geometry } of units) {
    const [west, south, east, north] = bbox(geometry);
    tree.add(west, south, east, north);
  }
  tree.finish();
  for (let c = 0; c < unitOf.length; c++) {
    const point = [lng[c]!, lat[c]!];
    const near = tree.search(point[0]!, point[1]!, point[0]!, point[1]!).sort((a, b) => a - b);
    unitOf[c] = near.find((u) => booleanPointInPolygon(point, units[u]!.geometry)) ?? -1;
  }
  return unitOf;
}
