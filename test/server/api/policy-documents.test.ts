import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import type { DocumentSummary, Passage, PolicyDocument } from "#contract/policy/document.ts";
import { QILI, textOf } from "../../fixtures/policy-town.ts";
import { zipOf } from "../../fixtures/vector-files.ts";
import { service, type Service } from "./service.ts";

let asked: Service;
beforeAll(async () => {
  asked = await service({ now: () => new Date("2026-02-01T00:00:00Z") });
});
afterAll(() => asked.close());

const add = (text: string) =>
  asked.inject({
    method: "POST",
    url: "/api/policy/documents",
    headers: { "content-type": "application/json" },
    payload: text,
  });
const remove = (path: string) => asked.inject({ method: "DELETE", url: path });
const list = async () =>
  (await asked.get("/api/policy/documents")).json<DocumentSummary[]>().map(({ id }) => id);

describe("policy documents", () => {
  it("of the program are listed and told whole", async () => {
    const all = (await asked.get("/api/policy/documents")).json<DocumentSummary[]>();
    expect(all.map(({ id, builtIn, text }) => [id, builtIn, text])).toEqual([
      ["gansu-2022-46", true, null],
      ["zhangye-2022-98", true, null],
    ]);
    const city = (await asked.get("/api/policy/documents/zhangye-2022-98")).json<PolicyDocument>();
    expect(city.entries).toHaveLength(all[1]?.entries ?? 0);
    expect(city).not.toHaveProperty("sha256");
    expect((await asked.get("/api/policy/documents/none")).statusCode).toBe(404);
  });

  it("are added, replaced under their id, and removed", async () => {
    const first = await add(textOf(QILI));
    expect(first.statusCode).toBe(201);
    expect(first.json<DocumentSummary>()).toMatchObject({
      id: "qili-2023",
      builtIn: false,
      entries: 2,
      indicators: 1,
      numbers: 1,
      incomplete: null,
      jurisdiction: {
        code: "6599",
        name: "七里市",
      },
    });
    const again = await add(textOf({ ...QILI, title: "七里市方案（修订）" }));
    expect(again.statusCode).toBe(201);
    expect(again.json<DocumentSummary>().sha256).not.toBe(first.json<DocumentSummary>().sha256);
    expect(await list()).toEqual(["gansu-2022-46", "zhangye-2022-98", "qili-2023"]);
    const catalogue = (await asked.get("/api/policy/catalogue")).json<{
      items: Record<string, unknown>;
      measures: Record<string, unknown>;
    }>();
    expect(catalogue.items).toHaveProperty("benches");
    expect(catalogue.items).toHaveProperty("households");
    expect(catalogue.measures).toHaveProperty("benches-per-100-households");
    expect((await remove("/api/policy/documents/qili-2023")).statusCode).toBe(204);
    expect((await remove("/api/policy/documents/qili-2023")).statusCode).toBe(404);
    expect(await list()).toEqual(["gansu-2022-46", "zhangye-2022-98"]);
  });

  it("of the program are neither replaced nor removed", async () => {
    const theirs = await add(textOf({ ...QILI, id: "gansu-2022-46" }));
    expect([theirs.statusCode, theirs.json<Problem>().code]).toEqual([409, "built-in"]);
    expect((await remove("/api/policy/documents/gansu-2022-46")).statusCode).toBe(409);
  });

  it("with faults are refused with all of them, by line and in both languages", async () => {
    const [entry, task] = QILI.entries;
    const broken = textOf({
      ...QILI,
      period: { from: 2025, to: 2023 },
      entries: [{ ...entry!, measure: "no-such-measure" }, task!],
    });
    const refused = await add(broken);
    expect(refused.statusCode).toBe(422);
    const { code, details = [] } = refused.json<Problem>();
    expect(code).toBe("unusable-input");
    expect(details.length).toBeGreaterThanOrEqual(2);
    const lines = broken.split("\n");
    for (const { line = 0, path, zh, en } of details) {
      const key = path.split(/[.[\]]+/).findLast((part) => !/^\d*$/.test(part)) ?? "";
      expect(lines[line - 1]).toContain(`"${key}"`);
      expect([zh, en].every((words) => words.length > 10)).toBe(true);
    }
    expect(await list()).not.toContain("qili-2023");
  });

  it.each([
    ["nothing", ""],
    ["half a file", textOf(QILI).slice(0, 300)],
    ["a list", "[1,2]"],
    ["null", "null"],
    ["a poisoned prototype", `{"__proto__":{"id":"x"}}`],
    ["a depth of brackets", "[".repeat(50_000)],
    ["a field that there is not", textOf(Object.assign({}, QILI, { colour: "red" }))],
  ])("that are %s are refused", async (_, text) => {
    const refused = await add(text);
    expect([400, 422]).toContain(refused.statusCode);
    expect(refused.json<Problem>().message).not.toMatch(/fault in the program/);
    expect(asked.faults).toEqual([]);
  });

  it("may not ask for texts by a pattern that is none", async () => {
    const items = { name: { ...QILI.items!["benches"]!, type: "text" as const, pattern: "(" } };
    const refused = await add(textOf({ ...QILI, items: { ...QILI.items, ...items } }));
    expect([refused.statusCode, refused.json<Problem>().details?.[0]?.path]).toEqual([
      422,
      "items/name/pattern",
    ]);
  });

  it("may not give a name of the program's another meaning", async () => {
    const refused = await add(
      textOf({ ...QILI, items: { ...QILI.items, households: QILI.items!["benches"]! } }),
    );
    expect(refused.statusCode).toBe(422);
    expect(
      refused
        .json<Problem>()
        .details?.map(({ zh }) => zh)
        .join(),
    ).toContain("households");
  });

  it("may repeat the names of another document that was added, and not define them otherwise", async () => {
    expect((await add(textOf(QILI))).statusCode).toBe(201);
    const next = { ...QILI, id: "other-2024" };
    expect((await add(textOf(next))).statusCode).toBe(201);
    const items = { benches: { ...QILI.items!["benches"]!, maximum: 900 } };
    const refused = await add(textOf({ ...next, items }));
    expect(refused.statusCode).toBe(422);
    expect(refused.json<Problem>().details?.map(({ path }) => path)).toEqual(["items/benches"]);
    for (const id of ["other-2024", "qili-2023"])
      expect((await remove(`/api/policy/documents/${id}`)).statusCode).toBe(204);
  });
});

