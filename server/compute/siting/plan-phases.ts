import type { PlanSite, SitingRequest } from "#contract/siting.ts";
import { SitingRefused } from "./siting-refused.ts";

/** Each site with the year it opens in, in the order of what people gain. Throws where the phases do not add up to them. */
export function openInPhases(
  sites: readonly PlanSite[],
  phases: SitingRequest["phases"],
): PlanSite[] {
  const last = phases.at(-1);
  if (last === undefined) return [...sites];
  if (last.count !== sites.length)
    throw new SitingRefused(
      `方案需要 ${sites.length} 处，分期末年累计 ${last.count} 处，对不上。请把末年改为 ${sites.length} 处。`,
      `The plan takes ${sites.length} sites, but ${last.count} are open by the last year. Put ${sites.length} there.`,
    );
  return sites.map((site, i) => ({
    ...site,
    year: phases.find(({ count }) => i < count)?.year ?? last.year,
  }));
}
