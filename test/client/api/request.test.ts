import { afterEach, describe, expect, it, vi } from "vitest";
import {
  catchmentPath,
  downloadFilePath,
  downloadPath,
  gapsPath,
  studyPath,
  surfacePath,
  walkPath,
} from "../../../client/api/paths.ts";
import { ProblemError, request } from "../../../client/api/request.ts";

afterEach(() => vi.unstubAllGlobals());

function serverSays(body: unknown, status = 200) {
  const text = body === undefined ? null : JSON.stringify(body);
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(text, { status })));
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a request", () => {
  it("gives the reply's JSON", async () => {
    serverSays([1, 2]);
    expect(await request("/api/x")).toEqual([1, 2]);
  });

  it("gives nothing for an empty reply", async () => {
    serverSays(undefined, 204);
    expect(await request("/api/x", { method: "DELETE" })).toBeUndefined();
  });

  it("takes another status for an answer where it is told to", async () => {
    serverSays({ status: "preparing" }, 503);
    expect(await request("/api/health", { also: [503] })).toEqual({ status: "preparing" });
  });

  it("throws the server's problem with its remedy, its status and what was asked", async () => {
    serverSays({ code: "too-big", message: "文件太大", remedy: "先裁剪" }, 413);
    const error = await failure(request("/api/studies", { method: "POST" }));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      code: "too-big",
      message: "文件太大",
      remedy: "先裁剪",
      status: 413,
      request: "POST /api/studies",
    });
  });

  it("says unreadable of an error page that is not a problem, and of JSON cut short", async () => {
    vi.stubGlobal("fetch", () =>
      Promise.resolve(new Response("<html>", { status: 502, statusText: "Bad Gateway" })),
    );
    expect(await failure(request("/api/x"))).toMatchObject({
      code: "unreadable",
      message: "502 Bad Gateway",
    });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("[1,")));
    expect(await failure(request("/api/x"))).toMatchObject({ code: "unreadable", status: 200 });
  });

  it("says offline when no reply comes", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await failure(request("/api/x"))).toMatchObject({ code: "offline", status: 0 });
  });

  it("lets an abandoned request end as abandoned, not as an error of the server", async () => {
    const leave = new AbortController();
    leave.abort();
    vi.stubGlobal("fetch", () => Promise.reject(new DOMException("left", "AbortError")));
    const error = await failure(request("/api/x", { signal: leave.signal }));
    expect(error).toMatchObject({ name: "AbortError" });
  });
});

describe("the address of an answer", () => {
  const question = {
    study: "a/b 一",
    service: "clinic",
    profile: "elder",
    direction: "from",
    limitMinutes: 12,
  } as const;

  it("holds the whole question, so that it can be the key of the answer", () => {
    expect(studyPath("a/b 一")).toBe("/api/studies/a%2Fb%20%E4%B8%80");
    const study = studyPath(question.study);
    expect(surfacePath({ ...question, speed: 1.3 })).toBe(
      `${study}/surface?service=clinic&profile=elder&direction=from&speed=1.3`,
    );
    expect(gapsPath(question)).toBe(
      `${study}/gaps?service=clinic&profile=elder&direction=from&limitMinutes=12`,
    );
    expect(downloadPath(question, "cells")).toBe(
      `${study}/downloads/cells.geojson?service=clinic&profile=elder&direction=from&limitMinutes=12`,
    );
  });

  it("says in which format and coordinates a layer is wanted", () => {
    expect(downloadFilePath(question, "gaps", "geopackage", "EPSG:4542")).toBe(
      `${studyPath(question.study)}/downloads/gaps/file?service=clinic&profile=elder&direction=from&limitMinutes=12&format=geopackage&crs=EPSG%3A4542`,
    );
  });

  it("leaves the service out where the server does not take one", () => {
    const study = studyPath(question.study);
    expect(walkPath(question, 100.5, 38.9)).toBe(
      `${study}/walk?lng=100.5&lat=38.9&profile=elder&direction=from&limitMinutes=12`,
    );
    expect(catchmentPath(question, "f&1")).toBe(
      `${study}/catchment?facility=f%261&profile=elder&direction=from&limitMinutes=12`,
    );
  });
});
