import type { Progress } from "#contract/jobs.ts";
import type { Premises } from "#contract/premises.ts";
import type { Regret, SearchPoint, SitingPlan, SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import type { SearchTools, SitingAnswer, SitingProblem, Solver } from "#core/siting/problem.ts";
import { WALKERS, type Said } from "#core/vocabulary.ts";
import { candidatesOf, standing } from "./candidates.ts";
import { checkPlan } from "./check-plan.ts";
import { judge } from "./judged-answer.ts";
import {
  agreed,
  assignmentOf,
  figures,
  peopleTold,
  sumBefore,
  unitsTold,
  unknownOf,
} from "./plan-figures.ts";
import { joined } from "./plan-words.ts";
import { planSites, type SiteFacts } from "./plan-sites.ts";
import { yearsOf } from "./plan-phases.ts";
import { problemOf, type Aim, type Posed } from "./problem-of.ts";
import { uncoverableOf } from "./reachable.ts";
import { robustness, suppositions } from "./robustness.ts";
import { beginSearch, type Search } from "./search-tools.ts";
import {
  askOneFewer,
  earlierFirst,
  filledUp,
  separately,
  whateverIsBest,
} from "./side-searches.ts";
import { SitingRefused } from "./siting-refused.ts";
import { situationOf, type Situation, type Walk } from "./situation.ts";
import { stopped } from "./stop.ts";
import { whyOf } from "./why.ts";

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
  const { request, walk, aim, premises, facts, word } = order;
  const { stop, onProgress } = tools;
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
  if (stopped(stop)) return null;

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
  tools.onPoint({
    seconds,
    value: finite(answer.value + offset),
    bound: finite(found.bound + offset),
  });

  onProgress("check", 0, 1);
  const judged = judge(posed, found, answer);
  const checked = checkPlan(situation, posed, judged.answer);
  const side = shortSearches(request, tools);
  const oneFewer = early
    ? null
    : askOneFewer(situation, request, posed, judged.answer, tools.solve, side);
  const separateCost = early ? null : separately(situation, request, tools.solve, side);
  const uncoverable = uncoverableOf(situation.layers, posed.places);
  const phased = judged.answer.status !== "infeasible" && !early;
  const sites = planSites({
    situation,
    request,
    candidates,
    posed,
    premises,
    facts,
    word,
    answer: judged.answer,
    years: phased ? yearsOf(situation, judged.answer, request.phases) : new Map(),
  });
  onProgress("check", 1, 1);

  const regret: Regret[] = [];
  if (!early && !stopped(stop) && judged.sound && judged.answer.status !== "infeasible") {
    const tried = { ground: scene.ground, request, walk, candidates, aim };
    const count = suppositions(tried).length;
    for (const one of robustness({
      ...tried,
      sites: judged.answer.sites,
      solve: tools.solve,
      search: side,
    })) {
      onProgress("robustness", regret.length, count);
      if (stopped(stop)) break;
      regret.push(one);
    }
    onProgress("robustness", count, count);
  }

  const { unit, sense, value, bound, gap } = figures(
    situation,
    posed,
    request,
    judged.answer,
    offset,
  );
  const agrees = judged.sound && checked.agrees;
  const status =
    agrees || judged.answer.status === "infeasible" ? judged.answer.status : "not-proven";
  const why = whyOf({
    situation,
    request,
    posed,
    gap,
    oneFewer,
    uncoverable,
    stopped: early,
    failedStreets: scene.failed.length,
    aim,
    answer: {
      ...judged.answer,
      status,
    },
  });
  return {
    result: order.result,
    synthetic: order.synthetic,
    request,
    status,
    stopped: early,
    unit,
    sense,
    value,
    bound,
    gap,
    seconds,
    sites,
    people: peopleTold(checked, posed, judged.answer),
    units: unitsTold(checked, posed, request, aim),
    cost: sites.reduce((sum, { cost }) => sum + cost, 0),
    separateCost,
    uncoverable: {
      people: uncoverable.people,
      cells: [...uncoverable.cells],
    },
    unknown: unknownOf(situation),
    candidates: {
      considered: candidates.sites.length,
      leftOut: candidates.leftOut,
    },
    why: agrees ? why : joined(NOT_TO_BE_USED, why),
    check: {
      agrees,
      people: checked.people[0]?.after ?? 0,
      said: agrees ? agreed(checked) : joined(NOT_TO_BE_USED, judged.differs, checked.differs),
    },
    trace: search.trace().map((point) => raised(point, offset)),
    regret,
    assignment: assignmentOf(situation, judged.answer),
  };
}

const NOT_TO_BE_USED: Said = {
  zh: "复核不一致，此方案不能采用。",
  en: "The check does not agree: the plan is not to be used.",
};

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

/** Each has a few seconds of its own; told to stop they end as the search does. */
function shortSearches(request: SitingRequest, { stop, solver }: PlanTools): () => SearchTools {
  const seconds = Math.min(SHORT, Math.max(1, request.timeLimit / 4));
  return () => beginSearch({ seconds, seed: request.seed, solver, stop }).tools;
}

const SHORT = 6;

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
