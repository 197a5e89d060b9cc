import type { SitingRequest } from "#contract/siting.ts";
import { quantise } from "#core/demand/people.ts";
import type { CoverProblem, SiteRules, SitingProblem, UnitRule } from "#core/siting/problem.ts";
import type { People, Seconds } from "#core/vocabulary.ts";
import { countsMoney } from "./check-request.ts";
import { takenByExisting, type Taken } from "./existing-capacity.ts";
import { reachable, reachablePlaces } from "./reachable.ts";
import { nearestProblem } from "./nearest-problem.ts";
import type { Layer, Situation } from "./situation.ts";
import { rulesOf, servicePrice } from "./site-rules.ts";
import { SitingRefused } from "./siting-refused.ts";
import { ownUnits, peopleFor, sharesOf, unitRuleOf, type UnitAim } from "./unit-aim.ts";

/** What is to be solved, with what its answer is told by. */
export interface Posed {
  readonly problem: SitingProblem;
  /** By which units count as served; of the units of `aim`. */
  readonly aim: UnitAim;
  readonly rule: UnitRule;
  /** Of a capacitated problem. */
  readonly taken: Taken | null;
  /** Places of demand of p-median and p-center: nobody whom no walk leads anywhere. By index of the layer's places. */
  readonly places: Uint32Array | null;
  /** Longer walks than these seconds count as so long; null where every walk counts as long as it is. */
  readonly capped: Seconds | null;
}

/** What an indicator makes of the question; see `indicatorAim`. */
export type Aim =
  | { readonly kind: "units"; readonly units: UnitAim; readonly needed: number }
  | { readonly kind: "sites"; readonly count: number; readonly capacity: number | null };

/** Throws `SitingRefused` where the candidates do not say what the problem needs. */
export function problemOf(situation: Situation, request: SitingRequest, aim: Aim | null): Posed {
  const [layer] = situation.layers;
  if (layer === undefined) throw new Error("Nothing is asked for.");
  const units = aim?.kind === "units" ? aim.units : ownUnits(situation, request);
  const rule = unitRuleOf(situation, layer, units);
  const posed = { aim: units, rule, taken: null, places: null, capped: null };
  const rules = rulesOf(situation, request);
  const cover = (goal: CoverProblem["goal"]) => ({
    ...posed,
    problem: coverProblem(situation, layer, request, rules, goal),
  });
  if (request.services.length > 1)
    return { ...posed, problem: sharedProblem(situation, request, rules) };
  switch (request.objective) {
    case "lscp":
      return cover({ kind: "people", people: reachable(layer) });
    case "target":
      return cover({ kind: "people", people: peopleAsked(layer, request.services[0]?.share ?? 1) });
    case "mclp":
      return cover({ kind: "most-people" });
    case "units":
      return cover({ kind: "units", units: request.units ?? 0, rule });
    case "indicator": {
      if (aim === null) throw new Error("The indicator was not looked at.");
      if (aim.kind === "units") return cover({ kind: "units", units: aim.needed, rule });
      const count = { ...rules, count: aim.count };
      return {
        ...posed,
        problem: coverProblem(situation, layer, request, count, { kind: "most-people" }),
      };
    }
    case "cflp":
      return { ...posed, ...capacitated(situation, layer, request, rules) };
    case "p-median":
    case "p-center":
      return { ...posed, ...nearestProblem(situation, layer, request.objective, rules) };
  }
}

/** Most people with so many sites, all else as asked: for what fewer could reach, and for other suppositions. */
export function mostPeople(
  situation: Situation,
  request: SitingRequest,
  count: number,
): CoverProblem {
  const [layer] = situation.layers;
  if (layer === undefined) throw new Error("Nothing is asked for.");
  const rules = { ...rulesOf(situation, request), count, budget: null };
  return coverProblem(situation, layer, request, rules, { kind: "most-people" });
}

/** One service of several as if its sites were its own. */
export function separateProblem(
  situation: Situation,
  request: SitingRequest,
  index: number,
): CoverProblem {
  const layer = situation.layers[index]!;
  const service = request.services[index]!;
  const rules = rulesOf(situation, request);
  const price = rules.price.map((own, site) =>
    countsMoney(request) ? own + servicePrice(situation.sites[site]!, service) : own,
  );
  const people =
    request.objective === "lscp" ? reachable(layer) : peopleAsked(layer, service.share ?? 1);
  const free = { ...rules, price, count: null, budget: null, status: new Uint8Array(price.length) };
  return coverProblem(situation, layer, request, free, { kind: "people", people });
}

function peopleAsked({ total }: Layer, share: number): People {
  return peopleFor(total, { share, more: false });
}

function coverProblem(
  situation: Situation,
  layer: Layer,
  request: SitingRequest,
  rules: SiteRules,
  goal: CoverProblem["goal"],
): CoverProblem {
  const { pairs, weight, served } = layer;
  return {
    kind: "cover",
    ...rules,
    pairs,
    weight,
    served,
    goal,
    floor: request.floor === null ? null : floorOf(situation, layer, request.floor),
  };
}

/** For units that candidates together could lift to it; what is out of reach for all of them is not asked. */
function floorOf({ ground }: Situation, layer: Layer, share: number): CoverProblem["floor"] {
  const unitCount = ground.units.length;
  const people = sharesOf(layer, layer.unit, { share, more: false }, unitCount);
  const within = reachablePlaces(layer);
  const most = new Float64Array(unitCount);
  for (const [place, unit] of layer.unit.entries())
    if (unit >= 0 && within[place] === 1) most[unit]! += layer.weight[place]!;
  return {
    ofDemand: layer.unit,
    people: people.map((needed, u) => (needed <= most[u]! ? needed : 0)),
  };
}

function sharedProblem(
  situation: Situation,
  request: SitingRequest,
  rules: SiteRules,
): SitingProblem {
  const { layers, sites } = situation;
  const money = countsMoney(request);
  return {
    kind: "shared",
    ...rules,
    layers: layers.map((layer, index) => {
      const service = request.services[index]!;
      const { pairs, weight, served } = layer;
      return {
        pairs,
        weight,
        served,
        people:
          request.objective === "lscp" ? reachable(layer) : peopleAsked(layer, service.share ?? 1),
        price: Float64Array.from(sites, (site) => (money ? servicePrice(site, service) : 0)),
      };
    }),
    discount: request.sharingDiscount,
  };
}

function capacitated(
  situation: Situation,
  layer: Layer,
  request: SitingRequest,
  rules: SiteRules,
): Pick<Posed, "problem" | "taken"> {
  const [service] = request.services;
  const capacity = situation.sites.map(
    (site) => site.capacities[layer.service] ?? service?.capacity ?? null,
  );
  const silent = capacity.findIndex((places) => places === null);
  if (silent !== -1) {
    const { name, id } = situation.sites[silent]!;
    throw new SitingRefused(
      `按容量分配要填每处容量：候选点“${name === "" ? id : name}”没有容量。`,
      `Assigning by capacity needs the capacity of a site: the candidate "${name === "" ? id : name}" has none.`,
    );
  }
  const taken = takenByExisting(situation, layer);
  const share = service?.share ?? null;
  return {
    taken,
    problem: {
      kind: "capacitated",
      ...rules,
      pairs: layer.pairs,
      weight: taken.left,
      capacity: Float64Array.from(capacity, (places) => quantise(places ?? 0)),
      goal:
        share === null
          ? { kind: "most-people" }
          : { kind: "people", people: Math.max(0, peopleAsked(layer, share) - taken.people) },
    },
  };
}
