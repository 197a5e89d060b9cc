import fc from "fast-check";
import { expect, it } from "vitest";
import type { FacilityChange, ScenarioState } from "#contract/scenario.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { visitorScan } from "#core/catchment/matrix.ts";
import { joinGround } from "#core/coverage/nearest-walks.ts";
import { reaches } from "#core/coverage/reach.ts";
import { assess, facilitiesOf, survey, type Survey } from "#core/coverage/survey.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import { walkingGraph, type Measure } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import { curveOf, linkChanges, standings } from "#core/scenario/compare.ts";
import { costChanges, joining, standing } from "#core/scenario/live.ts";
import { withDragged, withoutDragged } from "#core/scenario/drag.ts";
import { sceneOf, type Scene } from "#core/scenario/scene.ts";
import { reachWith, standingReach } from "#core/scenario/scene-reach.ts";
import { surveyOfScene } from "#core/scenario/scene-survey.ts";
import { rowFinder } from "#core/scenario/site-rows.ts";
import { DIRECTIONS, type Service } from "#core/vocabulary.ts";
import type { OsmElements } from "../../../fixtures/osm-file.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { seededRandom } from "../../../bench/random.ts";
import { boxUnit, gridCity, inCity, study } from "../../../fixtures/study.ts";
import { networkOf, streetsOf } from "../../../fixtures/town.ts";
import { plannedSite } from "../../../fixtures/planned-site.ts";

const MEASURES: readonly Measure[] = [
  { kind: "time", speed: 1.25, steps: "slow" },
  { kind: "time", speed: 0.88, steps: "slow" },
  { kind: "time", speed: 0.7, steps: "closed" },
];
const SERVICE: Service = "childcare";
const GROUPS = ["0_2", "60_plus"];

/** Anywhere in and around the town: near its streets, too far from them, and beyond the extract. */
const place = fc
  .tuple(fc.integer({ min: -25_000, max: 70_000 }), fc.integer({ min: -25_000, max: 70_000 }))
  .map(([east, north]): [number, number] => [(1e9 + east) / 1e7, north / 1e7]);
const services = fc.constantFrom<Service[]>(["childcare"], ["meal"], ["childcare", "meal"]);

const site = fc
  .record({ at: place, services, candidate: fc.nat(9).map((n) => n === 0) })
  .map(({ at, services: offered, candidate }) => plannedSite(at, { services: offered, candidate }));
const change: fc.Arbitrary<FacilityChange> = fc.record({
  closed: fc.boolean(),
  to: fc.option(place, { freq: 2 }),
  services: fc.option(services),
  capacities: fc.constant(null),
});
/** Within some metres of where a street may well be. */
const corner = fc
  .tuple(fc.nat(5), fc.nat(5), fc.integer({ min: -150, max: 150 }), fc.nat(4000))
  .map(([x, y, aside, along]): [number, number] => [
    (1e9 + 9000 * x + along) / 1e7,
    (9000 * y + aside) / 1e7,
  ]);
const street = fc.record({
  kind: fc.constantFrom("street", "bridge", "gate", "closed"),
  name: fc.constant(""),
  from: corner,
  to: corner,
});
/** Where the streets end for the study: far away, or so that some of the town is near the edge. */
const EDGE = [
  [99.998, -0.002],
  [100.004, -0.002],
  [100.004, 0.006],
  [99.998, 0.006],
  [99.998, -0.002],
] as const;

const facility = fc
  .record({ at: place, services })
  .map(({ at: [lng, lat], services: offered }) => ({
    services: offered,
    lng,
    lat,
    capacity: null,
  }));

const home = fc.record({
  at: place,
  // Parts of people that no decimal fraction tells.
  people: fc.integer({ min: 1, max: 2 ** 20 }).map((n) => n / 2 ** 14),
  groups: fc.record({ "0_2": fc.nat(9), "60_plus": fc.nat(9) }),
});

