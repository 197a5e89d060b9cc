import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Job, Problem } from "#contract/jobs.ts";
import { safeName } from "../../../server/api/upload.ts";
import { runTask, type RunTask } from "../../../server/compute/threads.ts";
import { service, townForm, type Service } from "./service.ts";

let town: Service;
beforeAll(async () => {
  town = await service({ uploads: { network: 30_000, table: 8000 } });
});
afterAll(() => town.close());
afterEach(async () => {
  // Whatever went wrong, nothing of it stays, and the place is free again.
  const left = [
    ...(await readdir(join(town.home, "drafts"))),
    ...(await readdir(join(town.home, "studies"))),
  ];
  if (left.length > 0) throw new Error(`Left behind: ${left.join(", ")}`);
  town.jobs.claim().release();
});

async function refused(form: FormData, headers: Record<string, string> = {}) {
  const reply = await town.post(form, headers);
  return { status: reply.statusCode, ...reply.json<Problem>() };
}

describe("a form for a new study", () => {
  it.each(["name", "network", "facilities", "people"] as const)("must have %s", async (part) => {
    expect(await refused(townForm({ [part]: null }))).toEqual({
      status: 400,
      code: "invalid-form",
      message: `The form has no ${part}.`,
      remedy: "A study needs a name and the files network, facilities and people.",
    });
  });

  it("must have a name that is more than blanks, and not too long", async () => {
    expect(await refused(townForm({ name: " \u3000\u200b\n" }))).toMatchObject({
      status: 400,
      message: "The form has no name.",
    });
    expect(await refused(townForm({ name: "长".repeat(81) }))).toMatchObject({
      status: 400,
      message: "The name has 81 characters.",
    });
  });

  it.each([
    ["resolution", "7"],
    ["resolution", "12"],
    ["resolution", "9.5"],
    ["resolution", "ten"],
    ["snapCap", "-1"],
    ["snapCap", "5001"],
    ["snapCap", "NaN"],
  ] as const)("may not have %s %s", async (field, value) => {
    expect(await refused(townForm({ [field]: value }))).toMatchObject({
      status: 400,
      code: "invalid-form",
      message: `${field} cannot be "${value}".`,
      remedy: expect.stringMatching(/from \d+ to \d+\.$/),
    });
  });

  it("may not have a part that a study does not have, or one twice", async () => {
    const odd = townForm();
    odd.append("roads", new Blob(["x"]), "roads.osm");
    expect(await refused(odd)).toMatchObject({
      code: "invalid-form",
      message: 'The form has a part "roads", which a study does not have.',
    });
    const field = townForm();
    field.append("colour", "red");
    expect(await refused(field)).toMatchObject({ code: "invalid-form" });
    const twice = townForm();
    twice.append("people", new Blob(["x"]), "more.csv");
    expect(await refused(twice)).toMatchObject({ message: "The form has people twice." });
  });

  it.each([
    ["people", 8001, "The file for people, people.csv, is larger than 1 MB."],
    ["network", 30_001, "The file for network, qili.osm, is larger than 1 MB."],
  ] as const)(
    "may not have a larger file for %s than the server takes",
    async (file, bytes, message) => {
      expect(await refused(townForm({ [file]: "x".repeat(bytes) }))).toMatchObject({
        status: 413,
        code: "too-large",
        message,
        remedy: expect.stringContaining("Cut it"),
      });
    },
  );

  it("is refused before it is read when it says that it is too large", async () => {
    expect(await refused(townForm(), { "content-length": "999999999" })).toMatchObject({
      status: 413,
      code: "too-large",
      message: expect.stringContaining("together"),
    });
  });

  it("must be a form", async () => {
    for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
      const reply = await town.inject({
        method: "POST",
        url: "/api/studies",
        headers: { "content-type": type },
        payload: "{}",
      });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([415, "not-a-form"]);
    }
  });

  it("must be whole", async () => {
    const reply = await town.inject({
      method: "POST",
      url: "/api/studies",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      payload: "--b\r\nContent-Disposition: form-data; name=people; filename=a.csv\r\n\r\nabc",
    });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-form"]);
  });

  it("whose files cannot be used ends as a failed job that says what to do", async () => {
    for (const [parts, words] of [
      [{ people: "lng,lat,people\n38.0,100.0,5\n" }, /people\.csv.*swap/i],
      [{ network: "not a map" }, /qili\.osm: this is neither OSM PBF nor OSM XML/],
      [{ facilities: "id,name\n1,a\n" }, /设施\.csv.*service/],
      [{ units: '{"type":"FeatureCollection","features":[{}]}' }, /units\.geojson/],
    ] as const) {
      const { id } = (await town.post(townForm(parts))).json<Job>();
      await town.jobs.ended(id);
      const job = (await town.get(`/api/jobs/${id}`)).json<Job>();
      expect(job.state).toBe("failed");
      expect(job.error).toMatch(words);
      expect(job.study).toBeUndefined();
    }
    expect(town.faults).toEqual([]);
  });

  it("is answered also when most of it is still on its way", async () => {
    const address = await town.app.listen({ port: 0, host: "127.0.0.1" });
    const form = townForm({ people: "x".repeat(20_000_000) });
    const reply = await fetch(`${address}/api/studies`, { method: "POST", body: form });
    const wrong = townForm({ resolution: "99" });
    wrong.delete("people");
    wrong.append("people", new Blob(["x".repeat(7000)]), "people.csv");
    const next = await fetch(`${address}/api/studies`, { method: "POST", body: wrong });
    expect([reply.status, next.status]).toEqual([413, 400]);
    expect(await reply.json()).toMatchObject({ code: "too-large" });
  });

  it("that stops arriving leaves nothing behind", async () => {
    const { port, host } = new URL(town.app.listeningOrigin);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `POST /api/studies HTTP/1.1\r\nHost: ${host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 20000\r\n\r\n` +
        `--b\r\nContent-Disposition: form-data; name="people"; filename="a.csv"\r\n\r\n${"x".repeat(5000)}`,
    );
    await until(async () => (await readdir(join(town.home, "drafts"))).length === 1);
    socket.destroy();
    await until(async () => (await readdir(join(town.home, "drafts"))).length === 0);
    const claim = town.jobs.claim();
    claim.release();
    expect(town.app.server.listening).toBe(true);
  });
});

