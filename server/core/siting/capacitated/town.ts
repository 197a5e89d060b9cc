import { alikePlaces } from "../alike.ts";
import { FORBIDDEN, type CapacitatedProblem } from "../problem.ts";
import { keepsRules, priceOf } from "../rules.ts";
import { emptyFlow, type Flow } from "./flow.ts";

/** Capacities are cut to multiples of this, as weights are, so that sums of people are exact. */
const GRAIN = 2 ** -20;

/** The problem with places alike taken together. */
export interface Town {
  readonly problem: CapacitatedProblem;
  /** Least people asked for; null where most are sought. */
  readonly asked: number | null;
  /** By group of places alike. */
  readonly weight: Float64Array;
  readonly sitesOf: readonly (readonly number[])[];
  readonly capacity: Float64Array;
  /** By site: as many as it takes when it is the only one. */
  readonly alone: Float64Array;
  readonly empty: Flow;
}

export function townOf(problem: CapacitatedProblem): Town {
  const { pairs, status, goal } = problem;
  const groups = alikePlaces(pairs, problem.weight, (site) => status[site] !== FORBIDDEN);
  const weight = Float64Array.from(groups, (group) => group.weight);
  const capacity = wholeGrains(problem.capacity);
  const placesOf: number[][] = Array.from(capacity, () => []);
  groups.forEach(({ sites }, place) => sites.forEach((site) => placesOf[site]!.push(place)));
  const alone = capacity.map((most, site) =>
    Math.min(
      most,
      placesOf[site]!.reduce((sum, place) => sum + weight[place]!, 0),
    ),
  );
  return {
    problem,
    asked: goal.kind === "people" ? goal.people : null,
    weight,
    sitesOf: groups.map(({ sites }) => sites),
    capacity,
    alone,
    empty: emptyFlow({ weight, capacity, placesOf }),
  };
}

export function wholeGrains(amounts: Float64Array): Float64Array {
  return amounts.map((amount) => Math.floor(amount / GRAIN) * GRAIN);
}

export function flowOf({ empty }: Town, sites: readonly number[]): Flow {
  const flow = empty.copy();
  for (const site of sites) flow.open(site);
  return flow;
}

/** What a choice comes to; NaN where it breaks a rule or assigns too few. */
export function valueOf(town: Town, sites: readonly number[]): number {
  if (!keepsRules(town.problem, sites)) return NaN;
  const people = flowOf(town, sites).total();
  if (town.asked === null) return people;
  return people >= town.asked ? priceOf(town.problem, sites) : NaN;
}
