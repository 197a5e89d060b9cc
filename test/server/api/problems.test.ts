import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "#contract/jobs.ts";
import { SERVICES } from "#core/vocabulary.ts";
import { DatabaseError, DatabaseFull } from "../../../server/store/database/database-error.ts";
import { service, type Service } from "./service.ts";

let town: Service;
let id: string;
beforeAll(async () => {
  town = await service();
  id = await town.makeTown();
});
afterAll(() => town.close());

const LISTED = SERVICES.join(", ");

describe("a wrong request", () => {
  it.each([
    ["surface", "The parameter service is missing.", `Give service as one of ${LISTED}.`],
    [
      "surface?service=clinics",
      'The parameter service cannot be "clinics".',
      `Give service as one of ${LISTED}.`,
    ],
    [
      "surface?service=clinic&service=meal",
      "The parameter service cannot be given more than once.",
      `Give service as one of ${LISTED}.`,
    ],
    [
      "surface?service=clinic&speed=9",
      'The parameter speed cannot be "9".',
      "Give speed as a number from 0.3 to 3.",
    ],
    [
      "surface?service=clinic&speed=",
      'The parameter speed cannot be "".',
      "Give speed as a number from 0.3 to 3.",
    ],
    [
      "surface?service=clinic&sped=1",
      'There is no parameter "sped" here.',
      "The parameters are profile, speed, direction, measure, service.",
    ],
    [
      "coverage?service=clinic&limitMinutes=0.5",
      'The parameter limitMinutes cannot be "0.5".',
      "Give limitMinutes as a number from 1 to 30.",
    ],
    [
      "gaps?service=clinic&measure=distance&limitMetres=5000",
      'The parameter limitMetres cannot be "5000".',
      "Give limitMetres as a number from 50 to 3000.",
    ],
    ["walk?lng=100", "The parameter lat is missing.", "Give lat as a number from -90 to 90."],
    [
      "walk?lng=38&lat=100",
      'The parameter lat cannot be "100".',
      "Give lat as a number from -90 to 90.",
    ],
    [
      "catchment?facility=",
      'The parameter facility cannot be "".',
      "Give facility as a text of 1 to 200 characters.",
    ],
    [
      "downloads/roads.geojson?service=clinic",
      'The parameter layer cannot be "roads".',
      "Give layer as one of gaps, cells, catchments, facilities.",
    ],
  ])("%s is told what may stand there", async (path, message, remedy) => {
    const reply = await town.get(`/api/studies/${id}/${path}`);
    expect(reply.statusCode).toBe(400);
    const { details, ...said } = reply.json<Problem>();
    expect(said).toEqual({ code: "invalid-parameter", message, remedy });
    expect(details).toEqual([
      { path: expect.stringMatching(/^\w+$/), zh: expect.anything(), en: `${message} ${remedy}` },
    ]);
  });

  it.each([
    ["surface", "service", "缺少参数 service。", "service 请填以下之一：childcare、"],
    ["surface?service=clinics", "service", "参数 service 不能是“clinics”。", "以下之一"],
    [
      "surface?service=clinic&service=meal",
      "service",
      "参数 service 给了不止一次。",
      "service 请填以下之一",
    ],
    ["surface?service=clinic&speed=9", "speed", "参数 speed 不能是“9”。", "0.3 至 3 之间的数字"],
    ["surface?service=clinic&sped=1", "sped", "这里没有参数“sped”。", "可用的参数有：profile、"],
    ["layers/people/0/file", "version", "参数 version 不能是“0”。", "不小于 1 的整数"],
  ])("%s is told in Chinese where and what", async (path, place, what, remedy) => {
    const [said] = (await town.get(`/api/studies/${id}/${path}`)).json<Problem>().details ?? [];
    expect(said).toMatchObject({ path: place, zh: expect.stringContaining(remedy) });
    expect(said?.zh.startsWith(what)).toBe(true);
  });

  const repairs = (...given: unknown[]) => ({ repairs: given });
  it.each<[object, string, string, string]>([
    [{}, "repairs", "缺少字段 repairs。", "1 至 2000 项的列表"],
    [repairs(), "repairs", "字段 repairs 不能是 0 项的列表。", "1 至 2000 项的列表"],
    [
      repairs({ repair: { kind: "split", at: [100, 38] }, note: "长".repeat(201) }),
      "repairs[0].note",
      "字段 repairs[0].note 不能是“长",
      "0 至 200 个字符",
    ],
    // Of the forms a repair can have, the one that its kind names is spoken of.
    [
      repairs({ repair: { kind: "split", at: [100, "north"] }, note: "" }),
      "repairs[0].repair.at[1]",
      "字段 repairs[0].repair.at[1] 不能是“north”。",
      "请填数字",
    ],
    [
      repairs({ repair: { kind: "gate", from: [100, 38] }, note: "" }),
      "repairs[0].repair.to",
      "缺少字段 repairs[0].repair.to。",
      "",
    ],
    [
      repairs({ repair: { kind: "bridge", at: [100, 38] }, note: "" }),
      "repairs[0].repair.kind",
      "字段 repairs[0].repair.kind 不能是“bridge”。",
      "join、split、drop、gate",
    ],
    [repairs({ repair: {}, note: "" }), "repairs[0].repair.kind", "缺少字段", "join、split、"],
    [[1], "body", "请求没有带内容", "JSON 对象"],
  ])("with the body %j is told the field", async (body, path, what, remedy) => {
    const reply = await town.post(`/api/studies/${id}/repairs`, body);
    const problem = reply.json<Problem>();
    expect([reply.statusCode, problem.code]).toEqual([400, "invalid-parameter"]);
    expect(problem.details?.map((one) => one.path)).toEqual([path]);
    expect(problem.details?.[0]?.zh.startsWith(what)).toBe(true);
    expect(problem.details?.[0]?.zh).toContain(remedy);
  });

  it.each([
    ['{"name": "七里镇",\n "resolution": 9,}', "第 2 行第 18 个字符"],
    ['{"name": "七里镇"', "第 1 行第 15 个字符"],
    ["name=a", "第 1 行第 1 个字符"],
    ["", "没有带内容"],
    ["  \n", "没有带内容"],
    ['{"__proto__": {"synthetic": true}, "name": "a"}', "__proto__"],
  ])("that is not JSON, %j, is told the place", async (payload, place) => {
    const reply = await town.inject({
      method: "POST",
      url: "/api/studies",
      headers: { "content-type": "application/json" },
      payload,
    });
    const problem = reply.json<Problem>();
    expect([reply.statusCode, problem.code]).toEqual([400, "bad-request"]);
    expect(problem.details?.[0]).toMatchObject({
      path: "body",
      zh: expect.stringContaining(place),
    });
  });

  it("with more JSON than is taken is told how much is", async () => {
    const reply = await town.post("/api/studies", { name: "长".repeat(1_500_000) });
    const problem = reply.json<Problem>();
    expect([reply.statusCode, problem.code]).toEqual([413, "too-large"]);
    expect(problem.details?.[0]).toMatchObject({
      path: "body",
      zh: expect.stringContaining("超过 4 MB"),
      en: expect.stringContaining("larger than 4 MB"),
    });
  });

  it.each([
    ["text/plain; charset=utf-8", "“text/plain”"],
    ["application/xml", "“application/xml”"],
  ])("of the type %s is told what to send", async (type, named) => {
    const reply = await town.inject({
      method: "POST",
      url: "/api/studies",
      headers: { "content-type": type },
      payload: "name",
    });
    const problem = reply.json<Problem>();
    expect([reply.statusCode, problem.code]).toEqual([415, "not-a-form"]);
    expect(problem.details?.[0]).toMatchObject({ path: "content-type" });
    expect(problem.details?.[0]?.zh).toContain(named);
    expect(problem.details?.[0]?.zh).toContain("application/json");
  });

  it.each([
    ["/api/studies/nowhere", 404, "no-such-study"],
    ["/api/studies/nowhere/cells", 404, "no-such-study"],
    ["/api/studies/..%2F..%2Fetc/cells", 404, "no-such-study"],
    ["/api/studies/__proto__/cells", 404, "no-such-study"],
    ["/api/studies/nowhere/layers", 404, "no-such-study"],
    ["/api/studies/nowhere/imports", 404, "no-such-study"],
    ["/api/studies/nowhere/network-check", 404, "no-such-study"],
    ["/api/studies/nowhere/layers/people/1/file", 404, "no-such-study"],
    ["/api/jobs/nothing", 404, "no-such-job"],
    ["/api/imports/nothing", 404, "no-such-import"],
    ["/api/imports/nothing/account.csv", 404, "no-such-import"],
    ["/api/practice/nothing.xlsx", 404, "no-such-practice-file"],
    ["/api/practice/..%2Fdatabase%2FPG_VERSION", 404, "no-such-practice-file"],
    ["/api/nothing", 404, "no-such-address"],
    ["/api", 404, "no-such-address"],
    ["/api/%E0%A4%A", 400, "bad-request"],
  ])("%s is answered with status %i in the one shape", async (path, status, code) => {
    const reply = await town.get(path);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
    const problem = reply.json<Problem>();
    expect(Value.Check(Problem, problem)).toBe(true);
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(/\.$/);
    expect(problem.remedy).toMatch(/\.$/);
    for (const { zh, en } of problem.details ?? []) {
      expect(zh).toMatch(/\p{sc=Han}[^。]*。.*\p{sc=Han}[^。]*。$/u);
      expect(en).toBe(`${problem.message} ${problem.remedy}`);
    }
    expect(problem.details).toHaveLength(1);
  });

  it.each([
    ["POST", "/api/studies/nowhere/compute", undefined, 404, "no-such-study"],
    ["POST", "/api/studies/nowhere/repairs/undo", undefined, 404, "no-such-study"],
    ["POST", "/api/studies/nowhere/imports", { practice: "a.csv" }, 404, "no-such-study"],
    ["DELETE", "/api/studies/nowhere", undefined, 404, "no-such-study"],
    ["DELETE", "/api/studies/__proto__", undefined, 404, "no-such-study"],
    ["PUT", "/api/imports/nothing/decisions", {}, 404, "no-such-import"],
    ["POST", "/api/imports/nothing/confirm", undefined, 404, "no-such-import"],
    ["DELETE", "/api/imports/nothing", undefined, 404, "no-such-import"],
    ["POST", "/api/templates", { name: "台账", import: "nothing" }, 404, "no-such-import"],
    ["DELETE", "/api/templates/nothing", undefined, 404, "no-such-template"],
    ["PUT", "/api/imports/nothing/decisions", { colour: "red" }, 400, "invalid-parameter"],
    ["POST", "/api/studies", { name: "" }, 400, "invalid-parameter"],
  ] as const)(
    "%s %s with %j is refused with status %i",
    async (method, url, body, status, code) => {
      const reply = await town.inject({ method, url, ...(body && { payload: body }) });
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([status, code]);
    },
  );

  it.each(["layers/people/9/file", "layers/roads/1/file", "layers/people/9/account.csv"])(
    "for a version that is not there is answered at %s",
    async (path) => {
      const reply = await town.get(`/api/studies/${id}/${path}`);
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-layer"]);
    },
  );

  it.each(["", "/cells", "/surface?service=clinic", "/tiles/14/1/1.mvt"])(
    "about the result of a study that has none is told so: %s",
    async (path) => {
      const empty = await town.makeStudy();
      const reply = await town.get(`/api/studies/${empty}${path}`);
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "no-result"]);
      expect(reply.json<Problem>().remedy).toContain("/layers");
    },
  );

  it("for a facility that is not there says where to look", async () => {
    const reply = await town.get(`/api/studies/${id}/catchment?facility=C9`);
    expect(reply.statusCode).toBe(404);
    expect(reply.json<Problem>().code).toBe("no-such-facility");
    expect(reply.headers["etag"]).toBeUndefined();
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  it.each([
    ["no request", "NONSENSE\r\n\r\n", "400", "bad-request", "不是 HTTP 请求"],
    [
      "more headers than are taken",
      `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${"a".repeat(40_000)}\r\n\r\n`,
      "413",
      "too-large",
      "请求头太长",
    ],
    [
      "an address that is too long for a name",
      `GET /api/studies/${"a".repeat(9000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      "404",
      "no-such-address",
      "没有",
    ],
  ])("that is %s is answered in the one shape", async (_, sent, status, code, zh) => {
    const listening = town.app.server.listening;
    const address = listening ? town.app.server.address() : undefined;
    const port =
      typeof address === "object" && address !== null
        ? address.port
        : Number(new URL(await town.app.listen({ port: 0, host: "127.0.0.1" })).port);
    const socket = connect(port, "127.0.0.1");
    socket.write(sent);
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const problem = JSON.parse(body) as Problem;
    expect([Value.Check(Problem, problem), problem.code]).toEqual([true, code]);
    expect(problem.details?.[0]?.zh).toContain(zh);
  });

  it.each([
    ["PUT", "surface?service=clinic", "GET, HEAD"],
    ["PATCH", "", "DELETE, GET, HEAD"],
    ["POST", "layers/people/1/file", "GET, HEAD"],
    ["DELETE", "imports", "GET, HEAD, POST"],
    ["GET", "compute", "POST"],
  ] as const)("%s is not done to %s: it says what is", async (method, path, allowed) => {
    const reply = await town.inject({
      method,
      url: `/api/studies/${id}/${path}`.replace(/\/$/, ""),
    });
    const { code, details } = reply.json<Problem>();
    expect([reply.statusCode, code, reply.headers["allow"]]).toEqual([
      405,
      "wrong-method",
      allowed,
    ]);
    expect(details?.[0]).toMatchObject({ path: "method", zh: expect.stringContaining(method) });
  });
});

describe("a fault in the program", () => {
  let broken: Service;
  let thrown: Error;
  beforeAll(async () => {
    broken = await service({
      catalogue: town.catalogue,
      library: { ...town.library, open: () => Promise.reject(thrown) },
    });
  });
  afterAll(() => broken.close());

  it("is answered without its details, which are for the log", async () => {
    thrown = new Error("secret path /etc");
    const reply = await broken.get(`/api/studies/${id}/cells`);
    expect(reply.statusCode).toBe(500);
    expect(reply.json<Problem>().code).toBe("fault");
    expect(reply.json<Problem>().details?.[0]?.zh).toMatch(/请求编号 req-\w+。$/);
    expect(reply.body).not.toContain("secret");
  });

  it.each([
    [Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" }), 500, "disk-full"],
    [new DatabaseFull("It has no room.", "Make room."), 500, "disk-full"],
    [Object.assign(new Error("open '/home/a'"), { code: "ENOENT" }), 500, "damaged-study"],
    [new DatabaseError("It is away.", "Start it."), 503, "database-away"],
  ])("is told from what only the machine lacks: %s", async (error, status, code) => {
    thrown = error;
    const reply = await broken.get(`/api/studies/${id}/cells`);
    const problem = reply.json<Problem>();
    expect([reply.statusCode, problem.code]).toEqual([status, code]);
    expect(problem.details?.[0]?.zh).toMatch(/(磁盘|数据文件夹).*。$/);
    expect(reply.body).not.toContain("/home/");
  });
});

describe("the demonstration study", () => {
  it("is said to be under way while it is being prepared", async () => {
    const early = await service({ health: () => ({ status: "preparing", stage: "streets" }) });
    const study = await early.get("/api/studies/demonstration");
    const health = await early.get("/api/health");
    await early.close();
    expect(study.statusCode).toBe(503);
    expect(study.json<Problem>().code).toBe("preparing");
    expect(health.statusCode).toBe(503);
    expect(health.json()).toEqual({ status: "preparing", stage: "streets" });
  });

  it("has its health told with status 200 once it is ready", async () => {
    const reply = await town.get("/api/health");
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: "ready" }]);
    expect(reply.headers["cache-control"]).toBe("no-store");
  });
});
