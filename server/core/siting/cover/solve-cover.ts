import type { CoverProblem, SearchTools, SitingAnswer, SitingConflict } from "../problem.ts";
import { allowedSites, conflictOfRequired, impossible } from "../rules.ts";
import { beyondReach } from "./conflict.ts";
import { isLeast } from "./judge.ts";
import { search, type Found } from "./search.ts";
import { settle } from "./settle.ts";

/**
 * The sites that cover most people or units within a number or budget, or those of least price that cover as many
 * as asked (Church and ReVelle 1974; Toregas et al. 1971), with a bound that no choice beats. "proven" when the
 * two meet. Identical input gives the identical answer where time does not end the search. Of an infeasible
 * problem the sites are the best there is: everybody that can be reached, or most within what there is to spend.
 */
export function solveCover(problem: CoverProblem, tools: SearchTools): SitingAnswer {
  const sense = isLeast(problem) ? "least" : "most";
  const required = conflictOfRequired(problem);
  if (required !== undefined) return impossible(sense, required);
  const settled = settle(problem);
  const beyond = beyondReach(problem, settled, allowedSites(problem));
  if (beyond !== undefined)
    return impossible(sense, beyond.conflict, solveCover(beyond.instead, silent(tools)).sites);
  const found = search(problem, settled, tools);
  if (found.status === "infeasible" || isOutOfLimits(problem, found))
    return impossible(sense, whyNot(problem, tools), mostInstead(problem, tools).sites);
  const { sites, bound, status, judgement } = found;
  return judgement.allowed
    ? { sites, sense, value: judgement.value, bound, status }
    : { sites: [], sense, value: NaN, bound, status: "not-proven" };
}

/** Whether the bound alone says that what there is to spend is not enough. */
function isOutOfLimits(
  { goal, count, budget, price }: CoverProblem,
  { bound, judgement }: Found,
): boolean {
  if (judgement.allowed || (goal.kind !== "people" && goal.kind !== "units")) return false;
  const dearest = price.reduce((most, one) => Math.max(most, one), 0);
  return (
    (budget !== null && bound > budget * (1 + 1e-9)) ||
    (count !== null && bound > count * dearest * (1 + 1e-9))
  );
}

/** What would have to be given up: the number of sites, the budget, or the spacing. */
function whyNot(problem: CoverProblem, tools: SearchTools): SitingConflict {
  const goal: CoverProblem["goal"] = isLeast(problem)
    ? problem.goal
    : { kind: "people", people: 0 };
  const free: CoverProblem = { ...problem, goal, count: null, budget: null };
  const fewest = least({ ...free, price: problem.price.map(() => 1) }, tools);
  if (fewest === undefined)
    return { kind: "apart", sites: [...new Set(problem.apart.flat())].sort((a, b) => a - b) };
  if (problem.count !== null && fewest > problem.count)
    return { kind: "too-few-sites", count: fewest };
  return { kind: "budget", least: least({ ...free, count: problem.count }, tools) ?? NaN };
}

/** The least price for what is asked, or what it is at least; undefined where it cannot be had. */
function least(problem: CoverProblem, tools: SearchTools): number | undefined {
  const { status, bound } = search(problem, settle(problem), silent(tools));
  return status === "infeasible" ? undefined : bound;
}

/** As much as there is to be had within count, budget and spacing. */
function mostInstead(problem: CoverProblem, tools: SearchTools): SitingAnswer {
  const goal: CoverProblem["goal"] =
    problem.goal.kind === "units" || problem.goal.kind === "most-units"
      ? { kind: "most-units", rule: problem.goal.rule }
      : { kind: "most-people" };
  return solveCover({ ...problem, goal, floor: null }, silent(tools));
}

function silent(tools: SearchTools): SearchTools {
  return { ...tools, onProgress: () => undefined };
}
