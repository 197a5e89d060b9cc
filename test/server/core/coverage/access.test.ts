import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facility } from "#core/catchment/facility.ts";
import {
  accessOf,
  AT_LEAST,
  EXACT,
  NOT_KNOWN,
  type AccessQuestion,
} from "#core/coverage/access.ts";
import type { Survey } from "#core/coverage/survey.ts";
import { DECAYS } from "#core/vocabulary.ts";
import {
  boxUnit,
  clinic,
  gridCity,
  inCity,
  study,
  type Household,
} from "../../../fixtures/study.ts";

/** One street of interest, from west to east along the south of a grid of 100 m. */
const CITY = gridCity(20);
const at = (east: number) => inCity(east, 0);
const RESOLUTION = 11;
/** 200 m and what rounding of coordinates may add. */
const NEAR = 200_500;

const HAMLETS: readonly Household[] = [
  { at: at(100), people: 100, groups: { "60_plus": 10 } },
  { at: at(500), people: 300, groups: { "60_plus": 30 } },
  { at: at(900), people: 200, groups: { "60_plus": 10 } },
];
const WEST = 0;
const EAST = 1;

const ask = (change: Partial<AccessQuestion> = {}): AccessQuestion => ({
  service: "clinic",
  supply: "capacity",
  decay: "binary",
  limit: 400_000,
  group: undefined,
  ...change,
});

function withBeds(id: string, east: number, capacity: number | null): Facility {
  return { ...clinic(id, at(east)), capacity };
}

/** What is found for the hamlets, from west to east. */
function hamletsOf(survey: Survey, values: ArrayLike<number>): number[] {
  const { demand } = survey.ground;
  return [...demand.lng.keys()]
    .sort((a, b) => demand.lng[a]! - demand.lng[b]!)
    .map((c) => values[c]!);
}

describe("beds are shared", () => {
  const seen = study(CITY, [withBeds("west", 300, 10), withBeds("east", 700, 6)], HAMLETS, {
    resolution: RESOLUTION,
    units: [boxUnit("西", [0, -50, 600, 50]), boxUnit("东", [600, -50, 2000, 50])],
  });

  it("by the people within the limit", () => {
    // 200 m from the western clinic to the first and second hamlet, from the eastern to the second and third.
    const access = accessOf(seen, ask({ limit: NEAR }));
    expect(hamletsOf(seen, access.score)).toEqual([10 / 400, 10 / 400 + 6 / 500, 6 / 500]);
    expect(access.counted).toEqual([
      { facility: WEST, amount: 10, demand: 400, ratio: 10 / 400 },
      { facility: EAST, amount: 6, demand: 500, ratio: 6 / 500 },
    ]);
    expect(accessOf(seen, ask({ limit: 190_000 })).counted.map(({ ratio }) => ratio)).toEqual([
      null,
      null,
    ]);
  });

  it("by one age group", () => {
    const access = accessOf(seen, ask({ limit: NEAR, group: "60_plus" }));
    expect(hamletsOf(seen, access.score)).toEqual([10 / 40, 10 / 40 + 6 / 40, 6 / 40]);
    expect(access.all.people).toBe(50);
    expect(() => accessOf(seen, ask({ group: "0_2" }))).toThrow('no age group "0_2"');
  });

  it("less by those who walk farther", () => {
    // Both hamlets are in the second zone of 315 m, up to 210: their weights cancel, the supply does not.
    const access = accessOf(seen, ask({ limit: 315_000, decay: "enhanced" }));
    expect(access.counted[0]!.demand).toBeCloseTo(0.68 * 400, 9);
    expect(hamletsOf(seen, access.score)[0]).toBeCloseTo(10 / 400, 12);
  });

  it("and averaged over the people of a unit", () => {
    const { units, all } = accessOf(seen, ask({ limit: NEAR }));
    const second = 10 / 400 + 6 / 500;
    expect(units.map(({ people, exact, unknown }) => [people, exact, unknown])).toEqual([
      [400, 400, 0],
      [200, 200, 0],
    ]);
    expect(units[0]!.mean).toBeCloseTo((100 * (10 / 400) + 300 * second) / 400, 12);
    expect(units[1]!.mean).toBeCloseTo(6 / 500, 12);
    expect(all.mean! * 600).toBeCloseTo(16, 9);
  });
});

