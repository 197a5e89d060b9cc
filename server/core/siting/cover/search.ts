import { meets } from "../believed.ts";
import { FREE, type CoverProblem, type SearchTools } from "../problem.ts";
import { relaxedBound, type Relaxed } from "./bound.ts";
import { branchAll, type Aim } from "./branch.ts";
import { beyondReach } from "./conflict.ts";
import { askSolver, preferOfEquals } from "./exact.ts";
import { firstPlan, improve, rounded } from "./heuristic.ts";
import type { Instance } from "./instance.ts";
import { isBetter, judge, type Judgement } from "./judge.ts";
import { reduce } from "./reduce.ts";
import { scaleOf, type Scale } from "./scale.ts";
import { settle, type Settled } from "./settle.ts";

/** A choice and what it comes to. */
export interface Known {
  /** In the problem, rising. */
  readonly sites: readonly number[];
  readonly judgement: Judgement;
}

/** What a search knows, and whom it tells. Values and bounds are the problem's unless told otherwise. */
export interface Search {
  readonly instance: Instance;
  readonly scale: Scale;
  readonly tools: SearchTools;
  readonly best: () => Known;
  /** The best's value as the instance counts it; NaN where nothing allowed is known. */
  readonly value: () => number;
  readonly bound: () => number;
  /** Takes a choice of an instance's sites if it is better than the best; what it comes to. */
  readonly propose: (of: Pick<Instance, "origin">, own: readonly number[]) => Judgement;
  /** Of a choice the sites that an instance knows, by its indexes. */
  readonly own: (of: Instance, known: Known) => number[];
  /** Takes a bound if it is closer than the one known. */
  readonly learn: (bound: number) => void;
  /** Shows a bound that is not made sure of yet. */
  readonly hint: (bound: number) => void;
  readonly isProven: () => boolean;
}

export interface Found extends Known {
  readonly bound: number;
  readonly status: "proven" | "not-proven" | "infeasible";
}

/** Steps towards the relaxed bound: so that there is one early, and until it hardly moves. */
const FIRST_STEPS = 100;
const STEPS = 1000;

/**
 * Greedy first, then exchange, then a bound by the relaxed problem, then branches of it, and the solver for what
 * these leave open. The first half of the time at most is for better choices; a search that is not ended from outside always takes the
 * same steps.
 */
export function search(problem: CoverProblem, settled: Settled, tools: SearchTools): Found {
  const instance = reduce(problem, settled);
  const running = begin(problem, settled, instance, tools);
  const { best, isProven } = running;
  if (beyondReach(problem, settled, settled.free) !== undefined)
    return { ...best(), bound: NaN, status: "infeasible" };
  const time = tools.left();
  const endedBut = (share: number) => () => tools.ended() || tools.left() < share * time;

  const propose = (own: readonly number[]) => void running.propose(instance, own);
  const plan = firstPlan(instance, propose, tools.ended);
  const sketch = isProven() ? undefined : relax(running, FIRST_STEPS, undefined, endedBut(0.75));
  const half = endedBut(0.5);
  if (!isProven()) improve(plan, tools.seed, propose, () => isProven() || half());
  const ended = endedBut(tools.solver === undefined ? 0 : 0.25);
  const relaxed = isProven() ? undefined : relax(running, STEPS, sketch, ended);
  if (relaxed !== undefined) propose(rounded(plan, relaxed.share, tools.ended));
  branch(running, relaxed);
  const infeasible = !isProven() && askSolver(running) === "infeasible";
  if (isProven()) {
    if (isFree(problem, instance)) fillUp(problem, running);
    else preferOfEquals(running);
  }
  const status = isProven() ? "proven" : infeasible ? "infeasible" : "not-proven";
  return { ...best(), bound: running.bound(), status };
}

