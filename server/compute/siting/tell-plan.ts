import type { Regret, SearchPoint } from "#contract/siting.ts";
import type { Scene } from "#core/scenario/scene.ts";
import type { Said } from "#core/vocabulary.ts";
import type { Candidates } from "./candidates.ts";
import { checkPlan } from "./check-plan.ts";
import type { Judged } from "./judged-answer.ts";
import type { MadePlan, PlanOrder, PlanTools } from "./make-plan.ts";
import { agreed, assignmentOf, figures, peopleTold, unitsTold, unknownOf } from "./plan-figures.ts";
import { yearsOf } from "./plan-phases.ts";
import { planSites } from "./plan-sites.ts";
import { joined } from "./plan-words.ts";
import type { Posed } from "./problem-of.ts";
import { uncoverableOf } from "./reachable.ts";
import { robustness, suppositions } from "./robustness.ts";
import { askOneFewer, separately, shortSearches } from "./side-searches.ts";
import type { Situation } from "./situation.ts";
import { stopped } from "./stop.ts";
import { whyOf } from "./why.ts";

/** The question on the study as the scenario has it. */
export interface Posing {
  readonly scene: Scene;
  readonly candidates: Candidates;
  readonly situation: Situation;
  readonly posed: Posed;
}

/** What the search came to. */
export interface Searched {
  readonly judged: Judged;
  readonly seconds: number;
  /** Ended before its time by the user: nothing else is searched for either. */
  readonly early: boolean;
  readonly trace: SearchPoint[];
}

/** The plan: its sites, what the coverage engine says of them, why it cannot be done with fewer, and how it does elsewhere. */
export function tellPlan(
  posing: Posing,
  { judged, seconds, early, trace }: Searched,
  order: PlanOrder,
  tools: PlanTools,
): MadePlan {
  const { scene, candidates, situation, posed } = posing;
  const { request, aim, premises, facts, word } = order;
  const { answer } = judged;
  tools.onProgress("check", 0, 1);
  const checked = checkPlan(situation, posed, answer);
  const side = shortSearches(request, tools);
  const oneFewer = early ? null : askOneFewer(situation, request, posed, answer, tools.solve, side);
  const separateCost = early ? null : separately(situation, request, tools.solve, side);
  const uncoverable = uncoverableOf(situation.layers, posed.places);
  const phased = answer.status !== "infeasible" && !early;
  const years = phased ? yearsOf(situation, answer, request.phases) : new Map();
  const chosen = { situation, request, candidates, posed, answer, premises, facts, word, years };
  const sites = planSites(chosen);
  tools.onProgress("check", 1, 1);
  const tryOut = !early && judged.sound && answer.status !== "infeasible";
  const regret = tryOut ? regretOf(posing, answer.sites, order, tools) : [];

  const told = figures(situation, posed, request, answer);
  const agrees = judged.sound && checked.agrees;
  const status = agrees || answer.status === "infeasible" ? answer.status : "not-proven";
  const why = whyOf({
    situation,
    request,
    posed,
    answer: { ...answer, status },
    gap: told.gap,
    oneFewer,
    uncoverable,
    stopped: early,
    failedStreets: scene.failed.length,
    aim,
  });
  return {
    result: order.result,
    synthetic: order.synthetic,
    request,
    status,
    stopped: early,
    ...told,
    seconds,
    sites,
    people: peopleTold(checked, posed, answer),
    units: unitsTold(checked, posed, request, aim),
    cost: sites.reduce((sum, { cost }) => sum + cost, 0),
    separateCost,
    uncoverable: { people: uncoverable.people, cells: [...uncoverable.cells] },
    unknown: unknownOf(situation),
    candidates: { considered: candidates.sites.length, leftOut: candidates.leftOut },
    why: agrees ? why : joined(NOT_TO_BE_USED, why),
    check: {
      agrees,
      people: checked.people[0]?.after ?? 0,
      said: agrees ? agreed(checked) : joined(NOT_TO_BE_USED, judged.differs, checked.differs),
    },
    trace,
    regret,
    assignment: assignmentOf(situation, answer),
  };
}

const NOT_TO_BE_USED: Said = {
  zh: "复核不一致，此方案不能采用。",
  en: "The check does not agree: the plan is not to be used.",
};

/** Told to stop, it ends with what it has. */
function regretOf(
  { scene, candidates }: Posing,
  sites: readonly number[],
  { request, walk, aim }: PlanOrder,
  { solve, solver, stop, onProgress }: PlanTools,
): Regret[] {
  const asked = { ground: scene.ground, request, walk, candidates, aim };
  const count = suppositions(asked).length;
  const regret: Regret[] = [];
  if (stopped(stop)) return regret;
  onProgress("robustness", 0, count);
  const search = shortSearches(request, { solver, stop });
  for (const one of robustness({ ...asked, sites, solve, search })) {
    if (stopped(stop)) return regret;
    regret.push(one);
    onProgress("robustness", regret.length, count);
  }
  return regret;
}
