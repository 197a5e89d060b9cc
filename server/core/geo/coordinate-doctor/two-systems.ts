/** How two suppositions share the rows of a file. */
export interface Division {
  /** 1 for the rows that the second fits better. */
  readonly second: Uint8Array;
  /** Natural logarithm of how much more likely the rows are when both hold than when the first holds alone. */
  readonly gain: number;
}

/**
 * Metres of misfit that make one supposition e times as likely as the other for a row. Facilities lie some 45 m
 * of misfit lower where they belong than elsewhere, scattered by some 40 m: 45 / 40² is about one in 35.
 */
export const MISFIT_SCALE = 35;

/** Rows of one system come together, from one list that was pasted in: a file changes over every 50 rows or so. */
const CHANGE = 0.02;

/**
 * Divides rows between two suppositions by their misfit under each, row and neighbours together: a hidden
 * Markov chain of two states, judged by its posterior (Rabiner 1989, forward and backward). A row far out on its
 * own is not divided off, a run of rows is.
 */
export function divide(first: ArrayLike<number>, second: ArrayLike<number>): Division {
  const count = first.length;
  // Odds of the second, by this row alone, by it and all before, and by all after.
  const odds = Float64Array.from({ length: count }, (_, i) =>
    Math.exp((first[i]! - second[i]!) / MISFIT_SCALE),
  );
  const before = new Float64Array(count);
  let logLikelihood = 0;
  let share = CHANGE;
  for (let i = 0; i < count; i++) {
    const expected = i === 0 ? CHANGE : share * (1 - CHANGE) + (1 - share) * CHANGE;
    const likelihood = 1 - expected + expected * odds[i]!;
    share = (expected * odds[i]!) / likelihood;
    before[i] = share;
    logLikelihood += Math.log(likelihood);
  }
  const isSecond = new Uint8Array(count);
  let [afterFirst, afterSecond] = [1, 1];
  for (let i = count - 1; i >= 0; i--) {
    const [a, b] = [(1 - before[i]!) * afterFirst, before[i]! * afterSecond];
    isSecond[i] = b > a ? 1 : 0;
    const [hereFirst, hereSecond] = [afterFirst, afterSecond * odds[i]!];
    const stay = (1 - CHANGE) * hereFirst + CHANGE * hereSecond;
    const change = CHANGE * hereFirst + (1 - CHANGE) * hereSecond;
    [afterFirst, afterSecond] = [stay / (stay + change), change / (stay + change)];
  }
  return { second: isSecond, gain: logLikelihood };
}
