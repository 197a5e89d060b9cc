/**
 * Age groups are named by their ages: "0_2" is from 0 to 2 years, both included, "60_plus" from 60 on.
 * The same names in order of age, each once.
 */
export function inOrderOfAge(groups: Iterable<string>): string[] {
  return [...new Set(groups)].toSorted(
    (a, b) => agesOf(a).from - agesOf(b).from || agesOf(a).to - agesOf(b).to || (a < b ? -1 : 1),
  );
}

/** The first and the last age of a group, both included; no last age is a very large one. */
export function agesOf(group: string): { from: number; to: number } {
  const [from = "", to = ""] = group.split("_");
  return {
    from: Number.parseInt(from, 10),
    to: to === "plus" ? Number.MAX_SAFE_INTEGER : Number.parseInt(to, 10),
  };
}
