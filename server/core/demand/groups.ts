/**
 * Age groups are named by their ages: "0_2" is from 0 to 2 years, both included, "60_plus" from 60 on.
 * The same names in order of age, each once.
 */
export function inOrderOfAge(groups: Iterable<string>): string[] {
  return [...new Set(groups)].toSorted(
    (a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b) || (a < b ? -1 : 1),
  );
}

function startOf(group: string): number {
  return Number.parseInt(group, 10);
}

function endOf(group: string): number {
  const [, end = ""] = group.split("_");
  return end === "plus" ? Number.MAX_SAFE_INTEGER : Number.parseInt(end, 10);
}
