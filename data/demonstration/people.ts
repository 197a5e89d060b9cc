import type { Building, Household } from "./drawing.ts";
import type { Point } from "./geometry.ts";
import { toGround, toLngLat } from "./ground.ts";
import type { Random } from "./random.ts";

/** People at one block of flats, or in one cluster of houses. */
interface Dwelling {
  /** Plan coordinates, on a building. */
  readonly at: Point;
  readonly people: number;
  readonly under3: number;
  readonly from3to5: number;
  readonly over60: number;
}

/** Settles a total of people over the buildings; every number is whole and the total is exact. */
export function settle(buildings: readonly Building[], total: number, random: Random): Dwelling[] {
  const places = clusters(buildings);
  const capacity = places.reduce((sum, { people }) => sum + people, 0);
  let carried = 0;
  return places
    .map(({ at, people, ages }): Dwelling => {
      const due = (people * total) / capacity + carried;
      const settled = Math.round(due);
      carried = due - settled;
      const [under3, from3to5, over60] = [
        settledShare(settled, ages[0], random),
        settledShare(settled, ages[1], random),
        settledShare(settled, ages[2], random),
      ];
      // In a tiny household the roundings could add up to more people than there are.
      const spare = Math.max(0, under3 + from3to5 + over60 - settled);
      return { at, people: settled, under3, from3to5, over60: Math.max(0, over60 - spare) };
    })
    .filter(({ people }) => people > 0);
}

export function writePeople(dwellings: readonly Dwelling[]): string {
  const rows = dwellings.map(({ at, people, under3, from3to5, over60 }) => {
    const [lng, lat] = toLngLat(toGround(at));
    return [lng.toFixed(6), lat.toFixed(6), people, under3, from3to5, over60].join(",");
  });
  return ["lng,lat,people,people_0_2,people_3_5,people_60_plus", ...rows, ""].join("\n");
}

interface Place extends Omit<Household, "clustered"> {
  readonly at: Point;
}

/** Houses of one small square share a place, the first house's; a block of flats has its own. */
function clusters(buildings: readonly Building[]): Place[] {
  const places = new Map<string, Place>();
  buildings.forEach(({ at, household }, index) => {
    if (household === undefined) return;
    const { people, ages, clustered } = household;
    const key = clustered
      ? `${Math.floor(at.x / CLUSTER)},${Math.floor(at.y / CLUSTER)}`
      : `flats ${index}`;
    const known = places.get(key);
    places.set(
      key,
      known === undefined ? { at, people, ages } : { ...known, people: known.people + people },
    );
  });
  return [...places.values()];
}

const CLUSTER = 32;

function settledShare(people: number, share: number, random: Random): number {
  return Math.min(people, Math.floor(people * share * random.between(0.75, 1.25) + random.next()));
}
