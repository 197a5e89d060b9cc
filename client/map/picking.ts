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
  const first = (key: string): unknown =>
    found.find(({ properties }) => properties?.[key] !== undefined)?.properties?.[key];
  const rank = first("rank");
  if (rank !== undefined) return { kind: "gap", rank: Number(rank) };
  if (site !== undefined) return { kind: "site", id: site };
  const facilities = found.flatMap(({ geometry, properties }) =>
    geometry.type === "Point" && properties?.["index"] !== undefined
      ? [{ index: Number(properties["index"]), away: distance(geometry.coordinates) }]
      : [],
  );
  const [nearest] = facilities.toSorted((a, b) => a.away - b.away);
  if (nearest) return { kind: "facility", index: nearest.index };
  const street = first("street");
  if (street !== undefined) return { kind: "street", id: String(street) };
  const area = first("area");
  return area === undefined ? undefined : { kind: "area", id: String(area) };
}
