import { seededRandom } from "../random.ts";
import type { Lists } from "./instance.ts";

/** By list: the first of the lists with the same items that may be one with it, itself where there is none. */
export function sameLists(
  lists: Lists,
  mayBeOne: (one: number, other: number) => boolean,
): Int32Array {
  const { first, items } = lists;
  const random = seededRandom(1);
  const itemCount = items.reduce((most, item) => Math.max(most, item + 1), 0);
  // Sums of random whole numbers tell different lists apart nearly always; those that agree are compared.
  const code = Float64Array.from({ length: itemCount }, () => Math.floor(random() * 2 ** 40));
  const byCode = new Map<number, number[]>();
  const count = first.length - 1;
  const same = new Int32Array(count);
  for (let list = 0; list < count; list++) {
    let sum = 0;
    for (let at = first[list]!; at < first[list + 1]!; at++) sum += code[items[at]!]!;
    const alike = byCode.get(sum);
    if (alike === undefined) {
      byCode.set(sum, [list]);
      same[list] = list;
      continue;
    }
    const found = alike.find((other) => mayBeOne(other, list) && equal(lists, other, list));
    same[list] = found ?? list;
    if (found === undefined) alike.push(list);
  }
  return same;
}

function equal({ first, items }: Lists, one: number, other: number): boolean {
  const length = first[one + 1]! - first[one]!;
  if (length !== first[other + 1]! - first[other]!) return false;
  const [a, b] = [first[one]!, first[other]!];
  for (let i = 0; i < length; i++) if (items[a + i] !== items[b + i]) return false;
  return true;
}
