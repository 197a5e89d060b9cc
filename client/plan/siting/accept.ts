import type { Edit, FacilityChange, PlannedSite, ScenarioState } from "#contract/scenario.ts";
import type { PlanSite, SitingPlan } from "#contract/siting.ts";
import type { FacilityList } from "#contract/study.ts";
import type { Service } from "#contract/vocabulary.ts";

/** The edits that open some sites of a plan in a scenario. Sites that stand there open already make none. */
export function acceptedEdits(
  plan: SitingPlan,
  chosen: ReadonlySet<string>,
  state: ScenarioState,
  facilities: FacilityList,
): Edit[] {
  return plan.sites
    .filter(({ id }) => chosen.has(id))
    .flatMap((site) => editOf(site, plan, state, facilities) ?? []);
}

function editOf(
  site: PlanSite,
  plan: SitingPlan,
  state: ScenarioState,
  facilities: FacilityList,
): Edit | undefined {
  const capacities = capacitiesOf(site, plan);
  if (site.from === "upgrade") {
    const facility = facilities.find(({ id }) => id === site.id);
    if (facility === undefined) return undefined;
    const before = state.facilities[site.id] ?? null;
    const after: FacilityChange = {
      closed: false,
      to: before?.to ?? null,
      services: joined(before?.services ?? facility.services, site.services),
      capacities: { ...facility.capacities, ...before?.capacities, ...capacities },
    };
    return { of: "facility", id: site.id, before, after };
  }
  const id = siteIdOf(site);
  const before = state.sites[id] ?? null;
  if (before?.candidate === false) return undefined;
  const after: PlannedSite = {
    name: before?.name === undefined || before.name === "" ? site.name : before.name,
    services: joined(before?.services ?? [], site.services),
    lng: site.lng,
    lat: site.lat,
    capacities: { ...before?.capacities, ...capacities },
    floorArea:
      before?.floorArea ?? (site.from === "premises" ? (site.premises?.floorArea ?? null) : null),
    cost: site.cost > 0 ? site.cost : (before?.cost ?? null),
    premises: site.from === "premises" ? site.id : (before?.premises ?? null),
    required: before?.required ?? false,
    candidate: false,
  };
  return { of: "site", id, before, after };
}

/** Under what a site of a plan stands in a scenario: drawn ones keep their id. */
function siteIdOf({ from, id }: Pick<PlanSite, "from" | "id">): string {
  return from === "drawn" ? id : `${from}:${id}`.slice(0, 80);
}

/** Whether a site of a plan stands open in a scenario. */
export function isAccepted(site: PlanSite, state: ScenarioState): boolean {
  if (site.from !== "upgrade") return state.sites[siteIdOf(site)]?.candidate === false;
  const services = state.facilities[site.id]?.services ?? [];
  return site.services.every((service) => services.includes(service));
}

function capacitiesOf(site: PlanSite, { request }: SitingPlan): Record<string, number> {
  return Object.fromEntries(
    request.services.flatMap(({ service, capacity }) =>
      capacity !== null && site.services.includes(service) ? [[service, capacity]] : [],
    ),
  );
}

function joined(some: readonly Service[], more: readonly Service[]): Service[] {
  return [...new Set([...some, ...more])];
}
