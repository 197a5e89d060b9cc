import { believedBound, meets } from "./believed.ts";
import { leastFor } from "./knapsack.ts";
import {
  FREE,
  REQUIRED,
  type SearchTools,
  type SharedProblem,
  type SitingAnswer,
  type SitingConflict,
  type Solver,
} from "./problem.ts";
import {
  allowedSites,
  conflictOfRequired,
  impossible,
  requiredSites,
  withPreferred,
} from "./rules.ts";
import {
  cheapestService,
  costOf,
  requiredChoice,
  sitesOf,
  townOf,
  valueOf,
  type Choice,
  type Town,
} from "./shared/choice.ts";
import { greedyChoice, withoutSuperfluous } from "./shared/greedy.ts";
import { sharedModel } from "./shared/model.ts";

/** Larger models are not given to the solver: it would be out of memory before it was out of time. */
const MOST_PAIRS = 600_000;
/** The share of the time that siting every service by itself may take. */
const SEPARATELY = 0.3;

/**
 * Several services in shared buildings (一点多用) at least cost. Every service is also sited by itself; those sites together,
 * sharing where they happen to coincide, are among the choices compared, so that no plan is dearer than they are.
 */
export function solveShared(problem: SharedProblem, tools: SearchTools): SitingAnswer {
  const town = townOf(problem);
  const conflict = conflictBefore(town);
  if (conflict !== undefined) return impossible("least", conflict);
  const known = search(town, tools, problem.layers.length > 1);
  const { choice, value, bound, status } = known;
  const sites = sitesOf(choice);
  const services = sites.map((site) => [...choice[site]!].sort((a, b) => a - b));
  if (status === "infeasible")
    return { ...impossible("least", whyNot(town, tools), sites), services };
  return { sites, services, sense: "least", value, bound, status };
}

function conflictBefore(town: Town): SitingConflict | undefined {
  const { problem, reach } = town;
  const required = conflictOfRequired({ ...problem, budget: null });
  if (required !== undefined) return required;
  const short = problem.layers.findIndex(({ people }, layer) => reach[layer]! < people);
  if (short >= 0)
    return { kind: "beyond-reach", most: reach[short]!, asked: problem.layers[short]!.people };
  const least = costOf(town, requiredChoice(town));
  return problem.budget !== null && least > problem.budget ? { kind: "budget", least } : undefined;
}

interface Known {
  readonly choice: Choice;
  readonly value: number;
  readonly bound: number;
  readonly status: SitingAnswer["status"];
}

function search(town: Town, tools: SearchTools, separately: boolean): Known {
  let best = { choice: greedyChoice(town, tools), value: NaN };
  best.value = valueOf(town, best.choice);
  let bound = ownBound(town);
  const tell = () => tools.onProgress(Number.isNaN(best.value) ? null : best.value, bound);
  const consider = (choice: Choice) => {
    const value = valueOf(town, choice);
    if (!Number.isNaN(value) && !(value >= best.value)) best = { choice, value };
    return value;
  };
  if (separately) consider(separateChoice(town, tools));
  tell();
  const settled = () => meets(best.value, bound) || bound > best.value;
  if (!settled() && tools.solver !== undefined && !tools.ended()) {
    const solved = solveModel(town, tools, tools.solver, best, bound);
    if (solved === "infeasible") return { ...best, bound, status: "infeasible" };
    if (solved !== undefined) {
      const actual = solved.choice && consider(solved.choice);
      if (!Number.isNaN(best.value))
        bound = Math.max(bound, believedBound("least", solved.stated, actual, best.value));
    }
  }
  if (!settled()) {
    tell();
    return { ...best, bound, status: "not-proven" };
  }
  const choice = preferring(town, best);
  best = { choice, value: valueOf(town, choice) };
  bound = best.value;
  tell();
  return { ...best, bound, status: "proven" };
}

