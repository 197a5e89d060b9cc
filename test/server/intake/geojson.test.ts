import { truncateSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPoints } from "../../../server/intake/points.ts";
import { ANYWHERE, collection, feature, given, refusal } from "./given.ts";

const read = (content: string | Uint8Array, name = "points.geojson") =>
  readPoints(given(name, content), ANYWHERE);
const POINT = feature("Point", [8.69, 49.41], { id: "a" });

describe("a GeoJSON file", () => {
  it("is told by its content, whatever its name, and may begin with a byte order mark", async () => {
    for (const name of ["points.geojson", "points.json", "points.csv", "points"]) {
      expect((await read(`\ufeff \n${collection([POINT])}`, name)).points).toHaveLength(1);
    }
  });

  it("may name WGS 84 or CGCS2000 as its coordinate system", async () => {
    for (const crs of [
      "urn:ogc:def:crs:OGC:1.3:CRS84",
      "EPSG:4326",
      "urn:ogc:def:crs:EPSG::4490",
    ]) {
      const text = collection([POINT], { crs: { type: "name", properties: { name: crs } } });
      expect((await read(text)).points).toHaveLength(1);
    }
  });

  it("stops when asked to", async () => {
    const file = given("points.geojson", collection([POINT]));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(readPoints(file, { ...ANYWHERE, signal })).rejects.toThrow("enough");
  });
});

describe("a GeoJSON file is refused", () => {
  it("when it names a projection", async () => {
    const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3857" } };
    const error = await refusal(read(collection([POINT], { crs })));
    expect(error.message).toContain("says its coordinates are in urn:ogc:def:crs:EPSG::3857");
    expect(error.message).toContain("EPSG:4326");
  });

  it.each([
    [JSON.stringify(POINT), "is a Feature"],
    ['{"type":"Topology"}', "is a Topology"],
    ["[1,2]", "is JSON, but not GeoJSON"],
    ["{}", "is JSON, but not GeoJSON"],
    ['{"type":"FeatureCollection"}', "has no list of features"],
    ['{"type":"FeatureCollection","features":{}}', "has no list of features"],
  ])("when it is %s", async (text, problem) => {
    const error = await refusal(read(text));
    expect(error.message).toBe(`points.geojson ${problem}. Give a GeoJSON FeatureCollection.`);
  });

  it("when its JSON is broken, with the place", async () => {
    const error = await refusal(read('{\n  "type": "FeatureCollection",\n  "features": [,]\n}'));
    expect(error.message).toContain("line 3, character 16");
    expect(error.row).toBe(3);
    const short = await refusal(read(collection([POINT]).slice(0, -3)));
    expect(short.message).toContain("it ends too early");
    const csv = await refusal(read("id,lng,lat\n"));
    expect(csv.message).toContain("is not valid JSON: line 1, character 1");
  });

  it("when it is not UTF-8", async () => {
    const latin = Buffer.from(collection([feature("Point", [8, 47], { id: "Zürich" })]), "latin1");
    expect((await refusal(read(latin))).message).toContain("row 1: the text is not UTF-8");
  });

  it("when it is larger than can be parsed at once, without reading it", async () => {
    const file = given("large.geojson", "{");
    truncateSync(file, 1);
    const large = given("large.geojson", `{${" ".repeat(8192)}`);
    truncateSync(large, 201 * 1024 * 1024);
    const error = await refusal(readPoints(large, ANYWHERE));
    expect(error.message).toContain("has 201 MB; GeoJSON is read up to 200 MB");
  });

  it("when it is nested without end", async () => {
    expect((await refusal(read("[".repeat(1_000_000)))).message).toContain("ends too early");
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const text = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":${deep}},"properties":{"id":${deep}}}]}`;
    expect((await refusal(read(text))).message).toContain("cannot be used");
  });
});
