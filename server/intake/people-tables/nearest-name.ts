import type { JoinUnit } from "./find-unit.ts";
import { isTownship, readingsOf, withoutKind } from "./unit-name.ts";

/** More changes than this make another name. */
const MOST_CHANGES = 2;

/**
 * Finds for a name the unit whose name takes the fewest changed, added or left out characters to become it: at most
 * two, and fewer than it has. The first of equally near ones; null when none is near.
 */
export function nearestAmong(
  units: readonly JoinUnit[],
): (name: string) => { readonly id: string; readonly name: string } | null {
  const known = units.map(({ id, name }) => ({ id, name, ...withoutKind(name) }));
  return (name) => {
    const readings = readingsOf(name, "");
    let nearest: JoinUnit | null = null;
    let fewest = MOST_CHANGES + 1;
    for (const unit of known) {
      for (const { stem, kind } of readings) {
        // A township is no community, however alike their names are.
        if (isTownship(kind) !== isTownship(unit.kind) && kind !== "" && unit.kind !== "") continue;
        if (Math.abs(stem.length - unit.stem.length) >= fewest) continue;
        const changes = changesBetween(stem, unit.stem);
        if (changes >= Math.min(fewest, stem.length, unit.stem.length)) continue;
        nearest = unit;
        fewest = changes;
      }
    }
    return nearest === null ? null : { id: nearest.id, name: nearest.name };
  };
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