const question = fc.record({
  town: randomTowns,
  nearEdge: fc.boolean(),
  facilities: fc.array(facility, { maxLength: 4 }),
  homes: fc.array(home, { minLength: 1, maxLength: 12 }),
  measure: fc.constantFrom(...MEASURES),
  direction: fc.constantFrom(...DIRECTIONS),
  limit: fc.integer({ min: 0, max: 1200 }).map((seconds) => 1000 * seconds),
  state: fc.record({
    sites: fc.array(site, { maxLength: 3 }),
    changes: fc.array(change, { maxLength: 3 }),
    streets: fc.array(street, { maxLength: 3 }),
  }),
  /** Where the pointer takes a site or a facility; several places of one drag. */
  drag: fc.record({ which: fc.nat(7), to: fc.array(place, { minLength: 1, maxLength: 3 }) }),
});

type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

it("answers under the pointer what a full computation of the scene says, to the last digit", () => {
  const seen = { drags: 0, gained: 0, refused: 0, onStreets: 0, coverage: 0 };
  fc.assert(
    fc.property(question, (asked) => {
      const network = compiled(asked.town, asked.nearEdge);
      fc.pre(network !== undefined);
      const { today, state } = arranged(network, asked);
      const { measure, direction, limit } = asked;

      // As it stands.
      const scene = sceneOf(today.ground, state);
      const base = onStreetsOf(today, scene, measure, direction);
      const whole = survey(scene.ground, measure, direction);
      const derived = surveyOfScene(base, scene, rowFinder(base));
      expect(derived).toEqual(whole);
      if (scene.ground.network !== today.ground.network) seen.onStreets++;

      const ids = [...scene.sites, ...today.ground.facilities.map(({ id }) => id)];
      const id = ids[asked.drag.which % Math.max(1, ids.length)];
      if (id === undefined) return;
      const dragged = { of: id.startsWith("s") ? "site" : "facility", id } as const;
      const streets = { ...scene.ground, failed: scene.failed };
      const rest = sceneOf(today.ground, withoutDragged(state, dragged), streets);
      const standingStill = standing(surveyOfScene(base, rest, rowFinder(base)), SERVICE, limit);
      const rowAt = rowFinder(base);
      for (const [lng, lat] of asked.drag.to) {
        const after = sceneOf(today.ground, withDragged(state, dragged, [lng, lat]), streets);
        const truth = survey(after.ground, measure, direction);
        const { surface, coverage } = assess(truth, SERVICE, limit);
        const row = after.ground.facilities.findIndex((one) => one.id === id);
        if (!facilitiesOf(after.ground, SERVICE).includes(row)) continue;
        const found = rowAt(lng, lat);
        expect(found.refused ?? undefined).toEqual(truth.refused[row]);
        const joined = joining(standingStill, found);
        expect(joined.cost).toEqual(surface.cost);
        expect(joined.coverage).toEqual(coverage);
        expect(joined.alone).toBe(coverage.all.covered - standingStill.coverage.all.covered);
        expect(standings(truth, SERVICE, limit / 100, [row])[0]?.alone).toBe(joined.alone);
        seen.drags++;
        if (joined.alone > 0) seen.gained++;
        if (found.refused !== null) seen.refused++;
        if (coverage.all.gap > 0 && coverage.all.covered > 0) seen.coverage++;
      }
    }),
    { numRuns: 1200 },
  );
  // The towns are not all gates and islands.
  expect(seen.drags).toBeGreaterThan(1000);
  expect(Math.min(seen.gained, seen.refused, seen.coverage, seen.onStreets)).toBeGreaterThan(15);
});

