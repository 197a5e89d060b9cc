import type { Decisions, Proposal, RowNote } from "#contract/import.ts";
import type { Attributes, Capacities, Facility } from "#core/catchment/facility.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { TEXT_ATTRIBUTES, type Service } from "#core/vocabulary.ts";
import { printable } from "../account.ts";
import type { RawTable } from "../tables/raw-table.ts";
import type { RowFacility } from "./find-duplicates.ts";
import { columnsByField, type ColumnGuess } from "./guess-mapping.ts";
import { maskPersonal } from "./personal.ts";
import { RowIds } from "./row-ids.ts";
import { LONGEST_TEXT, textsOf, valuesOf } from "./row-values.ts";
import { ServiceTally } from "./service-tally.ts";
import { servicesOf } from "./services.ts";
import { readAttributes } from "./read-attributes.ts";

/** A table of facilities with everything that is known about it. */
export interface FacilityTable {
  readonly table: RawTable;
  readonly columns: readonly ColumnGuess[];
  /** WGS 84, for every row of the table; NaN where it has no position that can be read. */
  readonly positions: readonly LngLat[];
  readonly decided?: Decisions["services"];
  /** The names of the file and the sheet: they may say what all rows are. */
  readonly about: string;
}

/** What the rows became: each is a facility here, or has a note that it was dropped or is doubtful. */
export interface FacilityRows {
  readonly rows: readonly RowFacility[];
  readonly notes: readonly RowNote[];
  readonly services: NonNullable<Proposal["services"]>;
  /** By column title, values that could not be read as the field. */
  readonly unreadable: ReadonlyMap<string, number>;
  /** Rows that had no id of their own and are called F and their row number. */
  readonly madeIds: number;
}

export function readFacilityRows({
  table,
  columns,
  positions,
  decided,
  about,
}: FacilityTable): FacilityRows {
  const byField = columnsByField(columns);
  const notes: RowNote[] = [];
  const unreadable = new Map<string, number>();
  const tally = new ServiceTally();
  const ids = new RowIds(table, byField.get("id"), "F");
  const rows: RowFacility[] = [];
  for (const [index, row] of table.rows.entries()) {
    const values = valuesOf(row, table, byField, notes, unreadable);
    const { attributes, capacity } = readAttributes(values);
    const answer = servicesOf(
      {
        row: row.number,
        name: values.text("name"),
        words: values.text("service"),
        typecode: values.text("typecode"),
        tags: {
          amenity: values.text("osm-amenity"),
          shop: values.text("osm-shop"),
          healthcare: values.text("osm-healthcare"),
          socialFacility: values.text("osm-social-facility"),
        },
        childcarePlaces: attributes["childcare-places"] ?? null,
        about,
      },
      decided,
    );
    tally.add(row.number, answer);
    if (answer.kind !== "offers") {
      const text = printable(maskPersonal(answer.text), LONGEST_TEXT);
      notes.push({ row: row.number, ...WITHOUT_SERVICE[outcomeOf(answer)](text) });
      continue;
    }
    const [lng = Number.NaN, lat = Number.NaN] = positions[index] ?? [];
    if (!Number.isFinite(lng) || !Number.isFinite(lat)) {
      notes.push({ row: row.number, outcome: "dropped", reason: { code: "place-missing" } });
      continue;
    }
    const id = ids.of(row, values.note);
    const name = values.masked("name");
    if (name === "") values.note({ code: "name-missing", values: { id } });
    for (const text of answer.ignored)
      values.note({ code: "service-word-ignored", values: { text: maskPersonal(text) } });
    if (answer.byPlaces) {
      const places = attributes["childcare-places"] ?? 0;
      values.note({ code: "service-by-places", values: { places } });
    }
    const facility = assembled(
      { id, name: name || id, services: answer.services, lng, lat },
      capacity,
      {
        ...attributes,
        ...textsOf(values, TEXT_ATTRIBUTES),
      },
    );
    rows.push({ row: row.number, facility });
  }
  return { rows, notes, services: tally.reading(), unreadable, madeIds: ids.made };
}

type Unserved = "missing" | "unclear" | "other" | "left-out";

function outcomeOf(answer: Exclude<ReturnType<typeof servicesOf>, { kind: "offers" }>): Unserved {
  if (answer.kind !== "doubtful") return answer.kind;
  return answer.missing ? "missing" : "unclear";
}

const WITHOUT_SERVICE: Readonly<
  Record<Unserved, (text: string) => Pick<RowNote, "outcome" | "reason">>
> = {
  missing: (text) => ({
    outcome: "doubtful",
    reason: { code: "service-missing", values: { text } },
  }),
  unclear: (text) => ({
    outcome: "doubtful",
    reason: { code: "service-unclear", values: { text } },
  }),
  other: (text) => ({ outcome: "dropped", reason: { code: "service-not-ours", values: { text } } }),
  "left-out": (text) => ({
    outcome: "dropped",
    reason: { code: "service-left-out", values: { text } },
  }),
};

/** The capacity of a service is what is stated in its own unit: places of childcare, beds of elderly care, seats of meals. */
const MEASURED_IN = {
  childcare: "childcare-places",
  "elderly-care": "beds",
  meal: "meal-seats",
} as const satisfies Partial<Record<Service, keyof Attributes>>;

function assembled(
  base: Pick<Facility, "id" | "name" | "services" | "lng" | "lat">,
  capacity: number | null,
  attributes: Attributes,
): Facility {
  const [only, ...more] = base.services;
  const single = more.length === 0 ? only : undefined;
  const capacities: { -readonly [service in keyof Capacities]: Capacities[service] } = {};
  for (const service of base.services) {
    const own =
      service in MEASURED_IN
        ? attributes[MEASURED_IN[service as keyof typeof MEASURED_IN]]
        : undefined;
    const stated = own ?? (service === single ? (capacity ?? undefined) : undefined);
    if (stated !== undefined) capacities[service] = stated;
  }
  return {
    ...base,
    capacity: capacity ?? (single === undefined ? null : (capacities[single] ?? null)),
    ...(Object.keys(capacities).length > 0 && { capacities }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}
