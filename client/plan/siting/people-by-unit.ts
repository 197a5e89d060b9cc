import type { CellColumns } from "../columns.ts";

/** How many people of some cells live in each unit of the study, most first; cells outside all units are left out. */
export function peopleByUnit(
  cells: readonly number[],
  { people, unit }: Pick<CellColumns, "people" | "unit">,
): { readonly unit: number; readonly people: number }[] {
  const sums = new Map<number, number>();
  for (const cell of cells) {
    const index = unit[cell] ?? -1;
    if (index >= 0) sums.set(index, (sums.get(index) ?? 0) + (people[cell] ?? 0));
  }
  return [...sums]
    .map(([index, some]) => ({ unit: index, people: some }))
    .toSorted((a, b) => b.people - a.people || a.unit - b.unit);
}
