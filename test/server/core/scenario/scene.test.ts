import { describe, expect, it } from "vitest";
import type { FacilityChange, PlannedSite, ScenarioState } from "#contract/scenario.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { survey } from "#core/coverage/survey.ts";
import { sceneKey, sceneOf, strangersIn } from "#core/scenario/scene.ts";
import { gridCity, inCity, study } from "../../../fixtures/study.ts";
import { METRES } from "../../../fixtures/walks.ts";
import { plannedSite } from "../../../fixtures/planned-site.ts";

const SITE = plannedSite([0, 0], { name: "新增托育", services: ["childcare"] });
const AS_IS: FacilityChange = { closed: false, to: null, services: null, capacities: null };

function at(east: number, north: number): [number, number] {
  const [lng, lat] = inCity(east, north);
  return [lng, lat];
}

function siteAt(east: number, north: number, rest: Partial<PlannedSite> = {}): PlannedSite {
  const [lng, lat] = at(east, north);
  return { ...SITE, lng, lat, ...rest };
}

function facility(id: string, east: number, north: number, rest: Partial<Facility> = {}): Facility {
  const [lng, lat] = at(east, north);
  return { id, name: id, services: ["childcare"], lng, lat, capacity: null, ...rest };
}

function state(rest: Partial<ScenarioState>): ScenarioState {
  return { ...TODAY, ...rest };
}

const CITY = gridCity(4);
const { ground: today } = study(
  CITY,
  [
    facility("a", 0, 0, { capacity: 30 }),
    facility("b", 200, 0, { services: ["elderly-care"], attributes: { beds: 80 } }),
    facility("c", 400, 0, { services: ["meal", "clinic"], capacity: 12 }),
  ],
  [{ at: at(100, 100), people: 4 }],
);

describe("a scene", () => {
  it("of today is today, to the very facility", () => {
    const scene = sceneOf(today, TODAY);
    expect(scene.ground).toEqual(today);
    expect(scene.ground.network).toBe(today.network);
    expect(scene.changed).toEqual([]);
  });

  it("keeps the rows of existing facilities and puts planned sites behind them by id", () => {
    const scene = sceneOf(
      today,
      state({
        sites: {
          "site-2": siteAt(100, 300),
          "site-1": siteAt(300, 300, { capacities: { childcare: 40, bogus: 3 }, floorArea: 260 }),
          "site-0": siteAt(300, 300, { candidate: true }),
        },
        facilities: {
          b: { ...AS_IS, closed: true },
          c: { ...AS_IS, to: at(50, 60) },
        },
      }),
    );
    expect(scene.ground.facilities.map(({ id }) => id)).toEqual([
      "a",
      "b",
      "c",
      "site-1",
      "site-2",
    ]);
    expect(scene.sites).toEqual(["site-1", "site-2"]);
    expect(scene.changed).toEqual([1, 2]);
    const [a, b, c, planned] = scene.ground.facilities;
    expect(a).toBe(today.facilities[0]);
    expect(b?.services).toEqual([]);
    expect([c?.lng, c?.lat]).toEqual(at(50, 60));
    expect(planned).toMatchObject({
      services: ["childcare"],
      capacity: null,
      capacities: { childcare: 40 },
      attributes: { registered: true, "childcare-places": 40, "floor-area": 260 },
    });
    expect(planned?.capacities).toEqual({ childcare: 40 });
  });

  it("keeps what a place with one service stated when it takes in another", () => {
    const { ground } = sceneOf(
      today,
      state({
        facilities: {
          a: { ...AS_IS, services: ["childcare", "meal"], capacities: { meal: 24 } },
          b: { ...AS_IS, capacities: { "elderly-care": 100 } },
          c: { ...AS_IS, services: ["meal"] },
        },
      }),
    );
    const [a, b, c] = ground.facilities;
    expect(a).toMatchObject({ capacity: null, capacities: { childcare: 30, meal: 24 } });
    expect(b).toMatchObject({ capacities: { "elderly-care": 100 }, attributes: { beds: 100 } });
    // Nobody said which of the two had the twelve.
    expect(c).toMatchObject({ services: ["meal"], capacity: null, capacities: {} });
  });

  it("names facilities that the study does not have", () => {
    const changes = state({ facilities: { z: AS_IS, a: AS_IS, constructor: AS_IS } });
    expect(strangersIn(changes, today)).toEqual(["z", "constructor"]);
    expect(sceneOf(today, changes).changed).toEqual([]);
  });
});

