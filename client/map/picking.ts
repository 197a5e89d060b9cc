import { getResolution, latLngToCell } from "h3-js";

/** Finds the index of the cell at a place; undefined where the study has none. */
export type Picker = (lng: number, lat: number) => number | undefined;

/** A picker over the cells of a study, which all have one H3 resolution. */
export function cellPicker(ids: readonly string[]): Picker {
  const first = ids[0];
  if (first === undefined) return () => undefined;
  const resolution = getResolution(first);
  const indices = new Map(ids.map((id, index) => [id, index]));
  return (lng, lat) => indices.get(latLngToCell(lat, lng, resolution));
}
