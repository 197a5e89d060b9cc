import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Value } from "typebox/value";
import { Import } from "#contract/import.ts";
import type { Problem } from "#contract/jobs.ts";
import type { PracticeFile } from "#contract/layers.ts";
import { safeName } from "../../../server/api/upload.ts";
import type { RunTask } from "../../../server/compute/threads.ts";
import { importForm, service, type Service } from "./service.ts";

/** No file is read here: each stays "reading" until it is cancelled. */
const never: RunTask = (_, { signal } = {}) =>
  new Promise((__, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason as Error)),
  );

let town: Service;
let study: string;
let imports: string;
beforeAll(async () => {
  town = await service({ run: never, uploads: { network: 30_000, table: 8000 } });
  study = await town.makeStudy();
  imports = `/api/studies/${study}/imports`;
});
afterAll(() => town.close());
afterEach(async () => {
  // Whatever went wrong, nothing of it stays.
  const left = await readdir(join(town.home, "imports"));
  if (left.length > 0) throw new Error(`Left behind: ${left.join(", ")}`);
  for (const fault of town.faults) throw fault;
});

const FILE = { name: "people.csv", content: "lng,lat,people\n100,38,5\n" };

async function refused(form: FormData, headers: Record<string, string> = {}) {
  const reply = await town.post(imports, form, headers);
  return { status: reply.statusCode, ...reply.json<Problem>() };
}

/** Sends a form that is taken, and takes the import back after a look at it. */
async function taken(form: FormData | object) {
  const reply = await town.post(imports, form);
  const made = reply.json<Import>();
  const folders = await readdir(join(town.home, "imports"));
  const upload = join(town.home, "imports", folders[0] ?? "", "upload");
  const [name = ""] = await readdir(upload);
  const text = await readFile(join(upload, name), "utf8");
  await town.inject({ method: "DELETE", url: `/api/imports/${made.id}` });
  return { status: reply.statusCode, location: reply.headers["location"], made, name, text };
}

describe("a form with a file", () => {
  it("begins an import that is read", async () => {
    const { status, location, made, name, text } = await taken(
      importForm({ role: "people", file: FILE }),
    );
    expect(status).toBe(202);
    expect(Value.Check(Import, made)).toBe(true);
    expect(made).toMatchObject({
      study,
      state: "reading",
      file: { name: FILE.name, bytes: FILE.content.length },
      decisions: { role: "people" },
      proposal: null,
      error: null,
      became: null,
    });
    expect(location).toBe(`/api/imports/${made.id}`);
    expect([name, text]).toEqual([FILE.name, FILE.content]);
  });

  it.each([undefined, ""])("may leave the role to be found out: %j", async (role) => {
    const { status, made } = await taken(
      importForm({ ...(role === undefined ? {} : { role }), file: FILE }),
    );
    expect([status, made.decisions]).toEqual([202, {}]);
  });

  it("may give the role after the file", async () => {
    const form = importForm({ file: FILE });
    form.append("role", "units");
    expect((await taken(form)).made.decisions).toEqual({ role: "units" });
  });

  it("keeps the file's name, and never as a path", async () => {
    const file = { ...FILE, name: "../../../县城 人口.csv" };
    const { made, name } = await taken(importForm({ file }));
    expect([made.file.name, name]).toEqual(["县城 人口.csv", "县城 人口.csv"]);
  });

  it("must hold a file", async () => {
    expect(await refused(importForm({ role: "people" }))).toEqual({
      status: 400,
      code: "invalid-form",
      message: "The form has no file.",
      remedy: "Give one file in the part file.",
      details: [
        {
          path: "file",
          zh: "表单里没有文件。请在 file 一项里放一个文件。",
          en: "The form has no file. Give one file in the part file.",
        },
      ],
    });
    // What a browser sends of an empty file field.
    const reply = await town.inject({
      method: "POST",
      url: imports,
      headers: { "content-type": "multipart/form-data; boundary=b" },
      payload:
        '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n' +
        "Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n",
    });
    expect([reply.statusCode, reply.json<Problem>().message]).toEqual([
      400,
      "The form has no file.",
    ]);
  });

  it("may not have two files, in whichever way", async () => {
    const form = importForm({ file: FILE });
    form.append("file", new Blob(["x"]), "more.csv");
    expect(await refused(form)).toMatchObject({
      status: 400,
      code: "invalid-form",
      message: "The form has two files.",
    });
    form.append("file", new Blob(["x"]), "third.csv");
    expect((await refused(form)).status).toBeGreaterThanOrEqual(400);
  });

  it("may not have a part that an import does not have", async () => {
    const file = importForm({ file: FILE });
    file.append("roads", new Blob(["x"]), "roads.osm");
    expect(await refused(file)).toMatchObject({
      status: 400,
      code: "invalid-form",
      message: 'The form has a part "roads", which an import does not have.',
    });
    const field = importForm({ file: FILE });
    field.append("colour", "red");
    expect(await refused(field)).toMatchObject({ code: "invalid-form" });
    // The file under the name of the field, and the other way round.
    const swapped = new FormData();
    swapped.append("role", new Blob(["people"]), "role.txt");
    expect(await refused(swapped)).toMatchObject({ code: "invalid-form" });
    const text = new FormData();
    text.append("file", "lng,lat,people");
    expect(await refused(text)).toMatchObject({ code: "invalid-form" });
  });

  it.each(["Network", "roads", "people,units"])("may not give the role %s", async (role) => {
    expect(await refused(importForm({ role, file: FILE }))).toMatchObject({
      status: 400,
      code: "invalid-form",
      message: `The role cannot be "${role}".`,
      remedy: "Give network, units, people, facilities, premises, or leave it out.",
      details: [{ path: "role", zh: expect.stringContaining(role) }],
    });
  });

  it("may not have a larger file than the server takes, and may have one just as large", async () => {
    const file = (bytes: number) => ({ name: "qili.osm", content: "x".repeat(bytes) });
    expect((await taken(importForm({ file: file(30_000) }))).status).toBe(202);
    expect(await refused(importForm({ file: file(30_001) }))).toMatchObject({
      status: 413,
      code: "too-large",
      message: "The file is larger than 1 MB.",
      remedy: expect.stringContaining("YIKEZHONG_NETWORK_MB"),
      details: [{ path: "file", zh: expect.stringContaining("文件超过 1 MB。") }],
    });
  });

  it("is refused before it is read when it says that it is too large", async () => {
    expect(
      await refused(importForm({ file: FILE }), { "content-length": "999999999" }),
    ).toMatchObject({ status: 413, code: "too-large" });
  });

  it("must be whole", async () => {
    const reply = await town.inject({
      method: "POST",
      url: imports,
      headers: { "content-type": "multipart/form-data; boundary=b" },
      payload: "--b\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\nabc",
    });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-form"]);
  });

  it("must be for a study that is there", async () => {
    const reply = await town.post("/api/studies/nowhere/imports", importForm({ file: FILE }));
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-study"]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/xml"])(
    "must be a form, not %s",
    async (type) => {
      const headers = { "content-type": type };
      const reply = await town.inject({ method: "POST", url: imports, headers, payload: "{}" });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([415, "not-a-form"]);
    },
  );

  it("is answered also when most of it is still on its way", async () => {
    const address = await town.app.listen({ port: 0, host: "127.0.0.1" });
    const large = importForm({ file: { ...FILE, content: "x".repeat(20_000_000) } });
    const reply = await fetch(`${address}${imports}`, { method: "POST", body: large });
    const wrong = importForm({ role: "roads", file: { ...FILE, content: "x".repeat(20_000) } });
    const next = await fetch(`${address}${imports}`, { method: "POST", body: wrong });
    expect([reply.status, next.status]).toEqual([413, 400]);
    expect(await reply.json()).toMatchObject({ code: "too-large" });
  });

  it("that stops arriving leaves nothing behind", async () => {
    const { port, host } = new URL(town.app.listeningOrigin);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `POST ${imports} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 20000\r\n\r\n` +
        `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${"x".repeat(5000)}`,
    );
    await until(async () => (await readdir(join(town.home, "imports"))).length === 1);
    socket.destroy();
    await until(async () => (await readdir(join(town.home, "imports"))).length === 0);
    expect(town.app.server.listening).toBe(true);
    const list = (await town.get(imports)).json<Import[]>();
    expect(list.filter(({ file }) => file.name === "a.csv")).toEqual([]);
  });
});

