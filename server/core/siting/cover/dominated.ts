import type { Lists } from "./instance.ts";

/**
 * By list: 1 where another list makes it needless: one that holds all its items ("held"), or one whose items it
 * holds all itself ("holds"), as far as `yields` agrees. `inverse` are the same lists by item. Agreement must be
 * such that no circle of lists makes each other needless. Empty lists stay.
 */
export function dominated(
  lists: Lists,
  inverse: Lists,
  sense: "held" | "holds",
  yields: (needless: number, better: number, alike: boolean) => boolean,
): Uint8Array {
  const { first, items } = lists;
  const gone = new Uint8Array(first.length - 1);
  for (let list = 0; list < gone.length; list++) {
    if (first[list] === first[list + 1]) continue;
    const rarest = rarestItem(lists, inverse, list);
    for (let at = inverse.first[rarest]!; at < inverse.first[rarest + 1]!; at++) {
      const other = inverse.items[at]!;
      if (other === list) continue;
      const [lesser, better] = sense === "held" ? [list, other] : [other, list];
      if (gone[lesser] === 1 || gone[better] === 1) continue;
      if (!isWithin(first, items, list, other)) continue;
      const alike = first[list + 1]! - first[list]! === first[other + 1]! - first[other]!;
      if (yields(lesser, better, alike)) gone[lesser] = 1;
    }
  }
  return gone;
}

/** Whoever holds the list holds this item, and few do. */
function rarestItem({ first, items }: Lists, inverse: Lists, list: number): number {
  let rarest = items[first[list]!]!;
  let fewest = Infinity;
  for (let at = first[list]!; at < first[list + 1]!; at++) {
    const item = items[at]!;
    const holders = inverse.first[item + 1]! - inverse.first[item]!;
    if (holders < fewest) [rarest, fewest] = [item, holders];
  }
  return rarest;
}

/** Whether all items of the one are in the other; both rise, so most are told by their ends. */
function isWithin(first: Uint32Array, items: Uint32Array, one: number, other: number): boolean {
  let at = first[one]!;
  const end = first[one + 1]!;
  let there = first[other]!;
  const thereEnd = first[other + 1]!;
  if (end - at > thereEnd - there) return false;
  if (items[at]! < items[there]! || items[end - 1]! > items[thereEnd - 1]!) return false;
  for (; at < end; at++, there++) {
    const item = items[at]!;
    while (there < thereEnd && items[there]! < item) there++;
    if (there === thereEnd || items[there] !== item) return false;
  }
  return true;
}
