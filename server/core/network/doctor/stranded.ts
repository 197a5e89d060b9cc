import type { Metres, People } from "../../vocabulary.ts";
import type { Components } from "../islands.ts";
import { MAIN, type Network } from "../network.ts";
import type { StretchFinder } from "../stretches.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * People whose nearest street lies in a part that no walk connects to the main one, by part. They are walked from
 * the main part all the same, over whatever lies in between, where that is within the snap cap.
 */
export function strandedPeople(
  { traits }: Pick<Network, "traits">,
  { count, ofEdge }: Components,
  finder: StretchFinder,
  people: NonNullable<Surroundings["people"]>,
  snapCap: Metres,
): People[] {
  const stranded = Array.from({ length: count }, () => 0);
  for (let i = 0; i < people.lng.length; i++) {
    const some = people.people[i]!;
    const edge = some > 0 ? nearestEdge(people.lng[i]!, people.lat[i]!) : undefined;
    if (edge !== undefined && (traits[edge]! & MAIN) === 0) stranded[ofEdge[edge]!]! += some;
  }
  return stranded;

  function nearestEdge(lng: number, lat: number): number | undefined {
    for (let reach = Math.min(FIRST_LOOK, snapCap); ; reach = Math.min(3 * reach, snapCap)) {
      const [nearest] = finder.near(lng, lat, reach);
      if (nearest !== undefined || reach >= snapCap) return nearest?.edge;
    }
  }
}

const FIRST_LOOK: Metres = 40;
