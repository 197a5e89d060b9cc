import type { Facility } from "#core/catchment/facility.ts";
import { quantise } from "#core/demand/people.ts";
import type { People, Service } from "#core/vocabulary.ts";
import type { Layer, Situation } from "./situation.ts";

/** What the facilities that stand can take of the people, and who is left. */
export interface Taken {
  readonly people: People;
  /** By place of demand: who is left without a place. */
  readonly left: Float64Array;
  /** Facilities that do not state their capacity. Nobody is counted as having a place there. */
  readonly unstated: number;
}

/**
 * People go to the nearest facility within the limit that has places left: of all pairs the shortest walk comes
 * first, of equal ones the facility, then the cell, that comes first. A rule of ours; who really has a place is
 * not known.
 */
export function takenByExisting({ ground }: Situation, layer: Layer): Taken {
  const { reached, facilities, placeOf, weight, service } = layer;
  const room = facilities.map((f) => statedCapacity(ground.facilities[f]!, service));
  const pairs: { readonly row: number; readonly place: number; readonly cost: number }[] = [];
  for (const [row, places] of room.entries()) {
    if (places === null || places <= 0) continue;
    for (let at = reached.first[row]!; at < reached.first[row + 1]!; at++) {
      const place = placeOf[reached.cell[at]!]!;
      if (place >= 0) pairs.push({ row, place, cost: reached.cost[at]! });
    }
  }
  pairs.sort((a, b) => a.cost - b.cost || a.row - b.row || a.place - b.place);
  const free = room.map((places) => (places === null ? 0 : quantise(Math.max(0, places))));
  const left = weight.slice();
  let people = 0;
  for (const { row, place } of pairs) {
    const taken = Math.min(free[row]!, left[place]!);
    free[row]! -= taken;
    left[place]! -= taken;
    people += taken;
  }
  return { people, left, unstated: room.filter((places) => places === null).length };
}

/** For one service; null where it is not stated. What a place with several services states is nobody's own. */
function statedCapacity(
  { capacity, capacities, services }: Facility,
  service: Service,
): number | null {
  return capacities?.[service] ?? (services.length === 1 ? capacity : null);
}
