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

/** Named after the street: 杏林路 has a 杏林幼儿园, 东大街 a 东大街菜市场. */
export function ofStreet(what: string): (site: Site) => string {
  return ({ street }) => `${headOf(street)}${what}`;
}

function headOf(street: string): string {
  if (/^[东西南北]大街$/.test(street)) return street;
  return street.replace(/后?[东西南北中]?(?:大道|大街|路|街|巷)$/, "");
}

/** Towns of few people have smaller institutions: the share of what one of fourteen thousand or more has. */
export function sizeOfTown({ township }: Place): number {
  return Math.min(1, township.people / 14_000);
}

export function isFirstCommunity({ code, township }: Place): boolean {
  return township.name.endsWith("街道") && township.places[0]?.code === code;
}
