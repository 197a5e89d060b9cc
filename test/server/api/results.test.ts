import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Catchment, Coverage, GapList, Surface, Walk } from "#contract/coverage.ts";
import type { Cells, FacilityList } from "#contract/study.ts";
import { cellAt } from "#core/geo/cells.ts";
import { service, type Service } from "./service.ts";
import { MIDDLE } from "../../fixtures/town-files.ts";

let town: Service;
let base: string;
let cells: Cells;
beforeAll(async () => {
  town = await service();
  base = `/api/studies/${await town.makeTown()}`;
  cells = await ask<Cells>("cells");
});
afterAll(() => town.close());

async function ask<T>(what: string, query: Record<string, string | number> = {}): Promise<T> {
  const pairs = Object.entries(query).map(([key, value]) => [key, String(value)]);
  const reply = await town.get(`${base}/${what}?${new URLSearchParams(pairs)}`);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json<T>();
}

/** Every way of walking there is, with limits that cut through the town. */
const QUESTIONS = ["adult", "elder", "wheelchair"].flatMap((profile) =>
  ["towards", "from"].flatMap((direction) => [
    { profile, direction, measure: "time", limitMinutes: 4 },
    { profile, direction, measure: "time", limitMinutes: 7.5, speed: 0.83 },
    { profile, direction, measure: "distance", limitMetres: 330 },
  ]),
);

describe("a surface", () => {
  it.each(QUESTIONS)("gives the very people that coverage counts: %o", async (question) => {
    const { limitMinutes, limitMetres, ...walking } = question;
    const surface = await ask<Surface>("surface", { service: "clinic", ...walking });
    const coverage = await ask<Coverage>("coverage", { service: "clinic", ...question });
    expect(Value.Check(Surface, surface)).toBe(true);
    expect(Value.Check(Coverage, coverage)).toBe(true);
    const limit = limitMinutes === undefined ? limitMetres : limitMinutes * 60;
    const sums = { covered: 0, gap: 0, unknown: 0 };
    for (const [c, cost] of surface.cost.entries()) {
      // As the contract says the page does it.
      const metres = cells.edge[c]!;
      const edge = surface.unlinked.includes(c)
        ? 0
        : question.measure === "time"
          ? Math.floor(metres * (10 / surface.speed)) / 10
          : metres;
      if (cost !== null && cost <= limit) sums.covered += cells.people[c]!;
      else if (edge <= limit) sums.unknown += cells.people[c]!;
      else sums.gap += cells.people[c]!;
    }
    expect(coverage.all).toMatchObject(sums);
    expect(coverage.all.people).toBe(cells.people.reduce((a, b) => a + b));
    expect(Math.min(sums.covered, sums.gap, sums.unknown)).toBeGreaterThan(0);
  });

  it("names the cells that this walker has no network near", async () => {
    const surface = await ask<Surface>("surface", { service: "clinic" });
    expect(surface.unlinked).toEqual(cells.linked.flatMap((linked, c) => (linked ? [] : [c])));
    expect(surface.unlinked).toHaveLength(1);
    // Beside the flight of steps, half way between two streets, some 110 m from either.
    const people = "lng,lat,people\n100.00803,38.005,7\n100.0061,38.004,3\n";
    const study = `/api/studies/${await town.makeTown({ people }, { snapCap: 50 })}`;
    const seen = async (profile: string) => {
      const asked = `service=clinic&limitMinutes=5&profile=${profile}`;
      const { unlinked } = (
        await town.get(`${study}/surface?${asked.replace(/limit.*?&/, "")}`)
      ).json<Surface>();
      const { all } = (await town.get(`${study}/coverage?${asked}`)).json<Coverage>();
      return { unlinked: unlinked.length, unknown: all.unknown };
    };
    expect(await seen("adult")).toEqual({ unlinked: 0, unknown: 0 });
    expect(await seen("wheelchair")).toEqual({ unlinked: 1, unknown: 7 });
  });

  it("names a facility exactly where there is a cost", async () => {
    const surface = await ask<Surface>("surface", { service: "market" });
    expect(surface.facility.map((f) => f !== null)).toEqual(surface.cost.map((c) => c !== null));
    expect(new Set(surface.facility)).toEqual(new Set([1, null]));
    expect(surface.speed).toBe(1.1);
    expect((await ask<Surface>("surface", { service: "market", speed: 0.5 })).speed).toBe(0.5);
  });

  it("has nothing but nulls for a service that nobody offers", async () => {
    const surface = await ask<Surface>("surface", { service: "meal" });
    expect(surface.cost.every((cost) => cost === null)).toBe(true);
    const coverage = await ask<Coverage>("coverage", { service: "meal", limitMinutes: 4 });
    expect(coverage.all).toMatchObject({ covered: 0, share: 0 });
  });
});

