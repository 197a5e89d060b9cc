import type { SitingRequest } from "#contract/siting.ts";
import type {
  CoverProblem,
  SearchTools,
  SitingAnswer,
  SitingProblem,
  Solver,
} from "#core/siting/problem.ts";
import { keepsRules, requiredSites } from "#core/siting/rules.ts";
import { countsMoney } from "./check-request.ts";
import { mostPeople, separateProblem, type Posed } from "./problem-of.ts";
import { beginSearch } from "./search-tools.ts";
import { SitingRefused } from "./siting-refused.ts";
import type { Situation } from "./situation.ts";
import type { OneFewer } from "./why.ts";
import { worthOf } from "./worth.ts";

type Solve = (problem: SitingProblem, tools: SearchTools) => SitingAnswer;

/** What one site fewer could reach at most; null where the number of sites is not what was sought. */
export function askOneFewer(
  situation: Situation,
  request: SitingRequest,
  { problem }: Posed,
  { status, sites }: SitingAnswer,
  solve: Solve,
  search: () => SearchTools,
): OneFewer | null {
  if (problem.kind !== "cover" || status !== "proven" || countsMoney(request)) return null;
  const { goal } = problem;
  if ((goal.kind !== "people" && goal.kind !== "units") || sites.length === 0) return null;
  const count = sites.length - 1;
  if (requiredSites(problem).length > count) return null;
  const fewer: CoverProblem =
    goal.kind === "people"
      ? { ...mostPeople(situation, request, count), floor: problem.floor }
      : { ...problem, count, goal: { kind: "most-units", rule: goal.rule } };
  const answer = tried(solve, fewer, search());
  if (answer === undefined) return null;
  if (answer.status === "infeasible") return { count, most: null };
  return Number.isFinite(answer.bound) ? { count, most: answer.bound } : null;
}

/** Of plans with as few sites, the one with the fewest new buildings. The proof of the number stays as it is. */
export function earlierFirst(
  request: SitingRequest,
  { problem }: Posed,
  found: SitingAnswer,
  solve: Solve,
  search: () => SearchTools,
): SitingAnswer {
  const least =
    problem.kind === "cover" && (problem.goal.kind === "people" || problem.goal.kind === "units");
  if (!least || !request.upgradeFirst || countsMoney(request)) return found;
  const news = (sites: readonly number[]) =>
    sites.filter((site) => problem.preferred[site] === 0).length;
  if (found.status !== "proven" || news(found.sites) === 0) return found;
  const other = tried(
    solve,
    {
      ...problem,
      count: found.sites.length,
      price: Float64Array.from(problem.preferred, (first) => (first === 1 ? 1 / 1024 : 1)),
    },
    search(),
  );
  if (other === undefined || news(other.sites) >= news(found.sites)) return found;
  const worth = worthOf(problem, other);
  return worth.allowed && worth.value <= found.value ? { ...found, sites: other.sites } : found;
}

/**
 * Exactly as many sites as an indicator is short of, also where the last of them reach nobody new: those with most
 * people within reach come first. Throws `SitingRefused` where there are not so many.
 */
export function filledUp(
  { layers }: Situation,
  { problem }: Posed,
  found: SitingAnswer,
  count: number,
): SitingAnswer {
  const [layer] = layers;
  if (layer === undefined || found.sites.length >= count) return found;
  const { pairs, weight } = layer;
  const reach = Array.from({ length: pairs.siteCount }, (_, site) => {
    let people = 0;
    for (let at = pairs.first[site]!; at < pairs.first[site + 1]!; at++)
      people += weight[pairs.demand[at]!]!;
    return people;
  });
  const sites = [...found.sites];
  for (const site of [...reach.keys()].sort((a, b) => reach[b]! - reach[a]! || a - b)) {
    if (sites.length === count) break;
    const more = [...sites, site];
    if (!sites.includes(site) && keepsRules(problem, more)) sites.push(site);
  }
  if (sites.length < count)
    throw new SitingRefused(
      `达标要 ${count} 处，可用的候选点只容得下 ${sites.length} 处。请增加候选点，或提高每处容量。`,
      `The indicator takes ${count} sites; the candidates have room for ${sites.length}. Add candidates, or capacity at each.`,
    );
  return { ...found, sites: sites.sort((a, b) => a - b) };
}

/** The sites to show where nothing reaches what was asked: those that most people gain by. */
export function whateverIsBest(
  situation: Situation,
  request: SitingRequest,
  { problem }: Posed,
  found: SitingAnswer,
  solve: Solve,
  search: () => SearchTools,
): SitingAnswer {
  if (problem.kind !== "cover") return found;
  const rules = { ...mostPeople(situation, request, problem.pairs.siteCount), floor: null };
  const free: CoverProblem = { ...rules, count: request.count, budget: request.budget };
  const answer = tried(solve, free, search());
  if (answer === undefined || !worthOf(free, answer).allowed) return found;
  return { ...found, sites: withoutIdle(free, answer.sites) };
}

/** Without sites that serve nobody whom the others do not. */
function withoutIdle(problem: CoverProblem, sites: readonly number[]): readonly number[] {
  const required = new Set(requiredSites(problem));
  let kept = sites;
  const most = worthOf(problem, asAnswer(sites)).value;
  for (const site of sites.toReversed()) {
    if (required.has(site)) continue;
    const others = kept.filter((one) => one !== site);
    if (worthOf(problem, asAnswer(others)).value === most) kept = others;
  }
  return kept;
}

function asAnswer(sites: readonly number[]): SitingAnswer {
  return { sites, sense: "most", value: NaN, bound: NaN, status: "not-proven" };
}

/** What the services would cost each with sites of its own; null for one service, or where nothing has a cost. */
export function separately(
  situation: Situation,
  request: SitingRequest,
  solve: Solve,
  search: () => SearchTools,
): number | null {
  if (request.services.length < 2 || !countsMoney(request)) return null;
  let cost = 0;
  for (const index of request.services.keys()) {
    const problem = separateProblem(situation, request, index);
    const answer = tried(solve, problem, search());
    if (answer === undefined || !worthOf(problem, answer).allowed) return null;
    cost += worthOf(problem, answer).value;
  }
  return cost;
}

/** A side search that fails leaves its figure out, and the plan as it is. */
function tried(solve: Solve, problem: SitingProblem, tools: SearchTools): SitingAnswer | undefined {
  try {
    return solve(problem, tools);
  } catch {
    return undefined;
  }
}

/** Each has a few seconds of its own; told to stop they end as the search does. */
export function shortSearches(
  request: SitingRequest,
  { stop, solver }: { readonly stop: SharedArrayBuffer; readonly solver: Solver | undefined },
): () => SearchTools {
  const seconds = Math.min(SHORT, Math.max(1, request.timeLimit / 4));
  return () => beginSearch({ seconds, seed: request.seed, solver, stop }).tools;
}

const SHORT = 6;
