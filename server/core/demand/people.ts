/**
 * How people are held.
 *
 * Every count of people is a multiple of 2⁻²⁰ person (about one millionth). A double holds such a multiple
 * exactly up to 2³³ people, more than live on Earth, and the sum of two is again such a multiple: so sums
 * are exact, do not depend on their order, and `===` compares them. Covered + gap + unknown = total then holds
 * to the last bit, and so does the sum over units or cells.
 *
 * A count that is spread over several places is divided by largest remainder: each place gets the whole
 * quanta of its quota, and the quanta left over go one each to the places with the largest rest, the first of
 * equal ones before the others. Nothing is lost or added. A group that is no larger than its people stays no
 * larger in every place, when both are split evenly, or the group by the very shares its people were split
 * into: its quota in a place is then less than the people there, or as much, so one quantum more than its
 * whole part is never too many, and a whole quota gets no more.
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

/**
 * A held count in parts as large as their weights, whose sum is that count exactly. Weights are not negative,
 * are themselves rounded to 2⁻²⁰ and add up to less than 2³³; where all are 0 they count as equal. `most` says
 * what each part may hold at most, in held counts whose sum is not below the count; what a part cannot take goes
 * on to the others.
 */
export function splitByWeight(
  people: People,
  weights: ArrayLike<number>,
  most?: ArrayLike<number>,
): Float64Array {
  const heavy = Float64Array.from(weights, (weight) => Math.round(weight * QUANTA_PER_PERSON));
  const total = heavy.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return splitEvenly(people, heavy.length);
  const quanta = people * QUANTA_PER_PERSON;
  const room = (i: number) => (most === undefined ? Infinity : (most[i] ?? 0) * QUANTA_PER_PERSON);
  const shares = new Float64Array(heavy.length);
  const rest = new Float64Array(heavy.length);
  let left = quanta;
  for (let i = 0; i < heavy.length; i++) {
    // Products reach 2¹⁰⁶: a double would lose the quanta this is all about.
    const product = BigInt(quanta) * BigInt(heavy[i] ?? 0);
    const share = Math.min(Number(product / BigInt(total)), room(i));
    rest[i] = Number(product % BigInt(total));
    shares[i] = share;
    left -= share;
  }
  if (left > 0) giveLeft(shares, left, rest, room);
  return shares.map((share) => share / QUANTA_PER_PERSON);
}

/** Adds what is left, a quantum each, where most remained; again from the start where there is still room. */
function giveLeft(
  shares: Float64Array,
  left: number,
  rest: Float64Array,
  room: (i: number) => number,
): void {
  const order = Uint32Array.from(shares.keys()).sort(
    (a, b) => (rest[b] ?? 0) - (rest[a] ?? 0) || a - b,
  );
  for (let remaining = left, given = left; remaining > 0 && given > 0; remaining -= given) {
    given = 0;
    for (const i of order) {
      if (given === remaining) break;
      const share = shares[i] ?? 0;
      if (share >= room(i)) continue;
      shares[i] = share + 1;
      given += 1;
    }
  }
}
