import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import type {
  Assessment,
  Comparison,
  Indicator,
  Snapshot,
  Trend,
} from "#contract/policy/compliance.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import {
  BENCHES,
  CODED_UNITS,
  DISTRICT,
  EAST,
  figures,
  QILI,
  textOf,
  WEST,
} from "../../fixtures/policy-town.ts";
import { service, type Service } from "./service.ts";

let asked: Service;
let study: string;
beforeAll(async () => {
  asked = await service({ now: () => new Date("2026-02-01T00:00:00Z") });
  study = await asked.makeTown({ units: CODED_UNITS });
  await addDocument(QILI);
  await enter(BENCHES);
});
afterAll(() => asked.close());

const url = (path: string) => `/api/studies/${study}/${path}`;
const addDocument = (document: typeof QILI) =>
  asked.post("/api/policy/documents", JSON.parse(textOf(document)));
const enter = (list: readonly object[]) => asked.post(url("stock"), { figures: list });
const compliance = async (unit?: string) =>
  (
    await asked.get(url(`compliance${unit === undefined ? "" : `?unit=${unit}`}`))
  ).json<Assessment>();
const benches = ({ indicators }: Assessment): Indicator =>
  indicators.find(({ id }) => id === "benches")!;

describe("a study in the city of a document that was added", () => {
  it("is held against that document alone, by its own measure and figures", async () => {
    const assessment = await compliance();
    expect(assessment.documents.map(({ id }) => id)).toEqual(["qili-2023"]);
    expect(assessment.indicators.map(({ id }) => id)).toEqual(["benches"]);
    expect(assessment.tasks.map(({ id, state }) => [id, state])).toEqual([["bench-care", null]]);
    // 40 benches ÷ 400 households × 100 = 10; 12 would take 48.
    expect(benches(assessment)).toMatchObject({
      value: 10,
      verdict: "not-met",
      shortfall: { amount: 8, unit: { zh: "张座椅" } },
      targets: [{ document: "qili-2023", inForce: true, departments: ["市民政局"] }],
    });
    expect(assessment.settings).toMatchObject({ documents: null, year: 2025, basis: "city" });
  });

  it("can be asked about by its parts", async () => {
    // 30 ÷ 200 × 100 in the west, 10 ÷ 200 × 100 in the east.
    expect(benches(await compliance(WEST))).toMatchObject({ value: 15, verdict: "met" });
    expect(benches(await compliance(EAST))).toMatchObject({
      value: 5,
      verdict: "not-met",
      shortfall: { amount: 14 },
    });
    expect((await compliance(DISTRICT)).scope).toMatchObject({ code: DISTRICT, name: "七里区" });
    const unknown = await asked.get(url("compliance?unit=620702"));
    expect([unknown.statusCode, unknown.json<Problem>().code]).toEqual([404, "no-such-unit"]);
    expect(unknown.json<Problem>().remedy).toContain(WEST);
  });

  it("is not assessable where a figure is missing, and says which", async () => {
    const other = await asked.makeTown({ units: CODED_UNITS });
    const bare = (await asked.get(`/api/studies/${other}/compliance`)).json<Assessment>();
    expect(benches(bare)).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(
      benches(bare)
        .missing.map(({ said }) => said.zh)
        .join(),
    ).toContain("座椅");
    await asked.inject({ method: "DELETE", url: `/api/studies/${other}` });
  });

  it("answers at once when figures change, and never from a browser's copy", async () => {
    const before = await asked.get(url("compliance"));
    expect(before.headers["cache-control"]).toBe("no-store");
    await enter(figures([["benches", EAST, 30]]));
    expect(benches(await compliance())).toMatchObject({ value: 15, verdict: "met" });
    await enter(figures([["benches", EAST, 10]]));
    expect(benches(await compliance()).value).toBe(10);
  });

  it("shows a target of a later period as one to come", async () => {
    const [entry] = QILI.entries;
    const added = await addDocument({
      ...QILI,
      id: "qili-2026",
      number: "七政办发〔2026〕1号",
      issued: "2026-01-05",
      period: { from: 2026, to: 2030 },
      entries: [
        { ...entry!, year: 2030, numbers: [{ operator: ">=", value: 20, unit: "张/百户" }] },
      ],
    });
    expect(added.statusCode).toBe(201);
    const assessment = await compliance();
    expect(assessment.documents.map(({ id }) => id)).toEqual(["qili-2023"]);
    expect(assessment.settings.year).toBe(2025);
    expect(benches(assessment).next).toMatchObject([
      { document: "qili-2026", year: 2030, inForce: false },
    ]);
    await asked.inject({ method: "DELETE", url: "/api/policy/documents/qili-2026" });
    expect(benches(await compliance()).next).toEqual([]);
  });

  it("has the years of its figures beside the plan", async () => {
    await enter(
      figures(
        [
          ["households", WEST, 200],
          ["households", EAST, 200],
          ["benches", WEST, 12],
          ["benches", EAST, 4],
        ],
        2024,
      ),
    );
    const [trend] = (await asked.get(url("trends"))).json<Trend[]>();
    expect(trend).toMatchObject({
      id: "benches",
      plan: [{ document: "qili-2023", year: 2025, value: 12 }],
      actual: [
        { year: 2024, value: 4, verdict: "not-met" },
        { year: 2025, value: 10, verdict: "not-met" },
      ],
    });
  });
});

