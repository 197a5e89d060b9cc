import {
  POLYGON_TO_CELLS_FLAGS,
  UNITS,
  cellArea,
  cellToBoundary,
  cellToChildren,
  cellToLatLng,
  cellToParent,
  cellsToMultiPolygon,
  getResolution,
  gridDisk,
  isValidCell,
  latLngToCell,
  polygonToCellsExperimental,
  splitLongToH3Index,
} from "h3-js";
import type { CellId, Degrees } from "../vocabulary.ts";
import type { LngLat, PolygonRings, Ring } from "./rings.ts";

/** The cell that holds a position. Cells are written in lower case, without leading zeros. */
export function cellAt(lng: Degrees, lat: Degrees, resolution: number): CellId {
  return latLngToCell(lat, lng, resolution);
}

/** Digits of a cell's text before those that tell cells of one resolution apart. */
const PREFIX = 2;
/** The same, in the upper half of its 64 bits: that it is a cell, and in the next four bits its resolution. */
const UPPER = 0x0800_0000;
const PER_RESOLUTION = 0x0010_0000;

/** A cell as a whole number below 2⁵². Cells of one resolution have the same order by number as by text. */
export function cellNumber(cell: CellId): number {
  return Number.parseInt(cell.slice(PREFIX), 16);
}

/** The cell of a resolution that has the number. */
export function numberedCell(number: number, resolution: number): CellId {
  const upper = UPPER + resolution * PER_RESOLUTION + Math.floor(number / 2 ** 32);
  return splitLongToH3Index(number >>> 0, upper);
}

/** Whether a text is an H3 cell, of any resolution, in the one form used here: 15 lower-case hexadecimal digits. */
export function isCell(text: string): boolean {
  return /^[0-9a-f]{15}$/.test(text) && isValidCell(text);
}

export function resolutionOf(cell: CellId): number {
  return getResolution(cell);
}

/** The cell of a coarser (or the same) resolution above this one in the H3 hierarchy. */
export function parentOf(cell: CellId, resolution: number): CellId {
  return cellToParent(cell, resolution);
}

/** The cells of a finer (or the same) resolution below this one in the H3 hierarchy, ascending. */
export function childrenOf(cell: CellId, resolution: number): CellId[] {
  return cellToChildren(cell, resolution);
}

export function centreOf(cell: CellId): LngLat {
  const [lat, lng] = cellToLatLng(cell);
  return [lng, lat];
}

/** The outline of one cell: a closed ring, counter-clockwise. */
export function boundaryOf(cell: CellId): Ring {
  return cellToBoundary(cell, true);
}

/** The cells that share an edge with this one: six, or five around a pentagon. */
export function neighboursOf(cell: CellId): CellId[] {
  return gridDisk(cell, 1).filter((other) => other !== cell);
}

/** The cells whose centre lies inside a polygon (outer ring, then holes, in any direction), ascending. */
export function cellsInPolygon(polygon: PolygonRings, resolution: number): CellId[] {
  return polygonToCellsExperimental(
    polygon,
    resolution,
    POLYGON_TO_CELLS_FLAGS.containmentCenter,
    true,
  ).toSorted();
}

/** Square metres on the sphere. */
export function areaOf(cell: CellId): number {
  return cellArea(cell, UNITS.m2);
}

/**
 * The union of cells of one resolution as the coordinates of a GeoJSON MultiPolygon after RFC 7946: closed
 * rings, outer counter-clockwise, holes kept and clockwise. It does not depend on the order of the cells.
 * Cells across the antimeridian are left out of consideration: their rings are not split there.
 */
export function outlineOf(cells: Iterable<CellId>): PolygonRings[] {
  const distinct = [...new Set(cells)].toSorted();
  return cellsToMultiPolygon(distinct, true);
}
