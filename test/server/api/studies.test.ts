import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Job, type Problem } from "#contract/jobs.ts";
import { Cells, FacilityList, Study, type StudySummary } from "#contract/study.ts";
import { UnitShapes } from "#contract/units.ts";
import { service, townForm, type Service } from "./service.ts";

let town: Service;
let id: string;
beforeAll(async () => {
  town = await service();
  id = await town.makeTown();
});
afterAll(() => town.close());

describe("a study made from uploaded files", () => {
  it("is announced as a job that ends with the study's id", async () => {
    const reply = await town.post(townForm({ name: "又一个" }));
    expect(reply.statusCode).toBe(202);
    const started = reply.json<Job>();
    expect(Value.Check(Job, started)).toBe(true);
    expect(started.state).toBe("running");
    expect(reply.headers["location"]).toBe(`/api/jobs/${started.id}`);
    await town.jobs.ended(started.id);
    const ended = (await town.get(`/api/jobs/${started.id}`)).json<Job>();
    expect(Value.Check(Job, ended)).toBe(true);
    expect(ended).toMatchObject({ state: "done" });
    expect(new Set(ended.progress.map(({ stage }) => stage))).toEqual(
      new Set(["streets", "network", "people", "facilities", "base-map", "catchments", "store"]),
    );
    expect(ended.progress.every(({ done, total }) => done === total)).toBe(true);
    const list = (await town.get("/api/studies")).json<StudySummary[]>();
    expect(list.map(({ name }) => name)).toEqual(["又一个", "七里镇"]);
    expect(list[0]?.id).toBe(ended.study);
    expect(
      (await town.inject({ method: "DELETE", url: `/api/studies/${ended.study}` })).statusCode,
    ).toBe(204);
  });

  it("says where it is, what it is made from, and what could not be used", async () => {
    const reply = await town.get(`/api/studies/${id}`);
    const study = reply.json<Study>();
    expect(reply.statusCode).toBe(200);
    expect(Value.Check(Study, study)).toBe(true);
    expect(study).toMatchObject({
      id,
      name: "七里镇",
      synthetic: false,
      resolution: 10,
      snapCap: 300,
      groups: ["0_2", "60_plus"],
      units: [
        { id: "w", name: "西社区" },
        { id: "e", name: "东社区" },
      ],
      // 49 crossings of 10 + column people, and 40 people far to the north.
      people: { total: 49 * 10 + 7 * 21 + 40, read: 50, dropped: 0 },
      facilities: { read: 5, snapped: 3, refused: 2 },
    });
    expect(study.services.filter(({ facilities }) => facilities > 0)).toEqual([
      { service: "kindergarten", facilities: 1 },
      { service: "clinic", facilities: 3 },
      { service: "market", facilities: 1 },
    ]);
    expect(study.dropped).toEqual([
      expect.objectContaining({ file: "设施.csv", row: 6, column: "service", value: "palace" }),
    ]);
    expect(study.inputs.map(({ role, name }) => [role, name])).toEqual([
      ["network", "qili.osm"],
      ["facilities", "设施.csv"],
      ["people", "people.csv"],
      ["units", "units.geojson"],
    ]);
    const [west, south, east, north] = study.bounds;
    // The people inside the extract, not those far to the north.
    expect([west, south, east, north]).toEqual(
      [100.0003, 38.0002, 100.0123, 38.0122].map((x) => expect.closeTo(x, 3)),
    );
    expect(study.boundary).toEqual([
      [99.999, 37.999],
      [100.013, 37.999],
      [100.013, 38.013],
      [99.999, 38.013],
      [99.999, 37.999],
    ]);
  });

  it("has cells whose columns stand beside each other", async () => {
    const cells = (await town.get(`/api/studies/${id}/cells`)).json<Cells>();
    const study = (await town.get(`/api/studies/${id}`)).json<Study>();
    expect(Value.Check(Cells, cells)).toBe(true);
    const { length } = cells.cells;
    expect(length).toBe(study.people.cells);
    for (const column of [
      cells.people,
      cells.unit,
      cells.linked,
      cells.leg,
      cells.edge,
      ...Object.values(cells.groups),
    ])
      expect(column).toHaveLength(length);
    expect(cells.people.reduce((a, b) => a + b)).toBe(study.people.total);
    // The one place far to the north is outside the extract and has no network.
    const far = cells.linked.flatMap((linked, c) => (linked ? [] : [c]));
    expect(far).toHaveLength(1);
    expect(cells).toMatchObject({ people: expect.anything() });
    expect([
      cells.people[far[0]!],
      cells.leg[far[0]!],
      cells.edge[far[0]!],
      cells.unit[far[0]!],
    ]).toEqual([40, null, 0, -1]);
    // People 0.1 steps (some 20 m) north of their street.
    expect(cells.leg.filter((leg) => leg !== null).every((leg) => leg > 0 && leg < 40)).toBe(true);
  });

  it("lists the facilities with where they join the network or why they do not", async () => {
    const facilities = (await town.get(`/api/studies/${id}/facilities`)).json<FacilityList>();
    expect(Value.Check(FacilityList, facilities)).toBe(true);
    expect(facilities.map((facility) => facility.id)).toEqual(["C1", "C2", "K1", "FAR"]);
    expect(facilities[1]).toMatchObject({
      name: "西门站, 二层",
      services: ["clinic", "market"],
      capacity: 12,
      capacities: {},
      attributes: {},
      refused: null,
      snap: { metres: 0, lng: 100.01, lat: expect.closeTo(38.0098, 6), street: "南北6路" },
    });
    expect(facilities[3]).toMatchObject({
      snap: null,
      refused: { reason: "outside-extract", metres: null },
    });
  });

  it("gives the outlines of its units in their order", async () => {
    const shapes = (await town.get(`/api/studies/${id}/units`)).json<UnitShapes>();
    expect(Value.Check(UnitShapes, shapes)).toBe(true);
    expect(shapes.features.map(({ properties }) => properties.id)).toEqual(["w", "e"]);
  });

  it("has an empty collection of outlines when it has no units", async () => {
    const { id: job } = (await town.post(townForm({ units: null }))).json<Job>();
    const made = await town.jobs.ended(job);
    const shapes = await town.get(`/api/studies/${made?.study}/units`);
    expect(shapes.json()).toEqual({ type: "FeatureCollection", features: [] });
    await town.library.remove(made!.study!);
  });

  it("takes the resolution and the snapping distance that are asked for", async () => {
    const { id: job } = (
      await town.post(townForm({ resolution: "9", snapCap: "50.5" }))
    ).json<Job>();
    const made = await town.jobs.ended(job);
    const study = (await town.get(`/api/studies/${made?.study}`)).json<Study>();
    expect(study).toMatchObject({ resolution: 9, snapCap: 50.5 });
    await town.library.remove(study.id);
  });

  it("is gone, with its files, once deleted", async () => {
    const other = await town.makeTown();
    expect(existsSync(join(town.home, "studies", other, "network.ykz"))).toBe(true);
    const reply = await town.inject({ method: "DELETE", url: `/api/studies/${other}` });
    expect([reply.statusCode, reply.body]).toEqual([204, ""]);
    expect(existsSync(join(town.home, "studies", other))).toBe(false);
    const after = await town.get(`/api/studies/${other}/cells`);
    expect([after.statusCode, after.json<Problem>().code]).toEqual([404, "no-such-study"]);
  });

  it("leaves nothing behind but the studies", async () => {
    expect(await readdir(join(town.home, "drafts"))).toEqual([]);
    expect(await readdir(join(town.home, "studies"))).toEqual([id]);
    expect(await readdir(join(town.home, "studies", id, "inputs"))).toEqual([
      "facilities-设施.csv",
      "people-people.csv",
      "units-units.geojson",
    ]);
    expect(town.faults).toEqual([]);
  });
});

describe("the copy of a reply that a browser holds", () => {
  it("is confirmed without sending it again, for as long as study and program are the same", async () => {
    const first = await town.get(`/api/studies/${id}/cells`);
    const { etag } = first.headers;
    expect(first.headers["cache-control"]).toBe("private, no-cache");
    const again = await town.get(`/api/studies/${id}/cells`, { "if-none-match": String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    const other = await town.get(`/api/studies/${id}/cells`, { "if-none-match": 'W/"older"' });
    expect(other.statusCode).toBe(200);
  });
});
