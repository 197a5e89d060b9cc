import { believedBound, HAIR, meets } from "./believed.ts";
import { emptyFlow } from "./capacitated/flow.ts";
import { greedySites, improve } from "./capacitated/greedy.ts";
import { modelOf } from "./capacitated/model.ts";
import { flowOf, townOf, valueOf, wholeGrains, type Town } from "./capacitated/town.ts";
import { leastFor, mostFor } from "./knapsack.ts";
import { chosenIn } from "./model-builder.ts";
import {
  REQUIRED,
  type CapacitatedProblem,
  type SearchTools,
  type SitingAnswer,
  type SitingConflict,
  type Solver,
} from "./problem.ts";
import {
  allowedSites,
  conflictOfRequired,
  impossible,
  priceOf,
  requiredSites,
  withPreferred,
} from "./rules.ts";

/** Larger models are not given to the solver: it would be out of memory before it was out of time. */
const MOST_WAYS = 200_000;
/**
 * Capacitated location: which sites, and who goes to which of them, no site taking more than it can and nobody
 * assigned twice. People of one place may go to several sites. Whom the chosen sites can take is a maximum flow, worked out
 * here for every choice, so no assignment of a solver is passed on.
 */
export function solveCapacitated(problem: CapacitatedProblem, tools: SearchTools): SitingAnswer {
  const town = townOf(problem);
  const sense = town.asked === null ? "most" : "least";
  const conflict = conflictOfRequired(problem) ?? beyondReach(town);
  if (conflict !== undefined) return impossible(sense, conflict);
  const known = search(town, tools);
  if (known.status === "infeasible") return impossible(sense, whyNot(town, tools), known.sites);
  const assignment = assign(problem, known.sites);
  return { ...known, sense, assignment };
}

function beyondReach(town: Town): SitingConflict | undefined {
  const { asked } = town;
  if (asked === null) return undefined;
  const reach = town.weight.reduce((sum, weight) => sum + weight, 0);
  if (reach < asked) return { kind: "beyond-reach", most: reach, asked };
  const most = flowOf(town, allowedSites(town.problem)).total();
  return most < asked ? { kind: "capacity", most, asked } : undefined;
}

interface Known {
  readonly sites: readonly number[];
  readonly value: number;
  readonly bound: number;
  readonly status: SitingAnswer["status"];
}

function search(town: Town, tools: SearchTools): Known {
  const { problem, asked } = town;
  const sign = asked === null ? 1 : -1;
  let best = { sites: requiredSites(problem) as readonly number[], value: NaN };
  const consider = (sites: readonly number[]) => {
    const value = valueOf(town, sites);
    if (Number.isNaN(best.value) ? !Number.isNaN(value) : sign * (value - best.value) > 0)
      best = { sites: [...sites].sort((a, b) => a - b), value };
    return value;
  };
  const greedy = greedySites(town, tools);
  if (Number.isNaN(consider(greedy))) best = { ...best, sites: greedy };
  let bound = ownBound(town);
  const tell = () => tools.onProgress(Number.isNaN(best.value) ? null : best.value, bound);
  tell();
  improve(town, best.sites, consider, tools);
  const settled = () => meets(best.value, bound) || sign * (best.value - bound) > 0;
  if (!settled() && tools.solver !== undefined && !tools.ended()) {
    const solved = solveModel(town, tools, tools.solver, best, bound);
    if (solved === "infeasible") return { ...best, bound, status: "infeasible" };
    if (solved !== undefined) {
      if (solved.sites !== undefined) consider(solved.sites);
      const stated = solved.believed(best.value);
      bound = asked === null ? Math.min(bound, stated) : Math.max(bound, stated);
    }
  }
  if (!settled()) {
    tell();
    return { ...best, bound, status: "not-proven" };
  }
  const asGood = best.value;
  const sites = withPreferred(problem, best.sites, (s) => sign * (valueOf(town, s) - asGood) >= 0);
  best = { sites, value: valueOf(town, sites) };
  bound = best.value;
  tell();
  return { ...best, bound, status: "proven" };
}

