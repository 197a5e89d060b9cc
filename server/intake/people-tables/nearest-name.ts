import type { JoinUnit } from "./find-unit.ts";
import { readingsOf } from "./unit-name.ts";

/** More changes than this make another name. */
const MOST_CHANGES = 2;

/**
 * The unit whose name takes the fewest changed, added or left out characters to become this one: at most two, and
 * fewer than it has. The first of equally near ones; null when none is near.
 */
export function nearestName(
  name: string,
  units: readonly JoinUnit[],
): { readonly id: string; readonly name: string } | null {
  const stems = readingsOf(name, "").map(({ stem }) => stem);
  let nearest: JoinUnit | null = null;
  let fewest = MOST_CHANGES + 1;
  for (const unit of units) {
    const [{ stem: own } = { stem: "" }] = readingsOf(unit.name, "");
    for (const stem of stems) {
      if (Math.abs(stem.length - own.length) >= fewest) continue;
      const changes = changesBetween(stem, own);
      if (changes >= fewest || changes >= Math.min(stem.length, own.length)) continue;
      nearest = unit;
      fewest = changes;
    }
  }
  return nearest === null ? null : { id: nearest.id, name: nearest.name };
}

/** Levenshtein's distance. */
function changesBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const now = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (before[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1]);
      now.push(Math.min(changed, (before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[other.length] ?? 0;
}
