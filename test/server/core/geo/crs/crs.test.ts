import { describe, expect, it } from "vitest";
import { crsName } from "#core/geo/crs/crs-name.ts";
import { epsgOf, gaussKrueger, mathsOf, systemOf } from "#core/geo/crs/crs.ts";

describe("a system", () => {
  // Codes of the EPSG register: 17 and 33 are the zones about 99° E.
  it.each([
    ["EPSG:4491", 75, 13_500_000],
    ["EPSG:4495", 99, 17_500_000],
    ["EPSG:4501", 135, 23_500_000],
    ["EPSG:4502", 75, 500_000],
    ["EPSG:4506", 99, 500_000],
    ["EPSG:4512", 135, 500_000],
    ["EPSG:4513", 75, 25_500_000],
    ["EPSG:4521", 99, 33_500_000],
    ["EPSG:4522", 102, 34_500_000],
    ["EPSG:4533", 135, 45_500_000],
    ["EPSG:4534", 75, 500_000],
    ["EPSG:4542", 99, 500_000],
    ["EPSG:4543", 102, 500_000],
    ["EPSG:4554", 135, 500_000],
    ["GK:102.5:500000", 102.5, 500_000],
  ])("%s lies about %d° with its axis at %d m", (id, meridian, falseEasting) => {
    expect(systemOf(id)).toMatchObject({ kind: "gauss-krueger", meridian, falseEasting });
  });

  it.each([
    "EPSG:4490x",
    "EPSG:4555",
    "EPSG:2361",
    "EPSG:32661",
    "EPSG:32600",
    "GK:190:0",
    "GK:99",
    "GCJ-02@GCJ-02",
    "GCJ-02@",
    "",
  ])("%s is none", (id) => {
    expect(systemOf(id)).toBeUndefined();
    expect(epsgOf(id)).toBeUndefined();
  });

  it("has its EPSG code, where EPSG has one", () => {
    expect(epsgOf("EPSG:4542")).toBe(4542);
    expect(epsgOf("GCJ-02")).toBeUndefined();
    expect(epsgOf("GK:102.5:500000")).toBeUndefined();
    expect(epsgOf("GCJ-02@EPSG:4542")).toBeUndefined();
  });

  it("of the national scheme is found by its figures, the 3° zone before the 6° one", () => {
    expect(gaussKrueger(99, 500_000)).toBe("EPSG:4542");
    expect(gaussKrueger(99, 33_500_000)).toBe("EPSG:4521");
    expect(gaussKrueger(99, 17_500_000)).toBe("EPSG:4495");
    expect(gaussKrueger(99, 34_500_000)).toBe("GK:99:34500000");
    expect(gaussKrueger(60, 500_000)).toBe("GK:60:500000");
  });

  it("is the same mathematics as another only where every position agrees", () => {
    expect(mathsOf("EPSG:4506")).toBe(mathsOf("EPSG:4542"));
    expect(mathsOf("EPSG:4490")).toBe(mathsOf("EPSG:4326"));
    expect(mathsOf("EPSG:4495")).not.toBe(mathsOf("EPSG:4521"));
    expect(mathsOf("EPSG:32647")).not.toBe(mathsOf("EPSG:4542"));
    expect(mathsOf("GCJ-02@EPSG:4506")).toBe(mathsOf("GCJ-02@EPSG:4542"));
    expect(mathsOf("GK:99:500000:0")).toBe("EPSG:4542");
    expect(mathsOf("GK:99:500000:-3000000")).not.toBe("EPSG:4542");
  });

  it("has a name in both languages", () => {
    expect(crsName("EPSG:4521")).toEqual({
      zh: "CGCS2000 3° 带 33 带，中央经线 99°，横坐标带带号 33",
      en: "CGCS2000 3° zone 33, central meridian 99°, easting prefixed with 33",
    });
    expect(crsName("EPSG:4542").zh).toContain("不带带号");
    expect(crsName("EPSG:32647").en).toBe("WGS 84 / UTM zone 47N, central meridian 99°");
    expect(crsName("BD-09").zh).toContain("百度");
    expect(crsName("BD-09MC").zh).toContain("百度");
    expect(crsName("GK:100.45:500000:-4000000").zh).toContain("北加 -4000000 米");
    expect(crsName("GCJ-02@EPSG:4542").en).toContain("central meridian 99°");
    expect(crsName("EPSG:2361")).toEqual({ zh: "EPSG:2361", en: "EPSG:2361" });
  });
});
