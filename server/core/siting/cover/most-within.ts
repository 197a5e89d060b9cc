/** What sites take of something limited: their number, or money. */
export interface Resource {
  /** By site, above 0. */
  readonly price: Float64Array;
  readonly limit: number;
}

/** The most that sites with these gains come to within the resource, the last of them in part. */
export function mostWithin(gain: Float64Array, resource: Resource): number {
  return filled(gain, resource, Infinity).gained;
}

/**
 * Takes sites by gain for the price, the best first and the last in part, until the resource or what is wanted is
 * reached. `margin` is what the last of the resource gains; 0 where there is more of it than can be used.
 */
export function filled(
  gain: Float64Array,
  { price, limit }: Resource,
  wanted: number,
): { readonly gained: number; readonly used: number; readonly margin: number } {
  const worth = gain.map((people, site) => people / price[site]!);
  const order = Uint32Array.from(gain, (_, site) => site).filter((site) => gain[site]! > 0);
  order.sort((a, b) => worth[b]! - worth[a]! || a - b);
  let used = 0;
  let gained = 0;
  for (const site of order) {
    const part = Math.min(1, (limit - used) / price[site]!, (wanted - gained) / gain[site]!);
    used += part * price[site]!;
    gained += part * gain[site]!;
    if (part < 1) return { gained, used, margin: worth[site]! };
  }
  return { gained, used, margin: 0 };
}

/** Moves shares to the nearest that are within 0, 1 and the resource, in the measure of the steps. */
export function projection(
  { price, limit }: Resource,
  pace: Float64Array,
): (share: Float64Array) => void {
  const slope = pace.map((p, site) => p * price[site]!);
  return (share) => {
    const used = (rent: number) => {
      let sum = 0;
      for (let site = 0; site < share.length; site++) {
        const left = share[site]! - rent * slope[site]!;
        if (left > 0) sum += price[site]! * (left < 1 ? left : 1);
      }
      return sum;
    };
    let rent = 0;
    if (used(0) > limit) {
      let high = 0;
      for (let site = 0; site < share.length; site++)
        if (share[site]! > 0) high = Math.max(high, share[site]! / slope[site]!);
      let low = 0;
      for (let k = 0; k < 40; k++) {
        rent = (low + high) / 2;
        if (used(rent) > limit) low = rent;
        else high = rent;
      }
      rent = high;
    }
    for (let site = 0; site < share.length; site++) {
      const left = share[site]! - rent * slope[site]!;
      share[site] = left < 0 ? 0 : Math.min(left, 1);
    }
  };
}
