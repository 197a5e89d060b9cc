import type { Kind, Site } from "./facility.ts";
import type { Place } from "./ganzhou-places.ts";
import type { Random } from "./random.ts";

/** What the people of a unit find there depends on what part of the district it is. */
export type Part = "old" | "ring" | "new" | "works" | "town" | "village";

export function times(count: number, kind: () => Kind): Kind[] {
  return Array.from({ length: count }, kind);
}

/** So many on average, as a whole number. */
export function about(mean: number, random: Random): number {
  return Math.floor(mean) + (random.chance(mean - Math.floor(mean)) ? 1 : 0);
}

/** Named after the unit and its township, since many villages share a name. */
export function ofUnit(what: string): (site: Site) => string {
  return ({ place }) => `${place.township.name}${place.name}${what}`;
}

export function ofTownship(what: string): (site: Site) => string {
  return ({ place }) => `${place.township.name}${what}`;
}

export function isFirstCommunity({ code, township }: Place): boolean {
  return township.name.endsWith("街道") && township.places[0]?.code === code;
}