/** Every service sited by itself with a building of its own to pay, and all of that together. */
function separateChoice(town: Town, tools: SearchTools): Choice {
  const { problem, siteCount } = town;
  const together = requiredChoice(town);
  // A required site needs one of the services, not all of them.
  const status = problem.status.map((said) => (said === REQUIRED ? FREE : said));
  const until = tools.left() < Infinity ? tools.left() * (1 - SEPARATELY) : 0;
  for (const [layer, one] of problem.layers.entries()) {
    const alone = townOf({ ...problem, status, layers: [one], discount: 0, budget: null });
    const quiet: SearchTools = {
      ...tools,
      ended: () => tools.ended() || tools.left() < until,
      left: () => (tools.left() < Infinity ? Math.max(0, tools.left() - until) : Infinity),
      onProgress: () => undefined,
    };
    const { choice } = search(alone, quiet, false);
    for (let site = 0; site < siteCount; site++)
      if (choice[site]!.size > 0) together[site]!.add(layer);
  }
  return withoutSuperfluous(town, together);
}

/**
 * What no choice can cost less than, whatever a solver says: every layer by itself with sites in part, its share of the
 * buildings as small as if every building were shared by all; and at least the required sites.
 */
function ownBound(town: Town): number {
  const { problem, places, covers, missing } = town;
  const { layers, discount, price } = problem;
  const sites = allowedSites(problem);
  const byLayer = layers.map((layer, index) => {
    const gains = sites.map((site) =>
      covers[index]![site]!.reduce((sum, group) => sum + places[index]![group]!.weight, 0),
    );
    const prices = sites.map(
      (site) => layer.price[site]! - discount + (price[site]! + discount) / layers.length,
    );
    return leastFor(gains, prices, missing[index]!);
  });
  const required = requiredSites(problem).reduce(
    (sum, site) => sum + price[site]! + layers[cheapestService(problem, site)]!.price[site]!,
    0,
  );
  return Math.max(
    required,
    byLayer.reduce((sum, least) => sum + least, 0),
  );
}

/** Undefined where the model is too large. */
function solveModel(
  town: Town,
  tools: SearchTools,
  solver: Solver,
  best: { readonly choice: Choice; readonly value: number },
  bound: number,
) {
  const size = town.places.flat().reduce((sum, { sites }) => sum + sites.length, 0);
  if (size > MOST_PAIRS) return undefined;
  const { model, columnsOf, choiceOf } = sharedModel(town);
  const solved = solver.solve(model, {
    ended: tools.ended,
    seconds: tools.left(),
    seed: tools.seed,
    ...(Number.isNaN(best.value) ? {} : { start: columnsOf(best.choice) }),
    onProgress: (value, stated) => {
      const known = Number.isNaN(best.value) ? value : Math.min(best.value, value ?? best.value);
      tools.onProgress(known, Math.max(bound, stated ?? bound));
    },
  });
  if (solved.status === "infeasible" && Number.isNaN(best.value)) return "infeasible";
  return { stated: solved, choice: solved.columns && choiceOf(solved.columns) };
}

/** Preferred sites take over all services of another where that costs no more. */
function preferring(
  town: Town,
  { choice, value }: { readonly choice: Choice; readonly value: number },
): Choice {
  const before = sitesOf(choice);
  let current = choice;
  let sites: readonly number[] = before;
  const moved = (to: readonly number[]): Choice => {
    const gone = sites.find((site) => !to.includes(site));
    const come = to.find((site) => !sites.includes(site));
    return current.map((services, site) =>
      site === come ? current[gone ?? site]! : site === gone ? new Set<number>() : services,
    );
  };
  withPreferred({ ...town.problem, budget: null }, before, (to) => {
    const next = moved(to);
    if (!(valueOf(town, next) <= value)) return false;
    [current, sites] = [next, to];
    return true;
  });
  return current;
}

/** Which of the rules is in the way. */
function whyNot(town: Town, tools: SearchTools): SitingConflict {
  const { problem } = town;
  const least = (changes: Partial<SharedProblem>) =>
    search(townOf({ ...problem, ...changes }), tools, false);
  const free = problem.price.map(() => 0);
  const fewest = least({
    count: null,
    budget: null,
    discount: 0,
    price: problem.price.map(() => 1),
    layers: problem.layers.map((layer) => ({ ...layer, price: free })),
  });
  if (fewest.status === "infeasible")
    return { kind: "apart", sites: [...new Set(problem.apart.flat())].sort((a, b) => a - b) };
  if (problem.count !== null && fewest.value > problem.count)
    return { kind: "too-few-sites", count: sitesOf(fewest.choice).length };
  return { kind: "budget", least: least({ budget: null }).value };
}
