import { describe, expect, it } from "vitest";
import type { Facility } from "#core/catchment/facility.ts";
import { joinGround } from "#core/coverage/nearest-walks.ts";
import { reaches } from "#core/coverage/reach.ts";
import { spatialMetrics, type SpatialMetric } from "#core/coverage/spatial-metrics.ts";
import { assess, layGround, survey, type Ground } from "#core/coverage/survey.ts";
import type { FloorArea } from "#core/demand/floor-area.ts";
import type { Measure } from "#core/network/graph.ts";
import {
  PACES,
  SERVICES,
  WALKERS,
  WALKER_PROFILES,
  type Service,
  type WalkerProfile,
} from "#core/vocabulary.ts";
import { boxUnit, gridCity, inCity, study } from "../../../fixtures/study.ts";

/** 2 km by 2 km; a household every 200 m, on the streets; the extract ends 100 m outside. */
const EDGE = [inCity(-100, -100), inCity(2100, -100), inCity(2100, 2100), inCity(-100, 2100)];
const HOMES = Array.from({ length: 100 }, (_, i) => ({
  at: inCity(100 + 200 * (i % 10), 100 + 200 * Math.floor(i / 10)),
  people: 10 + (i % 7),
  groups: { "0_2": i % 3, "60_plus": i % 5 },
}));
const GROUND = study(
  gridCity(20, [...EDGE, EDGE[0]!]),
  [
    place("clinic", 600, 600, ["clinic", "market"]),
    place("crèche", 1400, 1400, ["childcare"]),
    place("home", 1000, 1000, ["elderly-care"]),
  ],
  HOMES,
  {
    resolution: 11,
    units: [boxUnit("西", [-50, -50, 1000, 2050]), boxUnit("东", [1000, -50, 2050, 2050])],
  },
).ground;

function place(id: string, east: number, north: number, services: readonly Service[]): Facility {
  const [lng, lat] = inCity(east, north);
  return { id, name: id, services, lng, lat, capacity: null };
}

const joined = (ground: Ground) => (steps: Measure["steps"]) => joinGround(ground, steps);

function metricsOf(minutes: number, floor: FloorArea | null = null): SpatialMetric[] {
  return [...spatialMetrics(GROUND, joined(GROUND), minutes, floor)].flat();
}

function truthOf(service: Service, measure: Measure, limit: number) {
  return assess(survey(GROUND, measure, "towards"), service, limit).coverage;
}

