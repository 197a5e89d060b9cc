import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleTo } from "#core/demand/spread/scale.ts";

const held = (people: number) => Math.round(people * 2 ** 20) / 2 ** 20;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("scaling to a new total", () => {
  it("multiplies people and groups by one factor, which it tells", () => {
    const rows = [
      { people: 100, groups: { "60_plus": 20 } },
      { people: null, groups: {} },
      { people: 300, groups: {} },
      { people: 0, groups: { "60_plus": 0 } },
    ];
    expect(scaleTo(rows, 500)).toEqual({
      factor: 1.25,
      items: [
        { people: 125, groups: { "60_plus": 25 } },
        { people: null, groups: {} },
        { people: 375, groups: {} },
        { people: 0, groups: { "60_plus": 0 } },
      ],
    });
  });

  it("of nobody is impossible", () => {
    expect(scaleTo([{ people: 0, groups: {} }], 5)).toBeNull();
    expect(scaleTo([{ people: null, groups: {} }], 5)).toBeNull();
    expect(scaleTo([], 5)).toBeNull();
  });

  const row = fc
    .record({
      people: fc.oneof(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 9 }).map((quanta) => quanta * 2 ** -20),
      ),
      share: fc.constantFrom(0, 0.1793, 0.5, 1),
    })
    .map(({ people, share }) => ({
      people: held(people),
      groups: { "60_plus": held(held(people) * share) },
    }));

  it("meets the total exactly, each group its own to a quantum, groups nowhere above people", () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        (rows, total) => {
          const scaled = scaleTo(rows, total);
          fc.pre(scaled !== null);
          if (scaled === null) return;
          const { factor, items } = scaled;
          expect(sum(items.map(({ people }) => people))).toBe(held(total));
          const old = sum(rows.map(({ groups }) => groups["60_plus"]));
          const group = sum(items.map(({ groups }) => groups["60_plus"]));
          expect(Math.abs(group - old * factor)).toBeLessThanOrEqual(2 ** -20);
          for (const { people, groups } of items) {
            expect(people - groups["60_plus"]).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  it("keeps a group larger where it was larger", () => {
    const scaled = scaleTo([{ people: 10, groups: { "0_2": 12 } }], 20);
    expect(scaled?.items).toEqual([{ people: 20, groups: { "0_2": 24 } }]);
  });
});
