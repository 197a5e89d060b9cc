import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import { service, type Service } from "./service.ts";
import { MIDDLE } from "../../fixtures/town-files.ts";

let town: Service;
let base: string;
beforeAll(async () => {
  town = await service();
  base = `/api/studies/${await town.makeTown()}/tiles`;
});
afterAll(() => town.close());

function tileOf(z: number): string {
  const n = 2 ** z;
  const x = Math.floor(((MIDDLE.lng + 180) / 360) * n);
  const y = Math.floor(
    (1 - Math.asinh(Math.tan((MIDDLE.lat * Math.PI) / 180)) / Math.PI) * (n / 2),
  );
  return `${z}/${x}/${y}.mvt`;
}

describe("the base map", () => {
  it("comes as vector tiles with the town's streets and its name", async () => {
    const reply = await town.get(`${base}/${tileOf(14)}`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toBe("application/vnd.mapbox-vector-tile");
    // Names stand in a tile as they are.
    for (const name of ["street", "building", "place", "东西4路", "南北1路", "七里镇"])
      expect(reply.rawPayload.includes(Buffer.from(name))).toBe(true);
  });

  it.each(["14/0/0.mvt", `${tileOf(16)}`])("has nothing at %s", async (tile) => {
    const reply = await town.get(`${base}/${tile}`);
    expect([reply.statusCode, reply.body]).toEqual([204, ""]);
  });

  it.each([
    ["25/1/1.mvt", "z"],
    ["-1/1/1.mvt", "z"],
    ["10/x/1.mvt", "x"],
    ["10/1/1.5.mvt", "y"],
  ])("is refused for %s", async (tile, parameter) => {
    const reply = await town.get(`${base}/${tile}`);
    expect(reply.statusCode).toBe(400);
    expect(reply.json<Problem>().message).toContain(`parameter ${parameter} `);
  });
});
