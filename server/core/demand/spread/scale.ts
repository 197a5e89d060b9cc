import type { People } from "../../vocabulary.ts";
import { quantise, splitByWeight } from "../people.ts";

interface Scalable {
  readonly people: People | null;
  readonly groups: Readonly<Record<string, People>>;
}

export interface Scaled<Item> {
  /** New people for each of the old. */
  readonly factor: number;
  /** In the order given. */
  readonly items: readonly Item[];
}

/**
 * Rows or sources scaled to a new total, people and groups by the same factor. The new people add up to `total`
 * (as it is held) exactly, each group to its old total times the factor, rounded once; no item gets more of a
 * group than people unless it had. People that are not known stay so. Null when there is nobody to scale.
 */
export function scaleTo<Item extends Scalable>(
  items: readonly Item[],
  total: People,
): Scaled<Item> | null {
  const before = Float64Array.from(items, ({ people }) => people ?? 0);
  const whole = before.reduce((sum, people) => sum + people, 0);
  if (whole === 0) return null;
  const held = quantise(total);
  const factor = held / whole;
  const people = splitByWeight(held, before);
  const groups = new Map<string, Float64Array>();
  for (const group of new Set(items.flatMap((item) => Object.keys(item.groups)))) {
    groups.set(group, scaleGroup(items, group, before, people, factor));
  }
  return {
    factor,
    items: items.map((item, i) => ({
      ...item,
      people: item.people === null ? null : (people[i] ?? 0),
      groups: Object.fromEntries(
        Object.keys(item.groups).map((group) => [group, groups.get(group)?.[i] ?? 0]),
      ),
    })),
  };
}

function scaleGroup(
  items: readonly Scalable[],
  group: string,
  before: Float64Array,
  people: Float64Array,
  factor: number,
): Float64Array {
  const counts = Float64Array.from(items, (item) => item.groups[group] ?? 0);
  const whole = counts.reduce((sum, count) => sum + count, 0);
  if (whole === 0) return counts;
  // Where a group was no larger than its people, the scaled people have room for it; where it was, nothing holds it.
  const most = people.map((room, i) => ((counts[i] ?? 0) > (before[i] ?? 0) ? Infinity : room));
  const room = most.reduce((sum, each) => sum + each, 0);
  return splitByWeight(Math.min(quantise(whole * factor), room), counts, most);
}
