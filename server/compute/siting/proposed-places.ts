import type { Premises } from "#contract/premises.ts";
import type { SitingRequest } from "#contract/siting.ts";
import type { Capacities } from "#core/catchment/facility.ts";
import { ownValue } from "#core/own-value.ts";
import type { Scene } from "#core/scenario/scene.ts";
import type { CandidateSource, Degrees, Service } from "#core/vocabulary.ts";
import { isDrawn } from "./drawn-sites.ts";
import type { LeftOutList } from "./left-out.ts";
import { SitingRefused } from "./siting-refused.ts";

/** A place in question, wherever it lies. */
export interface Proposed {
  readonly id: string;
  readonly from: CandidateSource;
  readonly name: string;
  readonly lng: Degrees;
  readonly lat: Degrees;
  /** Of the services asked for, those it could offer. */
  readonly services: readonly Service[];
  /** As stated for the place itself. */
  readonly capacities: Capacities;
  readonly floorArea: number | null;
  /** Yuan for the place itself, as stated. */
  readonly cost: number | null;
  readonly required: boolean;
  /** Chosen before another that is as good. */
  readonly preferred: boolean;
}

/** Every place in question, the first of those with the same id; what siting may not use is noted in `out`. */
export function proposed(
  { ground, today }: Scene,
  request: SitingRequest,
  premises: readonly Premises[],
  out: LeftOutList,
): Proposed[] {
  const services = request.services.map(({ service }) => service);
  const [required, forbidden, preferred] = [request.require, request.forbid, request.prefer].map(
    (ids) => new Set(ids),
  ) as [Set<string>, Set<string>, Set<string>];
  const sources = new Set(request.candidates);
  const all: Proposed[] = [];
  const taken = new Set<string>();
  const propose = (one: Omit<Proposed, "required" | "preferred">, isRequired = false) => {
    if (taken.has(one.id)) return;
    const must = isRequired || required.has(one.id);
    if (!must && !sources.has(one.from)) return;
    taken.add(one.id);
    if (forbidden.has(one.id)) return out.add("forbidden", one.id);
    if (one.services.length === 0) {
      if (must) throw cannotOffer(one);
      return out.add("not-offered", one.id);
    }
    const early = request.upgradeFirst && (one.from === "premises" || one.from === "upgrade");
    all.push({ ...one, required: must, preferred: preferred.has(one.id) || early });
  };

  for (const [id, site] of inOrder(Object.entries(request.state.sites))) {
    if (!isDrawn(site)) continue;
    const { name, lng, lat, floorArea, cost } = site;
    propose(
      {
        id,
        from: "drawn",
        name,
        lng,
        lat,
        floorArea,
        cost,
        services: services.filter((service) => site.services.includes(service)),
        capacities: capacitiesOf(site.capacities, services),
      },
      site.required,
    );
  }
  for (const { id, name, lng, lat, floorArea, cost } of premises)
    propose({ id, from: "premises", name, lng, lat, floorArea, cost, services, capacities: {} });
  for (const facility of ground.facilities.slice(0, today.facilities.length)) {
    const lacks = services.filter((service) => !facility.services.includes(service));
    if (facility.services.length === 0 || lacks.length === 0) continue;
    const { id, name, lng, lat, attributes } = facility;
    const floorArea = attributes?.["floor-area"] ?? null;
    propose({
      id,
      from: "upgrade",
      name,
      lng,
      lat,
      floorArea,
      cost: null,
      services: lacks,
      capacities: {},
    });
  }
  const { cells, lng, lat, people } = ground.demand;
  if (sources.has("cells") || required.size > 0)
    for (const [c, id] of cells.entries())
      if (people[c]! > 0)
        propose({
          id,
          from: "cells",
          name: "",
          lng: lng[c]!,
          lat: lat[c]!,
          floorArea: null,
          cost: null,
          services,
          capacities: {},
        });
  return all;
}

function cannotOffer({ id, name }: { readonly id: string; readonly name: string }): SitingRefused {
  const said = saidName({ id, name });
  return new SitingRefused(
    `必选点“${said}”不设所选的服务。请改它的服务，或取消必选。`,
    `The required site "${said}" does not offer what is asked for. Change its services or do not require it.`,
  );
}

function capacitiesOf(
  stated: Readonly<Record<string, number>>,
  services: readonly Service[],
): Capacities {
  return Object.fromEntries(
    services.flatMap((service) => {
      const amount = ownValue(stated, service);
      return amount === undefined || amount <= 0 ? [] : [[service, amount]];
    }),
  );
}

/** What a place is called to the person who asks. */
export function saidName({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === "" ? id : name;
}

function inOrder<Value>(entries: [string, Value][]): [string, Value][] {
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
