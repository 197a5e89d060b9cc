import { buildModel, chosenIn, siteColumns } from "../model-builder.ts";
import {
  FREE,
  type NearestProblem,
  type SearchTools,
  type SitingAnswer,
  type Solver,
} from "../problem.ts";
import { allowedSites, keepsRules, neighboursOf, requiredSites, withPreferred } from "../rules.ts";
import { essential } from "./essential.ts";
import { interchange } from "./interchange.ts";
import { centerOf, type Places } from "./places.ts";

/** What is known of a p-center; see `MedianKnown`. */
export interface CenterKnown {
  readonly sites: readonly number[];
  readonly value: number;
  readonly bound: number;
  readonly status: SitingAnswer["status"];
}

/**
 * The p-center by halving the distinct costs: at each, whether sites within the rules reach everybody within it
 * (Minieka 1970). Greedy choices say yes, places no two of which share a site say no; where neither
 * does, the solver is asked. It is proven when the next smaller cost is known to be too small.
 */
export function bestCenter(
  problem: NearestProblem,
  places: Places,
  tools: SearchTools,
): CenterKnown {
  const radii = distinctCosts(places);
  let best = { sites: interchange(problem, places, tools), value: Infinity };
  if (keepsRules(problem, best.sites)) best.value = centerOf(places, best.sites);
  const consider = (sites: readonly number[] | undefined) => {
    if (sites === undefined || !keepsRules(problem, sites)) return;
    const value = centerOf(places, sites);
    if (value < best.value) best = { sites, value };
  };
  // All radii before `open` are known to be too small; from `top` on they are reached, or not looked at any more.
  let open = 0;
  const bound = () => Math.min(radii[open] ?? Infinity, best.value);
  const tell = () => tools.onProgress(best.value < Infinity ? best.value : null, bound());
  const place = () =>
    best.value < Infinity ? radii.findIndex((radius) => radius >= best.value) : radii.length;

  const search = (ask: (radius: number) => boolean | undefined) => {
    let from = open;
    let top = place();
    while (from < top && !tools.ended()) {
      const middle = (from + top) >> 1;
      const reached = ask(radii[middle]!);
      if (reached === true) top = Math.max(from, Math.min(middle, place()));
      else from = middle + 1;
      // What is too small makes everything below it so too, also where that was not known.
      if (reached === false) open = from;
      tell();
    }
  };
  search((radius) => {
    consider(greedyCover(problem, places, radius));
    return best.value <= radius ? true : tooSmall(problem, places, radius) ? false : undefined;
  });
  const { solver } = tools;
  if (solver !== undefined && isSound(problem, places, best.value, tools, solver))
    for (const effort of EFFORTS)
      search((radius) => {
        const answer = coverWithin(problem, places, radius, tools, solver, effort);
        if (answer === false) return false;
        consider(answer);
        return best.value <= radius ? true : undefined;
      });
  const infeasible = best.value === Infinity && open >= radii.length && places.count > 0;
  if (infeasible) return { ...best, bound: bound(), status: "infeasible" };
  const proven = best.value < Infinity && bound() >= best.value;
  if (proven)
    best.sites = withPreferred(problem, best.sites, (s) => centerOf(places, s) <= best.value);
  return { ...best, bound: bound(), status: proven ? "proven" : "not-proven" };
}

/** Whether the solver at least does not deny what was found without it. */
function isSound(
  problem: NearestProblem,
  places: Places,
  reached: number,
  tools: SearchTools,
  solver: Solver,
): boolean {
  const [effort] = EFFORTS;
  return (
    reached === Infinity || coverWithin(problem, places, reached, tools, solver, effort) !== false
  );
}

/** Rising, none below what the worst place costs at best; with the existing facilities' own. */
function distinctCosts({ count, first, cost, now }: Places): number[] {
  let least = 0;
  for (let here = 0; here < count; here++)
    least = Math.max(least, first[here]! < first[here + 1]! ? cost[first[here]!]! : now[here]!);
  const all = new Set<number>([least]);
  for (const each of cost) if (each > least) all.add(each);
  for (const each of now) if (each > least && each < Infinity) all.add(each);
  return [...all].sort((a, b) => a - b);
}

/** The sites that reach a place within a radius stand first in its list; up to where. */
function within({ first, cost }: Places, here: number, radius: number): number {
  let to = first[here]!;
  while (to < first[here + 1]! && cost[to]! <= radius) to++;
  return to;
}