describe("what is not known is not taken for nothing", () => {
  it("a clinic that states no beds is listed, and makes a score a least one or unknown", () => {
    const seen = study(CITY, [withBeds("west", 300, 10), withBeds("east", 700, null)], HAMLETS, {
      resolution: RESOLUTION,
    });
    const access = accessOf(seen, ask({ limit: NEAR }));
    expect(access.leftOut).toEqual([{ facility: EAST, why: "not-stated" }]);
    expect(hamletsOf(seen, access.states)).toEqual([EXACT, AT_LEAST, NOT_KNOWN]);
    expect(access.all).toMatchObject({ people: 600, exact: 100, atLeast: 300, unknown: 200 });
    expect(access.all.mean).toBeCloseTo(10 / 400, 12);
  });

  it("a stated zero is a zero", () => {
    const seen = study(CITY, [withBeds("west", 300, 0)], HAMLETS, { resolution: RESOLUTION });
    const access = accessOf(seen, ask());
    expect(access.all).toMatchObject({ exact: 600, mean: 0 });
    expect(access.counted).toEqual([{ facility: WEST, amount: 0, demand: 400, ratio: 0 }]);
  });

  it("a clinic far from every street is listed, and nothing else changes", () => {
    const far = { ...clinic("far", inCity(300, -900)), capacity: 50 };
    const seen = study(CITY, [withBeds("west", 300, 10), far], HAMLETS, { resolution: RESOLUTION });
    const access = accessOf(seen, ask({ limit: NEAR }));
    expect(access.leftOut).toEqual([{ facility: 1, why: "not-joined" }]);
    expect(access.all.unknown).toBe(0);
  });

  it("cells without streets, or with the edge of the extract within the limit, have no score", () => {
    const edge = [inCity(-700, -700), inCity(650, -700), inCity(650, 2600), inCity(-700, 2600)];
    const seen = study(
      gridCity(20, [...edge, edge[0]!]),
      [withBeds("west", 300, 10)],
      [...HAMLETS.slice(0, 2), { at: inCity(-500, -500), people: 40 }],
      { resolution: RESOLUTION },
    );
    // From the second hamlet it is 150 m to the edge; the people without streets are 500 m from them.
    const access = accessOf(seen, ask({ limit: NEAR }));
    expect(hamletsOf(seen, access.states)).toEqual([NOT_KNOWN, EXACT, NOT_KNOWN]);
    // Those near the edge use the clinic all the same.
    expect(access.counted[0]).toMatchObject({ demand: 400 });
    expect(access.all).toMatchObject({ people: 440, exact: 100, atLeast: 0, unknown: 340 });
  });

  it("without any clinic the score is zero where it can be known", () => {
    const seen = study(CITY, [], HAMLETS, { resolution: RESOLUTION });
    expect(accessOf(seen, ask()).all).toMatchObject({ exact: 600, mean: 0 });
  });
});

describe("what a place offers", () => {
  const place: Facility = {
    id: "both",
    name: "both",
    services: ["clinic", "meal"],
    lng: at(300)[0],
    lat: at(300)[1],
    capacity: 99,
    capacities: { meal: 40 },
    attributes: { staff: 8 },
  };
  const seen = study(CITY, [place], HAMLETS, { resolution: RESOLUTION });
  const amounts = (change: Partial<AccessQuestion>) =>
    accessOf(seen, ask(change)).counted.map(({ amount }) => amount);

  it("is what it states for that service, and not the whole of several services", () => {
    expect(amounts({ service: "meal" })).toEqual([40]);
    expect(amounts({ service: "clinic" })).toEqual([]);
    expect(amounts({ service: "market" })).toEqual([]);
  });

  it("may be staff or floor", () => {
    expect(amounts({ supply: "staff" })).toEqual([8]);
    expect(amounts({ supply: "floor-area" })).toEqual([]);
  });
});

it("in any town all supply that reaches somebody is shared out, whatever the decay", () => {
  const place = fc.record({ east: fc.nat(20), north: fc.nat(20), count: fc.nat(50) });
  fc.assert(
    fc.property(
      fc.array(place, { minLength: 1, maxLength: 6 }),
      fc.array(place, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...DECAYS),
      fc.integer({ min: 1, max: 3000 }),
      (clinics, homes, decay, metres) => {
        const seen = study(
          CITY,
          clinics.map(({ east, north, count }, i) => ({
            ...clinic(`c${i}`, inCity(100 * east + 30, 100 * north)),
            capacity: count,
          })),
          homes.map(({ east, north, count }) => ({
            at: inCity(100 * east, 100 * north + 20),
            people: count,
          })),
        );
        const access = accessOf(seen, ask({ decay, limit: 1000 * metres }));
        const reaching = access.counted.reduce(
          (sum, { amount, ratio }) => sum + (ratio === null ? 0 : amount),
          0,
        );
        expect(access.all.exact).toBe(access.all.people);
        expect((access.all.mean ?? 0) * access.all.people).toBeCloseTo(reaching, 6);
      },
    ),
    { numRuns: 40 },
  );
});
