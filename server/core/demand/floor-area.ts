import { cellAt } from "../geo/cells.ts";
import type { Building } from "../osm/buildings.ts";
import type { CellId, NoFloor } from "../vocabulary.ts";
import { quantise } from "./people.ts";
import { indexBuildings } from "./spread/buildings.ts";

/**
 * Square metres of floor of dwellings (footprint × storeys), a building's whole floor in the cell of its centroid.
 * Held as people are, so that sums are exact.
 */
export interface FloorArea {
  /** Per cell of the demand. */
  readonly cells: Float64Array;
  readonly total: number;
  /** In cells that hold no count of people: beside the total. */
  readonly elsewhere: number;
  /** Buildings that are dwellings by their tags. */
  readonly dwellings: number;
  /** Those among them that do not state their storeys. */
  readonly assumed: number;
  /** How many they are taken to have: the median of the dwellings that state them. */
  readonly usualLevels: number;
}

/** A building whose tags do not say that people live in it is left out; why, when nothing remains to count by. */
export function floorAreaOf(
  buildings: readonly Building[],
  resolution: number,
  cellIndex: ReadonlyMap<CellId, number>,
): FloorArea | NoFloor {
  if (buildings.length === 0) return "no-buildings";
  const dwellings = buildings.filter(({ use }) => use === "dwelling");
  const stating = dwellings.filter(({ levels }) => levels !== null);
  const { dwelling: places, usualLevels } = indexBuildings(dwellings);
  const cells = new Float64Array(cellIndex.size);
  let [total, elsewhere] = [0, 0];
  for (let i = 0; i < places.weight.length; i++) {
    const squareMetres = quantise(places.weight[i]!);
    const cell = cellIndex.get(cellAt(places.lng[i]!, places.lat[i]!, resolution));
    if (cell === undefined) {
      elsewhere += squareMetres;
      continue;
    }
    cells[cell]! += squareMetres;
    total += squareMetres;
  }
  if (total === 0) return "no-dwellings";
  if (stating.length === 0) return "no-storeys";
  return {
    cells,
    total,
    elsewhere,
    dwellings: dwellings.length,
    assumed: dwellings.length - stating.length,
    usualLevels,
  };
}
