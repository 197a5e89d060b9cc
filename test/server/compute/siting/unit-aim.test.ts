import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { peopleFor } from "../../../../server/compute/siting/unit-aim.ts";

describe("people that make up a share", () => {
  it("are the share itself where it is a count that can be held", () => {
    expect(peopleFor(1000, { share: 0.7, more: false })).toBe(700);
    expect(peopleFor(1000, { share: 0.1 + 0.2, more: false })).toBe(300);
    expect(peopleFor(10, { share: 1, more: false })).toBe(10);
    expect(peopleFor(0, { share: 0.5, more: false })).toBe(0);
  });

  it("are a quantum more where the share itself is not enough", () => {
    expect(peopleFor(1000, { share: 0.5, more: true })).toBe(500 + 2 ** -20);
    expect(peopleFor(1000, { share: 1 / 3, more: true })).toBeGreaterThan(1000 / 3);
  });

  it("are never short of it by more than a rounding, nor a quantum above", () => {
    const counts = fc.integer({ min: 1, max: 2 ** 43 }).map((quanta) => quanta / 2 ** 20);
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 1000 }), (people, thousandths) => {
        const share = thousandths / 1000;
        const needed = peopleFor(people, { share, more: false });
        const exact = BigInt(people * 2 ** 20) * BigInt(thousandths);
        const have = BigInt(needed * 2 ** 20) * 1000n;
        expect(have >= exact - exact / 2n ** 48n - 1n).toBe(true);
        expect(have < exact + 1001n).toBe(true);
      }),
    );
  });
});