/** What no choice can beat, whatever a solver says: sites taken in part, each with all it takes when it is alone. */
function ownBound(town: Town): number {
  const { problem, asked, alone } = town;
  const required = requiredSites(problem);
  const free = allowedSites(problem).filter((site) => problem.status[site] !== REQUIRED);
  const gains = free.map((site) => alone[site]!);
  const prices = free.map((site) => problem.price[site]!);
  const sure = required.reduce((sum, site) => sum + alone[site]!, 0);
  if (asked !== null)
    return priceOf(problem, required) + leastFor(gains, prices, Math.max(0, asked - sure));
  const room = problem.count === null ? Infinity : problem.count - required.length;
  const byCount = mostFor(
    gains,
    prices.map(() => 1),
    room,
  );
  const left = problem.budget === null ? Infinity : problem.budget - priceOf(problem, required);
  return Math.min(
    sure + Math.min(byCount, mostFor(gains, prices, left) * (1 + HAIR)),
    flowOf(town, allowedSites(problem)).total(),
  );
}

/** Undefined where the model is too large. */
function solveModel(
  town: Town,
  tools: SearchTools,
  solver: Solver,
  best: { readonly sites: readonly number[]; readonly value: number },
  bound: number,
) {
  const { asked, problem } = town;
  if (town.sitesOf.reduce((sum, sites) => sum + sites.length, 0) > MOST_WAYS) return undefined;
  const sense = asked === null ? "most" : "least";
  const { model, first, start } = modelOf(town, best.sites);
  const solved = solver.solve(model, {
    ended: tools.ended,
    seconds: tools.left(),
    seed: tools.seed,
    ...(Number.isNaN(best.value) ? {} : { start }),
    onProgress: (value, stated) => {
      const nearer = asked === null ? Math.min : Math.max;
      const better = asked === null ? Math.max : Math.min;
      const known = Number.isNaN(best.value) ? value : better(best.value, value ?? best.value);
      tools.onProgress(known, nearer(bound, stated ?? bound));
    },
  });
  if (solved.status === "infeasible" && Number.isNaN(best.value)) return "infeasible";
  const sites = solved.columns && chosenIn(solved.columns, first, problem.pairs.siteCount);
  const actual = sites && valueOf(town, sites);
  return {
    sites,
    believed: (value: number) =>
      Number.isNaN(value) ? bound : believedBound(sense, solved, actual, value),
  };
}

/** Which of the rules is in the way of so many people. */
function whyNot(town: Town, tools: SearchTools): SitingConflict {
  const { problem } = town;
  const least = (changes: Partial<CapacitatedProblem>) =>
    search({ ...town, problem: { ...problem, ...changes } }, tools);
  const fewest = least({ count: null, budget: null, price: problem.price.map(() => 1) });
  if (fewest.status === "infeasible")
    return { kind: "apart", sites: [...new Set(problem.apart.flat())].sort((a, b) => a - b) };
  if (problem.count !== null && fewest.value > problem.count)
    return { kind: "too-few-sites", count: fewest.sites.length };
  return { kind: "budget", least: least({ budget: null }).value };
}

/** Of each place how much goes to which of the sites, the nearest first as far as that leaves nobody out. */
function assign(
  problem: CapacitatedProblem,
  sites: readonly number[],
): NonNullable<SitingAnswer["assignment"]> {
  const { first, demand, cost } = problem.pairs;
  const ways = sites
    .flatMap((site) =>
      Array.from({ length: first[site + 1]! - first[site]! }, (_, index) => {
        const at = first[site]! + index;
        return { site, place: demand[at]!, cost: cost[at]! };
      }),
    )
    .sort((a, b) => a.cost - b.cost || a.place - b.place || a.site - b.site);
  const placesOf: number[][] = Array.from(problem.capacity, () => []);
  for (const { site, place } of ways) placesOf[site]!.push(place);
  const capacity = wholeGrains(problem.capacity);
  const flow = emptyFlow({ weight: problem.weight, capacity, placesOf });
  flow.openAlong(ways);
  return flow
    .amounts()
    .flatMap((to, place) =>
      [...to].sort(([a], [b]) => a - b).map(([site, amount]) => ({ demand: place, site, amount })),
    );
}