it("does so in a town of the size that offices plan, for one drag after another", () => {
  const random = seededRandom(31);
  const within = (metres: number): [number, number] => {
    const [lng, lat] = inCity(metres * random(), metres * random());
    return [lng, lat];
  };
  const SIDE = 3200;
  const measure: Measure = { kind: "time", speed: 1, steps: "slow" };
  const today = study(
    gridCity(32),
    Array.from({ length: 60 }, (_, i): Facility => {
      const [lng, lat] = within(SIDE);
      const offered: Service[] =
        i % 3 === 0 ? ["meal"] : i % 5 === 0 ? ["meal", SERVICE] : [SERVICE];
      return { id: `f${i}`, name: "", services: offered, lng, lat, capacity: null };
    }),
    Array.from({ length: 1500 }, () => ({
      at: within(SIDE),
      people: Math.round(random() * 2 ** 22) / 2 ** 20,
      groups: { "0_2": Math.round(random() * 2 ** 18) / 2 ** 20 },
    })),
    {
      measure,
      units: [0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
        boxUnit(`u${i}`, [400 * i, 0, 400 * i + 400, SIDE]),
      ),
    },
  );
  const rowAt = rowFinder(today);
  const sited = (at: readonly [number, number]) => plannedSite(at, { services: [SERVICE] });
  for (let drag = 0; drag < 12; drag++) {
    const state: ScenarioState = {
      ...TODAY,
      sites: { s0: sited(within(SIDE)), s1: sited(within(SIDE)) },
      facilities: {
        [`f${4 + drag}`]: {
          closed: drag % 2 === 0,
          to: within(SIDE),
          services: null,
          capacities: null,
        },
      },
    };
    const dragged =
      drag % 3 === 0
        ? ({ of: "facility", id: "f1" } as const)
        : ({ of: "site", id: "s1" } as const);
    const limit = 60_000 * (3 + drag);
    const rest = sceneOf(today.ground, withoutDragged(state, dragged));
    const standingStill = standing(surveyOfScene(today, rest, rowAt), SERVICE, limit);
    for (let move = 0; move < 3; move++) {
      const at = within(SIDE);
      const { ground } = sceneOf(today.ground, withDragged(state, dragged, at));
      const truth = assess(survey(ground, measure, "towards"), SERVICE, limit);
      const joined = joining(standingStill, rowAt(...at));
      expect(joined.cost).toEqual(truth.surface.cost);
      expect(joined.coverage).toEqual(truth.coverage);
    }
  }
});

/** Today's survey on the streets of a scene: what a service keeps for every set of street changes. */
function onStreetsOf(
  today: Survey,
  { ground: { network, places } }: Scene,
  measure: Measure,
  direction: (typeof DIRECTIONS)[number],
): Survey {
  if (network === today.ground.network) return today;
  return survey({ ...today.ground, network, places }, measure, direction);
}

function arranged(network: Network, asked: Question): { today: Survey; state: ScenarioState } {
  const facilities: Facility[] = asked.facilities.map((one, i) => ({
    ...one,
    id: `f${i}`,
    name: `f${i}`,
  }));
  const today = study(network, facilities, asked.homes, {
    measure: asked.measure,
    direction: asked.direction,
    resolution: 11,
    snapCap: 200,
    units: [boxUnit("w", [-300, -300, 150, 900]), boxUnit("e", [150, -300, 600, 900])],
  });
  expect([...today.ground.demand.groups.keys()]).toEqual(GROUPS);
  const { sites, changes, streets } = asked.state;
  return {
    today,
    state: {
      ...TODAY,
      sites: Object.fromEntries(sites.map((one, i) => [`s${i}`, one])),
      facilities: Object.fromEntries(
        changes.slice(0, facilities.length).map((one, i) => [`f${i}`, one]),
      ),
      streets: Object.fromEntries(streets.map((one, i) => [`r${i}`, one])),
    },
  };
}

