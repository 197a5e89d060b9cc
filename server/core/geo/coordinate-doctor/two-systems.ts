/** How two suppositions share the rows of a file. */
export interface Division {
  /** 1 for the rows that the second fits better. */
  readonly second: Uint8Array;
  /** Natural logarithm of how much more likely the rows are when both hold than when the first holds alone. */
  readonly gain: number;
  /** Rows that are expected to be on the wrong side: small where rows of a system come together. */
  readonly doubt: number;
}

/**
 * Metres of misfit that make one supposition e times as likely as the other for a row. Facilities lie some 45 m
 * of misfit lower where they belong than elsewhere, scattered by some 40 m: 45 / 40² is about one in 35.
 */
export const MISFIT_SCALE = 35;

/** Rows of one system come together, from one list that was pasted in: a file changes over every 50 rows or so. */
const CHANGE = 0.02;

/** Shares of rows that may be of the second where they lie scattered: a joined list that was sorted anew. */
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** Runs are the rule: by so much must scattered rows be likelier. */
const RATHER_RUNS = 3;

/** Divides rows between two suppositions by their misfit under each, as runs or as scattered rows. */
export function divide(first: ArrayLike<number>, second: ArrayLike<number>): Division {
  // Odds of the second by each row alone.
  const odds = Float64Array.from({ length: first.length }, (_, i) =>
    Math.exp((first[i]! - second[i]!) / MISFIT_SCALE),
  );
  const runs = inRuns(odds);
  const gains = SHARES.map((share) => logLikelihoodOf(odds, share));
  const gain = Math.max(...gains) - RATHER_RUNS;
  return gain > runs.gain
    ? scattered(odds, SHARES[gains.indexOf(Math.max(...gains))]!, gain)
    : runs;
}

/** Rows that are multiplied before a logarithm is taken; their odds are never more than some thousand to one. */
const AT_ONCE = 32;

function logLikelihoodOf(odds: Float64Array, share: number): number {
  let [sum, product] = [0, 1];
  for (let i = 0; i < odds.length; i++) {
    product *= 1 - share + share * odds[i]!;
    if (i % AT_ONCE === 0) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
}

function scattered(odds: Float64Array, share: number, gain: number): Division {
  let doubt = 0;
  const second = Uint8Array.from(odds, (odd) => {
    const likely = (share * odd) / (1 - share + share * odd);
    doubt += Math.min(likely, 1 - likely);
    return likely > 0.5 ? 1 : 0;
  });
  return { second, gain, doubt };
}

/**
 * Row and neighbours together: a hidden Markov chain of two states, judged by its posterior (Rabiner 1989, forward
 * and backward). A row far out on its own is not divided off, a run of rows is.
 */
function inRuns(odds: Float64Array): Division {
  const count = odds.length;
  // By a row and all before it, and by all after.
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
  let doubt = 0;
  let [afterFirst, afterSecond] = [1, 1];
  for (let i = count - 1; i >= 0; i--) {
    const [a, b] = [(1 - before[i]!) * afterFirst, before[i]! * afterSecond];
    isSecond[i] = b > a ? 1 : 0;
    doubt += Math.min(a, b) / (a + b);
    const [hereFirst, hereSecond] = [afterFirst, afterSecond * odds[i]!];
    const stay = (1 - CHANGE) * hereFirst + CHANGE * hereSecond;
    const change = CHANGE * hereFirst + (1 - CHANGE) * hereSecond;
    [afterFirst, afterSecond] = [stay / (stay + change), change / (stay + change)];
  }
  return { second: isSecond, gain: logLikelihood, doubt };
}
