import type { SitingRequest } from "#contract/siting.ts";
import { phaseSites } from "#core/siting/phases.ts";
import type { SitingAnswer } from "#core/siting/problem.ts";
import { SitingRefused } from "./siting-refused.ts";
import type { Situation } from "./situation.ts";

/**
 * The year each chosen site opens in, so that most people (of the first service) are covered most of the years; empty
 * without phases. Throws `SitingRefused` where the phases do not add up to the sites.
 */
export function yearsOf(
  { layers }: Situation,
  { sites }: SitingAnswer,
  phases: SitingRequest["phases"],
): ReadonlyMap<number, number> {
  const [layer] = layers;
  const last = phases.at(-1);
  if (last === undefined || layer === undefined) return new Map();
  if (last.count !== sites.length)
    throw new SitingRefused(
      `方案需要 ${sites.length} 处，分期末年累计 ${last.count} 处，对不上。请把末年改为 ${sites.length} 处。`,
      `The plan takes ${sites.length} sites, but ${last.count} are open by the last year. Put ${sites.length} there.`,
    );
  const { pairs, weight, served } = layer;
  const phased = phaseSites({ pairs, weight, served, sites, phases });
  if ("contradiction" in phased)
    throw new SitingRefused(
      "分期年份要从早到晚、累计处数只增不减。",
      "Phases go from the earliest year to the latest, and their counts do not fall.",
    );
  return new Map(
    phased.openings.flatMap((opening) =>
      opening.sites.map((site) => [site, opening.year] as const),
    ),
  );
}