describe("a study in the making", () => {
  it("keeps the place until it is cancelled, and then leaves nothing", async () => {
    const { id } = (await town.post(townForm())).json<Job>();
    const second = await refused(townForm({ name: "第二个" }));
    expect(second).toMatchObject({
      status: 409,
      code: "busy",
      remedy: expect.stringContaining("cancel"),
    });
    const reply = await town.inject({ method: "DELETE", url: `/api/jobs/${id}` });
    expect(reply.statusCode).toBe(200);
    expect(reply.json<Job>()).toMatchObject({ id, state: "cancelled" });
    // Cancelling again changes nothing.
    const again = await town.inject({ method: "DELETE", url: `/api/jobs/${id}` });
    expect(again.json<Job>()).toEqual(reply.json());
  });

  it("can be cancelled at the very last moment", async () => {
    const done = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    // All is written when the word comes.
    const slow: RunTask = async (task) => {
      const result = await runTask(task);
      done.resolve();
      await goOn.promise;
      return result;
    };
    const other = await service({ run: slow });
    const { id } = (await other.post(townForm())).json<Job>();
    await done.promise;
    const cancelled = other.inject({ method: "DELETE", url: `/api/jobs/${id}` });
    await pause(20);
    goOn.resolve();
    expect((await cancelled).json<Job>().state).toBe("cancelled");
    expect(await readdir(join(other.home, "studies"))).toEqual([]);
    expect(await readdir(join(other.home, "drafts"))).toEqual([]);
    await other.close();
  });
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
