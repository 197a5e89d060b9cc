import { alikePlaces, type Alike } from "../alike.ts";
import { HAIR } from "../believed.ts";
import { FORBIDDEN, type SharedProblem } from "../problem.ts";
import { keepsRules, requiredSites } from "../rules.ts";

/** A shared problem with places alike taken together, by layer those that are not served yet. */
export interface Town {
  readonly problem: SharedProblem;
  readonly siteCount: number;
  readonly places: readonly (readonly Alike[])[];
  /** By layer and site: the groups of places it covers. */
  readonly covers: readonly (readonly (readonly number[])[])[];
  /** By layer: people still to be covered; 0 where enough are. */
  readonly missing: readonly number[];
  /** By layer: people that all allowed sites together cover, those served already included. */
  readonly reach: readonly number[];
}

export function townOf(problem: SharedProblem): Town {
  const siteCount = problem.status.length;
  const unserved = problem.layers.map(({ weight, served }) =>
    weight.map((people, place) => (served[place] === 1 ? 0 : people)),
  );
  const places = problem.layers.map(({ pairs }, layer) =>
    alikePlaces(pairs, unserved[layer]!, (site) => problem.status[site] !== FORBIDDEN),
  );
  const served = problem.layers.map(({ weight, served: is }) =>
    weight.reduce((sum, people, place) => sum + (is[place] === 1 ? people : 0), 0),
  );
  return {
    problem,
    siteCount,
    places,
    covers: places.map((groups) => {
      const covers: number[][] = Array.from({ length: siteCount }, () => []);
      groups.forEach(({ sites }, group) => sites.forEach((site) => covers[site]!.push(group)));
      return covers;
    }),
    missing: problem.layers.map(({ people }, layer) => Math.max(0, people - served[layer]!)),
    reach: places.map((groups, layer) =>
      groups.reduce((sum, { weight }) => sum + weight, served[layer]!),
    ),
  };
}

/** By site the services it offers; a site with none is not chosen. */
export type Choice = readonly ReadonlySet<number>[];

export function sitesOf(choice: Choice): number[] {
  return [...choice.keys()].filter((site) => choice[site]!.size > 0);
}

/** Of all buildings and services together. */
export function costOf({ problem }: Town, choice: Choice): number {
  let cost = 0;
  for (const site of sitesOf(choice)) {
    cost += problem.price[site]! - problem.discount * (choice[site]!.size - 1);
    for (const layer of choice[site]!) cost += problem.layers[layer]!.price[site]!;
  }
  return cost;
}

/** People covered by the sites of a layer who were not before. */
function coveredBy({ places, covers }: Town, layer: number, choice: Choice): number {
  const covered = new Set<number>();
  for (const [site, services] of choice.entries())
    if (services.has(layer)) for (const group of covers[layer]![site]!) covered.add(group);
  let people = 0;
  for (const group of covered) people += places[layer]![group]!.weight;
  return people;
}

/** What a choice costs; NaN where it breaks a rule or leaves a layer short. */
export function valueOf(town: Town, choice: Choice): number {
  const { problem, missing } = town;
  const cost = costOf(town, choice);
  const allowed =
    keepsRules({ ...problem, budget: null }, sitesOf(choice)) &&
    (problem.budget === null || cost <= problem.budget * (1 + HAIR)) &&
    missing.every((people, layer) => coveredBy(town, layer, choice) >= people);
  return allowed ? cost : NaN;
}

/** Every required site with the one service that is cheapest there. */
export function requiredChoice({ problem, siteCount }: Town): Set<number>[] {
  const choice = Array.from({ length: siteCount }, () => new Set<number>());
  for (const site of requiredSites(problem)) choice[site]!.add(cheapestService(problem, site));
  return choice;
}

export function cheapestService({ layers }: SharedProblem, site: number): number {
  let best = 0;
  for (const [layer, { price }] of layers.entries())
    if (price[site]! < layers[best]!.price[site]!) best = layer;
  return best;
}
