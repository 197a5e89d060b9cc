import type { SitingRequest } from "#contract/siting.ts";
import { FREE, REQUIRED, type SiteRules } from "#core/siting/problem.ts";
import type { Candidate } from "./candidates.ts";
import { countsMoney } from "./check-request.ts";
import type { Situation } from "./situation.ts";
import { tooNear } from "./spacing.ts";

/** What binds the choice of sites, whatever it is for. */
export function rulesOf(situation: Situation, request: SitingRequest): SiteRules {
  const { sites } = situation;
  const [service] = request.services;
  const money = countsMoney(request);
  const shared = request.services.length > 1;
  return {
    status: Uint8Array.from(sites, ({ required }) => (required ? REQUIRED : FREE)),
    price: Float64Array.from(sites, (site) => {
      if (!money || service === undefined) return 1;
      const own = site.cost ?? request.siteCost;
      return Math.max(1, own + (shared ? 0 : servicePrice(site, service)));
    }),
    preferred: Uint8Array.from(sites, ({ preferred }) => Number(preferred)),
    apart: tooNear(sites, request.spacing),
    count: request.count,
    budget: request.budget,
  };
}

/** Yuan for setting the service up at a site. */
export function servicePrice(
  { capacities }: Candidate,
  { service, cost, perPlace, capacity }: SitingRequest["services"][number],
): number {
  return cost + perPlace * (capacities[service] ?? capacity ?? 0);
}
