import type { Premises } from "#contract/premises.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { PeopleSource } from "#core/demand/demand.ts";
import type { Unit } from "#core/demand/units.ts";
import { boundaryOf } from "#core/geo/cells.ts";
import type { Network } from "#core/network/network.ts";
import { E7 } from "#core/network/streets.ts";
import {
  ABOVE,
  BACKWARD,
  BELOW,
  ELSEWHERE,
  FORWARD,
  NO_WHEELS,
  STEPS,
} from "#core/network/walking-rules.ts";
import {
  NUMBER_ATTRIBUTES,
  SERVICES,
  TEXT_ATTRIBUTES,
  TRUTH_ATTRIBUTES,
} from "#core/vocabulary.ts";
import type { ExportColumn, ExportFeature, ExportTable } from "./export/export-table.ts";

/** What is said of a layer besides its content. */
type Named = Pick<ExportTable, "name" | "title" | "notes">;

const text = (name: string): ExportColumn => ({ name, type: "text" });
const number = (name: string): ExportColumn => ({ name, type: "number" });

/** Facilities as points; of capacities and attributes the columns that any of them has. */
export function facilityTable(facilities: readonly Facility[], named: Named): ExportTable {
  const capacities = SERVICES.filter((service) =>
    facilities.some((one) => one.capacities?.[service] !== undefined),
  );
  const stated = (key: keyof NonNullable<Facility["attributes"]>) =>
    facilities.some((one) => one.attributes?.[key] !== undefined);
  const numbers = NUMBER_ATTRIBUTES.filter(stated);
  const truths = TRUTH_ATTRIBUTES.filter(stated);
  const texts = TEXT_ATTRIBUTES.filter(stated);
  return {
    ...named,
    shape: "point",
    columns: [
      text("id"),
      text("name"),
      text("service"),
      number("capacity"),
      ...capacities.map((service) => number(`capacity_${service}`)),
      ...numbers.map(number),
      ...[...truths, ...texts].map(text),
    ],
    features: facilities.map(
      ({ id, name, services, lng, lat, capacity, capacities: of = {}, attributes = {} }) => ({
        geometry: { type: "Point", coordinates: [lng, lat] },
        values: [
          id,
          name,
          services.join(";"),
          capacity,
          ...capacities.map((service) => of[service] ?? null),
          ...numbers.map((key) => attributes[key] ?? null),
          ...truths.map((key) => (attributes[key] === undefined ? null : String(attributes[key]))),
          ...texts.map((key) => attributes[key] ?? null),
        ],
      }),
    ),
  };
}

const PREMISES_COLUMNS = [
  ["floor-area", "floorArea", number],
  ["premises-kind", "kind", text],
  ["owned-by", "owner", text],
  ["cost", "cost", number],
  ["rent", "rent", text],
  ["address", "address", text],
  ["unit", "unit", text],
  ["unit-code", "unitCode", text],
  ["year", "year", number],
  ["note", "note", text],
] as const;

/** Idle premises as points; of what is stated the columns that any of them has. */
export function premisesTable(
  premises: readonly Omit<Premises, "layer">[],
  named: Named,
): ExportTable {
  const columns = PREMISES_COLUMNS.filter(([, key]) => premises.some((one) => one[key] !== null));
  return {
    ...named,
    shape: "point",
    columns: [text("id"), text("name"), ...columns.map(([title, , column]) => column(title))],
    features: premises.map((one) => ({
      geometry: { type: "Point", coordinates: [one.lng, one.lat] },
      values: [one.id, one.name, ...columns.map(([, key]) => one[key])],
    })),
  };
}

export function unitTable(units: readonly Unit[], named: Named): ExportTable {
  const hasParents = units.some(({ parent }) => parent !== undefined);
  return {
    ...named,
    shape: "polygon",
    columns: [
      text("id"),
      text("name"),
      text("level"),
      ...(hasParents ? [text("parent_unit")] : []),
    ],
    features: units.map(({ id, name, level, parent, geometry }) => ({
      geometry,
      values: [id, name, level ?? null, ...(hasParents ? [parent ?? null] : [])],
    })),
  };
}

/** People where they were put: points, or the outlines of their cells. */
export function peopleTable(
  sources: readonly PeopleSource[],
  groups: readonly string[],
  named: Named,
): ExportTable {
  const inCells = sources[0]?.kind === "cell";
  return {
    ...named,
    shape: inCells ? "polygon" : "point",
    columns: [
      ...(inCells ? [text("cell")] : []),
      number("people"),
      ...groups.map((group) => number(`people_${group}`)),
    ],
    features: sources.flatMap((source): ExportFeature[] => {
      const values = [source.people, ...groups.map((group) => source.groups[group] ?? null)];
      switch (source.kind) {
        case "point":
          return [{ geometry: { type: "Point", coordinates: [source.lng, source.lat] }, values }];
        case "cell":
          return [
            {
              geometry: { type: "Polygon", coordinates: [boundaryOf(source.cell)] },
              values: [source.cell, ...values],
            },
          ];
        case "area":
          return [];
      }
    }),
  };
}

/** Streets as lines, with what the network knows of how they are walked in the words of OpenStreetMap's tags. */
export function streetTable(network: Network, named: Named): ExportTable {
  const { edgeCount, firstPoint, points, name, names, length, traits } = network;
  const tags = Array.from(traits.subarray(0, edgeCount), tagsOfTraits);
  const keys = TRAIT_TAGS.filter((key) => tags.some((each) => each[key] !== undefined));
  return {
    ...named,
    shape: "line",
    columns: [text("name"), number("metres"), ...keys.map(text)],
    features: Array.from({ length: edgeCount }, (_, edge) => {
      const line: [number, number][] = [];
      for (let p = firstPoint[edge] ?? 0; p < (firstPoint[edge + 1] ?? 0); p++)
        line.push([(points[2 * p] ?? 0) / E7, (points[2 * p + 1] ?? 0) / E7]);
      return {
        geometry: { type: "LineString", coordinates: line },
        values: [
          names[name[edge] ?? 0] ?? "",
          (length[edge] ?? 0) / 1000,
          ...keys.map((key) => tags[edge]?.[key] ?? null),
        ],
      };
    }),
  };
}

const TRAIT_TAGS = ["highway", "bridge", "tunnel", "layer", "wheelchair", "oneway:foot"] as const;

/** Tags by which a street is walked as the traits say; its class is not kept, so that it is a road or stairs. */
function tagsOfTraits(bits: number): Partial<Record<(typeof TRAIT_TAGS)[number], string>> {
  const [isStairs, noWheels] = [(bits & STEPS) !== 0, (bits & NO_WHEELS) !== 0];
  const off = bits & ELSEWHERE;
  const way = bits & (FORWARD | BACKWARD);
  return {
    highway: isStairs ? "steps" : "road",
    ...(off === ABOVE && { bridge: "yes" }),
    ...(off === BELOW && { tunnel: "yes" }),
    ...(off === ELSEWHERE && { layer: "1" }),
    ...(isStairs !== noWheels && { wheelchair: noWheels ? "no" : "yes" }),
    ...(way === FORWARD && { "oneway:foot": "yes" }),
    ...(way === BACKWARD && { "oneway:foot": "-1" }),
  };
}
