import { buildModel, chosenIn, siteColumns } from "./model-builder.ts";
import { bestCenter } from "./nearest/center.ts";
import { bestMedian } from "./nearest/median.ts";
import { placesOf, type Places } from "./nearest/places.ts";
import type {
  NearestProblem,
  SearchTools,
  SiteRules,
  SitingAnswer,
  SitingConflict,
} from "./problem.ts";
import { conflictOfRequired, impossible, keepsRules, priceOf } from "./rules.ts";

/**
 * p-median and p-center: the sites that leave everybody the least person-costs, or the dearest way as cheap as can be.
 * Places where nobody lives do not count, nor do those that no allowed site and no existing facility reaches; everybody
 * else has to be served.
 */
export function solveNearest(problem: NearestProblem, tools: SearchTools): SitingAnswer {
  const conflict = conflictOfRequired(problem);
  if (conflict !== undefined) return impossible("least", conflict);
  const places = placesOf(problem);
  const known =
    problem.kind === "median"
      ? bestMedian(problem, places, tools)
      : bestCenter(problem, places, tools);
  const { sites, value, bound, status } = known;
  if (status === "infeasible")
    return impossible(
      "least",
      whyNot(problem, places, tools),
      keepsRules(problem, sites) ? sites : [],
    );
  return { sites, sense: "least", value: value < Infinity ? value : NaN, bound, status };
}

/** What would have to be given up for everybody to be served. */
function whyNot(problem: NearestProblem, places: Places, tools: SearchTools): SitingConflict {
  const least = (rules: SiteRules) => leastSites(rules, places, tools);
  const alone = { ...problem, count: null, budget: null, price: problem.price.map(() => 1) };
  const fewest = least(alone);
  if (fewest === undefined)
    return { kind: "apart", sites: [...new Set(problem.apart.flat())].sort((a, b) => a - b) };
  if (problem.count !== null && fewest.length > problem.count)
    return { kind: "too-few-sites", count: fewest.length };
  const cheapest = least({ ...problem, budget: null });
  return { kind: "budget", least: priceOf(problem, cheapest ?? fewest) };
}

/** The cheapest sites that serve everybody somehow. */
function leastSites(
  rules: SiteRules,
  places: Places,
  tools: SearchTools,
): readonly number[] | undefined {
  const builder = buildModel("least");
  const first = siteColumns(builder, rules, (site) => rules.price[site]!);
  for (let here = 0; here < places.count; here++) {
    if (places.now[here]! < Infinity) continue;
    const sites = places.site.subarray(places.first[here]!, places.first[here + 1]!);
    builder.row(
      1,
      Array.from(sites, (site) => [first + site, 1] as const),
      Infinity,
    );
  }
  const solved = tools.solver?.solve(builder.finish(), {
    ended: tools.ended,
    seconds: tools.left(),
    seed: tools.seed,
  });
  return solved?.columns && chosenIn(solved.columns, first, places.siteCount);
}
