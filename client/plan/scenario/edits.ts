import type {
  Area,
  Edit,
  FacilityChange,
  PlannedSite,
  ScenarioContent,
  ScenarioState,
  StreetChange,
} from "#contract/scenario.ts";
import type { Service, StreetChangeKind } from "#contract/vocabulary.ts";

type Place = readonly [lng: number, lat: number];

/** A facility that stays as it is. */
const UNCHANGED: FacilityChange = { closed: false, to: null, services: null, capacities: null };

/** An id no step of the scenario has used, those undone included. */
export function freeId(of: "site" | "street" | "area", { steps }: ScenarioContent): string {
  const used = steps.flatMap(({ edits }) => edits.map((edit) => (edit.of === of ? edit.id : "")));
  const numbers = used.map((id) => Number(new RegExp(`^${of}-(\\d+)$`).exec(id)?.[1] ?? 0));
  return `${of}-${Math.max(0, ...numbers) + 1}`;
}

/** A new site that offers one service. */
export function newSite(name: string, service: Service, [lng, lat]: Place): PlannedSite {
  return {
    name,
    services: [service],
    lng,
    lat,
    capacities: {},
    floorArea: null,
    cost: null,
    premises: null,
    required: false,
    candidate: false,
  };
}

/** Puts a site under an id, in place of whatever stands there; null takes it away. */
export function putSite(state: ScenarioState, id: string, after: PlannedSite | null): Edit {
  return { of: "site", id, before: own(state.sites, id) ?? null, after };
}

/** A change of a site that is there; undefined where it changes nothing. */
export function changeSite(
  state: ScenarioState,
  id: string,
  change: Partial<PlannedSite>,
): Edit | undefined {
  const before = own(state.sites, id);
  if (before === undefined) return undefined;
  const after = { ...before, ...change };
  return isSame(before, after) ? undefined : { of: "site", id, before, after };
}

/** A change of an existing facility; undefined where it changes nothing. */
export function changeFacility(
  state: ScenarioState,
  id: string,
  change: Partial<FacilityChange>,
): Edit | undefined {
  const before = own(state.facilities, id) ?? null;
  const after = { ...(before ?? UNCHANGED), ...change };
  if (isSame(before ?? UNCHANGED, after)) return undefined;
  return { of: "facility", id, before, after: isSame(after, UNCHANGED) ? null : after };
}

export function addStreet(
  id: string,
  kind: StreetChangeKind,
  name: string,
  [from, to]: readonly [Place, Place],
): Edit {
  const after: StreetChange = { kind, name, from: pair(from), to: pair(to) };
  return { of: "street", id, before: null, after };
}

export function addArea(
  id: string,
  role: Area["role"],
  name: string,
  points: readonly Place[],
): Edit {
  return { of: "area", id, before: null, after: { role, name, ring: closed(points) } };
}

/** Undefined where there is no such area, or it is called so already. */
export function renameArea(state: ScenarioState, id: string, name: string): Edit | undefined {
  const before = own(state.areas, id);
  if (before === undefined || before.name === name) return undefined;
  return { of: "area", id, before, after: { ...before, name } };
}

/** Undefined where there is no such area, or it has that outline already. */
export function reshapeArea(
  state: ScenarioState,
  id: string,
  points: readonly Place[],
): Edit | undefined {
  const before = own(state.areas, id);
  if (before === undefined) return undefined;
  const after = { ...before, ring: closed(points) };
  return isSame(before, after) ? undefined : { of: "area", id, before, after };
}

/** Takes away what stands under an id: a site, a street, an area. Undefined where nothing does. */
export function remove(
  state: ScenarioState,
  of: "site" | "street" | "area",
  id: string,
): Edit | undefined {
  switch (of) {
    case "site": {
      const before = own(state.sites, id);
      return before && { of, id, before, after: null };
    }
    case "street": {
      const before = own(state.streets, id);
      return before && { of, id, before, after: null };
    }
    case "area": {
      const before = own(state.areas, id);
      return before && { of, id, before, after: null };
    }
  }
}

/** What stands under an id itself, not what every object has. */
export function own<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

function closed(points: readonly Place[]): [number, number][] {
  const [first, last] = [points[0], points.at(-1)];
  const ring = points.map(pair);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(pair(first));
  return ring;
}

function pair([lng, lat]: Place): [number, number] {
  return [lng, lat];
}

/** Of two values made by the same code, so that their keys stand in the same order. */
function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
