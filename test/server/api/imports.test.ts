import { parse } from "csv-parse/sync";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Import, type Role } from "#contract/import.ts";
import type { Problem } from "#contract/jobs.ts";
import { Template } from "#contract/layers.ts";
import { TOWN } from "../../fixtures/town-files.ts";
import { KNOWN, service, type Service } from "./service.ts";

let town: Service;
let study: string;
beforeAll(async () => {
  town = await service();
  study = await town.makeStudy();
  const { id } = await town.bring(study, "network", { name: "q.osm", content: TOWN.network });
  await town.confirm(id);
});
afterAll(async () => {
  await town.close();
  for (const fault of town.faults) throw fault;
});

const FACILITIES = { name: "设施.csv", content: TOWN.facilities };
const bring = (content: string, role: Role = "facilities") =>
  town.bring(study, role, { ...FACILITIES, content });
const drop = (id: string) => town.inject({ method: "DELETE", url: `/api/imports/${id}` });

describe("the proposal of an import", () => {
  it("says what the file was read as, and what keeps it from being stored", async () => {
    const read = await bring(TOWN.facilities);
    expect(Value.Check(Import, read)).toBe(true);
    expect(read).toMatchObject({ state: "waiting", error: null, became: null });
    const { proposal } = read;
    expect(proposal).toMatchObject({ role: "facilities", headerRow: 1 });
    expect(proposal?.columns.map(({ title, field }) => [title, field])).toEqual(
      ["id", "name", "service", "lng", "lat", "capacity"].map((title) => [title, title]),
    );
    // Five points say nothing of their coordinate system.
    expect(proposal?.blocking.map(({ code }) => code)).toEqual(["crs-too-few-points"]);
    expect(proposal?.account).toMatchObject({ read: 5 });
    const reply = await town.post(`/api/imports/${read.id}/confirm`);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "blocked"]);
    expect((await town.get(`/api/imports/${read.id}`)).json()).toEqual(read);
    await drop(read.id);
  });

  it("changes with every decision, and back again", async () => {
    const { id } = await bring(TOWN.facilities);
    const known = (await town.decide(id, KNOWN)).proposal!;
    expect(known.blocking).toEqual([]);
    // Of five rows, that of the palace waits to be told what it is.
    expect(known.account).toMatchObject({ read: 5, usable: 4, doubtful: 1, dropped: 0 });
    const doubtful = known.services!.doubtful.map(({ key, text, rows }) => [key, text, rows]);
    expect(doubtful).toEqual([["palace", "palace", 1]]);

    const told = await town.decide(id, { ...KNOWN, services: { byKey: { palace: ["market"] } } });
    expect(told.proposal!.account).toMatchObject({ read: 5, usable: 5, doubtful: 0 });
    const left = await town.decide(id, { ...KNOWN, services: { byKey: { palace: [] } } });
    expect(left.proposal!.account).toMatchObject({ read: 5, usable: 4, doubtful: 0, dropped: 1 });
    const called = await town.decide(id, {
      ...KNOWN,
      mapping: { capacity: "" },
      layer: { name: "卫生设施", source: "县卫健局", date: "2024" },
    });
    expect(called.proposal!.layer).toEqual({
      replaces: null,
      name: "卫生设施",
      source: "县卫健局",
      date: "2024",
    });
    expect(called.proposal!.columns.at(-1)).toMatchObject({ field: null, why: "user" });
    expect((await town.decide(id, KNOWN)).proposal).toEqual(known);
    await drop(id);
  });

  it.each([
    [{ role: "roads" }, "role"],
    [{ crs: { crs: "EPSG:4326" } }, "swapped"],
    [{ duplicates: { rule: "guess" } }, "rule"],
    [{ tolerance: 51 }, "tolerance"],
    [{ services: { fallback: "palace" } }, "fallback"],
    [{ colour: "red" }, "colour"],
  ])("is not changed by %j, which is no decision", async (payload, named) => {
    const read = await bring(TOWN.facilities);
    const url = `/api/imports/${read.id}/decisions`;
    const reply = await town.inject({ method: "PUT", url, payload });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-parameter"]);
    expect(reply.json<Problem>().message).toContain(named);
    expect((await town.get(`/api/imports/${read.id}`)).json()).toEqual(read);
    await drop(read.id);
  });

  it("is not made of what cannot be read, and the user is told why", async () => {
    const { id, state, error, proposal } = await town.bring(study, "facilities", {
      name: "照片.csv",
      content: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1]),
    });
    expect([state, proposal]).toEqual(["failed", null]);
    expect(error?.zh).toMatch(/\p{Script=Han}/u);
    expect(error?.en).toMatch(/[a-z]/);
    for (const [method, path] of [
      ["POST", "confirm"],
      ["PUT", "decisions"],
    ] as const) {
      const url = `/api/imports/${id}/${path}`;
      const reply = await town.inject({ method, url, payload: {} });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "not-waiting"]);
    }
  });
});

