import type { Progress } from "#contract/jobs.ts";
import type { Premises } from "#contract/premises.ts";
import type { SearchPoint, SitingPlan, SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import type { SearchTools, SitingAnswer, SitingProblem, Solver } from "#core/siting/problem.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { candidatesOf } from "./candidates.ts";
import { standing } from "./drawn-sites.ts";
import { judge } from "./judged-answer.ts";
import { sumBefore } from "./plan-figures.ts";
import type { SiteFacts } from "./plan-sites.ts";
import { problemOf, type Aim, type Posed } from "./problem-of.ts";
import { beginSearch, type Search } from "./search-tools.ts";
import { earlierFirst, filledUp, shortSearches, whateverIsBest } from "./side-searches.ts";
import { SitingRefused } from "./siting-refused.ts";
import { situationOf, type Situation, type Walk } from "./situation.ts";
import { stopped } from "./stop.ts";
import { tellPlan, type Posing, type Searched } from "./tell-plan.ts";

/** A plan before it is kept. */
export type MadePlan = Omit<SitingPlan, "number" | "created">;

export type Solve = (problem: SitingProblem, tools: SearchTools) => SitingAnswer;

/** What is asked, with what had to be looked up for it. */
export interface PlanOrder {
  /** Of the result. */
  readonly result: string;
  readonly synthetic: boolean;
  readonly request: SitingRequest;
  /** As the request has it, unless an indicator counts by another walk. */
  readonly walk: Walk;
  readonly aim: Aim | null;
  /** Word of the kind that the indicator counts; "" where none is needed. */
  readonly word: string;
  readonly premises: readonly Premises[];
  readonly facts: SiteFacts;
}

export interface PlanTools {
  readonly solve: Solve;
  readonly solver: Solver | undefined;
  /** Ends the search with the best so far; it is then checked all the same. */
  readonly stop: SharedArrayBuffer;
  readonly onProgress: (stage: Progress["stage"], done: number, total: number) => void;
  readonly onPoint: (point: SearchPoint) => void;
}

/**
 * From the question to the plan: candidates, who reaches whom, the search, and what the coverage engine says of its
 * sites. Null where it was stopped before there was any plan. Throws `SitingRefused` where none can be had. The same
 * order gives the same plan, as long as time does not end the search.
 */
export function makePlan(ground: Ground, order: PlanOrder, tools: PlanTools): MadePlan | null {
  const posing = pose(ground, order, tools.onProgress);
  if (stopped(tools.stop)) return null;
  const searched = searchFor(posing, order, tools);
  return searched === null ? null : tellPlan(posing, searched, order, tools);
}

function pose(
  ground: Ground,
  { request, walk, aim, premises }: PlanOrder,
  onProgress: PlanTools["onProgress"],
): Posing {
  onProgress("candidates", 0, 1);
  const scene = sceneOf(ground, standing(request.state));
  const candidates = candidatesOf(scene, request, premises, {
    wheels: WALKERS[walk.profile].steps === "closed",
    unitsOnly: aim !== null,
  });
  onProgress("pairs", 0, 1);
  const situation = situationOf(scene.ground, request.services, walk, candidates);
  const posed = problemOf(situation, request, aim);
  onProgress("pairs", 1, 1);
  return { scene, candidates, situation, posed };
}

/** Null where it was stopped before anything was found. */
function searchFor(
  { situation, posed }: Posing,
  { request, aim }: PlanOrder,
  tools: PlanTools,
): Searched | null {
  const { stop, onProgress } = tools;
  const offset = sumBefore(posed);
  const search = beginSearch({
    seconds: request.timeLimit,
    seed: request.seed,
    solver: tools.solver,
    stop,
    onProgress: (point) => {
      onProgress("search", Math.min(point.seconds, request.timeLimit), request.timeLimit);
      tools.onPoint(raised(point, offset));
    },
  });
  onProgress("search", 0, request.timeLimit);
  const found = solved(tools.solve, posed.problem, search);
  const answer = improved(found, { situation, posed, request, aim, tools });
  const seconds = search.seconds();
  const early = stopped(stop) && found.status === "not-proven";
  if (answer === null) {
    if (early) return null;
    throw nothingFound(request);
  }
  const bound = finite(found.bound + offset);
  tools.onPoint({ seconds, value: finite(answer.value + offset), bound });
  const trace = search.trace().map((point) => raised(point, offset));
  return { judged: judge(posed, found, answer), seconds, early, trace };
}

/** A solver that fails is a fault of ours, told in words. */
function solved(solve: Solve, problem: SitingProblem, { tools }: Search): SitingAnswer {
  try {
    return solve(problem, tools);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SitingRefused(
      `求解时程序出错，没有得到方案：${why}。请减少候选点或放宽条件后重试。`,
      `The solver failed and gave no plan: ${why}. Try with fewer candidates or conditions.`,
    );
  }
}

/** With upgrades first where that was asked, and with the best there is where nothing reaches what was asked. */
function improved(
  found: SitingAnswer,
  about: {
    readonly situation: Situation;
    readonly posed: Posed;
    readonly request: SitingRequest;
    readonly aim: Aim | null;
    readonly tools: PlanTools;
  },
): SitingAnswer | null {
  const { situation, posed, request, aim, tools } = about;
  const side = shortSearches(request, tools);
  if (found.status === "infeasible") {
    if (found.sites.length > 0) return found;
    return whateverIsBest(situation, request, posed, found, tools.solve, side);
  }
  if (!Number.isFinite(found.value)) return null;
  if (aim?.kind === "sites") return filledUp(situation, posed, found, aim.count);
  return earlierFirst(request, posed, found, tools.solve, side);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function nothingFound({ timeLimit }: SitingRequest): SitingRefused {
  return new SitingRefused(
    `${timeLimit} 秒内没有找到可用的方案。请延长计算时间，或减少候选点。`,
    `No plan was found within ${timeLimit} seconds. Give it more time or fewer candidates.`,
  );
}

function raised({ seconds, value, bound }: SearchPoint, by: number): SearchPoint {
  return {
    seconds,
    value: value === null ? null : value + by,
    bound: bound === null ? null : bound + by,
  };
}
