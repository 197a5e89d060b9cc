import type { Counts } from "./spread/counts.ts";
import type { Unit } from "./units.ts";

/**
 * What a table of people by unit left out, as ids of units. Only such tables can: of people at points, in cells, in
 * areas of their own or in a raster, a unit in which none of them lie has nobody. That holds for pixels without data
 * too, since population rasters leave out land on which nobody was found to live.
 */
export interface NotGiven {
  /** Units whose people are not known, and so no age group of theirs either. */
  readonly people: readonly string[];
  /** By age group, units whose people are known and this part of them is not. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** A group left blank for nobody is nobody. */
export function notGivenOf(
  matched: readonly (Counts & { readonly units: readonly string[] })[],
  unitsWithout: readonly string[],
): NotGiven {
  const groups = new Set(matched.flatMap((row) => Object.keys(row.groups)));
  const without = [...groups].map((group) => [
    group,
    matched.flatMap((row) => (row.people !== 0 && !(group in row.groups) ? row.units : [])),
  ]);
  return {
    people: unitsWithout,
    groups: Object.fromEntries(without.filter(([, units]) => (units ?? []).length > 0)),
  };
}

/** Units as they are, but for the marks on those left out; ids of units that are not there any more say nothing. */
export function markNotGiven(units: readonly Unit[], { people, groups }: NotGiven): Unit[] {
  const without = new Set(people);
  const byUnit = new Map<string, string[]>();
  for (const [group, ids] of Object.entries(groups))
    for (const id of ids) byUnit.set(id, [...(byUnit.get(id) ?? []), group]);
  return units.map((unit) => {
    const lacking = byUnit.get(unit.id);
    return {
      ...unit,
      ...(without.has(unit.id) && { withoutPeople: true }),
      ...(lacking !== undefined && { withoutGroups: lacking }),
    };
  });
}

/** As a fact of a layer; none where nothing was left out. */
export function notGivenFact({ people, groups }: NotGiven): { readonly notGiven?: string } {
  if (people.length === 0 && Object.keys(groups).length === 0) return {};
  return { notGiven: JSON.stringify({ people, groups }) };
}

/** Read back from the facts of a layer. */
export function notGivenIn(facts: Readonly<Record<string, string | number>>): NotGiven | null {
  const fact = facts["notGiven"];
  if (typeof fact !== "string") return null;
  const notGiven: NotGiven = JSON.parse(fact);
  return notGiven;
}
