import type { FeatureCollection, Point } from "geojson";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Job, type Problem } from "#contract/jobs.ts";
import { StudyLayers } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import { TOWN } from "../../fixtures/town-files.ts";
import { KNOWN, service, type Service } from "./service.ts";

let town: Service;
beforeAll(async () => {
  town = await service();
});
afterAll(async () => {
  await town.close();
  for (const fault of town.faults) throw fault;
});

const PEOPLE = "lng,lat,people\n100.004,38.004,77\n100.008,38.008,23\n";

describe("a study", () => {
  it("lacks layers, and no result is computed, until the last of them is stored", async () => {
    const id = await town.makeStudy();
    const missing: string[][] = [];
    for (const [role, name] of [
      ["people", "people.csv"],
      ["facilities", "设施.csv"],
      ["network", "qili.osm"],
    ] as const) {
      missing.push((await town.layers(id)).missing);
      const reply = await town.post(`/api/studies/${id}/compute`);
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "incomplete"]);
      for (const lacking of missing.at(-1)!)
        expect(reply.json<Problem>().message).toContain(lacking);
      const file = { name, content: TOWN[role] };
      await town.confirm((await town.bring(id, role, file, KNOWN)).id);
    }
    expect(missing).toEqual([
      ["network", "people", "facilities"],
      ["network", "facilities"],
      ["network"],
    ]);
    const layers = await town.layers(id);
    expect(Value.Check(StudyLayers, layers)).toBe(true);
    expect(layers).toMatchObject({ missing: [], computing: null });
    expect(layers.layers.map(({ role }) => role)).toEqual(["network", "people", "facilities"]);
    expect(layers.results.map((one) => [one.id, one.stale])).toEqual([[`${id}-r1`, false]]);
    expect((await town.get(`/api/studies/${id}/cells`)).statusCode).toBe(200);
  });
});

describe("versions of layers", () => {
  it("are added and never changed; older results stay what they were", async () => {
    const id = await town.makeTown();
    const before = await town.layers(id);
    const cells = (await town.get(`/api/studies/${id}/cells`)).json();
    const first = before.layers.find(({ role }) => role === "people")!;
    expect(first).toMatchObject({ layer: "people", version: 1, amount: 49 * 10 + 7 * 21 + 40 });

    const judged = await town.bring(id, "people", { name: "新.csv", content: PEOPLE }, KNOWN);
    const done = await town.confirm(judged.id);
    expect(done.became).toEqual({ layer: "people", version: 2 });
    const after = await town.layers(id);
    expect(after.history).toEqual([
      ...before.history,
      expect.objectContaining({ layer: "people", version: 2, amount: 100 }),
    ]);
    expect(after.layers.map(({ layer, version }) => `${layer} v${version}`)).toEqual([
      "network v1",
      "units v1",
      "people v2",
      "facilities v1",
    ]);
    // The new result is shown, and the old one says what it was computed from.
    expect(after.results.map((one) => [one.id, one.stale])).toEqual([
      [`${id}-r2`, false],
      [`${id}-r1`, true],
    ]);
    const versions = (study: Study) =>
      study.uses.map(({ layer, version }) => `${layer} ${version}`);
    const newest = (await town.get(`/api/studies/${id}`)).json<Study>();
    const old = (await town.get(`/api/studies/${id}-r1`)).json<Study>();
    expect([newest.id, newest.people.total]).toEqual([`${id}-r2`, 100]);
    expect([old.id, old.study, old.people.total]).toEqual([`${id}-r1`, id, first.amount]);
    expect(versions(newest)).toContain("people 2");
    expect(versions(old)).toContain("people 1");
    expect((await town.get(`/api/studies/${id}-r1/cells`)).json()).toEqual(cells);
    // A result is no study: it has no layers of its own and cannot be changed.
    for (const [method, path] of [
      ["GET", "layers"],
      ["POST", "compute"],
      ["POST", "imports"],
    ] as const) {
      const reply = await town.inject({ method, url: `/api/studies/${id}-r1/${path}` });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    }
    expect((await town.inject({ method: "DELETE", url: `/api/studies/${id}-r1` })).statusCode).toBe(
      404,
    );
  });

  it("of facilities replace the layer that is named, and no other", async () => {
    const id = await town.makeTown();
    const more = "id,name,service,lng,lat\nX1,新站,clinic,100.002,38.002\n";
    const bring = (name: string, replaces: string) =>
      town
        .bring(id, "facilities", { name, content: more }, { ...KNOWN, layer: { replaces } })
        .then((judged) => town.confirm(judged.id));
    expect((await bring("b.csv", "")).became).toEqual({ layer: "facilities-2", version: 1 });
    expect((await bring("c.csv", "facilities")).became).toEqual({
      layer: "facilities",
      version: 2,
    });
    const { layers } = await town.layers(id);
    expect(
      layers
        .filter(({ role }) => role === "facilities")
        .map(({ layer, amount }) => [layer, amount]),
    ).toEqual([
      ["facilities", 1],
      ["facilities-2", 1],
    ]);
    expect((await town.get(`/api/studies/${id}`)).json<Study>().facilities.read).toBe(2);
  });
});