const TEXT = ["一、行动目标", "本市建设座椅。", "二、任务", "（一）维护", "1．每年检修一次。"];

describe("the text of a document", () => {
  const path = "/api/policy/documents/zhangye-2022-98";
  const attach = (name: string, content: string | Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.append("file", new Blob([content]), name);
    return asked.put(`${path}/text`, form);
  };
  const passage = (clause: string) =>
    asked.get(`${path}/passage?clause=${encodeURIComponent(clause)}`);

  it("is not there before it is attached", async () => {
    const none = await passage("一、行动目标");
    expect([none.statusCode, none.json<Problem>().code]).toEqual([404, "no-text"]);
  });

  it.each([
    ["text in UTF-8", "文件.txt", Buffer.from(TEXT.join("\r\n"))],
    ["text in GB 18030", "文件.txt", iconv.encode(TEXT.join("\n"), "gb18030")],
  ])("is followed to the passage of a clause: %s", async (_, name, bytes) => {
    const attached = await attach(name, new Uint8Array(bytes));
    expect(attached.json<DocumentSummary>().text).toMatchObject({ name, bytes: bytes.length });
    expect((await passage("一、行动目标")).json<Passage>()).toMatchObject({
      paragraphs: ["本市建设座椅。"],
    });
  });

  it("is read from a Word file", async () => {
    const paragraphs = TEXT.map((text) => {
      const [head, ...rest] = text;
      return `<w:p><w:r><w:t>${head}</w:t></w:r><w:r><w:t xml:space="preserve">${rest.join("")}</w:t></w:r></w:p>`;
    });
    const word = await zipOf({
      "[Content_Types].xml": "<Types/>",
      "word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${paragraphs.join("")}</w:body></w:document>`,
    });
    expect((await attach("方案.docx", new Uint8Array(word))).statusCode).toBe(200);
    expect((await passage("二、(一)1")).json<Passage>()).toMatchObject({
      under: [expect.stringContaining("任务"), expect.stringContaining("维护")],
      paragraphs: [expect.stringContaining("每年检修一次")],
    });
    expect((await passage("九、(九)")).json<Passage>().paragraphs).toEqual([]);
  });

  it.each([
    ["a PDF", "文件.txt", Buffer.from("%PDF-1.7 …")],
    ["an empty file", "文件.txt", Buffer.alloc(0)],
    ["a Word file without a body", "a.docx", null],
    ["a Word file that is damaged", "a.docx", Buffer.from("PK\x03\x04 damaged")],
  ])("is refused when it is %s, and the one before stays", async (_, name, bytes) => {
    const content = bytes ?? (await zipOf({ "xl/workbook.xml": "<a/>" }));
    const refused = await attach(name, new Uint8Array(content));
    expect(refused.statusCode).toBe(422);
    expect(refused.json<Problem>().details?.[0]?.zh).toContain(name);
    expect((await passage("二、(一)1")).json<Passage>().paragraphs).toHaveLength(1);
  });

  it("is refused in a form of another kind", async () => {
    const form = new FormData();
    form.append("role", "network");
    expect((await asked.put(`${path}/text`, form)).json<Problem>().code).toBe("invalid-form");
    expect((await asked.put(`${path}/text`, new FormData())).statusCode).toBe(400);
    expect((await asked.put("/api/policy/documents/none/text", form)).statusCode).toBe(404);
  });

  it("can be taken away", async () => {
    expect((await remove(`${path}/text`)).json<DocumentSummary>().text).toBeNull();
    expect((await passage("二、(一)1")).statusCode).toBe(404);
  });
});

describe("standards", () => {
  interface Values {
    readonly values: readonly { readonly id: string; readonly edited: unknown }[];
  }
  const edited = async () =>
    (await asked.get("/api/policy/standards"))
      .json<Values>()
      .values.filter((value) => value.edited !== null);

  it("are told with what an office verified, until it is taken back", async () => {
    expect(await edited()).toEqual([]);
    const { id } = (await asked.get("/api/policy/standards")).json<Values>().values[0]!;
    const edit = { value: "0.35", source: "标准第 12 页", date: "2026-01-15" };
    const put = await asked.inject({
      method: "PUT",
      url: `/api/policy/standards/${id}`,
      payload: edit,
    });
    expect(put.statusCode).toBe(200);
    expect(await edited()).toMatchObject([{ id, edited: edit }]);
    for (const date of ["2026-02-30", "2026-12-01", "gestern"]) {
      const payload = { ...edit, date };
      const refused = await asked.inject({
        method: "PUT",
        url: `/api/policy/standards/${id}`,
        payload,
      });
      expect(refused.statusCode, date).toBeGreaterThanOrEqual(400);
    }
    expect((await remove(`/api/policy/standards/${id}`)).statusCode).toBe(200);
    expect(await edited()).toEqual([]);
    expect((await remove("/api/policy/standards/none")).statusCode).toBe(404);
  });
});
