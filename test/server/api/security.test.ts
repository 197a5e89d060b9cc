import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import { importForm, service, type Service } from "./service.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let local: Service;
beforeAll(async () => {
  folder = await temporaryFolder();
  const page = join(folder.path, "dist");
  await mkdir(join(page, "assets"), { recursive: true });
  await writeFile(join(page, "index.html"), "<!doctype html><title>一刻钟</title>");
  await writeFile(join(page, "assets", "index-abc123.js"), "export {};");
  await writeFile(join(page, "icon.svg"), "<svg/>");
  await writeFile(join(folder.path, "secret.txt"), "secret");
  local = await service({ page });
});
afterAll(async () => {
  await local.close();
  await folder.remove();
});

const codeOf = (reply: { json: () => unknown }) => (reply.json() as Problem).code;

describe("every reply", () => {
  it.each(["/", "/api/health", "/api/nothing", "/api/docs", "/assets/index-abc123.js"])(
    "%s forbids other hosts and asks for no HTTPS",
    async (path) => {
      const { headers } = await local.get(path);
      const policy = String(headers["content-security-policy"]);
      expect(policy.split(";")).toEqual([
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ]);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("same-origin");
      for (const absent of [
        "strict-transport-security",
        "access-control-allow-origin",
        "cross-origin-opener-policy",
        "origin-agent-cluster",
        "server",
        "x-powered-by",
      ])
        expect(headers[absent]).toBeUndefined();
    },
  );
});

describe("a server for this machine only", () => {
  it.each(["localhost:8715", "127.0.0.1:8715", "[::1]:8715", "LOCALHOST", "127.0.0.2"])(
    "answers to %s",
    async (host) => expect((await local.get("/api/health", { host })).statusCode).toBe(200),
  );

  it.each([
    "evil.example",
    "localhost.evil.example:8715",
    "10.0.0.7:8715",
    "127.0.0.1.evil.example",
  ])("does not answer to %s", async (host) => {
    const reply = await local.get("/api/health", { host });
    expect([reply.statusCode, codeOf(reply)]).toEqual([403, "foreign-host"]);
    expect((await local.get("/", { host })).statusCode).toBe(403);
  });
});

describe("a server for other machines", () => {
  it("answers to its addresses and its names, and to no name made to point at it", async () => {
    const shared = await service({ names: ["office.example"] });
    const answered = await Promise.all(
      ["office.example:8715", "OFFICE.example", "10.0.0.7:8715", "[fd00::7]:8715", "localhost"].map(
        async (host) => (await shared.get("/api/health", { host })).statusCode,
      ),
    );
    const refused = await shared.get("/api/health", { host: "evil.example:8715" });
    await shared.close();
    expect(answered).toEqual([200, 200, 200, 200, 200]);
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, "foreign-host"]);
  });
});

describe("a page of another site", () => {
  it.each([
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:9999" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "http://localhost:80" },
  ])("may not change anything: %o", async (headers) => {
    const sent = { host: "localhost:8715", ...headers };
    const made = await local.post("/api/studies", { name: "七里镇" }, sent);
    expect([made.statusCode, codeOf(made)]).toEqual([403, "foreign-page"]);
    const form = importForm({ file: { name: "people.csv", content: "x" } });
    const brought = await local.post("/api/studies/x/imports", form, sent);
    expect([brought.statusCode, codeOf(brought)]).toEqual([403, "foreign-page"]);
    const deleted = await local.inject({ method: "DELETE", url: "/api/jobs/x", headers: sent });
    expect([deleted.statusCode, codeOf(deleted)]).toEqual([403, "foreign-page"]);
  });

  it.each([
    { origin: "http://localhost:8715" },
    // A development server in between: the browser's word counts.
    { "sec-fetch-site": "same-origin", origin: "http://localhost:5173" },
    { "sec-fetch-site": "none" },
    {},
  ])("is not what this is: %o", async (headers) => {
    const sent = { host: "localhost:8715", ...headers };
    const deleted = await local.inject({ method: "DELETE", url: "/api/jobs/x", headers: sent });
    expect([deleted.statusCode, codeOf(deleted)]).toEqual([404, "no-such-job"]);
  });
});

