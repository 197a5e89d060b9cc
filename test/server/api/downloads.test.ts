import { gunzipSync } from "node:zlib";
import type { FeatureCollection, Position } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Coverage } from "#contract/coverage.ts";
import { attachment } from "../../../server/api/download-name.ts";
import { service, type Service } from "./service.ts";

let town: Service;
let base: string;
beforeAll(async () => {
  town = await service();
  base = `/api/studies/${await town.makeTown()}`;
});
afterAll(() => town.close());

const QUESTION = "service=clinic&limitMinutes=4&profile=elder";

describe("a download", () => {
  it.each([
    ["gaps", "七里镇_服务缺口_卫生服务站_4分钟_WGS84.geojson", "gaps_clinic_4min_WGS84.geojson"],
    ["cells", "七里镇_步行可达_卫生服务站_4分钟_WGS84.geojson", "cells_clinic_4min_WGS84.geojson"],
    [
      "catchments",
      "七里镇_服务范围_卫生服务站_4分钟_WGS84.geojson",
      "catchments_clinic_4min_WGS84.geojson",
    ],
    ["facilities", "七里镇_设施_WGS84.geojson", "facilities_WGS84.geojson"],
  ])("of %s is a GeoJSON file under its own name", async (layer, name, plain) => {
    const reply = await town.get(`${base}/downloads/${layer}.geojson?${QUESTION}`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toBe("application/geo+json; charset=utf-8");
    expect(reply.headers["content-disposition"]).toBe(
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    const collection = reply.json<FeatureCollection & { notice?: string }>();
    expect(collection.features.length).toBeGreaterThan(0);
    expect(faultsOf(collection)).toEqual([]);
    expect(collection.notice).toBeUndefined();
  });

  it.each(["gaps", "cells", "catchments", "facilities"])(
    "of %s is there in other formats and systems too, named in the file's name",
    async (layer) => {
      const asked = `${base}/downloads/${layer}/file?${QUESTION}`;
      const plain = await town.get(`${base}/downloads/${layer}.geojson?${QUESTION}`);
      const { features } = plain.json<FeatureCollection>();

      const zone = await town.get(`${asked}&format=geopackage&crs=EPSG:4542`);
      expect(zone.statusCode).toBe(200);
      expect(nameIn(zone.headers["content-disposition"])).toMatch(
        /^七里镇_.*_CGCS2000-CM99\.gpkg$/,
      );
      expect(zone.rawPayload.subarray(0, 15).toString()).toBe("SQLite format 3");

      const table = await town.get(`${asked}&format=csv&crs=GCJ-02`);
      expect(nameIn(table.headers["content-disposition"])).toMatch(/_GCJ-02\.csv$/);
      const lines = table.payload.trimEnd().split("\r\n");
      expect(lines).toHaveLength(1 + features.length);
      expect(lines.slice(1).every((line) => line.includes("GCJ-02 (not WGS 84)"))).toBe(true);
    },
  );

  it("refuses a coordinate system it does not know", async () => {
    const reply = await town.get(`${base}/downloads/gaps/file?${QUESTION}&crs=EPSG:2333`);
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code: "invalid-parameter" });
  });

  it("says what its numbers depend on", async () => {
    const reply = await town.get(`${base}/downloads/gaps.geojson?${QUESTION}`);
    expect(reply.json()).toMatchObject({
      name: "gaps",
      parameters: {
        study: "七里镇",
        service: "clinic",
        profile: "elder",
        speed_m_per_s: 0.9,
        direction: "towards",
        limit_minutes: 4,
        resolution: 10,
      },
    });
  });

  it.each(["downloads/cells.geojson", "cells"])(
    "is compressed for those who can unpack it: %s",
    async (what) => {
      const address = `${base}/${what}?${what === "cells" ? "" : QUESTION}`;
      const plain = await town.get(address);
      const packed = await town.get(address, { "accept-encoding": "gzip" });
      expect(plain.headers["content-encoding"]).toBeUndefined();
      expect(packed.headers["content-encoding"]).toBe("gzip");
      expect(packed.headers["vary"]).toBe("accept-encoding");
      expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    },
  );

  it("of the gaps holds the people that coverage counts in gaps", async () => {
    const gaps = (
      await town.get(`${base}/downloads/gaps.geojson?${QUESTION}`)
    ).json<FeatureCollection>();
    const coverage = (await town.get(`${base}/coverage?${QUESTION}`)).json<Coverage>();
    const people = gaps.features.reduce((sum, { properties }) => sum + properties?.["people"], 0);
    expect(people).toBe(coverage.all.gap);
  });

  it("of the catchments has one feature per facility of the service", async () => {
    const reply = await town.get(`${base}/downloads/catchments.geojson?${QUESTION}`);
    const { features } = reply.json<FeatureCollection>();
    expect(features.map(({ id }) => id)).toEqual(["C1", "C2", "FAR"]);
    expect(features[2]).toMatchObject({
      geometry: null,
      properties: { refused: "outside-extract" },
    });
  });
});

