import type { Decay } from "../vocabulary.ts";

/**
 * Weight of a walk by its cost: from 1 at no cost down to 0 beyond the limit, which is inclusive. A higher cost
 * never weighs more. The cost is not negative and in the unit of the limit.
 */
export type Weight = (cost: number) => number;

/** One zone of the enhanced method: walks of up to this share of the limit, inclusive, and what they weigh. */
export interface Zone {
  readonly upTo: number;
  readonly weight: number;
}

/**
 * Thirds of the limit, as 10, 20 and 30 minutes are of 30, with the weights of the gentler of the two sets in
 * Luo & Qi (2009), An enhanced two-step floating catchment area (E2SFCA) method, Health & Place 15(4).
 */
export const ENHANCED_ZONES: readonly Zone[] = [
  { upTo: 1 / 3, weight: 1 },
  { upTo: 2 / 3, weight: 0.68 },
  { upTo: 1, weight: 0.22 },
];

/** The limit is above 0. */
export function weightOf(decay: Decay, limit: number): Weight {
  switch (decay) {
    case "binary":
      return (cost) => (cost <= limit ? 1 : 0);
    case "enhanced": {
      const zones = ENHANCED_ZONES.map(({ upTo, weight }) => ({ upTo: upTo * limit, weight }));
      return (cost) => zones.find(({ upTo }) => cost <= upTo)?.weight ?? 0;
    }
    case "gaussian":
      return (cost) => (cost <= limit ? gaussian(cost / limit) : 0);
  }
}

const AT_LIMIT = Math.exp(-1 / 2);

/** 1 at 0, 0 at 1. Dai (2010), Black residential segregation …, Health & Place 16(5). */
function gaussian(share: number): number {
  return (Math.exp(-(share * share) / 2) - AT_LIMIT) / (1 - AT_LIMIT);
}
