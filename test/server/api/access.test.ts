import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Coverage } from "#contract/coverage.ts";
import { AccessScores, SpatialMetrics } from "#contract/spatial.ts";
import type { Cells } from "#contract/study.ts";
import { METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { FILE_NAMES, TOWN } from "../../fixtures/town-files.ts";
import { KNOWN, service, type Service } from "./service.ts";

/** The town with a block of flats: 0.0004° on each side, at 38° N. */
const flats = (levels: number) =>
  TOWN.network.replace(
    '<tag k="building" v="yes"/>',
    `<tag k="building" v="apartments"/><tag k="building:levels" v="${levels}"/>`,
  );
const FOOTPRINT = (0.0004 * METRES_PER_DEGREE) ** 2 * Math.cos((38.0006 * Math.PI) / 180);

/** One clinic states its places, the other does not. */
const FACILITIES = `id,name,service,lng,lat,capacity
C1,东门卫生站,clinic,100.0022,38.002,
C2,西门站,clinic,100.01,38.0098,12
FAR,远处的站,clinic,100.0128,38.0198,5,
`;

let town: Service;
let study: string;
beforeAll(async () => {
  town = await service();
  study = await town.makeTown({ network: flats(5), facilities: FACILITIES });
});
afterAll(() => town.close());

async function ask<T>(what: string, query: Record<string, string | number> = {}): Promise<T> {
  const pairs = Object.entries(query).map(([key, value]) => [key, String(value)]);
  const reply = await town.get(`/api/studies/${study}/${what}?${new URLSearchParams(pairs)}`);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json<T>();
}

describe("access scores", () => {
  it.each(["binary", "enhanced", "gaussian"])("share out what is stated, %s", async (decay) => {
    const asked = { service: "clinic", decay, minutes: 5 };
    const access = await ask<AccessScores>("access", asked);
    const cells = await ask<Cells>("cells");
    expect(Value.Check(AccessScores, access)).toBe(true);
    expect(access.speed).toBe(1.1);
    expect(access.zones.map(({ weight }) => weight)).toEqual(
      decay === "enhanced" ? [1, 0.68, 0.22] : [],
    );
    expect(access.leftOut).toEqual([
      { facility: 0, why: "not-stated" },
      { facility: 2, why: "not-joined" },
    ]);
    expect(access.counted.map(({ facility, amount }) => [facility, amount])).toEqual([[1, 12]]);
    expect(access.counted[0]!.ratio! * access.counted[0]!.demand).toBeCloseTo(12, 4);
    const { people, exact, atLeast, unknown } = access.all;
    expect(exact + atLeast + unknown).toBe(people);
    expect(people).toBe(cells.people.reduce((sum, count) => sum + count));
    const sum = (keep: (c: number) => boolean) =>
      cells.people.reduce((all, count, c) => all + (keep(c) ? count : 0), 0);
    expect(unknown).toBe(sum((c) => access.score[c] === null));
    expect(atLeast).toBe(sum((c) => access.atLeast.includes(c)));
    expect(Math.min(exact, unknown)).toBeGreaterThan(0);
    expect(access.units.reduce((all, unit) => all + unit.people, 0)).toBe(people - 40);
  });

  it("are shared by an age group that the study has", async () => {
    const access = await ask<AccessScores>("access", { service: "clinic", group: "60_plus" });
    expect(access.all.people).toBe(7 * 21 + 9);
    const reply = await town.get(`/api/studies/${study}/access?service=clinic&group=3_5`);
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({
      code: "invalid-parameter",
      remedy: expect.stringContaining("0_2, 60_plus"),
    });
  });

  it("refuse what they do not know", async () => {
    for (const query of ["", "service=clinic&decay=steep", "service=clinic&minutes=31"]) {
      const reply = await town.get(`/api/studies/${study}/access?${query}`);
      expect(reply.statusCode).toBe(400);
    }
  });
});

describe("spatial metrics", () => {
  it("say of people what coverage says, and of floor what the flats have", async () => {
    const found = await ask<SpatialMetrics>("spatial-metrics", { minutes: 4 });
    expect(Value.Check(SpatialMetrics, found)).toBe(true);
    const metric = found.metrics.find(
      ({ service: of, way, profiles, pace }) =>
        of === "clinic" && way === "time" && profiles.includes("elder") && pace === "normal",
    );
    const asked = { service: "clinic", profile: "elder", limitMinutes: 4 };
    const coverage = await ask<Coverage>("coverage", asked);
    expect(metric).toMatchObject({ people: coverage.all, groups: coverage.groups, limit: 4 });
    if (!("total" in found.floor)) throw new Error(found.floor.missing);
    expect(found.floor).toMatchObject({ dwellings: 1, assumed: 0, usualLevels: 5 });
    const { total, elsewhere } = found.floor;
    expect(total + elsewhere).toBeCloseTo(5 * FOOTPRINT, 0);
    expect(metric?.floor?.squareMetres).toBe(total);
  });

  it("tell the reach of every unit at three paces", async () => {
    const { reach } = await ask<SpatialMetrics>("spatial-metrics");
    const clinic = reach.find((one) => one.service === "clinic")!;
    for (const pace of [clinic.slow, clinic.normal, clinic.fast]) {
      const coverage = await ask<Coverage>("coverage", { service: "clinic", speed: pace.speed });
      expect(pace.all).toEqual(coverage.all);
      expect(pace.covered).toEqual(coverage.units.map(({ covered }) => covered));
      expect(pace.gap).toEqual(coverage.units.map(({ gap }) => gap));
      expect(pace.unknown).toEqual(coverage.units.map(({ unknown }) => unknown));
    }
  });

  it("are confirmed without being worked out again", async () => {
    const path = `/api/studies/${study}/spatial-metrics`;
    const { etag } = (await town.get(path)).headers;
    const again = await town.get(path, { "if-none-match": String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  });

  it("say why there is no floor to count by", async () => {
    const plain = await town.makeTown();
    const reply = await town.get(`/api/studies/${plain}/spatial-metrics`);
    const { floor, metrics } = reply.json<SpatialMetrics>();
    expect(floor).toEqual({ missing: "no-dwellings" });
    expect(metrics.every((one) => one.floor === null)).toBe(true);
  });

  it("count the buildings of the very streets a result was computed from", async () => {
    const id = await town.makeTown({ network: flats(5) });
    const before = await town.get(`/api/studies/${id}/spatial-metrics`);
    const file = { name: FILE_NAMES.network, content: flats(3) };
    await town.confirm((await town.bring(id, "network", file, KNOWN)).id);
    const [after, older] = await Promise.all(
      [id, `${id}-r1`].map((one) => town.get(`/api/studies/${one}/spatial-metrics`)),
    );
    const levels = [before, after, older].map((reply) => reply!.json<SpatialMetrics>().floor);
    expect(levels).toMatchObject([{ usualLevels: 5 }, { usualLevels: 3 }, { usualLevels: 5 }]);
    // A browser that holds the older table asks for the newer one.
    expect(after!.headers["etag"]).not.toBe(before.headers["etag"]);
    expect(older!.headers["etag"]).toBe(before.headers["etag"]);
  });
});
