import type { Regret, SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { SearchTools, SitingAnswer, SitingProblem } from "#core/siting/problem.ts";
import { PACES, type Said } from "#core/vocabulary.ts";
import type { Candidates } from "./candidates.ts";
import { mostPeople, problemOf, type Aim } from "./problem-of.ts";
import { facilitiesInside, situationOf, type Supposition, type Walk } from "./situation.ts";
import { worthOf } from "./worth.ts";

export interface Robustness {
  readonly ground: Ground;
  readonly request: SitingRequest;
  readonly walk: Walk;
  readonly candidates: Candidates;
  readonly aim: Aim | null;
  readonly sites: readonly number[];
  readonly solve: (problem: SitingProblem, tools: SearchTools) => SitingAnswer;
  /** A short search of its own for each supposition. */
  readonly search: () => SearchTools;
}

/**
 * What the same sites do where people walk slower or faster, where there are no facilities outside the units, and with
 * the people expected; beside the best that as many sites would do there. People within the limit, or for
 * p-median and p-center the walks; with capacity or several services the people within the limit of the first.
 */
export function* robustness(asked: Robustness): Generator<Regret> {
  for (const { said, supposition } of suppositions(asked)) {
    const found = regretUnder(asked, said, supposition);
    if (found !== null) yield found;
  }
}

/** How many suppositions there are to be tried. */
export function suppositions({
  ground,
  request,
}: Pick<Robustness, "ground" | "request">): { said: Said; supposition: Supposition }[] {
  const all: { said: Said; supposition: Supposition }[] = [
    {
      said: { zh: `走得慢（×${PACES.slow}）`, en: `slower walkers (×${PACES.slow})` },
      supposition: { pace: "slow" },
    },
    {
      said: { zh: `走得快（×${PACES.fast}）`, en: `faster walkers (×${PACES.fast})` },
      supposition: { pace: "fast" },
    },
  ];
  const inside = facilitiesInside(ground);
  const asked = new Set(request.services.map(({ service }) => service));
  const outside = ground.facilities.some(
    ({ services }, f) => !inside.has(f) && services.some((service) => asked.has(service)),
  );
  if (outside)
    all.push({
      said: { zh: "不计范围外的现有设施", en: "without facilities outside the units" },
      supposition: { withoutNeighbours: true },
    });
  if (Object.keys(request.growth).length > 0)
    all.push({
      said: { zh: "按来年人口", en: "with the people expected next year" },
      supposition: { growth: request.growth },
    });
  return all;
}

function regretUnder(asked: Robustness, said: Said, supposition: Supposition): Regret | null {
  const { ground, request, walk, candidates, aim, sites, solve, search } = asked;
  const walks = request.objective === "p-median" || request.objective === "p-center";
  const there = situationOf(ground, request.services, walk, candidates, supposition);
  const problem = walks
    ? problemOf(there, { ...request, count: sites.length, budget: null }, aim).problem
    : { ...mostPeople(there, request, sites.length), floor: null };
  const own: SitingAnswer = { sites, sense: "most", value: NaN, bound: NaN, status: "not-proven" };
  const { value } = worthOf(problem, own);
  if (!Number.isFinite(value)) return null;
  const answer = solve(problem, search());
  const { sense } = answer;
  const better = (a: number, b: number) => (sense === "most" ? Math.max(a, b) : Math.min(a, b));
  const found = worthOf(problem, answer);
  const best = found.allowed && Number.isFinite(found.value) ? better(found.value, value) : value;
  const bound = Number.isFinite(answer.bound)
    ? sense === "most"
      ? Math.max(answer.bound, best)
      : Math.min(answer.bound, best)
    : sense === "most"
      ? (there.layers[0]?.total ?? best)
      : 0;
  return { said, value, best, bound, regret: Math.abs(best - value) };
}
