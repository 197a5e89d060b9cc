import type { FacilityChange, LiveRequest, ScenarioState } from "#contract/scenario.ts";
import { ownValue } from "../own-value.ts";

/** What is under the pointer: a planned site, or an existing facility. */
export type Dragged = Pick<LiveRequest, "of" | "id">;

/** The state with all but what is dragged. */
export function withoutDragged(state: ScenarioState, { of, id }: Dragged): ScenarioState {
  if (of === "site")
    return {
      ...state,
      sites: Object.fromEntries(Object.entries(state.sites).filter(([own]) => own !== id)),
    };
  return changed(state, id, { ...changeOf(state, id), closed: true });
}

/** The state with what is dragged in another place; a closed facility stays closed. */
export function withDragged(
  state: ScenarioState,
  { of, id }: Dragged,
  [lng, lat]: LiveRequest["at"],
): ScenarioState {
  if (of === "facility") return changed(state, id, { ...changeOf(state, id), to: [lng, lat] });
  const site = ownValue(state.sites, id);
  if (site === undefined) return state;
  return { ...state, sites: { ...state.sites, [id]: { ...site, lng, lat } } };
}

function changeOf({ facilities }: ScenarioState, id: string): FacilityChange {
  return ownValue(facilities, id) ?? { closed: false, to: null, services: null, capacities: null };
}

function changed(state: ScenarioState, id: string, change: FacilityChange): ScenarioState {
  return { ...state, facilities: { ...state.facilities, [id]: change } };
}