describe("an import that is confirmed", () => {
  it("twice at once is stored once", async () => {
    const { id } = await town.bring(study, "facilities", FACILITIES, KNOWN);
    const replies = await Promise.all([
      town.post(`/api/imports/${id}/confirm`),
      town.post(`/api/imports/${id}/confirm`),
    ]);
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([202, 409]));
    await town.imports.settled(id);
    const done = (await town.get(`/api/imports/${id}`)).json<Import>();
    expect(done).toMatchObject({ state: "done", became: { layer: "facilities", version: 1 } });
    const again = await town.post(`/api/imports/${id}/confirm`);
    expect(again.json<Problem>().code).toBe("not-waiting");
    // One that has ended stays as it is.
    expect((await drop(id)).json<Import>()).toMatchObject({ state: "done" });
    expect((await town.layers(study)).history.map(({ layer }) => layer)).toEqual([
      "network",
      "facilities",
    ]);
  });

  it("stands in the list of its study, the newest first", async () => {
    const one = await bring(TOWN.facilities);
    const list = (await town.get(`/api/studies/${study}/imports`)).json<Import[]>();
    expect(list[0]).toEqual(one);
    expect(list.at(-1)?.file.name).toBe("q.osm");
    expect(list.every((it) => Value.Check(Import, it))).toBe(true);
    const times = list.map(({ created }) => created);
    expect(times).toEqual(times.toSorted().toReversed());
    expect((await drop(one.id)).json<Import>()).toMatchObject({ state: "cancelled" });
  });
});

describe("the account of an import", () => {
  it("is a table in both languages that no spreadsheet takes for formulas", async () => {
    const nasty = ['=HYPERLINK("http://evil.example")', "+1", "-2+3", "@SUM(A1)", "\t=1", '"x",y'];
    const quoted = nasty.map((text) => `"${text.replaceAll('"', '""')}"`);
    const rows = quoted.map((text, i) => `N${i},${text},${text},100.00${i},38.002,${text}`);
    const { id } = await bring(`id,name,service,lng,lat,capacity\n${rows.join("\n")}\n`);
    const { proposal } = await town.decide(id, KNOWN);
    const reply = await town.get(`/api/imports/${id}/account.csv`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(reply.headers["content-disposition"]).toContain(
      encodeURIComponent("设施.csv_逐行账目.csv"),
    );
    expect([...reply.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...lines]: string[][] = parse(reply.rawPayload, { bom: true });
    expect(header).toEqual([
      "行 row",
      "处理 outcome",
      "列 column",
      "值 value",
      "原因",
      "怎么办",
      "reason",
      "remedy",
      "code",
    ]);
    expect(lines.length).toBeGreaterThanOrEqual(nasty.length);
    for (const [row, outcome, , , zh, , en, , code] of lines) {
      expect(Number(row)).toBeGreaterThanOrEqual(2);
      expect(outcome).toMatch(/(dropped|doubtful|noted)$/);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[a-z]/);
      expect(code).toMatch(/^[a-z-]+$/);
    }
    for (const cell of lines.flatMap((line) => line.slice(1)))
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const rowsSaid = new Set(lines.map(([row]) => Number(row)));
    expect(rowsSaid).toEqual(new Set(proposal!.account.notes.map(({ row }) => row)));
    await drop(id);
  });

  it("has every row, of which the proposal holds the first 500", async () => {
    const rows = Array.from({ length: 700 }, (_, i) => `R${i},某处${i},palace,100.004,38.004`);
    const { id } = await bring(`id,name,service,lng,lat\n${rows.join("\n")}\n`);
    const { proposal } = await town.decide(id, KNOWN);
    expect(proposal?.account).toMatchObject({ read: 700, usable: 0 });
    expect(proposal?.account.notes).toHaveLength(500);
    const reply = await town.get(`/api/imports/${id}/account.csv`);
    const [, ...lines]: string[][] = parse(reply.rawPayload, { bom: true });
    expect(new Set(lines.map(([row]) => row)).size).toBe(700);
    await drop(id);
  });
});

describe("a template", () => {
  const content = "编码,单位,类型,东,北\nA,甲站,clinic,100.004,38.004\n";

  it("saves how columns were read, and files with the same titles are then read so", async () => {
    const { id } = await bring(content);
    const mapping = { 编码: "id", 单位: "name", 类型: "service", 东: "lng", 北: "lat" };
    await town.decide(id, { ...KNOWN, mapping });
    const saved = await town.post("/api/templates", { name: " 县台账 ", import: id });
    expect(saved.statusCode).toBe(201);
    const template = saved.json<Template>();
    expect(Value.Check(Template, template)).toBe(true);
    expect(template).toMatchObject({
      name: "县台账",
      titles: ["编码", "单位", "类型", "东", "北"],
      mapping,
    });
    await drop(id);
    expect((await town.get("/api/templates")).json()).toEqual([template]);

    const next = await bring(content);
    expect(next.proposal?.template).toBe("县台账");
    expect(next.proposal?.columns.map(({ field, why }) => [field, why])).toEqual(
      Object.values(mapping).map((field) => [field, "template"]),
    );
    await drop(next.id);
    const url = `/api/templates/${template.id}`;
    expect((await town.inject({ method: "DELETE", url })).statusCode).toBe(204);
    expect((await town.inject({ method: "DELETE", url })).statusCode).toBe(404);
    expect((await town.get("/api/templates")).json()).toEqual([]);
    const after = await bring(content);
    expect(after.proposal?.template).toBeNull();
    await drop(after.id);
  });

  it("cannot be saved of what has no columns, or without a name", async () => {
    const list = (await town.get(`/api/studies/${study}/imports`)).json<Import[]>();
    const network = list.at(-1)!;
    const reply = await town.post("/api/templates", { name: "路网", import: network.id });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "not-waiting"]);
    for (const name of ["", "长".repeat(81)]) {
      const refused = await town.post("/api/templates", { name, import: network.id });
      expect(refused.statusCode).toBe(400);
    }
  });
});