describe("the name of a download", () => {
  const query = {
    service: "clinic",
    profile: "adult",
    direction: "towards",
    measure: "distance",
    limitMinutes: 15,
    limitMetres: 500,
  } as const;
  const names = (study: { name: string; synthetic: boolean }) => {
    const [, plain, full] = /filename="(.*?)"; filename\*=UTF-8''(.*)$/.exec(
      attachment(study, "gaps", query),
    )!;
    return { plain, full: decodeURIComponent(full!) };
  };

  it("says so when the data are invented, once", () => {
    expect(names({ name: "县城", synthetic: true })).toEqual({
      plain: "sample_gaps_clinic_500m_WGS84.geojson",
      full: "示例_县城_服务缺口_卫生服务站_500米_WGS84.geojson",
    });
    expect(names({ name: "示例县城", synthetic: true }).full).toBe(
      "示例县城_服务缺口_卫生服务站_500米_WGS84.geojson",
    );
  });

  it("holds nothing that a header or a file system would trip over", () => {
    const nasty = { name: 'a/b\\c:"d"; é\n*(1)\'', synthetic: false };
    const header = attachment(nasty, "gaps", query);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(header.split("''")[1]).toMatch(/^[A-Za-z0-9%._~!$&+^`|-]+$/);
    expect(names(nasty).full).toBe("a b c d é (1)'_服务缺口_卫生服务站_500米_WGS84.geojson");
  });
});

/** What RFC 7946 would object to. */
function faultsOf(collection: FeatureCollection): string[] {
  const faults: string[] = [];
  if (collection.type !== "FeatureCollection") faults.push("not a FeatureCollection");
  if ("crs" in collection) faults.push("a crs member");
  for (const { id, type, geometry, properties } of collection.features) {
    const fault = (what: string) => faults.push(`${id}: ${what}`);
    if (type !== "Feature") fault("not a Feature");
    if (typeof properties !== "object") fault("no properties");
    if (geometry === null) continue;
    if (geometry.type === "Point") {
      if (!isPlace(geometry.coordinates)) fault("not a place");
    } else if (geometry.type === "Polygon") polygonFaults(geometry.coordinates).forEach(fault);
    else if (geometry.type === "MultiPolygon")
      geometry.coordinates.flatMap(polygonFaults).forEach(fault);
    else fault(`unexpected ${geometry.type}`);
  }
  return faults;
}

function polygonFaults(rings: readonly Position[][]): string[] {
  return rings.flatMap((ring, i) => {
    const faults: string[] = [];
    if (ring.length < 4) faults.push("ring too short");
    if (JSON.stringify(ring[0]) !== JSON.stringify(ring.at(-1))) faults.push("ring not closed");
    if (!ring.every(isPlace)) faults.push("not a place");
    const turning = ring.reduce((sum, [x = 0, y = 0], k) => {
      const [nextX = 0, nextY = 0] = ring[(k + 1) % ring.length]!;
      return sum + (x - 100) * (nextY - 38) - (nextX - 100) * (y - 38);
    }, 0);
    if (turning > 0 !== (i === 0)) faults.push("ring turns the wrong way");
    return faults;
  });
}

function isPlace([lng = Number.NaN, lat = Number.NaN]: Position): boolean {
  return Math.abs(lng - 100) < 1 && Math.abs(lat - 38) < 1;
}

/** The file name of a `Content-Disposition`, as people read it. */
function nameIn(disposition: unknown): string {
  return decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(String(disposition))?.[1] ?? "");
}