describe("coverage", () => {
  it("adds up over the units and stays within the people for every group", async () => {
    const { all, groups, units } = await ask<Coverage>("coverage", {
      service: "clinic",
      limitMinutes: 4,
    });
    expect(units).toHaveLength(2);
    // The 40 people outside every unit are unknown.
    expect(units.reduce((sum, { people }) => sum + people, 0)).toBe(all.people - 40);
    expect(units.reduce((sum, { covered }) => sum + covered, 0)).toBe(all.covered);
    expect(units.reduce((sum, { unknown }) => sum + unknown, 0)).toBe(all.unknown - 40);
    expect(Object.keys(groups)).toEqual(["0_2", "60_plus"]);
    expect(groups["0_2"]?.people).toBe(49 + 2);
    expect(groups["60_plus"]?.people).toBe(7 * 21 + 9);
  });
});

describe("gaps", () => {
  it.each(QUESTIONS)("hold all the people in gaps, once: %o", async (question) => {
    const gaps = await ask<GapList>("gaps", { service: "clinic", ...question });
    const coverage = await ask<Coverage>("coverage", { service: "clinic", ...question });
    expect(Value.Check(GapList, gaps)).toBe(true);
    expect(gaps.reduce((sum, { people }) => sum + people, 0)).toBe(coverage.all.gap);
    expect(gaps.map(({ rank }) => rank)).toEqual(gaps.map((_, i) => i + 1));
    const inGaps = gaps.flatMap((gap) => gap.cells);
    expect(new Set(inGaps).size).toBe(inGaps.length);
    for (const { nearest } of gaps) {
      const known = question.measure === "time" ? nearest?.minutes : nearest?.metres;
      const other = question.measure === "time" ? nearest?.metres : nearest?.minutes;
      expect(known).toBeGreaterThan(question.limitMinutes ?? question.limitMetres ?? 0);
      expect(other).toBeNull();
    }
  });

  it("have no nearest facility when there is none", async () => {
    const gaps = await ask<GapList>("gaps", { service: "meal", limitMinutes: 4 });
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.every(({ nearest }) => nearest === null)).toBe(true);
  });
});

