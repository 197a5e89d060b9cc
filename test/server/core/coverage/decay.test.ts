import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightOf } from "#core/coverage/decay.ts";
import { DECAYS } from "#core/vocabulary.ts";

const cost = fc.integer({ min: 0, max: 20_000 });
const limit = fc.integer({ min: 1, max: 18_000 });

describe.each(DECAYS)("the %s weight of a walk", (decay) => {
  it("is 1 where nothing is to walk, 0 beyond the limit, and never rises with the cost", () => {
    fc.assert(
      fc.property(limit, cost, cost, (most, a, b) => {
        const weight = weightOf(decay, most);
        const [near, far] = [Math.min(a, b), Math.max(a, b)];
        expect(weight(0)).toBe(1);
        expect(weight(most + 1)).toBe(0);
        expect(weight(near)).toBeGreaterThanOrEqual(weight(far));
        expect(weight(far)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("weights are as published", () => {
  it("all alike up to the limit, inclusive", () => {
    const weight = weightOf("binary", 300);
    expect([0, 150, 300, 301].map(weight)).toEqual([1, 1, 1, 0]);
  });

  it("1, 0.68 and 0.22 within 10, 20 and 30 minutes", () => {
    const weight = weightOf("enhanced", 30);
    expect([0, 10, 11, 20, 21, 30, 31].map(weight)).toEqual([1, 1, 0.68, 0.68, 0.22, 0.22, 0]);
  });

  it("with zones that end exactly in every limit of whole tenths that thirds divide", () => {
    for (let third = 1; third <= 6000; third++) {
      const weight = weightOf("enhanced", 3 * third);
      expect([third, 2 * third, 3 * third].map(weight)).toEqual([1, 0.68, 0.22]);
      expect([third + 1, 2 * third + 1].map(weight)).toEqual([0.68, 0.22]);
    }
  });

  it("a Gaussian that ends at the limit", () => {
    const weight = weightOf("gaussian", 100);
    // (e^−0.125 − e^−0.5) ÷ (1 − e^−0.5) = (0.8824969 − 0.6065307) ÷ 0.3934693
    expect(weight(50)).toBeCloseTo(0.701367, 6);
    expect(weight(100)).toBe(0);
  });
});
