import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import type { Attestation, Estate, KeptAttestation, KeptFigure } from "#contract/policy/stock.ts";
import {
  CODED_UNITS,
  DISTRICT,
  EAST,
  figures,
  QILI,
  textOf,
  WEST,
} from "../../fixtures/policy-town.ts";
import { KNOWN, service, type Service } from "./service.ts";

let asked: Service;
let study: string;
beforeAll(async () => {
  asked = await service({ now: () => new Date("2026-02-01T00:00:00Z") });
  study = await asked.makeTown({ units: CODED_UNITS });
  await asked.post("/api/policy/documents", JSON.parse(textOf(QILI)));
});
afterAll(() => asked.close());

const enter = (body: object) => asked.post(`/api/studies/${study}/stock`, body);
const stock = async (query = "") =>
  (await asked.get(`/api/studies/${study}/stock${query}`)).json<{
    figures: KeptFigure[];
    estates: Estate[];
  }>();
const faults = async (body: object) => {
  const reply = await enter(body);
  expect(reply.statusCode).toBe(422);
  return reply.json<Problem>().details ?? [];
};

describe("figures", () => {
  it("are entered together with estates, and told by unit and level", async () => {
    const entered = await enter({
      figures: [
        ...figures([
          ["households", WEST, 200],
          ["benches", DISTRICT, 41],
          ["daycare-registered", EAST, true],
          ["planned-population", "XM-1", 900],
        ]),
      ],
      estates: [{ code: "XM-1", name: "甲苑", within: WEST }],
    });
    expect([entered.statusCode, entered.json()]).toEqual([201, { stored: 4 }]);
    const all = await stock();
    expect(all.figures.map(({ item, value }) => [item, value])).toEqual([
      ["households", 200],
      ["benches", 41],
      ["daycare-registered", true],
      ["planned-population", 900],
    ]);
    expect((await stock(`?unit=${WEST}`)).figures.map(({ item }) => item)).toEqual(["households"]);
    expect((await stock("?level=community")).figures.map(({ item }) => item)).toEqual([
      "households",
      "daycare-registered",
    ]);
    expect((await stock("?level=county")).figures.map(({ item }) => item)).toEqual(["benches"]);
    expect(await stock("?level=estate")).toMatchObject({
      figures: [{ item: "planned-population" }],
      estates: [{ code: "XM-1", name: "甲苑", within: WEST }],
    });
  });

  it("of which one cannot be taken are refused as a whole, with every fault at its place", async () => {
    const before = await stock();
    const [good] = figures([["households", WEST, 1]]);
    const details = await faults({
      figures: [
        good,
        { ...good, item: "moonlight" },
        { ...good, unit: "659901001999" },
        { ...good, item: "planned-population" },
        { ...good, value: "many" },
        { ...good, value: 1.5 },
        { ...good, value: -3 },
        { ...good, item: "benches", value: 501 },
        { ...good, item: "daycare-registered", value: 1 },
        { ...good, item: "urban-rural-code", value: "999" },
        { ...good, date: "2025-02-29" },
        { ...good, date: "2026-02-02" },
        { ...good, year: 2027 },
        { ...good, source: "" },
        {},
        { ...good, extra: 1 },
      ],
      estates: [
        { code: WEST, name: "乙", within: WEST },
        { code: "XM-2", name: "丙", within: "9" },
      ],
    });
    expect(details.map(({ path }) => path)).toEqual([
      "estates/0/code",
      "estates/1/within",
      "figures/1/item",
      "figures/2/unit",
      "figures/3/unit",
      "figures/4/value",
      "figures/5/value",
      "figures/6/value",
      "figures/7/value",
      "figures/8/value",
      "figures/9/value",
      "figures/10/date",
      "figures/11/date",
      "figures/12/year",
      "figures/13/source",
      "figures/14",
      "figures/15/extra",
    ]);
    expect(details.find(({ path }) => path === "figures/7/value")).toMatchObject({
      row: 8,
      zh: expect.stringContaining("500"),
      en: expect.stringContaining("500"),
    });
    expect(await stock()).toEqual(before);
  });

  it("that contradict each other are refused, those that repeat themselves are not", async () => {
    const twice = (value: number) => ({
      figures: figures([
        ["households", EAST, 7],
        ["households", EAST, value],
      ]),
    });
    const [fault, ...more] = await faults(twice(8));
    expect([fault?.path, more]).toEqual(["figures/1/value", []]);
    expect((await enter(twice(7))).statusCode).toBe(201);
  });

  it("on the last day in China are not to come yet", async () => {
    const [good] = figures([["households", EAST, 7]]);
    // 2026-02-01T00:00Z is the morning of the first of February in China.
    expect((await enter({ figures: [{ ...good, date: "2026-02-01" }] })).statusCode).toBe(201);
  });

  it.each([
    ["no figures", {}],
    ["a text instead of a list", { figures: "all" }],
    ["a field that there is not", { figures: [], colour: "red" }],
  ])("are refused with %s", async (_, body) => {
    expect((await enter(body)).statusCode).toBe(400);
  });

  it("hold hostile texts as texts", async () => {
    const source = `"><script>alert(1)</script>'; drop table stock_figure; --`;
    const [good] = figures([["households", WEST, 200]]);
    expect((await enter({ figures: [{ ...good, source }] })).statusCode).toBe(201);
    const [kept] = (await stock(`?unit=${WEST}`)).figures;
    expect(kept?.source).toBe(source);
    const poisoned = await asked.inject({
      method: "POST",
      url: `/api/studies/${study}/stock`,
      headers: { "content-type": "application/json" },
      payload: `{"figures":[{"__proto__":{"item":"households"}}]}`,
    });
    expect(poisoned.statusCode).toBe(400);
    for (const item of ["__proto__", "constructor", "toString"])
      expect((await faults({ figures: [{ ...good, item }] }))[0]?.path).toBe("figures/0/item");
  });

  it("sent at the same moment are both kept, the later in force", async () => {
    const sent = await Promise.all(
      [31, 32].map((value) => enter({ figures: figures([["benches", EAST, value]]) })),
    );
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    const inForce = (await stock(`?unit=${EAST}`)).figures.filter(({ item }) => item === "benches");
    expect(inForce).toHaveLength(1);
    const rows = await asked.database.query<{ seq: number; value: number }>(
      "select seq, value from stock_figure where study = $1 and item = 'benches' and unit = $2 order by seq",
      [study, EAST],
    );
    expect(rows.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([31, 32]);
    expect(inForce[0]).toMatchObject(rows[1]!);
  });

  it("under a code of an earlier version of the units are told the present one", async () => {
    const other = await asked.makeTown({ units: CODED_UNITS });
    const renumbered = CODED_UNITS.replace(WEST, "659901001009");
    const judged = await asked.bring(
      ...([other, "units", { name: "units.geojson", content: renumbered }] as const),
      { ...KNOWN, layer: { replaces: "units" } },
    );
    await asked.confirm(judged.id);
    const reply = await asked.post(`/api/studies/${other}/stock`, {
      figures: figures([["households", WEST, 1]]),
    });
    expect(reply.statusCode).toBe(422);
    expect(reply.json<Problem>().details?.[0]?.zh).toMatch(/西社区.*659901001009/);
  });

  it("need a study with a result", async () => {
    const empty = await asked.makeStudy();
    expect((await asked.get(`/api/studies/${empty}/stock`)).json<Problem>().code).toBe("no-result");
    expect((await asked.get("/api/studies/none/stock")).statusCode).toBe(404);
  });
});

const STATED: Attestation = {
  entry: "bench-care",
  unit: DISTRICT,
  year: 2025,
  value: null,
  state: "under-way",
  note: "",
  evidence: { document: "检修记录", date: "2025-06-30" },
};

describe("attestations", () => {
  const url = () => `/api/studies/${study}/attestations`;
  const attest = (
    stated: object | string,
    file?: { readonly name: string; readonly content: string },
  ) => {
    const form = new FormData();
    form.append("attestation", typeof stated === "string" ? stated : JSON.stringify(stated));
    if (file !== undefined) form.append("file", new Blob([file.content]), file.name);
    return asked.post(url(), form);
  };
  const list = async () => (await asked.get(url())).json<KeptAttestation[]>();

  it("are kept with the file that proves them", async () => {
    const kept = await attest(STATED, { name: "记录.pdf", content: "%PDF" });
    expect(kept.statusCode).toBe(201);
    const { seq, file } = kept.json<KeptAttestation>();
    expect(file).toMatchObject({ name: "记录.pdf", bytes: 4 });
    expect(await list()).toMatchObject([{ ...STATED, seq, file }]);
    const got = await asked.get(`${url()}/${seq}/file`);
    expect(got.body).toBe("%PDF");
    expect(got.headers["content-disposition"]).toContain("attachment");
    expect(got.headers["content-disposition"]).toContain(encodeURIComponent("记录.pdf"));
    expect(got.headers["content-type"]).toBe("application/octet-stream");
    const path = asked.artifacts.pathOf(file?.sha256 ?? "");
    expect(await readFile(path, "utf8")).toBe("%PDF");
    const plain = (await attest({ ...STATED, value: 3 })).json<KeptAttestation>();
    expect(plain.file).toBeNull();
    expect((await asked.get(`${url()}/${plain.seq}/file`)).statusCode).toBe(404);
  });

  it.each([
    ["evidence without a date", { ...STATED, evidence: { document: "记录" } }, "evidence"],
    ["no evidence", { ...STATED, evidence: undefined }, ""],
    [
      "a day that there is not",
      { ...STATED, evidence: { document: "记录", date: "2025-06-31" } },
      "evidence/date",
    ],
    [
      "a day that is yet to come",
      { ...STATED, evidence: { document: "记录", date: "2026-03-01" } },
      "evidence/date",
    ],
    ["an entry that there is not", { ...STATED, entry: "none" }, "entry"],
    ["a unit that there is not", { ...STATED, unit: "659902" }, "unit"],
    ["nothing stated", { ...STATED, state: null }, "value"],
    ["a state that there is not", { ...STATED, state: "nearly" }, "state"],
    ["a year that is yet to come", { ...STATED, year: 2027 }, "year"],
  ])("are refused with %s", async (_, stated, path) => {
    const before = await list();
    const refused = await attest(stated);
    expect(refused.statusCode).toBe(422);
    expect(refused.json<Problem>().details?.map((one) => one.path)).toContain(path);
    expect(await list()).toEqual(before);
  });

  it("are refused with files of other kinds, and with forms that are none", async () => {
    const program = await attest(STATED, { name: "证明.exe", content: "MZ" });
    expect(program.json<Problem>().details?.[0]?.zh).toContain("证明.exe");
    expect((await attest(STATED, { name: "空.pdf", content: "" })).statusCode).toBe(422);
    expect((await attest("{")).statusCode).toBe(400);
    expect((await asked.post(url(), new FormData())).statusCode).toBe(400);
    expect((await asked.post(url(), { ...STATED })).statusCode).toBe(415);
    const tooLong = await attest({ ...STATED, note: "长".repeat(40_000) });
    expect(tooLong.statusCode).toBe(413);
  });

  it("are refused with a file larger than 20 MB", async () => {
    const large = await attest(STATED, {
      name: "大.pdf",
      content: "x".repeat(20 * 1024 * 1024 + 1),
    });
    expect([large.statusCode, large.json<Problem>().code]).toEqual([413, "too-large"]);
  });
});
