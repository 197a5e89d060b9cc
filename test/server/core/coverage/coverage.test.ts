import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cover } from "#core/coverage/coverage.ts";
import { COVERED, GAP, UNKNOWN } from "#core/coverage/states.ts";
import { assess, facilitiesOf, gapsOf } from "#core/coverage/survey.ts";
import type { Demand } from "#core/demand/demand.ts";
import { quantise } from "#core/demand/people.ts";
import { boxUnit, clinic, gridCity, inCity, study } from "../../../fixtures/study.ts";

const CITY = gridCity(10);

/** A household every 200 m, of 1, 2, 3 … people. */
const HOMES = Array.from({ length: 25 }, (_, i) => ({
  at: inCity(100 + 200 * (i % 5), 100 + 200 * Math.floor(i / 5)),
  people: i + 1,
}));
const ALL = (25 * 26) / 2;

describe("people are counted", () => {
  it("by the state of the cell they live in", () => {
    const tally = cover(
      demandOf([100, 20, 3, 0.5]),
      Uint8Array.of(COVERED, GAP, UNKNOWN, COVERED),
      Int32Array.of(-1, -1, -1, -1),
      0,
    );
    expect(tally.all).toEqual({
      people: 123.5,
      covered: 100.5,
      gap: 20,
      unknown: 3,
      share: 100.5 / 120.5,
    });
  });

  it("in each group by itself", () => {
    const demand = {
      ...demandOf([10, 20]),
      groups: new Map([
        ["0_2", Float64Array.of(1, 2)],
        ["60_plus", Float64Array.of(0, 5)],
      ]),
    };
    const { groups } = cover(demand, Uint8Array.of(COVERED, GAP), Int32Array.of(-1, -1), 0);
    expect([...groups]).toEqual([
      ["0_2", { people: 3, covered: 1, gap: 2, unknown: 0, share: 1 / 3 }],
      ["60_plus", { people: 5, covered: 0, gap: 5, unknown: 0, share: 0 }],
    ]);
  });

  it("in the unit of their cell, those outside all units in none", () => {
    const { units } = cover(
      demandOf([10, 20, 30, 40]),
      Uint8Array.of(COVERED, GAP, UNKNOWN, COVERED),
      Int32Array.of(1, 1, 0, -1),
      3,
    );
    expect(units).toEqual([
      { people: 30, covered: 0, gap: 0, unknown: 30, share: null },
      { people: 30, covered: 10, gap: 20, unknown: 0, share: 1 / 3 },
      { people: 0, covered: 0, gap: 0, unknown: 0, share: null },
    ]);
  });

  it("to the last millionth: covered + gap + unknown is everybody, whatever the counts", () => {
    const cell = fc.record({
      people: fc.double({ min: 0, max: 100_000, noNaN: true }).map(quantise),
      state: fc.constantFrom(COVERED, GAP, UNKNOWN),
      unit: fc.integer({ min: -1, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const demand = demandOf(cells.map(({ people }) => people));
        const { all, units } = cover(
          demand,
          Uint8Array.from(cells, ({ state }) => state),
          Int32Array.from(cells, ({ unit }) => unit),
          3,
        );
        expect(all.covered + all.gap + all.unknown).toBe(all.people);
        expect(all.people).toBe(demand.total);
        const inUnits = units.reduce((sum, { people }) => sum + people, 0);
        const outside = cells.reduce((sum, { people, unit }) => sum + (unit < 0 ? people : 0), 0);
        expect(inUnits + outside).toBe(all.people);
        for (const { people, covered, gap, unknown } of units)
          expect(covered + gap + unknown).toBe(people);
      }),
    );
  });
});

describe("a service", () => {
  it("without any facility covers nobody, and that is an answer: 0", () => {
    const surveyed = study(CITY, [], HOMES);
    const { coverage } = assess(surveyed, "clinic", 500_000);
    expect(coverage.all).toEqual({ people: ALL, covered: 0, gap: ALL, unknown: 0, share: 0 });
  });

  it("that reaches everybody has no gap", () => {
    const surveyed = study(CITY, [inCity(500, 500)], HOMES);
    const result = assess(surveyed, "clinic", 3_000_000);
    expect(result.coverage.all).toEqual({
      people: ALL,
      covered: ALL,
      gap: 0,
      unknown: 0,
      share: 1,
    });
    expect(gapsOf(surveyed, "clinic", 3_000_000, result)).toEqual([]);
  });

  it("where nobody lives has no share", () => {
    const surveyed = study(CITY, [inCity(500, 500)], []);
    const result = assess(surveyed, "clinic", 500_000);
    expect(result.coverage.all.share).toBeNull();
    expect(gapsOf(surveyed, "clinic", 500_000, result)).toEqual([]);
  });

  it("counts only the facilities that offer it", () => {
    const market = { ...clinic("m", inCity(500, 500)), services: ["market"] as const };
    const both = { ...clinic("b", inCity(100, 100)), services: ["market", "clinic"] as const };
    const surveyed = study(CITY, [market, both], HOMES);
    expect(facilitiesOf(surveyed.ground, "clinic")).toEqual([1]);
    expect(facilitiesOf(surveyed.ground, "market")).toEqual([0, 1]);
    expect(assess(surveyed, "meal", 3_000_000).coverage.all.share).toBe(0);
    expect(assess(surveyed, "clinic", 1000).coverage.all.covered).toBe(1); // who lives there
  });

  it("covers those within the limit along the streets", () => {
    // Homes stand on corners, the clinic with the third of the third row, 13 people.
    const surveyed = study(CITY, [inCity(500, 500)], HOMES);
    const covered = (metres: number) =>
      assess(surveyed, "clinic", 1000 * metres).coverage.all.covered;
    expect(covered(199)).toBe(13);
    expect(covered(201)).toBe(13 + 12 + 14 + 8 + 18); // and west, east, south, north of it
    // The corner homes are 283 m away in a straight line, and 400 m on foot.
    expect(covered(399)).toBe(13 + 12 + 14 + 8 + 18);
    expect(covered(401)).toBe(13 + 12 + 14 + 8 + 18 + 7 + 9 + 17 + 19 + 11 + 15 + 3 + 23);
  });

  it("counts each person once, however many facilities reach them", () => {
    const around = [450, 500, 550].flatMap((x) => [450, 500, 550].map((y) => inCity(x, y)));
    const { coverage } = assess(study(CITY, around, HOMES), "clinic", 3_000_000);
    expect(coverage.all.covered).toBe(ALL);
  });

  it("is told by unit, in the order of the units", () => {
    const units = [
      boxUnit("东社区", [400, -50, 1050, 1050]),
      boxUnit("西社区", [-50, -50, 400, 1050]),
    ];
    const { coverage } = assess(study(CITY, [], HOMES, { units }), "clinic", 500_000);
    // columns 1 and 2 of each row are west: 1+2 + 6+7 + 11+12 + 16+17 + 21+22 = 115
    expect(coverage.units.map(({ people }) => people)).toEqual([ALL - 115, 115]);
  });
});

it("a larger limit covers no fewer, and another facility covers no fewer", () => {
  const spot = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([x, y]) => inCity(x, y));
  fc.assert(
    fc.property(
      fc.array(spot, { maxLength: 4 }),
      fc.array(spot, { minLength: 1, maxLength: 30 }),
      spot,
      fc.nat(1500),
      (clinics, homes, another, limit) => {
        const people = homes.map((at, i) => ({ at, people: i + 0.25 }));
        const covered = (facilities: typeof clinics, metres: number) =>
          assess(study(CITY, facilities, people), "clinic", 1000 * metres).coverage.all.covered;
        const now = covered(clinics, limit);
        expect(covered(clinics, limit + 100)).toBeGreaterThanOrEqual(now);
        expect(covered([...clinics, another], limit)).toBeGreaterThanOrEqual(now);
      },
    ),
    { numRuns: 60 },
  );
});

function demandOf(people: readonly number[]): Demand {
  return {
    resolution: 10,
    cells: people.map((_, i) => `cell ${i}`),
    lng: new Float64Array(people.length),
    lat: new Float64Array(people.length),
    people: Float64Array.from(people),
    groups: new Map(),
    total: people.reduce((sum, count) => sum + count, 0),
  };
}
