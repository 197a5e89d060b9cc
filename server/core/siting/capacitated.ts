import { alikePlaces } from "./alike.ts";
import { believedBound, HAIR, meets } from "./believed.ts";
import { emptyFlow, type Flow } from "./capacitated/flow.ts";
import { leastFor, mostFor } from "./knapsack.ts";
import { buildModel, chosenIn, siteColumns } from "./model-builder.ts";
import {
  FORBIDDEN,
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
  keepsRules,
  neighboursOf,
  priceOf,
  requiredSites,
  withPreferred,
} from "./rules.ts";

/** Larger models are not given to the solver: it would be out of memory before it was out of time. */
const MOST_WAYS = 200_000;
/** Further choices tried by exchange. */
const MOST_TRIES = 3000;
/** Capacities are cut to multiples of this, as weights are, so that sums of people are exact. */
const GRAIN = 2 ** -20;

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

/** The problem with places alike taken together. */
interface Town {
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

function townOf(problem: CapacitatedProblem): Town {
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

function wholeGrains(amounts: Float64Array): Float64Array {
  return amounts.map((amount) => Math.floor(amount / GRAIN) * GRAIN);
}

function flowOf({ empty }: Town, sites: readonly number[]): Flow {
  const flow = empty.copy();
  for (const site of sites) flow.open(site);
  return flow;
}

/** What a choice comes to; NaN where it breaks a rule or assigns too few. */
function valueOf(town: Town, sites: readonly number[]): number {
  if (!keepsRules(town.problem, sites)) return NaN;
  const people = flowOf(town, sites).total();
  if (town.asked === null) return people;
  return people >= town.asked ? priceOf(town.problem, sites) : NaN;
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

/** The site that takes most more, for its price where that counts, and so on; what turns out superfluous is left. */
function greedySites(town: Town, tools: SearchTools): readonly number[] {
  const { problem, asked, alone } = town;
  const byPrice = asked !== null || problem.budget !== null;
  const worth = (site: number, gain: number) => gain / (byPrice ? problem.price[site]! : 1);
  const neighbours = neighboursOf(problem);
  const sites = requiredSites(problem);
  let flow = flowOf(town, sites);
  const gain = alone.slice();
  // A site gains no more later than it does now, so what it gained last time bounds what it gains.
  for (const left = new Set(allowedSites(problem).filter((site) => !sites.includes(site))); ;) {
    if (asked !== null && flow.total() >= asked) break;
    for (const site of left) {
      const wider = [...sites, site];
      const allowed =
        keepsRules(problem, wider) && !neighbours[site]!.some((other) => sites.includes(other));
      if (!allowed || gain[site]! <= 0) left.delete(site);
    }
    let chosen: { readonly site: number; readonly flow: Flow; readonly worth: number } | undefined;
    const order = [...left].sort((a, b) => worth(b, gain[b]!) - worth(a, gain[a]!) || a - b);
    for (const site of order) {
      if (chosen !== undefined && (chosen.worth >= worth(site, gain[site]!) || tools.ended()))
        break;
      const wider = flow.copy();
      gain[site] = wider.open(site);
      const here = worth(site, gain[site]);
      if (gain[site] > 0 && (chosen === undefined || here > chosen.worth))
        chosen = { site, flow: wider, worth: here };
    }
    if (chosen === undefined) break;
    sites.push(chosen.site);
    left.delete(chosen.site);
    flow = chosen.flow;
  }
  return asked === null ? sites : withoutSuperfluous(town, sites, asked);
}

function withoutSuperfluous(
  town: Town,
  sites: readonly number[],
  asked: number,
): readonly number[] {
  const { price, status } = town.problem;
  let kept = sites;
  for (const site of [...sites].sort((a, b) => price[b]! - price[a]! || a - b)) {
    const fewer = kept.filter((other) => other !== site);
    if (status[site] !== REQUIRED && flowOf(town, fewer).total() >= asked) kept = fewer;
  }
  return kept;
}

/** Exchanges one site for another, or for none, as long as that is better. */
function improve(
  town: Town,
  start: readonly number[],
  consider: (sites: readonly number[]) => number,
  tools: SearchTools,
): void {
  const sign = town.asked === null ? 1 : -1;
  let sites = start;
  let value = consider(sites);
  let tries = 0;
  for (let again = true; again;) {
    again = false;
    for (const site of allowedSites(town.problem))
      for (const other of sites) {
        if (tries >= MOST_TRIES || tools.ended()) return;
        if (sites.includes(site) || town.problem.status[other] === REQUIRED) continue;
        tries += 1;
        const changed = sites.map((kept) => (kept === other ? site : kept));
        const here = consider(changed);
        if (!(Number.isNaN(value) ? !Number.isNaN(here) : sign * (here - value) > 0)) continue;
        [sites, value, again] = [changed, here, true];
      }
  }
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

function modelOf(town: Town, sites: readonly number[]) {
  const { problem, asked, weight, sitesOf, capacity } = town;
  const builder = buildModel(asked === null ? "most" : "least");
  const first = siteColumns(builder, problem, (site) =>
    asked === null ? 0 : problem.price[site]!,
  );
  const amounts = flowOf(town, sites).amounts();
  const start: number[] = Array.from(problem.status, () => 0);
  for (const site of sites) start[first + site] = 1;
  const taken: (readonly [number, number])[][] = Array.from(capacity, () => []);
  const all: (readonly [number, number])[] = [];
  sitesOf.forEach((to, place) => {
    const ways = to.map((site) => {
      const most = Math.min(weight[place]!, capacity[site]!);
      const column = builder.column(asked === null ? 1 : 0, most);
      start[column] = amounts[place]!.get(site) ?? 0;
      taken[site]!.push([column, 1]);
      builder.row(-Infinity, [[column, 1] as const, [first + site, -most] as const], 0);
      return [column, 1] as const;
    });
    builder.row(-Infinity, ways, weight[place]!);
    all.push(...ways);
  });
  taken.forEach((ways, site) => {
    if (ways.length > 0) builder.row(-Infinity, [...ways, [first + site, -capacity[site]!]], 0);
  });
  if (asked !== null) builder.row(asked, all, Infinity);
  return { model: builder.finish(), first, start: Float64Array.from(start) };
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
