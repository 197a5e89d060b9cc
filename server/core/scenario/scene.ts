import type { FacilityChange, PlannedSite, ScenarioState } from "#contract/scenario.ts";
import type { Attributes, Capacities, Facility } from "../catchment/facility.ts";
import type { Ground } from "../coverage/survey.ts";
import { ownValue } from "../own-value.ts";
import { SERVICES } from "../vocabulary.ts";
import { sceneStreets, streetsKey, type SceneStreets } from "./streets.ts";

/** A study as it would be with the edits of a scenario. */
export interface Scene {
  /**
   * Its facilities are today's in their rows, then the planned sites. A closed one keeps its row and offers
   * nothing. People, cells and units are today's; streets are, unless the scenario changes some.
   */
  readonly ground: Ground;
  readonly today: Ground;
  /** Rows of existing facilities that are not as today, rising. */
  readonly changed: readonly number[];
  /** Ids of the planned sites by row, from `today.facilities.length` on. */
  readonly sites: readonly string[];
  /** Changes of streets that could not be made. */
  readonly failed: SceneStreets["failed"];
}

/**
 * `streets` are those of the state where they are at hand. Candidates of siting serve nobody and are left out, as
 * are changes of facilities that the study does not have (see `strangersIn`).
 */
export function sceneOf(
  today: Ground,
  state: ScenarioState,
  streets: SceneStreets = sceneStreets(today, state.streets),
): Scene {
  const changed: number[] = [];
  const facilities = today.facilities.map((facility, row) => {
    const change = ownValue(state.facilities, facility.id);
    const after = change === undefined ? facility : changedFacility(facility, change);
    if (after !== facility) changed.push(row);
    return after;
  });
  const planned = plannedSites(state);
  const { network, places, failed } = streets;
  return {
    today,
    ground: {
      ...today,
      network,
      places,
      facilities: [...facilities, ...planned.map(([id, site]) => plannedFacility(id, site))],
    },
    changed,
    sites: planned.map(([id]) => id),
    failed,
  };
}

/** Sites that serve in the scenario itself, by id. */
function plannedSites({ sites }: ScenarioState): [id: string, site: PlannedSite][] {
  return Object.entries(sites)
    .filter(([, { candidate }]) => !candidate)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Ids under which the state changes facilities that the study does not have. */
export function strangersIn({ facilities }: ScenarioState, today: Ground): string[] {
  const known = new Set(today.facilities.map(({ id }) => id));
  return Object.keys(facilities).filter((id) => !known.has(id));
}

/** The same for states of which the scenes are the same. */
export function sceneKey(state: ScenarioState): string {
  const changes = Object.entries(state.facilities).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    plannedSites(state).map(([id, site]) => plannedFacility(id, site)),
    changes.map(([id, { closed, to, services, capacities }]) => [
      id,
      closed,
      to,
      services,
      capacities === null ? null : known(capacities),
    ]),
    streetsKey(state.streets),
  ]);
}

/** The facility itself where nothing about it changes. */
export function changedFacility(facility: Facility, change: FacilityChange): Facility {
  const { closed, to, services, capacities } = change;
  if (closed) return { ...facility, services: [] };
  if (to === null && services === null && capacities === null) return facility;
  const [lng, lat] = to ?? [facility.lng, facility.lat];
  if (services === null && capacities === null) return { ...facility, lng, lat };
  // What was stated of a place with one service was that service's own.
  const [only, other] = facility.services;
  const own =
    only !== undefined && other === undefined && facility.capacity !== null
      ? { [only]: facility.capacity }
      : {};
  const stated = capacities === null ? {} : known(capacities);
  return {
    ...facility,
    services: services ?? facility.services,
    lng,
    lat,
    capacity: null,
    capacities: { ...own, ...facility.capacities, ...stated },
    attributes: {
      ...facility.attributes,
      ...attributesOf(stated),
      ...(facility.attributes?.beds === undefined || stated["elderly-care"] === undefined
        ? {}
        : { beds: stated["elderly-care"] }),
    },
  };
}

/** A planned site as the facility it would be. */
export function plannedFacility(id: string, site: PlannedSite): Facility {
  const capacities = known(site.capacities);
  return {
    id,
    name: site.name,
    services: site.services,
    lng: site.lng,
    lat: site.lat,
    capacity: null,
    capacities,
    attributes: {
      registered: true,
      ...attributesOf(capacities),
      ...(site.floorArea === null ? {} : { "floor-area": site.floorArea }),
    },
  };
}

/** What registers state of a capacity in a column of its own. Not beds: only care homes have them. */
function attributesOf({ childcare, meal }: Capacities): Attributes {
  return {
    ...(childcare === undefined ? {} : { "childcare-places": childcare }),
    ...(meal === undefined ? {} : { "meal-seats": meal }),
  };
}

function known(capacities: Readonly<Record<string, number>>): Capacities {
  return Object.fromEntries(
    SERVICES.flatMap((service) => {
      const amount = ownValue(capacities, service);
      return amount === undefined ? [] : [[service, amount]];
    }),
  );
}
