import type { DuplicatePair } from "#contract/import.ts";

/** One thing that is known of the first, of the second, or of both. */
type SideBySide = readonly [key: string, a: string | undefined, b: string | undefined];

/**
 * What is known of two that may be one. A capacity that only repeats a column (its beds, its places) is left out:
 * three lines of the same numbers hide the one that differs.
 */
export function valuesSideBySide({ a, b }: Pick<DuplicatePair, "a" | "b">): SideBySide[] {
  const keys = [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])];
  const all = keys.map((key): SideBySide => [key, a.values[key], b.values[key]]);
  return all.filter(
    ([key, left, right], i) =>
      !key.startsWith("capacity") ||
      !all.slice(i + 1).some(([, one, other]) => one === left && other === right),
  );
}
