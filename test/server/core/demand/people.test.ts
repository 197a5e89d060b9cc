import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_PEOPLE,
  quantise,
  splitByWeight,
  splitEvenly,
} from "../../../../server/core/demand/people.ts";

const QUANTUM = 2 ** -20;
const count = fc.double({ min: 0, max: MAX_PEOPLE, noNaN: true });
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe("a count of people", () => {
  it("is held to half a quantum and, once held, does not change", () => {
    fc.assert(
      fc.property(count, (people) => {
        const held = quantise(people);
        expect(Math.abs(held - people)).toBeLessThanOrEqual(QUANTUM / 2);
        expect(quantise(held)).toBe(held);
      }),
    );
  });

  it("keeps whole people, halves and quarters as they are", () => {
    for (const people of [0, 0.25, 0.5, 1, 812_935, MAX_PEOPLE])
      expect(quantise(people)).toBe(people);
  });
});

describe("an even split", () => {
  it("gives the quanta left over to the first parts", () => {
    expect([...splitEvenly(5 * QUANTUM, 3)]).toEqual([2 * QUANTUM, 2 * QUANTUM, QUANTUM]);
    expect([...splitEvenly(7, 7)]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect([...splitEvenly(0, 2)]).toEqual([0, 0]);
  });

  it("adds up to the count exactly, in any order, in parts that differ by a quantum at most", () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 3000 }), (people, parts) => {
        const held = quantise(people);
        const shares = splitEvenly(held, parts);
        expect(shares).toHaveLength(parts);
        expect(sum(shares)).toBe(held);
        expect(sum(shares.toReversed())).toBe(held);
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(QUANTUM);
      }),
    );
  });

  it("never gives a part more of a group than of its people", () => {
    fc.assert(
      fc.property(
        count,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        (people, share, parts) => {
          const all = splitEvenly(quantise(people), parts);
          const group = splitEvenly(quantise(people * share), parts);
          expect(group.every((value, i) => value <= (all[i] ?? 0))).toBe(true);
        },
      ),
    );
  });
});

describe("a split by weight", () => {
  it("gives the quanta left over to the largest rests, the first of equal ones before the others", () => {
    // Quotas 10/6 = 1.67, 20/6 = 3.33, 30/6 = 5: one quantum is left, for the first.
    expect([...splitByWeight(10 * QUANTUM, [1, 2, 3])]).toEqual([2, 3, 5].map((n) => n * QUANTUM));
    expect([...splitByWeight(5 * QUANTUM, [1, 1, 1])]).toEqual([2, 2, 1].map((n) => n * QUANTUM));
    expect([...splitByWeight(100, [3, 0, 1])]).toEqual([75, 0, 25]);
    expect([...splitByWeight(0, [3, 1])]).toEqual([0, 0]);
  });

  it("is even where nothing weighs", () => {
    expect([...splitByWeight(7 * QUANTUM, [0, 0])]).toEqual([4 * QUANTUM, 3 * QUANTUM]);
  });

  it("hands on what a part cannot take", () => {
    expect([...splitByWeight(9, [1, 1, 1], [1, 8, 3])]).toEqual([1, 5, 3]);
  });

  const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });

  it("adds up exactly, each part within a quantum of its quota", () => {
    fc.assert(
      fc.property(count, weights, (people, heavy) => {
        const held = quantise(people);
        const shares = splitByWeight(held, heavy);
        expect(sum(shares)).toBe(held);
        const exact = heavy.map((weight) => BigInt(Math.round(weight / QUANTUM)));
        const total = exact.reduce((all, weight) => all + weight, 0n);
        if (total === 0n) return;
        const quanta = BigInt(held / QUANTUM);
        for (const [i, weight] of exact.entries()) {
          const off = BigInt((shares[i] ?? 0) / QUANTUM) * total - quanta * weight;
          expect(off > -total && off < total).toBe(true);
        }
      }),
    );
  });

  it("never gives a part more of a group than of its people, split by the shares of the people", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          count,
          fc.integer({ min: 0, max: 200 }).map((quanta) => quanta * QUANTUM),
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        weights,
        (people, share, heavy) => {
          const all = splitByWeight(quantise(people), heavy);
          const group = splitByWeight(quantise(quantise(people) * share), all);
          expect(group.every((value, i) => value <= (all[i] ?? 0))).toBe(true);
        },
      ),
    );
  });
});
