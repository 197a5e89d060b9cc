import { believedBound, HAIR, meets } from "../believed.ts";
import { buildModel, chosenIn, siteColumns } from "../model-builder.ts";
import {
  FORBIDDEN,
  FREE,
  REQUIRED,
  type Model,
  type NearestProblem,
  type SearchTools,
  type SitingAnswer,
  type Solver,
} from "../problem.ts";
import { seededRandom } from "../random.ts";
import { keepsRules, withPreferred } from "../rules.ts";
import { interchange, kicked } from "./interchange.ts";
import { lagrangian, type LagrangianBound } from "./lagrangian.ts";
import { medianOf, type Places } from "./places.ts";

/** How often a good choice is disturbed and improved again while the rest is too much for the solver. */
const KICKS = 25;
/** Larger models are not given to the solver: it would be out of memory before it was out of time. */
const MOST_PAIRS = 150_000;

interface Best {
  readonly sites: readonly number[];
  /** Infinity while nobody found a choice that serves all. */
  readonly value: number;
}

/** What is known of a p-median; undefined sites where the solver says that no choice serves everybody. */
export interface MedianKnown extends Best {
  readonly bound: number;
  readonly status: SitingAnswer["status"];
}

/**
 * The p-median: a choice by exchanging, a bound by pricing places, and where they do not meet the solver on what is
 * left when sites and pairs that no better choice can use are gone (reduced cost fixing).
 */
export function bestMedian(
  problem: NearestProblem,
  places: Places,
  tools: SearchTools,
): MedianKnown {
  let best = better(problem, places, NOTHING, interchange(problem, places, tools));
  const tell = (bound: number) => tools.onProgress(finite(best.value), finite(bound));
  tell(-Infinity);
  const priced = lagrangian(problem, places, best, tools);
  if (priced.value < best.value) {
    best = better(problem, places, best, priced.sites);
    best = better(problem, places, best, interchange(problem, places, tools, priced.sites));
  }
  let bound = Math.max(0, priced.bound);
  const settled = () => meets(best.value, bound) || bound > best.value;
  if (!settled() && tools.solver !== undefined && !tools.ended()) {
    const known = { ...priced, bound };
    let rest = modelOfRest(problem, places, known, best);
    const random = seededRandom(tools.seed);
    // The better the best, the more sites and pairs are out of the question.
    for (let kick = 0; kick < KICKS && rest === undefined && !tools.ended(); kick++) {
      const start = kicked(problem, best.sites, random);
      const before = best.value;
      best = better(problem, places, best, interchange(problem, places, tools, start));
      tell(bound);
      if (best.value < before) rest = modelOfRest(problem, places, known, best);
    }
    const solved = rest && solveRest(problem, places, known, best, rest, tools, tools.solver);
    if (solved === "infeasible") return { ...best, bound, status: "infeasible" };
    best = better(problem, places, best, solved?.sites);
    bound = Math.max(bound, solved?.bound ?? bound);
  }
  const proven = best.value < Infinity && settled();
  if (proven) {
    const asGood = best.value;
    const sites = withPreferred(problem, best.sites, (s) => medianOf(places, s) <= asGood);
    best = { sites, value: medianOf(places, sites) };
    bound = best.value;
  }
  tell(bound);
  return { ...best, bound, status: proven ? "proven" : "not-proven" };
}

const NOTHING: Best = { sites: [], value: Infinity };

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The better of the two; while nothing serves everybody, whatever was tried last. */
function better(
  problem: NearestProblem,
  places: Places,
  best: Best,
  sites: readonly number[] | undefined,
): Best {
  if (sites === undefined) return best;
  const value = medianOf(places, sites);
  if (keepsRules(problem, sites) && value < best.value) return { sites, value };
  return best.value < Infinity ? best : { sites, value: Infinity };
}

/**
 * Solves what is left; "infeasible" where no choice serves everybody. The best choice known stays in the model, so
 * that its bound is one of all choices: what was left out is dearer than the best.
 */
