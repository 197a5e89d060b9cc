import type { LabelKind, PlaceKind } from "./base-map.ts";
import type { Drawn } from "./features.ts";
import type { Tags } from "./elements.ts";
import { kindOf, kindTable } from "./tag-pairs.ts";

/** The word written on a place, or on something to orient by; none without a name. */
export function namedAs(tags: Tags, zoomOf: (kind: LabelKind) => number): readonly Drawn[] {
  const text = nameOf(tags);
  if (text === undefined || FLOWING.has(tags["water"] ?? "")) return [];
  const place = kindOf(PLACES, tags);
  if (place !== undefined) {
    const fromZoom = PLACE_ZOOM[place];
    const properties = { kind: place, name: text };
    return [{ layer: "place", shape: "point", properties, fromZoom, rank: fromZoom }];
  }
  const label = kindOf(LABELS, tags);
  if (label === undefined) return [];
  const properties = { kind: label, name: text };
  return [{ layer: "label", shape: "point", properties, fromZoom: zoomOf(label), rank: 0 }];
}

/** Chinese first, as written in the country otherwise. */
export function nameOf(tags: Tags): string | undefined {
  return tags["name:zh"]?.trim() || tags["name"]?.trim() || undefined;
}

const PLACES: ReadonlyMap<string, PlaceKind> = kindTable({
  city: ["place=city"],
  town: ["place=town", "place=county"],
  suburb: ["place=suburb", "place=borough", "place=district"],
  quarter: ["place=quarter", "place=neighbourhood"],
  village: ["place=village"],
  hamlet: ["place=hamlet"],
  locality: ["place=locality"],
});
const PLACE_ZOOM: Readonly<Record<PlaceKind, number>> = {
  city: 8,
  town: 8,
  suburb: 11,
  village: 11,
  quarter: 12,
  hamlet: 13,
  locality: 14,
};

const LABELS: ReadonlyMap<string, LabelKind> = kindTable({
  station: ["railway=station", "railway=halt", "public_transport=station", "amenity=bus_station"],
  hospital: ["amenity=hospital"],
  school: ["amenity=school", "amenity=college", "amenity=university"],
  park: ["leisure=park", "leisure=garden", "leisure=nature_reserve", "leisure=golf_course"],
  water: ["natural=water", "landuse=reservoir"],
  square: ["place=square", "highway=pedestrian"],
  residential: ["landuse=residential"],
});
export const LABEL_ZOOM: Readonly<Record<LabelKind, number>> = {
  station: 12,
  hospital: 13,
  park: 14,
  water: 14,
  square: 14,
  school: 15,
  residential: 15,
};

/** A river's area is named along its line. */
const FLOWING = new Set(["river", "stream", "canal", "ditch", "drain"]);