describe("settings", () => {
  const put = (settings: object) =>
    asked.inject({ method: "PUT", url: url("policy-settings"), payload: settings });
  const settings = async () => (await asked.get(url("policy-settings"))).json<PolicySettings>();

  it("decide which documents and which year count, until they are changed again", async () => {
    const before = await settings();
    const chosen = await put({ ...before, documents: ["zhangye-2022-98"], year: 2024 });
    expect(chosen.statusCode).toBe(200);
    const assessment = await compliance();
    expect(assessment.documents).toEqual([]);
    expect(assessment.settings).toMatchObject({ documents: ["zhangye-2022-98"], year: 2024 });
    await put({ ...before, year: 2024 });
    expect(benches(await compliance()).value).toBe(4);
    // As they were given: nothing chosen stays nothing chosen.
    expect((await put(before)).json()).toEqual(before);
    expect(benches(await compliance()).value).toBe(10);
  });

  it.each([
    ["a document that there is not", { documents: ["none"] }, 422],
    ["an entry that there is not", { calibers: { none: "reach" } }, 422],
    ["a caliber that there is not", { calibers: { benches: "guess" } }, 400],
    ["a share above one", { reachShare: 1.5 }, 400],
    ["a field that there is not", { colour: "red" }, 400],
  ])("are refused with %s", async (_, change, status) => {
    const before = await settings();
    expect((await put({ ...before, ...change })).statusCode).toBe(status);
    expect(await settings()).toEqual(before);
  });
});

