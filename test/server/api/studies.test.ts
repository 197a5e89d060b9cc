import { existsSync } from "node:fs";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import { StudyLayers } from "#contract/layers.ts";
import { Cells, FacilityList, Study, StudySummary } from "#contract/study.ts";
import { UnitShapes } from "#contract/units.ts";
import { TOWN } from "../../fixtures/town-files.ts";
import { filesBelow, importForm, service, type Service } from "./service.ts";

let town: Service;
let id: string;
beforeAll(async () => {
  town = await service();
  id = await town.makeTown();
});
afterAll(() => town.close());

describe("an empty study", () => {
  it("is made at once, and says what it lacks", async () => {
    const reply = await town.post("/api/studies", { name: " 新的\n\u200b研究 ", practice: true });
    expect(reply.statusCode).toBe(201);
    const made = reply.json<StudyLayers>();
    expect(Value.Check(StudyLayers, made)).toBe(true);
    expect(reply.headers["location"]).toBe(`/api/studies/${made.id}`);
    expect(made).toEqual({
      id: expect.stringMatching(/^s[0-9a-f]{10}$/),
      name: "新的 研究",
      // What is practised with is invented.
      synthetic: true,
      resolution: 10,
      snapCap: 300,
      layers: [],
      history: [],
      results: [],
      missing: ["network", "people", "facilities"],
      computing: null,
    });
    const list = (await town.get("/api/studies")).json<StudySummary[]>();
    expect(list.map(({ name, ready }) => [name, ready])).toEqual([
      ["新的 研究", false],
      ["七里镇", true],
    ]);
    expect(list.every((one) => Value.Check(StudySummary, one))).toBe(true);
    const deleted = await town.inject({ method: "DELETE", url: `/api/studies/${made.id}` });
    expect(deleted.statusCode).toBe(204);
  });

  it.each([
    [{}, "The parameter name is missing."],
    [{ name: "" }, 'The parameter name cannot be "".'],
    [{ name: " \u3000\u200b\n" }, "The name is blank."],
    [{ name: "长".repeat(81) }, /^The parameter name cannot be /],
    [{ name: "a", resolution: 7 }, 'The parameter resolution cannot be "7".'],
    [{ name: "a", resolution: 12 }, 'The parameter resolution cannot be "12".'],
    [{ name: "a", resolution: 9.5 }, 'The parameter resolution cannot be "9.5".'],
    [{ name: "a", snapCap: -1 }, 'The parameter snapCap cannot be "-1".'],
    [{ name: "a", snapCap: 5001 }, 'The parameter snapCap cannot be "5001".'],
    [{ name: "a", colour: "red" }, 'There is no parameter "colour" here.'],
    [{ name: "a", id: "demonstration" }, 'There is no parameter "id" here.'],
  ])("cannot be made from %j", async (body, message) => {
    const reply = await town.post("/api/studies", body);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-parameter"]);
    expect(reply.json<Problem>().message).toMatch(message);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded"])(
    "cannot be made from %s",
    async (type) => {
      const headers = { "content-type": type };
      const reply = await town.inject({
        method: "POST",
        url: "/api/studies",
        headers,
        payload: "{}",
      });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([415, "not-a-form"]);
    },
  );
});

describe("a study made of imported files", () => {
  it("says where it is, what it is made from, and what could not be used", async () => {
    const reply = await town.get(`/api/studies/${id}`);
    const study = reply.json<Study>();
    expect(reply.statusCode).toBe(200);
    expect(Value.Check(Study, study)).toBe(true);
    expect(study).toMatchObject({
      id: `${id}-r1`,
      study: id,
      ready: true,
      repairs: 0,
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
      facilities: { read: 4, snapped: 3, refused: 1 },
    });
    expect(study.services.filter(({ facilities }) => facilities > 0)).toEqual([
      { service: "kindergarten", facilities: 1 },
      { service: "clinic", facilities: 3 },
      { service: "market", facilities: 1 },
    ]);
    // The palace was left out when the file came in, and is told in that layer's account.
    expect(study.dropped).toEqual([]);
    const { layers } = await town.layers(id);
    const { account } = layers.find(({ role }) => role === "facilities")!;
    expect(account).toMatchObject({ read: 5, usable: 4 });
    expect(account.notes).toContainEqual({
      row: 6,
      outcome: "doubtful",
      reason: { code: "service-missing", values: { text: "palace" } },
    });
    expect(study.uses).toEqual(
      layers.map(({ layer, version, name }) => ({ layer, version, name })),
    );
    expect(study.inputs.map(({ role, name }) => [role, name])).toEqual([
      ["network", "qili.osm"],
      ["units", "units.geojson"],
      ["people", "people.csv"],
      ["facilities", "设施.csv"],
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
    const made = await town.makeTown({ units: null }, { resolution: 9, snapCap: 50.5 });
    const shapes = await town.get(`/api/studies/${made}/units`);
    expect(shapes.json()).toEqual({ type: "FeatureCollection", features: [] });
    // The resolution and the snapping distance are those asked for.
    const study = (await town.get(`/api/studies/${made}`)).json<Study>();
    expect(study).toMatchObject({ resolution: 9, snapCap: 50.5, study: made });
    await town.inject({ method: "DELETE", url: `/api/studies/${made}` });
  });

  it("leaves nothing behind but the result, and what is kept of its files", async () => {
    const { layers } = await town.layers(id);
    expect(await filesBelow(join(town.home, "drafts"))).toEqual([]);
    expect(await readdir(join(town.home, "studies"))).toEqual([`${id}-r1`]);
    expect(await readdir(join(town.home, "studies", `${id}-r1`, "inputs"))).toEqual([]);
    expect(await filesBelow(join(town.home, "artifacts"))).toEqual(
      [
        "drafts/",
        ...new Set(layers.map(({ sha256 }) => `${sha256.slice(0, 2)}/`)),
        ...layers.map(({ sha256 }) => `${sha256.slice(0, 2)}/${sha256}`),
      ].sort(),
    );
    for (const { sha256 } of layers) expect(await town.artifacts.verify(sha256)).toBe(true);
    // Of what was imported, the notes: the files themselves are gone.
    const left = await filesBelow(join(town.home, "imports"));
    expect(left.filter((path) => !path.endsWith("/"))).toHaveLength(4);
    expect(left.every((path) => path.endsWith("/") || path.endsWith("/notes.json"))).toBe(true);
    expect(town.faults).toEqual([]);
  });
});

describe("a study that is deleted", () => {
  it("is gone with its results, its imports and its contents", async () => {
    const other = await town.makeTown({ people: "lng,lat,people\n100.004,38.004,77\n" });
    const waiting = await town.bring(other, "people", { name: "p.csv", content: TOWN.people });
    const own = (await town.layers(other)).layers.find(({ role }) => role === "people")!.sha256;
    const before = await readdir(join(town.home, "imports"));
    // What was kept within the last minute may be on its way into another study.
    for (const { sha256 } of (await town.layers(other)).layers)
      await utimes(town.artifacts.pathOf(sha256), new Date(0), new Date(0));
    expect(existsSync(join(town.home, "studies", `${other}-r1`, "network.ykz"))).toBe(true);

    const reply = await town.inject({ method: "DELETE", url: `/api/studies/${other}` });
    expect([reply.statusCode, reply.body]).toEqual([204, ""]);
    expect(await readdir(join(town.home, "studies"))).toEqual([`${id}-r1`]);
    expect(await readdir(join(town.home, "imports"))).toHaveLength(before.length - 5);
    for (const path of [`studies/${other}/cells`, `studies/${other}-r1`, `imports/${waiting.id}`])
      expect((await town.get(`/api/${path}`)).statusCode).toBe(404);
    const again = await town.inject({ method: "DELETE", url: `/api/studies/${other}` });
    expect(again.statusCode).toBe(404);

    expect(existsSync(town.artifacts.pathOf(own))).toBe(false);
    // What it had in common with the other study is still there.
    for (const { sha256 } of (await town.layers(id)).layers)
      expect(await town.artifacts.verify(sha256)).toBe(true);
    expect(town.faults).toEqual([]);
  });

  it("takes reading of its files and computing with it", async () => {
    const other = await town.makeTown();
    const sent = await town.post(
      `/api/studies/${other}/imports`,
      importForm({ role: "people", file: { name: "p.csv", content: TOWN.people } }),
    );
    const { id: job } = (await town.post(`/api/studies/${other}/compute`)).json<{ id: string }>();
    const reply = await town.inject({ method: "DELETE", url: `/api/studies/${other}` });
    expect(reply.statusCode).toBe(204);
    expect(await town.imports.settled(sent.json<{ id: string }>().id)).toBeUndefined();
    expect(await town.jobs.ended(job)).toMatchObject({ state: "cancelled" });
    expect(await readdir(join(town.home, "studies"))).toEqual([`${id}-r1`]);
    expect(await filesBelow(join(town.home, "drafts"))).toEqual([]);
    const left = await readdir(join(town.home, "imports"));
    expect(left).toHaveLength(4);
    expect(town.faults).toEqual([]);
  });

  it("cannot be the demonstration", async () => {
    await town.catalogue.create({ id: "demonstration", name: "示例", synthetic: true });
    const reply = await town.inject({ method: "DELETE", url: "/api/studies/demonstration" });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "demonstration-stays"]);
    expect(await town.catalogue.row("demonstration")).toBeDefined();
    await town.catalogue.remove("demonstration");
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
