import type { Premises } from "#contract/premises.ts";
import { PLACE_WORDS } from "#contract/place-words.ts";
import type { PlanSite, SitingRequest } from "#contract/siting.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import type { SitingAnswer } from "#core/siting/problem.ts";
import type { People, Said, Service } from "#core/vocabulary.ts";
import { nameOf, type Candidate, type Candidates } from "./candidates.ts";
import { countsMoney } from "./check-request.ts";
import type { Posed } from "./problem-of.ts";
import { servicePrice } from "./site-rules.ts";
import type { Situation } from "./situation.ts";
import { unitsServed } from "./worth.ts";

/** What is known of sites from elsewhere. */
export interface SiteFacts {
  /** By service. */
  readonly departments: Readonly<
    Record<string, readonly { readonly name: string; readonly stated: boolean }[]>
  >;
  readonly filing: FilingNote | null;
}

/** The note of a document on small facilities: up to so much floor, or so much money, inclusive. */
export interface FilingNote {
  readonly squareMetres: number | null;
  readonly yuan: number | null;
  /** Document and clause. */
  readonly where: Said;
}

export interface ChosenSites {
  readonly situation: Situation;
  readonly request: SitingRequest;
  readonly candidates: Candidates;
  readonly posed: Posed;
  readonly answer: SitingAnswer;
  readonly premises: readonly Premises[];
  readonly facts: SiteFacts;
  /** Word of the kind that an indicator counts; "" where none is needed. */
  readonly word: string;
  /** The year each opens in, by site; empty without phases. */
  readonly years: ReadonlyMap<number, number>;
}

/** The chosen sites, each next the one that most people gain by; of several services the gains are added up. */
export function planSites(chosen: ChosenSites): PlanSite[] {
  const { situation, request, candidates, posed, answer, premises, facts, word, years } = chosen;
  const { sites, layers, ground } = situation;
  const offered = new Map(
    answer.sites.map((site, i) => [site, answer.services?.[i]?.map(Number) ?? [0]] as const),
  );
  const assigned = new Map<number, People>();
  for (const { site, amount } of answer.assignment ?? [])
    assigned.set(site, (assigned.get(site) ?? 0) + amount);
  const covered = layers.map(({ served }) => served.slice());
  const gain = (site: number, before: readonly Uint8Array[]) =>
    (offered.get(site) ?? []).reduce((sum, index) => {
      const { pairs, weight } = layers[index]!;
      let people = 0;
      for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++) {
        const place = pairs.demand[at]!;
        if (before[index]![place] === 0) people += weight[place]!;
      }
      return sum + people;
    }, 0);
  const today = layers.map(({ served }) => served);
  const weight = layers[0]!.weight;
  let units = unitsServed(posed.rule, weight, covered[0]!, []);
  const opened: number[] = [];
  const told: PlanSite[] = [];
  for (const site of inOrderOfGain(
    answer.sites,
    (one) => gain(one, covered),
    (one) => open(one, layers, offered, covered),
  )) {
    const { site: index, gained } = site;
    opened.push(index);
    const after = unitsServed(posed.rule, weight, site.covered[0]!, opened);
    const one = sites[index]!;
    const services = (offered.get(index) ?? []).map((layer) => layers[layer]!.service);
    const cost = costOf(one, request, services);
    told.push({
      id: one.id,
      from: one.from,
      name: withWord(nameOf(candidates, ground, index), wordOf(one, word, services)),
      lng: one.lng,
      lat: one.lat,
      unit: one.unit,
      services,
      required: one.required,
      gained,
      alone: gain(index, today),
      units: posed.aim.codes.filter((_, u) => after[u] === 1 && units[u] === 0),
      capacity: capacityOf(one, request, services),
      assigned: answer.assignment === undefined ? null : (assigned.get(index) ?? 0),
      cost,
      premises: nearestPremises(one, premises),
      departments: departmentsOf(services, facts),
      filing: filingOf(one, countsMoney(request) ? cost : one.cost, facts.filing),
      year: years.get(index) ?? null,
    });
    units = after;
  }
  return told;
}

interface Opened {
  readonly site: number;
  readonly gained: People;
  /** By layer: who is covered once it is open. */
  readonly covered: readonly Uint8Array[];
}