describe("snapshots", () => {
  const keep = async (name: string, unit: string | null = null) =>
    (await asked.post(url("snapshots"), { name, unit })).json<Snapshot>();
  const rerun = async (number: number) =>
    (await asked.post(url(`snapshots/${number}/rerun`))).json<{
      same: boolean;
      sha256: string | null;
      why: { zh: string }[];
    }>();

  it("are kept to the byte, whatever is entered or added afterwards", async () => {
    const first = await keep(" 年中\n评估 ");
    expect(first).toMatchObject({ number: 1, name: "年中 评估", scope: null });
    const bytes = (await asked.get(url("snapshots/1"))).rawPayload;
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(first.sha256);
    expect(JSON.parse(bytes.toString())).toEqual(await compliance());
    expect(await rerun(1)).toEqual({ same: true, sha256: first.sha256, why: [] });

    // Newer figures, a newer version of the document, other settings, and then no document at all.
    await enter(figures([["benches", WEST, 90]]));
    const stricter = {
      ...QILI.entries[0]!,
      numbers: [{ operator: ">=" as const, value: 40, unit: "张/百户" }],
    };
    await addDocument({ ...QILI, entries: [stricter, QILI.entries[1]!] });
    await enter(figures([["households", WEST, 210]], 2025));
    const settings = (await asked.get(url("policy-settings"))).json<PolicySettings>();
    await asked.inject({
      method: "PUT",
      url: url("policy-settings"),
      payload: {
        ...settings,
        reachShare: 0.9,
      },
    });
    // 100 ÷ 410 × 100 is less than 40.
    expect(benches(await compliance())).toMatchObject({ verdict: "not-met" });
    const second = await keep("修订后");
    await asked.inject({ method: "DELETE", url: "/api/policy/documents/qili-2023" });
    expect((await compliance()).documents).toEqual([]);

    expect((await asked.get(url("snapshots/1"))).rawPayload).toEqual(bytes);
    expect(await rerun(1)).toEqual({ same: true, sha256: first.sha256, why: [] });
    expect(await rerun(2)).toEqual({ same: true, sha256: second.sha256, why: [] });
    await addDocument(QILI);
    expect(
      (await asked.get(url("snapshots"))).json<Snapshot[]>().map(({ number }) => number),
    ).toEqual([2, 1]);
  });

  it("tell what changed between two, and that the documents did", async () => {
    const compared = (
      await asked.get(url("snapshots/compare?before=1&after=2"))
    ).json<Comparison>();
    expect([compared.before.number, compared.after.number]).toEqual([1, 2]);
    const row = compared.rows.find(({ id }) => id === "benches");
    expect(row?.before).toEqual({ value: 10, verdict: "not-met" });
    expect(row?.change).toBeCloseTo(10_000 / 410 - 10, 9);
    expect(row?.because.length).toBeGreaterThan(0);
  });

  it("of a part are of that part", async () => {
    const part = await keep("西社区", WEST);
    expect(part.scope).toBe(WEST);
    const kept = (await asked.get(url(`snapshots/${part.number}`))).json<Assessment>();
    expect(kept.scope.code).toBe(WEST);
    expect((await rerun(part.number)).same).toBe(true);
  });

  it("taken at the same moment have numbers of their own", async () => {
    const both = await Promise.all([keep("甲"), keep("乙")]);
    expect(new Set(both.map(({ number }) => number)).size).toBe(2);
  });

  it("say so when their result can no longer be found", async () => {
    const study2 = await asked.makeTown({ units: CODED_UNITS });
    const path = `/api/studies/${study2}/snapshots`;
    const kept = (await asked.post(path, { name: "一", unit: null })).json<Snapshot>();
    await asked.studies.remove(kept.result);
    const { same, sha256, why } = (await asked.post(`${path}/1/rerun`)).json<{
      same: boolean;
      sha256: string | null;
      why: { zh: string }[];
    }>();
    expect([same, sha256]).toEqual([false, null]);
    expect(why[0]?.zh).toContain(kept.result);
    expect((await asked.get(`${path}/1`)).statusCode).toBe(200);
  });

  it("that there are not, or that are ordered wrongly, are refused", async () => {
    expect((await asked.get(url("snapshots/99"))).json<Problem>().code).toBe("no-such-snapshot");
    expect((await asked.get(url("snapshots/0"))).statusCode).toBe(400);
    expect((await asked.get(url("snapshots/compare?before=1"))).statusCode).toBe(400);
    expect((await asked.get(url("snapshots/compare?before=1&after=99"))).statusCode).toBe(404);
    expect((await asked.post(url("snapshots"), { name: " ", unit: null })).statusCode).toBe(400);
    expect((await asked.post(url("snapshots"), { name: "一", unit: "9" })).statusCode).toBe(404);
    expect((await asked.post(url("snapshots"), {})).statusCode).toBe(400);
  });
});

describe("a study without codes", () => {
  it("is held against all documents there are", async () => {
    const town = await asked.makeTown();
    const assessment = (await asked.get(`/api/studies/${town}/compliance`)).json<Assessment>();
    expect(assessment.places.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["西社区", "东社区"]),
    );
    const settings = (
      await asked.get(`/api/studies/${town}/policy-settings`)
    ).json<PolicySettings>();
    expect(settings.year).toBe(2025);
  });

  it("and without units is assessed as one", async () => {
    const town = await asked.makeTown({ units: null });
    const reply = await asked.get(`/api/studies/${town}/compliance`);
    expect(reply.statusCode).toBe(200);
    expect(asked.faults).toEqual([]);
  });

  it("or without a result has nothing to assess yet", async () => {
    const empty = await asked.makeStudy();
    for (const path of ["compliance", "trends", "policy-settings"])
      expect((await asked.get(`/api/studies/${empty}/${path}`)).json<Problem>().code).toBe(
        "no-result",
      );
  });
});
