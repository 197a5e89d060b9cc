import type { Geometry } from "geojson";
import type { FacilityChange, ScenarioState, StreetChange } from "#contract/scenario.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import type { ExportColumn, ExportTable, ExportValue } from "../export/export-table.ts";
import { SYNTHETIC_NOTICE } from "../layers.ts";
import {
  capacityTitle,
  CHANGE_WORDS,
  KIND_WORDS,
  NO,
  SERVICE_WORDS,
  STREET_WORDS,
  TITLES,
  YES,
} from "#contract/scenario-words.ts";

export interface ScenarioLayer {
  readonly study: { readonly name: string; readonly synthetic: boolean };
  readonly name: string;
  readonly note: string;
  readonly state: ScenarioState;
  /** Of the study. */
  readonly facilities: readonly Facility[];
}

type Row = Readonly<Record<string, ExportValue>>;

/**
 * What stands in a scenario as features of points, lines and polygons together: planned sites and facilities that
 * change where they will be, streets from end to end, areas. Only GeoJSON holds them in one layer.
 */
export function scenarioLayer({
  study,
  name,
  note,
  state,
  facilities,
}: ScenarioLayer): ExportTable {
  const features: { readonly geometry: Geometry | null; readonly row: Row }[] = [
    ...Object.entries(state.sites).map(([id, site]) => ({
      geometry: point([site.lng, site.lat]),
      row: {
        [TITLES.kind]: site.candidate ? KIND_WORDS.candidate : KIND_WORDS.site,
        [TITLES.id]: id,
        [TITLES.name]: site.name,
        [TITLES.services]: servicesSaid(site.services),
        ...capacitiesOf(site.capacities),
        [TITLES.floorArea]: site.floorArea,
        [TITLES.cost]: site.cost,
        [TITLES.premises]: site.premises,
        [TITLES.required]: site.required ? YES : NO,
      },
    })),
    ...Object.entries(state.facilities).map(([id, change]) => {
      const facility = facilities.find((one) => one.id === id);
      const row = {
        [TITLES.kind]: KIND_WORDS.facility,
        [TITLES.id]: id,
        [TITLES.name]: facility?.name ?? null,
        [TITLES.change]: changesSaid(change),
        [TITLES.services]: servicesSaid(change.services ?? facility?.services ?? []),
        ...capacitiesOf(change.capacities ?? {}),
      };
      const place = change.to ?? (facility && [facility.lng, facility.lat]);
      return { geometry: place === undefined ? null : point(place), row };
    }),
    ...Object.entries(state.streets).map(([id, street]) => ({
      geometry: lineOf(street),
      row: {
        [TITLES.kind]: KIND_WORDS.street,
        [TITLES.id]: id,
        [TITLES.name]: street.name,
        [TITLES.change]: STREET_WORDS[street.kind],
      },
    })),
    ...Object.entries(state.areas).map(([id, area]) => ({
      geometry: { type: "Polygon" as const, coordinates: [area.ring] },
      row: {
        [TITLES.kind]: KIND_WORDS[area.role],
        [TITLES.id]: id,
        [TITLES.name]: area.name,
      },
    })),
  ];
  const columns = columnsOf(
    features.map(({ row }) => row),
    study.synthetic,
  );
  return {
    name,
    title: [...(isUnmarked(study) ? ["示例"] : []), study.name, name].join("_"),
    shape: "point",
    columns,
    features: features.map(({ geometry, row }) => {
      const marked: Row = { ...row, [TITLES.mark]: "示例数据（合成）" };
      return { geometry, values: columns.map((column) => marked[column.name] ?? null) };
    }),
    notes: [...(study.synthetic ? [SYNTHETIC_NOTICE] : []), ...(note === "" ? [] : [note])],
  };
}

/** Those that any feature has, in one order. Features get copied out of their files; invented ones say so themselves. */
function columnsOf(rows: readonly Row[], synthetic: boolean): ExportColumn[] {
  const numbers = [...SERVICES.map(capacityTitle), TITLES.floorArea, TITLES.cost];
  const { kind, id, name, change, services, premises, required, mark } = TITLES;
  const order = [kind, id, name, change, services, ...numbers, premises, required];
  const used = order.filter((title) => rows.some((row) => Object.hasOwn(row, title)));
  return [...used, ...(synthetic ? [mark] : [])].map((title) => ({
    name: title,
    type: numbers.includes(title) ? "number" : "text",
  }));
}

function point(coordinates: [number, number]): Geometry {
  return { type: "Point", coordinates };
}

/** A street closed, and a gate opened where two streets touch, are at one place. */
function lineOf({ from, to }: StreetChange): Geometry {
  return from[0] === to[0] && from[1] === to[1]
    ? point(from)
    : { type: "LineString", coordinates: [from, to] };
}

function servicesSaid(services: readonly Service[]): string {
  return services.map((service) => SERVICE_WORDS[service]).join("、");
}

function capacitiesOf(capacities: Readonly<Record<string, number>>): Row {
  return Object.fromEntries(
    SERVICES.flatMap((service) =>
      Object.hasOwn(capacities, service)
        ? [[capacityTitle(service), capacities[service] ?? null]]
        : [],
    ),
  );
}

function changesSaid({ closed, to, services, capacities }: FacilityChange): string {
  return [
    ...(closed ? [CHANGE_WORDS.closed] : []),
    ...(to === null ? [] : [CHANGE_WORDS.moved]),
    ...(services === null ? [] : [CHANGE_WORDS.services]),
    ...(capacities === null ? [] : [CHANGE_WORDS.capacities]),
  ].join("、");
}

function isUnmarked({ name, synthetic }: ScenarioLayer["study"]): boolean {
  return synthetic && !name.includes("示例");
}
