/**
 * How people are held.
 *
 * Every count of people is a multiple of 2⁻²⁰ person (about one millionth). A double holds such a multiple
 * exactly up to 2³³ people, more than live on Earth, and the sum of two is again such a multiple: so sums
 * are exact, do not depend on their order, and `===` compares them. Covered + gap + unknown = total then holds
 * to the last bit, and so does the sum over units or cells.
 *
 * A count that is spread over several places is divided by largest remainder: each place gets the whole
 * quanta of its equal quota, and the quanta left over go one each to the first places. Nothing is lost or
 * added, and a group that is no larger than its people stays no larger in every place.
 */
import type { People } from "../vocabulary.ts";

const QUANTA_PER_PERSON = 2 ** 20;

/** No count and no total may be larger; below it sums are exact. */
export const MAX_PEOPLE: People = 2 ** 33;

/** The nearest count that can be held exactly. */
export function quantise(people: number): People {
  return Math.round(people * QUANTA_PER_PERSON) / QUANTA_PER_PERSON;
}

/** A held count in `parts` equal parts (to one quantum, the larger ones first) whose sum is that count exactly. */
export function splitEvenly(people: People, parts: number): Float64Array {
  const quanta = people * QUANTA_PER_PERSON;
  const left = quanta % parts;
  const each = (quanta - left) / parts;
  const shares = new Float64Array(parts).fill(each / QUANTA_PER_PERSON);
  return shares.fill((each + 1) / QUANTA_PER_PERSON, 0, left);
}
