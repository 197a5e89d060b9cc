import { describe, expect, it } from "vitest";
import { extentOf, outlineExtent } from "../../../../server/compute/report/extent.ts";
import { measureReach } from "../../../../server/compute/report/measured-reach.ts";
import { boxUnit, clinic, gridCity, inCity, study } from "../../../fixtures/study.ts";

const CITY = gridCity(30);

/** A clinic in the west; 100 people beside it, 40 far from it in the west, 7 and 2 in the east. */
const WEST = boxUnit("西社区", [-99, -99, 1500, 3099]);
const EAST = boxUnit("东社区", [1500, -99, 3099, 3099]);
const PEOPLE = [
  { at: inCity(200, 1500), people: 100 },
  { at: inCity(1400, 2900), people: 40 },
  { at: inCity(2700, 300), people: 7 },
  { at: inCity(1700, 1500), people: 2 },
];
const { ground } = study(CITY, [clinic("西站", inCity(100, 1500))], PEOPLE, {
  units: [WEST, EAST],
});

const reachOf = (members: ReadonlySet<number> | null) => {
  const [measured] = measureReach(ground, 15, members, ["clinic"]).services;
  if (measured === undefined) throw new Error("Nothing was measured.");
  return measured;
};

describe("the walks a report tells", () => {
  it("are of the units it is about, facilities and gaps too", () => {
    const [west, east] = [reachOf(new Set([0])).reach, reachOf(new Set([1])).reach];
    expect([west.facilities, east.facilities]).toEqual([1, 0]);
    expect([west.people, east.people]).toEqual([140, 9]);
    // 990 metres in 15 minutes: from 200 to 100 yes, and to nowhere else.
    expect([west.covered, west.gap, west.unknown]).toEqual([100, 40, 0]);
    expect(west.share).toBe(100 / 140);
    expect([east.covered, east.share]).toEqual([0, 0]);
    expect(west.gaps.map(({ people }) => people)).toEqual([40]);
    expect(east.gaps.map(({ people }) => people)).toEqual([7, 2]);
  });

  it("add up to those of the whole", () => {
    const [whole, west, east] = [null, new Set([0]), new Set([1])].map((one) => reachOf(one).reach);
    for (const key of ["people", "covered", "gap", "unknown", "facilities"] as const)
      expect(whole?.[key]).toBe((west?.[key] ?? NaN) + (east?.[key] ?? NaN));
  });

  it("reach nobody less when people walk faster", () => {
    const { slow, share, fast } = reachOf(null).reach;
    expect(slow).toBeLessThanOrEqual(share ?? NaN);
    expect(fast).toBeGreaterThanOrEqual(share ?? NaN);
  });
});

describe("what a map of a report shows", () => {
  it("is where the people of its units live, with some room, and not the few far off", () => {
    const [west, south, east, north] = extentOf(ground, new Set([0]));
    const [lng, lat] = inCity(200, 1500);
    const [farLng, farLat] = inCity(1400, 2900);
    expect([west < lng, east > farLng, south < lat, north > farLat]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(east).toBeLessThan(inCity(2700, 300)[0]);
    const thousand = study(
      CITY,
      [],
      [
        { at: inCity(200, 1500), people: 1000 },
        { at: inCity(2900, 1500), people: 1 },
      ],
      {},
    ).ground;
    expect(extentOf(thousand, null)[2]).toBeLessThan(inCity(2000, 1500)[0]);
  });

  it("is everything where its units have no people", () => {
    expect(extentOf(ground, new Set([5]))).toEqual(extentOf(ground, null));
  });

  it("is all of the units under an indicator", () => {
    const [west, , east] = outlineExtent([WEST, EAST]);
    expect(west).toBeLessThan(inCity(-99, 0)[0]);
    expect(east).toBeGreaterThan(inCity(3099, 0)[0]);
  });
});
