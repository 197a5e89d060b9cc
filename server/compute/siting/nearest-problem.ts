import type { Pairs, SiteRules, SitingProblem } from "#core/siting/problem.ts";
import type { Seconds } from "#core/vocabulary.ts";
import { farWalks } from "./far-walks.ts";
import { SitingRefused } from "./siting-refused.ts";
import type { Layer, Situation } from "./situation.ts";

/** Whom no walk leads anywhere, now or to a candidate, is left out and listed. */
export function nearestProblem(
  situation: Situation,
  layer: Layer,
  objective: "p-median" | "p-center",
  rules: SiteRules,
): {
  readonly problem: SitingProblem;
  /** Places of demand of the problem, by index of the layer's places. */
  readonly places: Uint32Array;
  readonly capped: Seconds | null;
} {
  const { pairs: all, now, capped } = farWalks(situation, layer);
  if (capped !== null && objective === "p-center")
    throw new SitingRefused(
      `候选点有 ${situation.sites.length} 处，太多，最远的步行算不了。请画选址范围，或只用画的点、闲置房源。`,
      `With ${situation.sites.length} candidates the longest walks cannot be followed. Draw a search area, or use drawn points and premises only.`,
    );
  const some = Uint8Array.from(now, (seconds) => Number(seconds < Infinity));
  for (const place of all.demand) some[place] = 1;
  const places = Uint32Array.from(some.keys()).filter((place) => some[place] === 1);
  return {
    places,
    capped,
    problem: {
      kind: objective === "p-median" ? "median" : "center",
      ...rules,
      pairs: onPlaces(all, places),
      weight: Float64Array.from(places, (place) => layer.weight[place]!),
      now: Float64Array.from(places, (place) => now[place]!),
    },
  };
}

function onPlaces(pairs: Pairs, places: Uint32Array): Pairs {
  const index = new Uint32Array(pairs.demandCount);
  places.forEach((place, i) => (index[place] = i));
  return {
    ...pairs,
    demandCount: places.length,
    demand: pairs.demand.map((place) => index[place]!),
  };
}