function compiled(town: OsmElements, nearEdge: boolean): Network | undefined {
  try {
    return networkOf({ streets: streetsOf(town) }, nearEdge ? EDGE : undefined);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

it("tells how many of those a service is for would reach one, as a full computation says", () => {
  const seen = { drags: 0, partly: 0, outside: 0 };
  fc.assert(
    fc.property(question, fc.integer({ min: 1, max: 12 }), (asked, minutes) => {
      const network = compiled(asked.town, asked.nearEdge);
      fc.pre(network !== undefined);
      const { today, state } = arranged(network, { ...asked, measure: MEASURES[0]! });
      const ids = [...Object.keys(state.sites), ...Object.keys(state.facilities)];
      const id = ids[asked.drag.which % Math.max(1, ids.length)];
      fc.pre(id !== undefined);
      const dragged = { of: id.startsWith("s") ? "site" : "facility", id } as const;
      const rest = sceneOf(today.ground, withoutDragged(state, dragged));
      const joined = joinGround(rest.ground, "slow");
      const standingStill = standingReach(
        {
          ...joined,
          walker(speed) {
            const measure = { kind: "time", speed, steps: "slow" } as const;
            const graph = walkingGraph(rest.ground.network, measure, "towards");
            return { graph, scan: visitorScan(graph, joined.cellLinks) };
          },
        },
        SERVICE,
        minutes,
      );
      for (const at of asked.drag.to) {
        const { ground } = sceneOf(today.ground, withDragged(state, dragged, at));
        const facility = ground.facilities.find((one) => one.id === id);
        const [truth] = reaches(ground, (steps) => joinGround(ground, steps), minutes);
        const inUnit = unitsOfCells(
          { lng: Float64Array.of(at[0]), lat: Float64Array.of(at[1]) },
          ground.units,
        );
        const isInside = inUnit[0] !== -1;
        const place =
          facility?.services.includes(SERVICE) === true ? { ...facility, isInside } : null;
        expect(reachWith(standingStill, place)).toEqual(truth);
        if (place === null) continue;
        seen.drags++;
        if (!isInside) seen.outside++;
        const { covered, gap } = truth!.paces.normal.all;
        if (covered > 0 && gap > 0) seen.partly++;
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(seen.drags, seen.partly, seen.outside)).toBeGreaterThan(3);
});

it("tells which cells change, what share is covered at each minute, and who has lost the streets", () => {
  // 100 m take a minute and a half. One street from the south-west corner to the north.
  const measure: Measure = { kind: "time", speed: 100 / 90, steps: "slow" };
  const city = gridCity(3);
  const [lng, lat] = inCity(0, 0);
  const one = { id: "f", name: "f", services: [SERVICE], lng, lat, capacity: null };
  const today = study(
    city,
    [one],
    [
      { at: inCity(0, 100), people: 3 },
      { at: inCity(300, 300), people: 5 },
    ],
    { measure, snapCap: 60 },
  );
  const before = standing(today, SERVICE, 300_000);
  const site = rowFinder(today)(...(inCity(300, 200) as [number, number]));
  const { cost, alone } = joining(standing(today, SERVICE, 300_000), site);
  const cell = (at: readonly [number, number]) =>
    [...today.ground.demand.lng].findIndex((own) => Math.abs(own - at[0]) < 1e-4);
  const far = cell(inCity(300, 300));
  // 600 m before, which is nine minutes; 100 m after.
  const changes = costChanges(before.surface.cost, cost);
  expect(changes.cells).toEqual([far]);
  expect(changes.before[0]).toBeCloseTo(540, 0);
  expect(changes.after[0]).toBeCloseTo(90, 0);
  expect(alone).toBe(5);
  const curve = curveOf(before);
  expect(curve).toHaveLength(30);
  expect([curve[0], curve[1], curve[8], curve[9]]).toEqual([0, 3 / 8, 3 / 8, 1]);

  // Everything above the southernmost street is closed around the far corner.
  const streets = Object.fromEntries(
    [inCity(300, 290), inCity(290, 300), inCity(300, 150), inCity(150, 300)].map((at, i) => [
      `r${i}`,
      {
        kind: "closed" as const,
        name: "",
        from: at as [number, number],
        to: at as [number, number],
      },
    ]),
  );
  const scene = sceneOf(today.ground, { ...TODAY, streets });
  const after = survey(scene.ground, measure, "towards");
  expect(linkChanges(today, after)).toEqual({ lost: [far], gained: [] });
  expect(linkChanges(after, today)).toEqual({ lost: [], gained: [far] });
});
