/**
 * What so much money can get at most when every item may be taken in part; an upper bound of what it gets of whole
 * ones. Neither gains nor prices are negative.
 */
export function mostFor(gain: readonly number[], price: readonly number[], budget: number): number {
  let left = budget;
  let sum = 0;
  for (const item of byWorth(gain, price)) {
    if (left <= 0) break;
    sum += gain[item]! * Math.min(1, left / price[item]!);
    left -= price[item]!;
  }
  return sum;
}

/** What so much costs at least when every item may be taken in part; Infinity where all together are too little. */
export function leastFor(
  gain: readonly number[],
  price: readonly number[],
  wanted: number,
): number {
  let missing = wanted;
  let sum = 0;
  for (const item of byWorth(gain, price)) {
    if (missing <= 0) break;
    sum += price[item]! * Math.min(1, missing / gain[item]!);
    missing -= gain[item]!;
  }
  return missing > 1e-9 * Math.abs(wanted) ? Infinity : sum;
}

function byWorth(gain: readonly number[], price: readonly number[]): number[] {
  return Array.from(gain.keys())
    .filter((item) => gain[item]! > 0)
    .sort((a, b) => gain[b]! * price[a]! - gain[a]! * price[b]! || a - b);
}
