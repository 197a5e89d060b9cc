import type { ColumnReading, Role } from "#contract/import.ts";
import type { PlainField } from "#contract/fields.ts";
import { AGE_GROUPS } from "#contract/vocabulary.ts";

/** How a column stands: not read because it is about a person, or by choice; read in full, or with faults. */
export function columnState({ field, personal, unreadable }: ColumnReading) {
  if (field === null) return personal === null ? "unread" : "personal";
  return unreadable > 0 ? "faulty" : "good";
}

export const FIELD_GROUPS = [
  "place",
  "service",
  "attribute",
  "premises",
  "people",
  "street",
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** The fields offered for each kind of file, in groups; what is of no use to it is left out. */
export function fieldsFor(role: Role): { group: FieldGroup; fields: readonly string[] }[] {
  return GROUPS_OF[role].map((group) => ({ group, fields: FIELDS_OF[group] }));
}

const GROUPS_OF: Readonly<Record<Role, readonly FieldGroup[]>> = {
  facilities: ["place", "service", "attribute"],
  premises: ["place", "premises"],
  units: ["place"],
  people: ["place", "people"],
  network: ["street", "place"],
};

/** The groups that are offered; others are read when a title names them. */
export const AGES: readonly string[] = AGE_GROUPS;

const PLACE: readonly PlainField[] = [
  "id",
  "name",
  "lng",
  "lat",
  "position",
  "address",
  "unit",
  "unit-code",
  "cell",
  "level",
  "urban-rural",
  "note",
];
const SERVICE: readonly PlainField[] = [
  "service",
  "typecode",
  "osm-amenity",
  "osm-shop",
  "osm-healthcare",
  "osm-social-facility",
];
const ATTRIBUTE: readonly PlainField[] = [
  "capacity",
  "childcare-places",
  "beds",
  "nursing-beds",
  "meal-seats",
  "enrolled",
  "staff",
  "floor-area",
  "site-area",
  "outdoor-area",
  "year",
  "registered",
  "inclusive",
];
const PREMISES: readonly PlainField[] = [
  "floor-area",
  "premises-kind",
  "owned-by",
  "rent",
  "cost",
  "year",
];
const PEOPLE: readonly PlainField[] = ["people", "households", "storeys"];
const STREET: readonly PlainField[] = ["street-name", "street-level", "street-class"];

const FIELDS_OF: Readonly<Record<FieldGroup, readonly string[]>> = {
  place: PLACE,
  service: SERVICE,
  attribute: ATTRIBUTE,
  premises: PREMISES,
  people: [...PEOPLE, ...AGES.map((age) => `people_${age}`), ...AGES.map((age) => `share_${age}`)],
  street: STREET,
};