describe("the page", () => {
  it.each(["/", "/data", "/data/import?step=2", "/index.html"])(
    "is one document, at %s too, and is asked for anew every time",
    async (path) => {
      const reply = await local.get(path);
      expect(reply.statusCode).toBe(200);
      expect(reply.body).toContain("一刻钟");
      expect(reply.headers["content-type"]).toMatch(/^text\/html/);
      expect(reply.headers["cache-control"]).toBe("no-cache");
    },
  );

  it("has assets whose names say what is in them, kept for good", async () => {
    const reply = await local.get("/assets/index-abc123.js");
    expect(reply.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect((await local.get("/icon.svg")).headers["cache-control"]).toBe("no-cache");
  });

  it.each(["/assets/index-old.js", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/.env"])(
    "is not given in place of %s",
    async (path) => {
      const reply = await local.get(path);
      expect(reply.statusCode).toBe(404);
      expect(codeOf(reply)).toBe("no-such-address");
    },
  );

  it("is said to be missing when it has not been built", async () => {
    const bare = await service();
    const reply = await bare.get("/");
    await bare.close();
    expect(reply.statusCode).toBe(404);
    expect(reply.json<Problem>().remedy).toContain("npm start");
  });
});

describe("the description of the API", () => {
  it("names every address with its parameters, and Problem for errors", async () => {
    const api = (await local.get("/api/openapi.json")).json<OpenApi>();
    expect(api.openapi).toBe("3.1.0");
    expect(Object.keys(api.paths).sort()).toEqual([
      "/api/health",
      "/api/imports/{id}",
      "/api/imports/{id}/account.csv",
      "/api/imports/{id}/confirm",
      "/api/imports/{id}/decisions",
      "/api/jobs/{id}",
      "/api/policy/catalogue",
      "/api/policy/documents",
      "/api/policy/documents/{document}",
      "/api/policy/documents/{document}/passage",
      "/api/policy/documents/{document}/text",
      "/api/policy/standards",
      "/api/policy/standards/{value}",
      "/api/practice",
      "/api/practice/{name}",
      "/api/studies",
      "/api/studies/{id}",
      "/api/studies/{id}/access",
      "/api/studies/{id}/attestations",
      "/api/studies/{id}/attestations/{seq}/file",
      "/api/studies/{id}/catchment",
      "/api/studies/{id}/cells",
      "/api/studies/{id}/compliance",
      "/api/studies/{id}/compute",
      "/api/studies/{id}/coverage",
      "/api/studies/{id}/downloads/{layer}.geojson",
      "/api/studies/{id}/downloads/{layer}/file",
      "/api/studies/{id}/facilities",
      "/api/studies/{id}/gap-layers",
      "/api/studies/{id}/gaps",
      "/api/studies/{id}/imports",
      "/api/studies/{id}/layers",
      "/api/studies/{id}/layers/{layer}/{version}/account.csv",
      "/api/studies/{id}/layers/{layer}/{version}/file",
      "/api/studies/{id}/ledger",
      "/api/studies/{id}/network-check",
      "/api/studies/{id}/policy-settings",
      "/api/studies/{id}/premises",
      "/api/studies/{id}/repairs",
      "/api/studies/{id}/repairs/preview",
      "/api/studies/{id}/repairs/redo",
      "/api/studies/{id}/repairs/undo",
      "/api/studies/{id}/report-pictures/{token}",
      "/api/studies/{id}/report-preview",
      "/api/studies/{id}/reports",
      "/api/studies/{id}/reports/{number}/file",
      "/api/studies/{id}/scenarios",
      "/api/studies/{id}/scenarios/difference-file",
      "/api/studies/{id}/scenarios/evaluate",
      "/api/studies/{id}/scenarios/explain",
      "/api/studies/{id}/scenarios/import",
      "/api/studies/{id}/scenarios/live",
      "/api/studies/{id}/scenarios/{number}",
      "/api/studies/{id}/scenarios/{number}/copy",
      "/api/studies/{id}/scenarios/{number}/file",
      "/api/studies/{id}/siting",
      "/api/studies/{id}/siting-plans",
      "/api/studies/{id}/siting-plans/{number}",
      "/api/studies/{id}/siting-plans/{number}/file",
      "/api/studies/{id}/snapshots",
      "/api/studies/{id}/snapshots/compare",
      "/api/studies/{id}/snapshots/{number}",
      "/api/studies/{id}/snapshots/{number}/rerun",
      "/api/studies/{id}/spatial-metrics",
      "/api/studies/{id}/stock",
      "/api/studies/{id}/stock/marked/{token}",
      "/api/studies/{id}/stock/sheet",
      "/api/studies/{id}/stock/template",
      "/api/studies/{id}/surface",
      "/api/studies/{id}/tiles/{z}/{x}/{y}.mvt",
      "/api/studies/{id}/trends",
      "/api/studies/{id}/units",
      "/api/studies/{id}/walk",
      "/api/templates",
      "/api/templates/{id}",
    ]);
    const surface = api.paths["/api/studies/{id}/surface"]?.["get"];
    expect(surface?.parameters?.map(({ name }) => name).sort()).toEqual([
      "direction",
      "id",
      "measure",
      "profile",
      "service",
      "speed",
    ]);
    const form =
      api.paths["/api/studies/{id}/imports"]?.["post"]?.requestBody?.content["multipart/form-data"];
    expect(Object.keys(form?.schema.properties ?? {})).toEqual(["role", "file"]);
  });

  it("explains every group that an address is filed under, and no other", async () => {
    const api = (await local.get("/api/openapi.json")).json<OpenApi>();
    const used = Object.values(api.paths).flatMap((path) =>
      Object.values(path).flatMap(({ tags = [] }) => tags),
    );
    expect(api.tags.map(({ name }) => name).sort()).toEqual([...new Set(used)].sort());
  });

  it("speaks of no schema that it does not hold, and of every parameter in a path", async () => {
    const reply = await local.get("/api/openapi.json");
    const api = reply.json<OpenApi>();
    const references = [...reply.body.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    for (const [, name = ""] of references)
      expect(Object.keys(api.components?.schemas ?? {})).toContain(name);
    for (const [path, methods] of Object.entries(api.paths))
      for (const { parameters = [], responses } of Object.values(methods)) {
        const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name);
        expect(new Set(inPath)).toEqual(
          new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
        );
        expect(Object.keys(responses).some((status) => status.startsWith("2"))).toBe(true);
        expect(JSON.stringify(responses["default"])).toContain("405 wrong-method");
      }
  });

  it("can be read in a browser without anything from elsewhere", async () => {
    const page = await local.get("/api/docs");
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const start = await local.get("/api/docs/static/swagger-initializer.js");
    expect(start.statusCode).toBe(200);
    expect(start.body).not.toContain("validator.swagger.io");
  });
});

interface OpenApi {
  openapi: string;
  tags: { name: string }[];
  components?: { schemas?: Record<string, object> };
  paths: Record<
    string,
    Record<
      string,
      {
        tags?: string[];
        parameters?: { name: string; in: string }[];
        responses: Record<string, object>;
        requestBody?: { content: Record<string, { schema: { properties: object } }> };
      }
    >
  >;
}