/** Whether among equally good choices only people count, and nothing but their number limits sites. */
function isFree(
  { goal, budget }: CoverProblem,
  { price, preferred, everything }: Instance,
): boolean {
  if (goal.kind !== "people" || everything || budget !== null) return false;
  return !preferred.includes(1) && price.every((one) => one === price[0]);
}

/** Of the fewest sites those that cover most people beyond what was asked, as far as that is found without the solver. */
function fillUp(problem: CoverProblem, { best, propose, tools }: Search): void {
  const asked: CoverProblem = {
    ...problem,
    goal: { kind: "most-people" },
    count: best().sites.length,
  };
  const silent = { ...tools, onProgress: () => undefined, solver: undefined };
  const { sites } = search(asked, settle(asked), silent);
  const free = sites.filter((site) => problem.status[site] === FREE);
  propose(
    { origin: Int32Array.from(free) },
    free.map((_, i) => i),
  );
}

function relax(
  running: Search,
  steps: number,
  from: Relaxed | undefined,
  ended: () => boolean,
): Relaxed | undefined {
  const { instance, best, own, learn, scale, isProven } = running;
  const known = { sites: own(instance, best()), value: running.value() };
  return relaxedBound(instance, known, steps, from, (bound) => {
    learn(scale.bound(bound));
    return !isProven() && !ended();
  });
}

/**
 * Branches unless there are floors: a choice that is too large, too dear or too close together does not get better
 * by further sites, one that misses a floor may.
 */
function branch(running: Search, relaxed: Relaxed | undefined): void {
  const { instance, scale, tools, best, isProven } = running;
  const { goal, floor } = instance;
  if (relaxed === undefined || floor !== undefined) return;
  if (isProven() || Number.isNaN(running.value())) return;
  const aim = (): Aim => {
    const value = running.value();
    // Of values that differ by less either is as good.
    const step = Math.max(scale.grain, 5e-10 * Math.abs(value));
    return goal.kind === "people"
      ? { wanted: goal.people, limit: value - step }
      : { wanted: value + step, limit: relaxed.resource.limit };
  };
  const propose = (sites: readonly number[]) => void running.propose(instance, sites);
  if (branchAll(instance, relaxed, aim, propose, tools.ended))
    running.learn(best().judgement.value);
}

function begin(
  problem: CoverProblem,
  settled: Settled,
  instance: Instance,
  tools: SearchTools,
): Search {
  const scale = scaleOf(problem, settled, instance);
  const sign = scale.sense === "most" ? 1 : -1;
  let best = knownOf(instance, []);
  let bound = scale.furthest;
  tell(bound);
  return {
    instance,
    scale,
    tools,
    best: () => best,
    value: () => (best.judgement.allowed ? best.judgement.value - scale.before : NaN),
    bound: () => bound,
    propose: (of, own) => {
      const known = knownOf(of, own);
      if (isBetter(problem, known.judgement, best.judgement)) {
        best = known;
        tell(bound);
      }
      return known.judgement;
    },
    own: (of, { sites }) => {
      const chosen = new Set(sites);
      return Array.from(of.origin, (_, site) => site).filter((site) =>
        chosen.has(of.origin[site]!),
      );
    },
    learn: (next) => {
      if (!(sign * (bound - next) > 0)) return;
      bound = next;
      tell(bound);
    },
    hint: (next) => {
      const { allowed, value } = best.judgement;
      if (sign * (bound - next) > 0 && !(allowed && sign * (value - next) > 0)) tell(next);
    },
    isProven: () => best.judgement.allowed && meets(best.judgement.value, bound),
  };

  function knownOf(of: Pick<Instance, "origin">, own: readonly number[]): Known {
    const sites = [...settled.opened, ...own.map((site) => of.origin[site]!)];
    sites.sort((a, b) => a - b);
    return { sites, judgement: judge(problem, sites) };
  }

  function tell(shown: number): void {
    tools.onProgress(best.judgement.allowed ? best.judgement.value : null, shown);
  }
}