describe("the table of spatial metrics", () => {
  const table = metricsOf(10);

  it("has every service by minutes for all walkers and paces, and by the radii along streets and straight", () => {
    // 4 walkers × 3 paces; 3 radii on foot, on wheels and straight
    expect(table).toHaveLength(SERVICES.length * (12 + 9));
    const keys = table.map(({ service, way, profiles, pace, limit }) =>
      [service, way, profiles.join("+"), pace, limit].join(" "),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("clinic network adult+elder+child  500");
    expect(keys).toContain("clinic network wheelchair  500");
    expect(keys).toContain("meal straight adult+elder+child+wheelchair  1000");
    expect(keys).toContain("market time wheelchair fast 10");
  });

  it.each(WALKER_PROFILES)("says of %s what coverage by minutes says", (profile) => {
    const speeds: number[] = [];
    for (const [pace, factor] of Object.entries(PACES)) {
      const { steps, speed: own } = WALKERS[profile];
      const found = table.find(
        (one) =>
          one.service === "clinic" &&
          one.way === "time" &&
          one.profiles[0] === profile &&
          one.pace === pace,
      );
      const speed = Number((own * factor).toFixed(2));
      speeds.push(speed);
      const { all, groups } = truthOf("clinic", { kind: "time", speed, steps }, 600_000);
      expect(found).toMatchObject({ speed, people: all });
      expect(found?.groups).toEqual(groups);
    }
    expect(speeds).toEqual(SPEEDS[profile]);
  });

  it.each([300, 500, 1000])("says what coverage by %d m along the streets says", (limit) => {
    const measure = { kind: "distance", speed: 1, steps: "slow" } as const;
    const found = table.find(
      (one) => one.service === "childcare" && one.way === "network" && one.limit === limit,
    );
    expect(found?.people).toEqual(truthOf("childcare", measure, 1000 * limit).all);
  });

  it("counts in a straight line by hand", () => {
    // From (600, 600) to homes at odd hundreds: (±100, ±100) 141 m, (±300, ±100) 316 m, (±300, ±300) 424 m.
    const within = (metres: number) => {
      const near = HOMES.filter(
        (_, i) =>
          Math.hypot(100 + 200 * (i % 10) - 600, 100 + 200 * Math.floor(i / 10) - 600) <= metres,
      );
      return near.reduce((sum, { people }) => sum + people, 0);
    };
    const straight = table.filter((one) => one.service === "clinic" && one.way === "straight");
    expect(straight.map(({ people }) => people.covered)).toEqual([
      within(300),
      within(500),
      within(1000),
    ]);
    expect(within(300)).toBe([22, 23, 32, 33].reduce((sum, i) => sum + 10 + (i % 7), 0));
  });

  it("covers along the streets no more than in a straight line, and with more of a limit no less", () => {
    for (const service of SERVICES) {
      const of = (way: string, profile: WalkerProfile) =>
        table
          .filter((one) => one.service === service && one.way === way)
          .filter(({ profiles }) => profiles.includes(profile))
          .map(({ people }) => people.covered);
      const [network, straight] = [of("network", "adult"), of("straight", "adult")];
      for (const [i, covered] of network.entries())
        expect(covered).toBeLessThanOrEqual(straight[i]!);
      for (const covered of [network, straight, of("time", "adult")])
        expect(covered).toEqual(covered.toSorted((a, b) => a - b));
    }
  });

  it("always adds up to all people, all of each group and all floor", () => {
    const cells = GROUND.demand.people.map((people) => 30 * people + 0.5);
    const total = cells.reduce((sum, area) => sum + area, 0);
    const facts = { elsewhere: 0, dwellings: 1, assumed: 0, usualLevels: 1 };
    for (const { people, groups, floor } of metricsOf(10, { cells, total, ...facts })) {
      expect(people.covered + people.gap + people.unknown).toBe(GROUND.demand.total);
      expect([...groups.keys()]).toEqual(["0_2", "60_plus"]);
      expect(groups.get("60_plus")?.people).toBe(200);
      expect(floor!.covered + floor!.gap + floor!.unknown).toBe(total);
      // Half a square metre stands in every one of the hundred cells.
      const { people: all, share } = people;
      expect(floor!.squareMetres).toBe(30 * all + 50);
      expect(floor!.share === null).toBe(share === null);
    }
    expect(table.every(({ floor }) => floor === null)).toBe(true);
  });
});

const SPEEDS: Readonly<Record<WalkerProfile, readonly number[]>> = {
  adult: [0.88, 1.1, 1.32],
  elder: [0.72, 0.9, 1.08],
  child: [0.8, 1, 1.2],
  wheelchair: [0.56, 0.7, 0.84],
};

describe("reach", () => {
  const reach = [...reaches(GROUND, joined(GROUND), 10)];
  const of = (service: Service) => reach.find((one) => one.service === service)!;

  it("counts those a service is for, as they walk, where the study knows them", () => {
    expect(reach.map(({ service, profile, group }) => [service, profile, group])).toEqual([
      ["childcare", "child", "0_2"],
      ["kindergarten", "child", null],
      ["elderly-care", "elder", "60_plus"],
      ["meal", "elder", "60_plus"],
      ["clinic", "adult", null],
      ["convenience", "adult", null],
      ["market", "adult", null],
    ]);
  });

  it.each(["slow", "normal", "fast"] as const)("says at a %s pace what coverage says", (pace) => {
    const { speed, all, units } = of("clinic").paces[pace];
    const truth = truthOf("clinic", { kind: "time", speed, steps: "slow" }, 600_000);
    expect(all).toEqual(truth.all);
    expect(units).toEqual(truth.units);
    const elders = of("elderly-care").paces[pace];
    const measure = { kind: "time", speed: elders.speed, steps: "slow" } as const;
    expect(elders.all).toEqual(truthOf("elderly-care", measure, 600_000).groups.get("60_plus"));
    expect(elders.units.reduce((sum, { people }) => sum + people, 0)).toBe(200);
  });

  it("is told without the facilities outside all units, too", () => {
    const { paces, withoutNeighbours } = of("childcare");
    expect(withoutNeighbours).toEqual(paces.normal);
    // The clinic lies in the west.
    const [, east] = GROUND.units;
    const eastern = layGround(
      GROUND.network,
      GROUND.facilities,
      GROUND.demand,
      [east!],
      GROUND.snapCap,
    );
    const clinic = [...reaches(eastern, joined(eastern), 15)].find(
      ({ service }) => service === "clinic",
    )!;
    expect(clinic.paces.normal.all.covered).toBeGreaterThan(0);
    expect(clinic.paces.normal.units[0]!.covered).toBeGreaterThan(0);
    expect(clinic.withoutNeighbours.all.covered).toBe(0);
    expect(clinic.withoutNeighbours.units[0]!.people).toBe(clinic.paces.normal.units[0]!.people);
  });

  it("is nobody where a service is not offered, though not everybody is known to lack it", () => {
    const { all } = of("meal").paces.normal;
    expect(all).toMatchObject({ people: 200, covered: 0, share: 0 });
    expect(all.unknown).toBeGreaterThan(0);
  });
});
