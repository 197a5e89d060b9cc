import type { ScenarioState, StreetChange } from "#contract/scenario.ts";
import { streetPlaces, type StreetPlaces } from "../catchment/street-places.ts";
import type { Ground } from "../coverage/survey.ts";
import type { Network } from "../network/network.ts";
import { applyRepairs, type Repair, type RepairFailure } from "../network/repairs.ts";
import { STREET_CHANGES } from "../vocabulary.ts";

/** The streets of a study as a scenario has them. Building them takes as long as building a network does. */
export interface SceneStreets {
  readonly network: Network;
  readonly places: StreetPlaces;
  /** Changes that could not be made, by id. */
  readonly failed: readonly { readonly id: string; readonly why: RepairFailure }[];
}

/**
 * New streets and bridges come first, then gates, then what is closed; within each by id, so that the order in which
 * a scenario happens to name them leaves no trace. One that ends on another that comes later is made after it.
 */
export function sceneStreets(ground: Ground, changes: ScenarioState["streets"]): SceneStreets {
  const { network, places, demand } = ground;
  let order = Object.entries(changes).sort(
    ([a, one], [b, other]) => rankOf(one) - rankOf(other) || (a < b ? -1 : 1),
  );
  if (order.length === 0) return { network, places, failed: [] };
  for (let failures = Infinity; ;) {
    const made = applyRepairs(
      network,
      order.map(([, change]) => repairOf(change)),
    );
    if (made.failed.length === 0 || made.applied.length === 0 || made.failed.length >= failures)
      return {
        network: made.network,
        places: made.network === network ? places : streetPlaces(made.network, demand.resolution),
        failed: made.failed
          .map(({ repair, why }) => ({ id: order[repair]![0], why }))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      };
    failures = made.failed.length;
    order = [...made.applied, ...made.failed.map(({ repair }) => repair)].map((i) => order[i]!);
  }
}

/** The same for the same changes of streets, whatever they are called. */
export function streetsKey(changes: ScenarioState["streets"]): string {
  return JSON.stringify(
    Object.entries(changes)
      .map(([id, { kind, from, to }]) => [id, kind, from, to])
      .sort(([a], [b]) => (a! < b! ? -1 : 1)),
  );
}

function rankOf({ kind }: StreetChange): number {
  return STREET_CHANGES.indexOf(kind);
}

function repairOf({ kind, from, to }: StreetChange): Repair {
  switch (kind) {
    case "street":
      return { kind: "join", from, to, crosses: true };
    case "bridge":
      return { kind: "join", from, to };
    case "gate":
      return { kind: "gate", from, to };
    case "closed":
      return { kind: "drop", at: from };
  }
}
