import type { Edit, FacilityChange, PlannedSite } from "#contract/scenario.ts";
import { catchmentScan, tenths } from "../catchment/matrix.ts";
import { COVERED } from "../coverage/states.ts";
import { isWithin } from "../network/extract-edge.ts";
import type { LngLat } from "../geo/rings.ts";
import type { Linkage, Snap } from "../network/linkage.ts";
import { ownValue } from "../own-value.ts";
import type { People, Service } from "../vocabulary.ts";
import { newSiteSaid, PLACES, upgradeSaid } from "./explain-words.ts";
import { freeId, type Remedy } from "./remedy-edit.ts";
import { linkageOf, type Sight } from "./sight.ts";
import { streetRemedy, type BuildStreets } from "./street-remedy.ts";

/**
 * The cheapest edit that would cover a place; null where none is found. Kinds are ranked by what they cost an office:
 * opening a gate or joining two streets, then adding the service to an existing facility, then a new site. Within a
 * kind the shortest piece of street is given, or the place that newly covers most people; what would newly cover
 * nobody is no remedy.
 */
export async function remedyFor(
  sight: Sight,
  place: LngLat,
  snap: Snap,
  build: BuildStreets,
): Promise<Remedy | null> {
  const street = await streetRemedy(sight, place, snap, build);
  return street ?? upgrade(sight, snap) ?? newSite(sight, snap);
}

/**
 * What could take a service in: places of a like trade, with like rooms. A judgement of ours; no document lists it.
 */
const HOSTS: Readonly<Record<Service, readonly Service[]>> = {
  childcare: ["kindergarten", "elderly-care", "clinic"],
  kindergarten: ["childcare"],
  "elderly-care": ["meal", "clinic", "childcare"],
  meal: ["elderly-care", "market", "convenience"],
  clinic: ["elderly-care"],
  convenience: ["market", "meal"],
  market: ["convenience"],
};

/** As many of the nearest hosts, and of the nearest cells, are tried. */
const MOST_HOSTS = 200;
const MOST_CELLS = 400;

function upgrade(sight: Sight, snap: Snap): Remedy | null {
  const { scene, state, ground, question, limit, toFacilities } = sight;
  const { service } = question;
  const found = toFacilities.run(linkageOf(snap), 0, limit);
  const hosts = [...toFacilities.cells.subarray(0, found)]
    .filter((row) => {
      const own = ground.facilities[row]!.services;
      const isHost = own.some((one) => HOSTS[service].includes(one)) && !own.includes(service);
      return isHost && row < scene.today.facilities.length;
    })
    .sort((a, b) => toFacilities.costOf(a) - toFacilities.costOf(b) || a - b)
    .slice(0, MOST_HOSTS);
  const best = mostPeople(hosts, newlyServedFrom(sight, sight.facilityLinks));
  if (best === undefined) return null;
  const { id, name, services } = ground.facilities[best.one]!;
  const before = ownValue(state.facilities, id) ?? null;
  const after: FacilityChange = {
    closed: false,
    to: before?.to ?? null,
    services: [...services, service],
    capacities: before?.capacities ?? null,
  };
  const seconds = tenths(toFacilities.costOf(best.one)) / 10;
  const { people } = best;
  return {
    said: upgradeSaid(service, { name, seconds, people }),
    edit: { of: "facility", id, before, after },
    people,
  };
}

/** By index of a set of points: people within the limit of it and of nothing that offers the service. */
function newlyServedFrom(
  { ground, fromFacilities, cellLinks, states, limit }: Sight,
  points: Linkage,
): (index: number) => People {
  const scan = catchmentScan(fromFacilities, points, cellLinks, limit);
  return (index) => {
    let people = 0;
    for (const c of scan.cells.subarray(0, scan.run(index)))
      if (states[c] !== COVERED) people += ground.demand.people[c]!;
    return people;
  };
}

/** At the people of an inhabited cell, where the scenario lets new sites stand. */
function newSite(sight: Sight, snap: Snap): Remedy | null {
  const { state, ground, question, limit, toCells } = sight;
  const { demand } = ground;
  const found = toCells.run(linkageOf(snap), 0, limit);
  const cells = [...toCells.cells.subarray(0, found)]
    .filter((c) => demand.people[c]! > 0 && mayStand(sight, demand.lng[c]!, demand.lat[c]!))
    .sort((a, b) => toCells.costOf(a) - toCells.costOf(b) || a - b)
    .slice(0, MOST_CELLS);
  const best = mostPeople(cells, newlyServedFrom(sight, sight.cellLinks));
  if (best === undefined) return null;
  const after: PlannedSite = {
    name: `拟建${PLACES[question.service].zh}`,
    services: [question.service],
    lng: demand.lng[best.one]!,
    lat: demand.lat[best.one]!,
    capacities: {},
    floorArea: null,
    cost: null,
    premises: null,
    required: false,
    candidate: false,
  };
  const seconds = tenths(toCells.costOf(best.one)) / 10;
  const id = freeId(state.sites, `site-${demand.cells[best.one]!}`);
  const edit: Edit = { of: "site", id, before: null, after };
  const { people } = best;
  return { said: newSiteSaid(question.service, { seconds, people }), edit, people };
}

/** Inside a search area, where there is any, and in no exclusion. */
function mayStand({ state }: Sight, lng: number, lat: number): boolean {
  const areas = Object.values(state.areas);
  const search = areas.filter(({ role }) => role === "search");
  const isIn = ({ ring }: { readonly ring: readonly (readonly [number, number])[] }) =>
    isWithin([ring], lng, lat);
  return (
    !areas.some((area) => area.role === "exclusion" && isIn(area)) &&
    (search.length === 0 || search.some(isIn))
  );
}

/** Of equally good ones the first; none where none serves anybody. */
function mostPeople(
  among: readonly number[],
  peopleOf: (one: number) => People,
): { readonly one: number; readonly people: People } | undefined {
  let best: { one: number; people: People } | undefined;
  for (const one of among) {
    const people = peopleOf(one);
    if (people > (best?.people ?? 0)) best = { one, people };
  }
  return best;
}