function solveRest(
  problem: NearestProblem,
  places: Places,
  priced: LagrangianBound,
  best: Best,
  rest: Rest,
  tools: SearchTools,
  solver: Solver,
): { readonly sites?: readonly number[]; readonly bound: number } | "infeasible" {
  const solved = solver.solve(rest.model, {
    ended: tools.ended,
    seconds: tools.left(),
    seed: tools.seed,
    ...(best.value < Infinity ? { start: rest.start } : {}),
    onProgress: (value, bound) =>
      tools.onProgress(
        finite(Math.min(best.value, value === null ? Infinity : rest.base + value)),
        bound === null ? null : Math.min(Math.max(priced.bound, rest.base + bound), best.value),
      ),
  });
  if (solved.status === "infeasible" && best.value === Infinity) return "infeasible";
  const sites = solved.columns && chosenIn(solved.columns, rest.firstSite, places.siteCount);
  const actual = sites && (keepsRules(problem, sites) ? medianOf(places, sites) : NaN);
  const stated = { ...solved, value: rest.base + solved.value, bound: rest.base + solved.bound };
  const known = Math.min(
    best.value,
    actual === undefined || Number.isNaN(actual) ? Infinity : actual,
  );
  return { ...(sites && { sites }), bound: believedBound("least", stated, actual, known) };
}

interface Rest {
  readonly model: Model;
  /** Column of the first site. */
  readonly firstSite: number;
  /** What is left out of the objective. */
  readonly base: number;
  /** The best choice as a solution. */
  readonly start: Float64Array;
}

/** Undefined where it would be too large. */
function modelOfRest(
  problem: NearestProblem,
  places: Places,
  priced: LagrangianBound,
  best: Best,
): Rest | undefined {
  const { first, site, cost, weight, now } = places;
  const most = best.value * (1 + HAIR);
  const extra = extraFor(problem, priced);
  const status = problem.status.map((said, at) =>
    said === FREE && priced.counted + extra[at]! > most ? FORBIDDEN : said,
  );
  const builder = buildModel("least");
  const firstSite = siteColumns(builder, { ...problem, status });
  const open = new Set(best.sites);
  const start = Array.from(status, (_, at) => (open.has(at) ? 1 : 0));
  // What everybody costs at least is left out of the objective, which keeps its numbers small.
  let base = 0;
  for (let here = 0; here < places.count; here++) {
    const heavy = weight[here]!;
    const from = first[here]!;
    const to = first[here + 1]!;
    const least = from < to ? cost[from]! : now[here]!;
    base += least * heavy;
    const ways: (readonly [number, number])[] = [];
    let served = false;
    const add = (costs: number, serves: boolean) => {
      const column = builder.column((costs - least) * heavy, 1);
      ways.push([column, 1]);
      start[column] = serves ? 1 : 0;
      served ||= serves;
      return column;
    };
    for (let at = from; at < to; at++) {
      const by = site[at]!;
      const over = Math.max(0, cost[at]! * heavy - priced.multiplier[here]!);
      if (status[by] === FORBIDDEN || priced.counted + over + extra[by]! > most) continue;
      const column = add(cost[at]!, !served && open.has(by));
      builder.row(-Infinity, [[column, 1] as const, [firstSite + by, -1] as const], 0);
    }
    if (now[here]! < Infinity) add(now[here]!, !served);
    builder.row(1, ways, 1);
    if (builder.size() > 3 * MOST_PAIRS) return undefined;
  }
  return { model: builder.finish(), firstSite, base, start: Float64Array.from(start) };
}

/** By site: how much dearer at least a choice with it is than the bound; 0 for those the bound opens itself, and for required ones. */
function extraFor({ status, count }: NearestProblem, { reduced }: LagrangianBound): Float64Array {
  const free = Array.from(reduced.keys())
    .filter((site) => status[site] === FREE)
    .sort((a, b) => reduced[a]! - reduced[b]! || a - b);
  const room =
    count === null ? Infinity : count - status.filter((said) => said === REQUIRED).length;
  // With the count used up a further site takes the place of the least useful one.
  const least = room < free.length ? Math.min(0, reduced[free[room - 1] ?? -1] ?? 0) : 0;
  return reduced.map((change, site) => (status[site] === FREE ? Math.max(0, change - least) : 0));
}