/** Places that no existing facility and no required site reaches within the radius, those with fewest sites first. */
function openPlaces(problem: NearestProblem, places: Places, radius: number) {
  const required = new Set(requiredSites(problem));
  const list: { readonly sites: Uint32Array }[] = [];
  for (let here = 0; here < places.count; here++) {
    if (places.now[here]! <= radius) continue;
    const sites = places.site.subarray(places.first[here]!, within(places, here, radius));
    if (!sites.some((site) => required.has(site))) list.push({ sites });
  }
  return list.sort((a, b) => a.sites.length - b.sites.length);
}

/** Sites that reach everybody within the radius, each the one that reaches most who are not yet; undefined where that fails. */
function greedyCover(
  problem: NearestProblem,
  places: Places,
  radius: number,
): readonly number[] | undefined {
  const left = openPlaces(problem, places, radius);
  const reaches = new Int32Array(places.siteCount);
  for (const { sites } of left) for (const site of sites) reaches[site]! += 1;
  const neighbours = neighboursOf(problem);
  const chosen = requiredSites(problem);
  const blocked = new Set(chosen.flatMap((site) => neighbours[site]!));
  const done = new Uint8Array(left.length);
  for (let open = left.length; open > 0;) {
    let best = -1;
    for (const site of allowedSites(problem))
      if (reaches[site]! > 0 && !blocked.has(site) && (best < 0 || reaches[site]! > reaches[best]!))
        best = site;
    if (best < 0) return undefined;
    chosen.push(best);
    for (const other of neighbours[best]!) blocked.add(other);
    if (problem.count !== null && chosen.length > problem.count) return undefined;
    for (const [at, { sites }] of left.entries()) {
      if (done[at] === 1 || !sites.includes(best)) continue;
      done[at] = 1;
      open -= 1;
      for (const site of sites) reaches[site]! -= 1;
    }
  }
  return chosen.sort((a, b) => a - b);
}

/** Whether more places than there may be sites share no site with one another. */
function tooSmall(problem: NearestProblem, places: Places, radius: number): boolean {
  const room = problem.count === null ? Infinity : problem.count - requiredSites(problem).length;
  const used = new Set<number>();
  let apart = 0;
  for (const { sites } of openPlaces(problem, places, radius)) {
    if (sites.length === 0) return true;
    if (sites.some((site) => used.has(site))) continue;
    for (const site of sites) used.add(site);
    apart += 1;
  }
  return apart > room;
}

interface Effort {
  /** Whether sites may not be chosen in part. Where not even parts are enough, that is known soon. */
  readonly whole: boolean;
  /** Share of the time left that one radius may take. */
  readonly share: number;
}

const EFFORTS = [
  { whole: false, share: 0.25 },
  { whole: true, share: 0.2 },
  { whole: true, share: 1 },
] as const satisfies readonly Effort[];

/**
 * Sites that reach everybody within the radius, as the solver has them; false where there are none, undefined where
 * that is not known.
 */
function coverWithin(
  problem: NearestProblem,
  places: Places,
  radius: number,
  tools: SearchTools,
  solver: Solver,
  { whole, share }: Effort,
): readonly number[] | false | undefined {
  const demands = openPlaces(problem, places, radius).map(({ sites }) =>
    [...sites].sort((one, other) => one - other),
  );
  // Where two sites may not stand together, or cost differently, one does not simply stand in for another.
  const { apart, status, price, budget } = problem;
  const mayReplace = (site: number, other: number) =>
    apart.length === 0 &&
    status[other] === FREE &&
    (budget === null || price[site]! <= price[other]!);
  const builder = buildModel("least");
  // Any will do; that fewer are better gives the search a direction.
  const first = siteColumns(builder, problem, () => 1);
  for (const sites of essential(demands, places.siteCount, mayReplace))
    builder.row(
      1,
      sites.map((site) => [first + site, 1] as const),
      Infinity,
    );
  const model = builder.finish();
  const solved = solver.solve(whole ? model : { ...model, whole: model.whole.map(() => 0) }, {
    ended: tools.ended,
    seconds: tools.left() * share,
    seed: tools.seed,
  });
  if (solved.status === "infeasible") return false;
  return solved.columns && chosenIn(solved.columns, first, places.siteCount);
}
