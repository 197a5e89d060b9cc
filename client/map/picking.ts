import type { Feature, Position } from "geojson";
import { getResolution, latLngToCell } from "h3-js";
import type { MapEvent } from "./picture.ts";

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

/** What marks under the pointer mean: the label of a gap before any facility, and the nearest facility. */
export function pickMark(
  found: readonly Pick<Feature, "geometry" | "properties">[],
  distance: (at: Position) => number,
): MapEvent | undefined {
  const gap = found.find(({ properties }) => properties?.["rank"] !== undefined);
  if (gap) return { kind: "gap", rank: Number(gap.properties?.["rank"]) };
  const facilities = found.flatMap(({ geometry, properties }) =>
    geometry.type === "Point" && properties?.["index"] !== undefined
      ? [{ index: Number(properties["index"]), away: distance(geometry.coordinates) }]
      : [],
  );
  const [nearest] = facilities.toSorted((a, b) => a.away - b.away);
  return nearest && { kind: "facility", index: nearest.index };
}