describe("streets of a scene", () => {
  const from = at(0, 400);
  const outside = { kind: "street", name: "", from, to: at(0, 401) } as const;

  it("are those of today, the object itself, where none could be changed", () => {
    const far = { kind: "street", name: "", from: at(0, 4000), to: at(0, 5000) } as const;
    const scene = sceneOf(today, state({ streets: { far } }));
    expect(scene.ground.network).toBe(today.network);
    expect(scene.failed).toEqual([{ id: "far", why: "repair-no-street-there" }]);
  });

  it("shorten a walk where a bridge is built and lengthen it where a street is closed", () => {
    const { ground } = study(CITY, [facility("a", 0, 180)], [{ at: at(150, 0), people: 1 }]);
    const metres = (streets: ScenarioState["streets"]) => {
      const { matrix } = survey(sceneOf(ground, state({ streets })).ground, METRES, "towards");
      return matrix.cost[0]! / 10;
    };
    const bridge = { kind: "bridge", name: "", from: at(0, 180), to: at(150, 0) } as const;
    const closed = {
      kind: "closed",
      name: "",
      from: at(0, 120),
      to: at(0, 120),
    } as const;
    expect(metres({})).toBeCloseTo(180 + 150, 0);
    expect(metres({ bridge })).toBeCloseTo(Math.hypot(180, 150), 0);
    // Without its own street it is left by the corner 20 m to the north.
    expect(metres({ closed })).toBeCloseTo(20 + 200 + 150, 0);
  });

  it("meet the streets they cross where they lie on the ground, and pass over them as bridges", () => {
    const { ground } = study(CITY, [facility("a", 400, 250)], [{ at: at(0, 50), people: 1 }]);
    const metres = (kind: "street" | "bridge", more: ScenarioState["streets"] = {}) => {
      const across = { kind, name: "", from: at(0, 50), to: at(300, 350) };
      const scene = sceneOf(ground, state({ streets: { across, ...more } }));
      expect(scene.failed).toEqual([]);
      return survey(scene.ground, METRES, "towards").matrix.cost[0]! / 10;
    };
    // Off half way along it, where it crosses the third street from the south.
    expect(metres("street")).toBeCloseTo(150 * Math.SQRT2 + 250 + 50, 0);
    // To its far end and back would be farther than around the blocks.
    expect(metres("bridge")).toBeCloseTo(400 + 200, 0);
    // New streets meet one another, too, but no bridge.
    const second = (kind: "street" | "bridge") => ({
      zz: { kind, name: "", from: at(100, 300), to: at(400, 250) },
    });
    // y = x + 50 and y = 300 − (x − 100) / 6
    const east = 1600 / 7;
    const there = Math.hypot(east, east) + Math.hypot(400 - east, 200 - east);
    expect(metres("street", second("street"))).toBeCloseTo(there, 0);
    expect(metres("street", second("bridge"))).toBeCloseTo(150 * Math.SQRT2 + 250 + 50, 0);
    expect(metres("bridge", second("bridge"))).toBeCloseTo(400 + 200, 0);
  });

  it("do not depend on the order in which a state names them", () => {
    const streets: ScenarioState["streets"] = {
      b: { kind: "street", name: "", from: at(200, 200), to: at(300, 300) },
      // Ends on b, so it can only be made after it.
      a: { kind: "street", name: "", from: at(250, 250), to: at(250, 200) },
      shut: { kind: "closed", name: "", from: at(50, 0), to: at(50, 0) },
    };
    const one = sceneOf(today, state({ streets }));
    const other = sceneOf(
      today,
      state({ streets: Object.fromEntries(Object.entries(streets).toReversed()) }),
    );
    expect(one.failed).toEqual([]);
    expect(other.ground.network).toEqual(one.ground.network);
    // Closed is what lies between two crossings: at the corner of the city, round the corner.
    const metres = 4000 - 200 + Math.hypot(100, 100) + 50;
    expect(one.ground.network.report.km).toBeCloseTo(metres / 1000, 3);
    expect(one.ground.network.report.boundary).toEqual(today.network.report.boundary);
  });

  it("that cannot be made are told by id with the reason, the others made", () => {
    const { failed } = sceneOf(
      today,
      state({ streets: { outside, twice: { ...outside, kind: "gate", to: from } } }),
    );
    expect(failed).toEqual([
      { id: "outside", why: "repair-nothing-to-join" },
      { id: "twice", why: "repair-nothing-crosses" },
    ]);
  });
});

it("the key of a scene tells scenes apart and nothing else", () => {
  const site = siteAt(100, 100);
  const one = state({ sites: { a: site, b: SITE }, facilities: { a: AS_IS } });
  const same = state({
    sites: { b: { ...SITE, cost: 9, required: true }, a: site, c: { ...site, candidate: true } },
    facilities: { a: AS_IS },
    areas: { x: { role: "search", name: "", ring: [[0, 0]] } },
  });
  expect(sceneKey(same)).toBe(sceneKey(one));
  expect(sceneKey(state({ ...one, sites: { a: site } }))).not.toBe(sceneKey(one));
  expect(sceneKey(state({ ...one, facilities: { a: { ...AS_IS, closed: true } } }))).not.toBe(
    sceneKey(one),
  );
});
