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

/**
 * What marks under the pointer mean, and the site there if there is one: the label of a gap before a site, that before any facility, the nearest facility
 * before a changed street, and that before an area.
 */
export function pickMark(
  found: readonly Pick<Feature, "geometry" | "properties">[],
  distance: (at: Position) => number,
  site?: string,
): MapEvent | undefined {
  const gap = found.find(({ properties }) => properties?.["rank"] !== undefined);
  if (gap) return { kind: "gap", rank: Number(gap.properties?.["rank"]) };
  if (site !== undefined) return { kind: "site", id: site };
  const facilities = found.flatMap(({ geometry, properties }) =>
    geometry.type === "Point" && properties?.["index"] !== undefined
      ? [{ index: Number(properties["index"]), away: distance(geometry.coordinates) }]
      : [],
  );
  const [nearest] = facilities.toSorted((a, b) => a.away - b.away);
  if (nearest) return { kind: "facility", index: nearest.index };
  for (const kind of ["street", "area"] as const) {
    for (const { properties } of found) {
      const id: unknown = properties?.[kind];
      if (typeof id === "string") return { kind, id };
    }
  }
  return undefined;
}
