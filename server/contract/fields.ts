import { ATTRIBUTES } from "#core/vocabulary.ts";

/** What a column of an office's table can mean. The closed list; the aliases stand in server/intake/meaning. */
export const FIELDS = [
  "id",
  "name",
  "service",
  "typecode",
  "osm-amenity",
  "osm-shop",
  "osm-healthcare",
  "osm-social-facility",
  "lng",
  "lat",
  /** Both coordinates in one column. */
  "position",
  "level",
  "urban-rural",
  "capacity",
  ...ATTRIBUTES,
  "note",
  /** Of idle premises, besides name, place, floor area and unit. */
  "premises-kind",
  "owned-by",
  "rent",
  "cost",
  "cell",
  "people",
  "households",
  "storeys",
  "street-name",
  "street-level",
  "street-class",
] as const;
export type PlainField = (typeof FIELDS)[number];

/**
 * A plain field, or people of an age group as a count (`people_0_2`, `people_60_plus`) or as a share of all
 * people (`share_60_plus`, in percent when above 1 anywhere in the column, else a fraction).
 */
export type Field = PlainField | `people_${string}` | `share_${string}`;

/** Whether a text names a field. */
export function isField(text: string): text is Field {
  return (
    FIELDS.some((field) => field === text) || /^(people|share)_\d{1,3}_(\d{1,3}|plus)$/.test(text)
  );
}
