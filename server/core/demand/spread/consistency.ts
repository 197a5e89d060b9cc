import type { People } from "../../vocabulary.ts";
import { agesOf, inOrderOfAge } from "../groups.ts";
import type { Counts } from "./counts.ts";

/** Age groups that together are larger than what holds them. */
export interface Excess {
  /** Groups without an age in common, youngest first; one or more. */
  readonly parts: readonly string[];
  readonly sum: People;
  /** The group that holds all their ages; null for all people. */
  readonly whole: string | null;
  readonly of: People;
}

/** Counts and shares are rounded by their makers; less than this is no contradiction. */
const ROUNDING: People = 0.01;

/**
 * Where the age groups of a row contradict each other or its people: of every group, and of all people, the parts
 * of it that overlap nowhere and add up to the most, if that is more than the whole. Empty when nothing does.
 */
export function excessesOf({ people, groups }: Counts): Excess[] {
  const known = inOrderOfAge(Object.keys(groups));
  const wholes = known.map((whole) => ({
    whole,
    of: groups[whole] ?? 0,
    parts: known.filter((part) => part !== whole && holds(whole, part)),
  }));
  const all = people === null ? [] : [{ whole: null, of: people, parts: known }];
  return [...wholes, ...all].flatMap(({ whole, of, parts }) => {
    const most = heaviest(parts, groups);
    return most.sum > of + ROUNDING ? [{ ...most, whole, of }] : [];
  });
}

function holds(whole: string, part: string): boolean {
  const [outer, inner] = [agesOf(whole), agesOf(part)];
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** The groups without an age in common that add up to the most; of equal sums the one with fewer groups. */
function heaviest(
  parts: readonly string[],
  groups: Counts["groups"],
): Pick<Excess, "parts" | "sum"> {
  const byEnd = parts.toSorted((a, b) => agesOf(a).to - agesOf(b).to);
  const best: Pick<Excess, "parts" | "sum">[] = [{ parts: [], sum: 0 }];
  for (const part of byEnd) {
    const before = byEnd.filter((other) => agesOf(other).to < agesOf(part).from).length;
    const upTo = best[before] ?? { parts: [], sum: 0 };
    const without = best.at(-1) ?? { parts: [], sum: 0 };
    const sum = upTo.sum + (groups[part] ?? 0);
    best.push(sum > without.sum ? { parts: [...upTo.parts, part], sum } : without);
  }
  return best.at(-1) ?? { parts: [], sum: 0 };
}
