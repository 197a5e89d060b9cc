import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PEOPLE, quantise, splitEvenly } from "../../../../server/core/demand/people.ts";

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
