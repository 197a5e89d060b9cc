import type { PlannedSite, ScenarioState } from "#contract/scenario.ts";

/** What stands whatever is chosen: without the sites that are only possible or that siting must choose. */
export function standing(state: ScenarioState): ScenarioState {
  return {
    ...state,
    sites: Object.fromEntries(Object.entries(state.sites).filter(([, site]) => !isDrawn(site))),
  };
}

/** A drawn site that siting chooses from, not one that stands in the scenario. */
export function isDrawn({ candidate, required }: PlannedSite): boolean {
  return candidate || required;
}
