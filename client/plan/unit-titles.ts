import type { Proposal } from "#contract/import.ts";

type Named = NonNullable<NonNullable<Proposal["people"]>["undecided"]>["units"][number];

/** By id what a unit is called so that it can be told from its namesakes: by name, then parent, then id. */
export function unitTitles(units: readonly Named[]): ReadonlyMap<string, string> {
  const inFull = ({ name, parent }: Named) => (parent === "" ? name : `${parent} ${name}`);
  const names = Map.groupBy(units, ({ name }) => name);
  const full = Map.groupBy(units, inFull);
  return new Map(
    units.map((unit) => {
      if (names.get(unit.name)?.length === 1) return [unit.id, unit.name];
      const title = inFull(unit);
      return [unit.id, full.get(title)?.length === 1 ? title : `${title} ${unit.id}`];
    }),
  );
}