describe("in place of a form", () => {
  let practice: string;
  beforeAll(async () => {
    practice = `/api/studies/${await town.makeStudy({ practice: true })}/imports`;
    const folder = join(town.home, "practice");
    await mkdir(folder);
    await writeFile(join(folder, "台账.csv"), FILE.content);
    const about = { zh: "练习", en: "to practise" };
    const list = [{ name: "台账.csv", role: "people", bytes: FILE.content.length, about }];
    await writeFile(join(folder, "list.json"), JSON.stringify(list));
  });

  it("a practice file can be named, which then stays where it is", async () => {
    const listed = (await town.get("/api/practice")).json<PracticeFile[]>();
    expect(listed.map(({ name }) => name)).toEqual(["台账.csv"]);
    for (const role of [{}, { role: "people" }]) {
      const reply = await town.post(practice, { practice: "台账.csv", ...role });
      expect(reply.statusCode).toBe(202);
      expect(reply.json()).toMatchObject({
        file: { name: "台账.csv", bytes: FILE.content.length },
        state: "reading",
        decisions: role,
      });
      await town.inject({ method: "DELETE", url: String(reply.headers["location"]) });
    }
    const file = await town.get(`/api/practice/${encodeURIComponent("台账.csv")}`);
    expect(file.body).toBe(FILE.content);
    expect(file.headers["content-disposition"]).toContain(encodeURIComponent("台账.csv"));
  });

  it("nothing else goes into a study of real data", async () => {
    const reply = await town.post(imports, { practice: "台账.csv" });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "practice-only"]);
  });

  it.each([{}, { practice: 7 }, { practice: "a.csv", role: "roads" }, [], "a.csv"])(
    "%j is no practice file",
    async (body) => {
      const reply = await town.inject({
        method: "POST",
        url: practice,
        headers: { "content-type": "application/json" },
        payload: JSON.stringify(body),
      });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([415, "not-a-form"]);
    },
  );

  it.each(["nothing.xlsx", "../database/PG_VERSION", "list.json", ""])(
    "the practice file %j is looked up, and is not there",
    async (name) => {
      const reply = await town.post(practice, { practice: name });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([
        404,
        "no-such-practice-file",
      ]);
    },
  );
});

describe("the name of an uploaded file", () => {
  it.each([
    ["people.csv", "people.csv"],
    ["C:\\data\\人口 2024.csv", "人口 2024.csv"],
    ["../../etc/passwd", "passwd"],
    ["a/b/", "network"],
    ["..", "network"],
    ["", "network"],
    ['a<b>:"c|d?*.geojson', "a_b___c_d__.geojson"],
    ["bell\u0007\u202e.csv", "bell__.csv"],
    [`${"长".repeat(300)}.osm.pbf`, `${"长".repeat(60)}.osm.pbf`],
    [".hidden", "hidden"],
  ])("%j is kept as %j", (given, kept) => expect(safeName(given, "network")).toBe(kept));
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10);
}