/** Each next the one that gains most; of equal ones the first. `open` makes a site count. */
function* inOrderOfGain(
  sites: readonly number[],
  gain: (site: number) => People,
  open: (site: number) => readonly Uint8Array[],
): Generator<Opened> {
  const left = [...sites];
  while (left.length > 0) {
    let [best, most] = [0, -1];
    for (const [i, site] of left.entries()) {
      const people = gain(site);
      if (people > most) [best, most] = [i, people];
    }
    const [site] = left.splice(best, 1);
    if (site === undefined) return;
    yield { site, gained: most, covered: open(site) };
  }
}

function open(
  site: number,
  layers: Situation["layers"],
  offered: ReadonlyMap<number, readonly number[]>,
  covered: readonly Uint8Array[],
): readonly Uint8Array[] {
  for (const index of offered.get(site) ?? []) {
    const { pairs } = layers[index]!;
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++)
      covered[index]![pairs.demand[at]!] = 1;
  }
  return covered;
}

/** Yuan; 0 where money is not counted. */
function costOf(site: Candidate, request: SitingRequest, services: readonly Service[]): number {
  if (!countsMoney(request)) return 0;
  const asked = request.services.filter(({ service }) => services.includes(service));
  const own =
    (site.cost ?? request.siteCost) + asked.reduce((sum, one) => sum + servicePrice(site, one), 0);
  return own - request.sharingDiscount * Math.max(0, asked.length - 1);
}

function capacityOf(
  { capacities }: Candidate,
  request: SitingRequest,
  services: readonly Service[],
): number | null {
  const [service] = services;
  if (service === undefined || services.length > 1) return null;
  const asked = request.services.find((one) => one.service === service);
  return capacities[service] ?? asked?.capacity ?? null;
}

/** What stands there already or was drawn keeps its own name, but for the word an indicator needs. */
function wordOf({ from }: Candidate, word: string, services: readonly Service[]): string {
  const [first] = services;
  return word !== "" || from !== "cells" || first === undefined ? word : PLACE_WORDS[first];
}

/** A facility is of a kind by its name. */
function withWord(name: string, word: string): string {
  return word === "" || name.includes(word) ? name : `${name}${word}`;
}

function nearestPremises(
  { lng, lat }: Candidate,
  premises: readonly Premises[],
): PlanSite["premises"] {
  let nearest: PlanSite["premises"] = null;
  for (const { id, name, lng: east, lat: north, floorArea } of premises) {
    const metres = metresBetween(lng, lat, east, north);
    if (nearest === null || metres < nearest.metres) nearest = { id, name, metres, floorArea };
  }
  return nearest === null ? null : { ...nearest, metres: Math.round(nearest.metres) };
}

function departmentsOf(
  services: readonly Service[],
  { departments }: SiteFacts,
): PlanSite["departments"] {
  const found = new Map<string, boolean>();
  for (const service of services)
    for (const { name, stated } of departments[service] ?? [])
      found.set(name, stated || found.get(name) === true);
  return [...found].map(([name, stated]) => ({ name, stated }));
}

/** Only that it may apply, and only where floor or cost is known to be within the limit. */
function filingOf(
  { floorArea }: Candidate,
  cost: number | null,
  note: FilingNote | null,
): Said | null {
  if (note === null) return null;
  const { squareMetres, yuan, where } = note;
  const small = floorArea !== null && squareMetres !== null && floorArea <= squareMetres;
  const cheap = cost !== null && yuan !== null && cost <= yuan;
  if (!small && !cheap) return null;
  const because = small
    ? {
        zh: `建筑面积 ${floorArea} ㎡，不超过 ${squareMetres} ㎡`,
        en: `floor area ${floorArea} m², at most ${squareMetres} m²`,
      }
    : {
        zh: `投资 ${(cost ?? 0) / 10_000} 万元，不超过 ${(yuan ?? 0) / 10_000} 万元`,
        en: `investment ${cost} yuan, at most ${yuan} yuan`,
      };
  return {
    zh: `可能适用小型设施消防备案优化（${because.zh}；${where.zh}），以主管部门意见为准。`,
    en: `Simpler fire filing for small facilities may apply (${because.en}; ${where.en}); the department in charge decides.`,
  };
}
