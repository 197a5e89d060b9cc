import type { Weight } from "./decay.ts";

/**
 * What it costs to get from places of supply to places of demand, sparse: row `s` is the entries from `first[s]`
 * up to, not including, `first[s + 1]`; a pair that is absent is out of reach. A `Matrix` is one.
 */
export interface Costs {
  readonly first: ArrayLike<number>;
  /** Index of the place of demand. */
  readonly cell: ArrayLike<number>;
  /** Not negative, in the unit the weight expects. */
  readonly cost: ArrayLike<number>;
}

/** What the place of supply of one row offers: places, beds, staff …; not negative. */
export interface Offer {
  readonly row: number;
  readonly amount: number;
}

export interface FloatingCatchment {
  /** By offer: the demand in its catchment, weighed. */
  readonly demand: Float64Array;
  /** By offer: what it offers per unit of that demand; `NaN` where there is none. */
  readonly ratio: Float64Array;
  /** By place of demand: the weighed sum of the ratios in reach. */
  readonly access: Float64Array;
}

/**
 * The two-step floating catchment area method. First every supply is divided by the demand that reaches it, then
 * every place of demand adds up the ratios it reaches, both weighed by the walk. So Σ demand × access is the
 * supply that any demand reaches, no more and no less.
 *
 * Luo & Wang (2003), Measures of spatial accessibility to health care in a GIS environment, Environment and
 * Planning B 30(6), with weights of 1 and 0; Luo & Qi (2009) and Dai (2010) for others, see decay.ts.
 */
export function floatingCatchment(
  { first, cell, cost }: Costs,
  offers: readonly Offer[],
  demand: ArrayLike<number>,
  weight: Weight,
): FloatingCatchment {
  const reached = new Float64Array(offers.length);
  const ratio = new Float64Array(offers.length).fill(Number.NaN);
  const access = new Float64Array(demand.length);
  for (const [o, { row, amount }] of offers.entries()) {
    const [from, to] = [first[row]!, first[row + 1]!];
    let sum = 0;
    for (let i = from; i < to; i++) sum += weight(cost[i]!) * demand[cell[i]!]!;
    reached[o] = sum;
    if (sum === 0) continue;
    ratio[o] = amount / sum;
    for (let i = from; i < to; i++) access[cell[i]!]! += weight(cost[i]!) * ratio[o]!;
  }
  return { demand: reached, ratio, access };
}