describe("the walk from a point", () => {
  it("takes as long as the way is, in tenths rounded up", async () => {
    // From the crossing of the second streets to the clinic 0.0002° to the east, at 38.002° N:
    // 6,371,007.2 m × π/180 × 0.0002 × cos 38.002° = 17.524 m, at 1.1 m/s 15.931 s.
    const point = { lng: 100.002, lat: 38.002 };
    const walk = await ask<Walk>("walk", point);
    expect(Value.Check(Walk, walk)).toBe(true);
    expect(walk.snap).toMatchObject({ metres: 0, lng: 100.002, lat: 38.002 });
    expect(walk.nearest.find(({ facility }) => facility === 0)).toEqual({
      service: "clinic",
      facility: 0,
      cost: 16,
    });
    const metres = await ask<Walk>("walk", { ...point, measure: "distance" });
    expect(metres.nearest.find(({ facility }) => facility === 0)?.cost).toBe(17.6);
  });

  it("goes the way people walk: towards the facilities, or from them", async () => {
    // On the third street, walked northwards only, half way between the third and the fourth crossing. A step
    // is 222.39 m north and 175.2 m east. To the clinic: half a step north, one west, two south, 17.5 m east.
    // From the clinic: 0.9 steps east and one and a half north.
    const point = { lng: 100.004, lat: 38.005, measure: "distance" };
    const towards = await ask<Walk>("walk", point);
    const from = await ask<Walk>("walk", { ...point, direction: "from" });
    const toC1 = (walk: Walk) => walk.nearest.find(({ facility }) => facility === 0)?.cost;
    expect(toC1(towards)).toBeCloseTo(111.2 + 175.2 + 444.8 + 17.5, -0.5);
    expect(toC1(from)).toBeCloseTo(157.7 + 333.6, -0.5);
  });

  it.each(["towards", "from"])("agrees with the surface at every cell: %s", async (direction) => {
    const surface = await ask<Surface>("surface", { service: "clinic", direction });
    const people = townPeople();
    let compared = 0;
    for (const [c, cost] of surface.cost.entries()) {
      const at = people.find(({ cell }) => cell === c);
      if (at === undefined || cost === null) continue;
      compared += 1;
      const walk = await ask<Walk>("walk", { lng: at.lng, lat: at.lat, direction });
      const [nearest] = walk.nearest.filter((one) => one.service === "clinic");
      expect(nearest).toEqual({ service: "clinic", facility: surface.facility[c], cost });
    }
    expect(compared).toBeGreaterThan(30);
  });

  it("names the five nearest of each service, nearest first", async () => {
    const places = [3, 0, 6, 1, 5, 2, 4];
    const facilities = `id,name,service,lng,lat\n${places.map((row) => `R${row},R${row},clinic,100,${38 + row * 0.002}`).join("\n")}\n`;
    const study = await town.makeTown({ facilities });
    const walk = (await town.get(`/api/studies/${study}/walk?lng=100&lat=38.0005`)).json<Walk>();
    expect(walk.nearest.map(({ facility }) => places[facility])).toEqual([0, 1, 2, 3, 4]);
    const costs = walk.nearest.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });

  it("reaches its own cell, and more with a larger limit", async () => {
    const few = await ask<Walk>("walk", { ...MIDDLE, limitMinutes: 3 });
    const many = await ask<Walk>("walk", { ...MIDDLE, limitMinutes: 9 });
    expect(few.reach!.cells.length).toBeGreaterThan(0);
    expect(many.reach!.cells).toEqual(expect.arrayContaining(few.reach!.cells));
    expect(many.reach!.cells.length).toBeGreaterThan(few.reach!.cells.length);
    const sum = many.reach!.cells.reduce((people, c) => people + cells.people[c]!, 0);
    expect(many.reach!.people).toBe(sum);
  });

  it("is refused, with the reason, where there is no network near", async () => {
    const outside = await ask<Walk>("walk", { lng: 10, lat: 50 });
    expect(outside).toEqual({
      snap: null,
      refused: { reason: "outside-extract", metres: null },
      reach: null,
      nearest: [],
    });
    const study = await town.makeTown({}, { snapCap: 50 });
    const far = (
      await town.get(`/api/studies/${study}/walk?lng=100.005&lat=38.00507`)
    ).json<Walk>();
    expect(far.refused).toEqual({ reason: "too-far", metres: 88 });
  });
});

describe("a catchment", () => {
  it("holds the cells whose walk to the facility is within the limit", async () => {
    const surface = await ask<Surface>("surface", { service: "market" });
    const catchment = await ask<Catchment>("catchment", { facility: "C2", limitMinutes: 8 });
    expect(Value.Check(Catchment, catchment)).toBe(true);
    expect(catchment.facility).toBe(1);
    expect(catchment.reach?.cells).toEqual(
      surface.cost.flatMap((cost, c) => (cost !== null && cost <= 480 ? [c] : [])),
    );
    expect(catchment.reach?.outline.coordinates.length).toBeGreaterThan(0);
  });

  it("is not there for a facility that does not join the network, and says why", async () => {
    const facilities = await ask<FacilityList>("facilities");
    const catchment = await ask<Catchment>("catchment", { facility: "FAR" });
    expect(catchment).toEqual({
      facility: 3,
      reach: null,
      refused: { reason: "outside-extract", metres: null },
    });
    expect(facilities[3]?.refused).toEqual(catchment.refused);
  });
});

/** The first people of every cell where all its people are at one place: there a walk can be compared. */
function townPeople(): { cell: number; lng: number; lat: number }[] {
  const places = Array.from({ length: 49 }, (_, i) => {
    const [column, row] = [i % 7, Math.floor(i / 7)];
    const degrees = (x: number) => Math.round(x * 1e7) / 1e7;
    return {
      lng: degrees(100 + (column + 0.15) * 0.002),
      lat: degrees(38 + (row + 0.1) * 0.002),
      people: 10 + column,
      cell: -1,
    };
  });
  return places
    .map((place) => ({ ...place, cell: cells.cells.indexOf(cellAt(place.lng, place.lat, 10)) }))
    .filter(({ cell, people }) => cells.people[cell] === people);
}
