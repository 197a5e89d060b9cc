import { describe, expect, it } from "vitest";
import { oldDatumOf } from "#core/geo/crs/old-datum.ts";

describe("a datum before CGCS2000", () => {
  it.each([
    ["Xian_1980_3_Degree_GK_Zone_33", "xian-1980"],
    ["Xian 1980 / 3-degree Gauss-Kruger CM 99E", "xian-1980"],
    ["西安80坐标系", "xian-1980"],
    ["1980西安坐标系", "xian-1980"],
    ["EPSG:4610", "xian-1980"],
    ["EPSG:2357", "xian-1980"],
    ["2378", "xian-1980"],
    [`GEOGCS["local",DATUM["D_local",SPHEROID["IAG_1975",6378140.0,298.257]]]`, "xian-1980"],
    ["Beijing_1954_3_Degree_GK_CM_99E", "beijing-1954"],
    ["北京54", "beijing-1954"],
    ["1954年北京坐标系", "beijing-1954"],
    ["BJ54", "beijing-1954"],
    ["EPSG:4214", "beijing-1954"],
    ["EPSG:21417", "beijing-1954"],
    ["urn:ogc:def:crs:EPSG::2409", "beijing-1954"],
    [`GEOGCS["x",DATUM["D_user",SPHEROID["Krasovsky_1940",6378245.0,298.3]]]`, "beijing-1954"],
    ["New Beijing / 3-degree Gauss-Kruger zone 33", "new-beijing-1954"],
    ["EPSG:4555", "new-beijing-1954"],
  ])("is told from %s", (text, datum) => {
    expect(oldDatumOf(text)).toBe(datum);
  });

  it.each([
    "CGCS2000_3_Degree_GK_Zone_33",
    "EPSG:4490",
    "EPSG:4542",
    "EPSG:32647",
    "西安801号幼儿园",
    "北京路54号",
    "北京54中",
    "",
  ])("is not told from %s", (text) => {
    expect(oldDatumOf(text)).toBeUndefined();
  });
});
