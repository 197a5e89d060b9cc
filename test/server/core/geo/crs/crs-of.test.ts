import { describe, expect, it } from "vitest";
import { crsOf } from "#core/geo/crs/crs-of.ts";

describe("the system a text names", () => {
  it.each([
    ["EPSG:4542", "EPSG:4542"],
    ["4542", "EPSG:4542"],
    [" epsg : 4542 ", "EPSG:4542"],
    ["urn:ogc:def:crs:EPSG::4490", "EPSG:4490"],
    ["urn:ogc:def:crs:EPSG:6.9:4326", "EPSG:4326"],
    ["http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490"],
    ["CRS84", "EPSG:4326"],
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"],
    ["ＷＧＳ８４", "EPSG:4326"],
    ["WGS 84", "EPSG:4326"],
    ["WGS_1984", "EPSG:4326"],
    ["CGCS2000", "EPSG:4490"],
    ["GCS_China_Geodetic_Coordinate_System_2000", "EPSG:4490"],
    ["2000国家大地坐标系", "EPSG:4490"],
    ["GCJ-02", "GCJ-02"],
    ["gcj02", "GCJ-02"],
    ["火星坐标", "GCJ-02"],
    ["高德", "GCJ-02"],
    ["BD09", "BD-09"],
    ["百度坐标系", "BD-09"],
    ["BD09MC", "BD-09MC"],
    ["bd-09-mc", "BD-09MC"],
    ["gcj-02@epsg:4506", "GCJ-02@EPSG:4542"],
    ["GK:100.45:500000:-4000000", "GK:100.45:500000:-4000000"],
    ["EPSG:900913", "EPSG:3857"],
    ["WGS 84 / Pseudo-Mercator", "EPSG:3857"],
    ["WGS 84 / UTM zone 47N", "EPSG:32647"],
    ["WGS_1984_UTM_Zone_7S", "EPSG:32707"],
    ["CGCS2000 / 3-degree Gauss-Kruger CM 99E", "EPSG:4542"],
    ["CGCS2000 / 3-degree Gauss-Kruger zone 33", "EPSG:4521"],
    ["CGCS2000_3_Degree_GK_Zone_34", "EPSG:4522"],
    ["CGCS2000_GK_Zone_17", "EPSG:4495"],
    ["CGCS2000 3度带 中央经线99", "EPSG:4542"],
    ["国家2000 3度带 33带", "EPSG:4521"],
    ["GK:102.5:500000", "GK:102.5:500000"],
    ["gk: 99 : 500000", "EPSG:4542"],
  ])("%s is %s", (text, id) => {
    expect(crsOf(text)).toBe(id);
  });

  it.each([
    "",
    "坐标",
    "EPSG:4610",
    "EPSG:4214",
    "EPSG:99999",
    "4479",
    "西安80",
    "Xian_1980_3_Degree_GK_Zone_33",
    "Beijing 1954 / 3-degree Gauss-Kruger zone 33",
    "CGCS2000_GK_Zone_24",
    "GK:999:0",
    "GK:x:y",
    "UTM zone 61N",
    "x".repeat(10_000),
    "epsg".repeat(70),
  ])("%s is not guessed at", (text) => {
    expect(crsOf(text)).toBeUndefined();
  });
});