describe("a computation", () => {
  it("gives way to a newer one of the same study, whose result is the one that stays", async () => {
    const id = await town.makeTown();
    const replies = await Promise.all([1, 2].map(() => town.post(`/api/studies/${id}/compute`)));
    const jobs = replies.map((reply) => reply.json<Job>());
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    expect(Value.Check(Job, jobs[0])).toBe(true);
    expect(replies[0]!.headers["location"]).toBe(`/api/jobs/${jobs[0]!.id}`);
    const ended = await Promise.all(jobs.map((job) => town.jobs.ended(job.id)));
    expect(ended.map((job) => job?.state)).toEqual(["cancelled", "done"]);
    expect(ended[1]?.study).toBe(id);
    const { results } = await town.layers(id);
    expect(results).toHaveLength(2);
    const job = (await town.get(`/api/jobs/${jobs[1]!.id}`)).json<Job>();
    expect(new Set(job.progress.map(({ stage }) => stage))).toEqual(
      new Set(["network", "people", "facilities", "catchments", "store"]),
    );
    expect(job.progress.every(({ done, total }) => done === total)).toBe(true);
  });

  it("is told of while it runs, can be cancelled, and then leaves nothing", async () => {
    const id = await town.makeTown();
    const { id: job } = (await town.post(`/api/studies/${id}/compute`)).json<Job>();
    expect((await town.layers(id)).computing).toBe(job);
    const reply = await town.inject({ method: "DELETE", url: `/api/jobs/${job}` });
    expect(reply.json<Job>()).toMatchObject({ id: job, state: "cancelled" });
    const { computing, results } = await town.layers(id);
    expect([computing, results.map((one) => one.id)]).toEqual([null, [`${id}-r1`]]);
    expect((await town.get(`/api/studies/${id}/cells`)).statusCode).toBe(200);
  });
});

describe("a version as a file", () => {
  let base: string;
  beforeAll(async () => {
    base = `/api/studies/${await town.makeTown()}/layers`;
  });

  const TYPES = {
    geojson: ["application/geo+json; charset=utf-8", "geojson", "{"],
    geopackage: ["application/geopackage+sqlite3", "gpkg", "SQLite format 3\0"],
    shapefile: ["application/zip", "zip", "PK"],
    csv: ["text/csv; charset=utf-8", "csv", "\ufeff"],
  } as const;
  const SYSTEMS = {
    "EPSG:4326": "WGS84",
    "EPSG:4490": "CGCS2000",
    "EPSG:4542": "CGCS2000-CM99",
    "GCJ-02": "GCJ-02",
  } as const;
  const ALL = ["network", "units", "people", "facilities"].flatMap((layer) =>
    Object.keys(TYPES).flatMap((format) =>
      Object.keys(SYSTEMS).map((crs) => [layer, format as keyof typeof TYPES, crs] as const),
    ),
  );

  it.each(ALL)("of the %s comes as %s in %s, by its name", async (layer, format, crs) => {
    const query = new URLSearchParams({ format, crs });
    const reply = await town.get(`${base}/${layer}/1/file?${query}`);
    const [type, extension, magic] = TYPES[format];
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toBe(type);
    expect(reply.rawPayload.subarray(0, Buffer.byteLength(magic)).toString()).toBe(magic);
    const [, plain, name] = /^attachment; filename="(.*)"; filename\*=UTF-8''(.*)$/.exec(
      String(reply.headers["content-disposition"]),
    )!;
    expect(plain).toBe(`${layer}.${SYSTEMS[crs as keyof typeof SYSTEMS]}.${extension}`);
    expect(decodeURIComponent(name!)).toMatch(new RegExp(`_v1_.*\\.${extension}$`));
    expect(decodeURIComponent(name!)).toContain(SYSTEMS[crs as keyof typeof SYSTEMS]);
    expect(decodeURIComponent(name!)).not.toContain("示例");
  });

  it("holds the places where they were, or moved as the system has it", async () => {
    const read = async (crs: string) =>
      (await town.get(`${base}/facilities/1/file?crs=${crs}`)).json<FeatureCollection<Point>>();
    const [, c2] = (await read("EPSG:4326")).features;
    expect(c2?.geometry.coordinates).toEqual([100.01, 38.0098].map((x) => expect.closeTo(x, 6)));
    // In the zone around 102° E, by the series of the transverse Mercator projection on GRS80, with λ = -1.99° =
    // -0.034732: the meridian's arc to 38.0098° is 4,208,586 m, N = 6,386,246 m; N sin φ cos φ λ²/2 = 1869 m more
    // north; N cos φ λ = -174,766 m east, and its cubic term -9 m.
    const [, zone] = (await read("EPSG:4543")).features;
    const [east = 0, north = 0] = zone?.geometry.coordinates ?? [];
    expect(Math.abs(east - (500_000 - 174_775))).toBeLessThan(20);
    expect(Math.abs(north - (4_208_586 + 1869))).toBeLessThan(20);
    // GCJ-02 lies some hundreds of metres off, by design.
    const [, gcj] = (await read("GCJ-02")).features;
    const [lng = 0, lat = 0] = gcj?.geometry.coordinates ?? [];
    const metres = Math.hypot((lng - 100.01) * 87_700, (lat - 38.0098) * 111_000);
    expect(metres).toBeGreaterThan(100);
    expect(metres).toBeLessThan(1000);
  });

  it.each([
    ["format=dxf", "format"],
    ["crs=EPSG:27700", "EPSG:27700"],
    ["crs=", "coordinate system"],
  ])("does not come with %s", async (query, named) => {
    const reply = await town.get(`${base}/people/1/file?${query}`);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-parameter"]);
    expect(reply.json<Problem>().message).toContain(named);
  });

  it("says in its name and in itself that it is invented, where it is", async () => {
    const id = await town.makeTown({}, { practice: true });
    const reply = await town.get(`/api/studies/${id}/layers/people/1/file?format=csv`);
    expect(decodeURIComponent(String(reply.headers["content-disposition"]))).toContain("示例");
  });

  it("comes with the account of the file it was made from", async () => {
    const reply = await town.get(`${base}/facilities/1/account.csv`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-disposition"]).toContain(
      encodeURIComponent("设施.csv_逐行账目.csv"),
    );
    expect(reply.body).toContain("palace");
    expect([...reply.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});
