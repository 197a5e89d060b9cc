import type { Evaluation, ScenarioState, SiteAnswer } from "#contract/scenario.ts";
import type { FacilityList } from "#contract/study.ts";
import type { Service } from "#contract/vocabulary.ts";
import { own } from "./edits.ts";

/** A moved facility stands on the map as a site of this id. */
const MOVED = "facility:";

export function movedSiteId(facility: string): string {
  return MOVED + facility;
}

/** The facility that a site of the map stands for; undefined for a site of the scenario. */
export function facilityOfSite(site: string): string | undefined {
  return site.startsWith(MOVED) ? site.slice(MOVED.length) : undefined;
}

/** A site as the map marks it, without the words that depend on the language. */
export interface DrawnSite {
  readonly id: string;
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  readonly glyph: Service;
  readonly look: "possible" | "chosen" | "required" | "refused" | "upgrade";
  readonly number: number | undefined;
  readonly refused: SiteAnswer["refused"];
}

/**
 * The sites of a scenario and the facilities it moves, in their order. Those that serve are numbered; what was refused
 * says why.
 */
export function drawnSites(
  state: ScenarioState,
  service: Service,
  facilities: FacilityList,
  answers: Evaluation["sites"],
): DrawnSite[] {
  const refusals = new Map(answers.map(({ of, id, refused }) => [`${of} ${id}`, refused]));
  const known = new Set(facilities.map(({ id }) => id));
  let number = 0;
  const sites = Object.entries(state.sites).map(([id, site]): DrawnSite => {
    const refused = refusals.get(`site ${id}`) ?? null;
    const look = lookOf(site, refused !== null, site.premises !== null && known.has(site.premises));
    return {
      id,
      name: site.name,
      lng: site.lng,
      lat: site.lat,
      glyph: site.services.includes(service) ? service : (site.services[0] ?? service),
      look,
      number: look === "possible" || look === "refused" ? undefined : ++number,
      refused,
    };
  });
  const moved = facilities.flatMap((facility): DrawnSite[] => {
    const change = own(state.facilities, facility.id);
    if (!change?.to || change.closed) return [];
    const services = change.services ?? facility.services;
    const refused = refusals.get(`facility ${facility.id}`) ?? null;
    return [
      {
        id: movedSiteId(facility.id),
        name: facility.name,
        lng: change.to[0],
        lat: change.to[1],
        glyph: services.includes(service) ? service : (services[0] ?? service),
        look: refused === null ? "chosen" : "refused",
        number: undefined,
        refused,
      },
    ];
  });
  return [...sites, ...moved];
}

function lookOf(
  site: { readonly candidate: boolean; readonly required: boolean },
  refused: boolean,
  upgrade: boolean,
): DrawnSite["look"] {
  if (refused) return "refused";
  if (site.required) return "required";
  if (site.candidate) return "possible";
  return upgrade ? "upgrade" : "chosen";
}

/** Existing facilities that a scenario closes or moves, by their place in the list. */
export function changedFacilities(
  state: ScenarioState,
  facilities: FacilityList,
): { readonly index: number; readonly look: "closed" | "moved" }[] {
  return facilities.flatMap(({ id }, index): { index: number; look: "closed" | "moved" }[] => {
    const change = own(state.facilities, id);
    if (change?.closed) return [{ index, look: "closed" }];
    return change?.to ? [{ index, look: "moved" }] : [];
  });
}
