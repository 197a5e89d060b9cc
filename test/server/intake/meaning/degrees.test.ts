import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDegrees, readPosition } from "../../../../server/intake/meaning/degrees.ts";

// 27′11″ is 27/60 + 11/3600 = 0.45305…°
const DMS = 100 + 27 / 60 + 11 / 3600;

describe("a coordinate", () => {
  it.each<[string, number]>([
    ["100.45", 100.45],
    ["-8.6", -8.6],
    ["１００.４５", 100.45],
    ["4312345.678", 4312345.678],
    ["100°27′11″", DMS],
    ["100°27'11\"", DMS],
    ["100°27’11”", DMS],
    ["100º27′11′′", DMS],
    ["100 ° 27 ′ 11 ″", DMS],
    ["100度27分11秒", DMS],
    ["100度27分", 100.45],
    ["100.45°", 100.45],
    ["100d27m11s", DMS],
    ["100-27-11", DMS],
    ["100:27:11", DMS],
    ["100：27：11", DMS],
    ["100 27 11", DMS],
    ["-100-27-11", -DMS],
    ["4 311 231.83", 4_311_231.83],
  ])("%s is %d", (text, value) => {
    expect(readDegrees(text)).toEqual({ value: expect.closeTo(value, 10) });
  });

  it.each<[string, number, "lng" | "lat"]>([
    ["E100°27′11″", DMS, "lng"],
    ["100.45°E", 100.45, "lng"],
    ["东经100.45", 100.45, "lng"],
    ["經度：100.45", 100.45, "lng"],
    ["N38.93", 38.93, "lat"],
    ["北纬38度55分48秒", 38.93, "lat"],
    ["58.4W", -58.4, "lng"],
    ["南纬34.6度", -34.6, "lat"],
    ["lng:100.45", 100.45, "lng"],
    ["lon=-58.4", -58.4, "lng"],
    ["latitude 38.93", 38.93, "lat"],
  ])("%s is %d on the axis it names", (text, value, axis) => {
    expect(readDegrees(text)).toEqual({ value: expect.closeTo(value, 10), axis });
  });

  it.each([
    "",
    "abc",
    "100°75′",
    "100-75-11",
    "100-27:11",
    "2024-05-12",
    "100°27′60″",
    "100.5°27′",
    "1,000",
    "100.45.1",
    "E100E",
    "东街1号",
    "0x64",
  ])("“%s” is none", (text) => {
    expect(readDegrees(text)).toBeUndefined();
  });
});

describe("a position in one value", () => {
  it.each([
    "100.45,38.93",
    "38.93,100.45",
    "100.45，38.93",
    "100.45, 38.93",
    "38.93 100.45",
    "（100.45，38.93）",
    "[100.45, 38.93]",
    "100.45;38.93",
    "100.45、38.93",
    "POINT(100.45 38.93)",
    "POINT (100.45 38.93)",
    "E100.45 N38.93",
    "N38.93,E100.45",
    "东经100.45北纬38.93",
    "北纬38°55′48″，东经100°27′",
    "经度:100.45 纬度:38.93",
    "lng:100.45,lat:38.93",
    "lat=38.93;lon=100.45",
    '{"lng":100.45,"lat":38.93}',
    "100.45,38.93,1480",
    "POINT Z (100.45 38.93 1480.5)",
    "SRID=4326;POINT(100.45 38.93)",
  ])("%s is 100.45, 38.93", (text) => {
    expect(readPosition(text)).toEqual([expect.closeTo(100.45, 10), expect.closeTo(38.93, 10)]);
  });

  it("keeps the order written where nothing tells it", () => {
    expect(readPosition("8.69,49.41")).toEqual([8.69, 49.41]);
    expect(readPosition("33512345.6 4312345.1")).toEqual([33512345.6, 4312345.1]);
  });

  it.each([
    "",
    "100.45",
    "100,45,38",
    "100.45,38.93,100.46,38.94",
    "东街,1号",
    "E100.45,E38.93",
    "甘州区东街",
  ])("“%s” is none", (text) => {
    expect(readPosition(text)).toBeUndefined();
  });

  it("never throws", () => {
    const bits = fc.constantFrom(
      "100",
      "38.9",
      "°",
      "′",
      "″",
      "E",
      "北纬",
      ",",
      " ",
      "(",
      "-",
      "度",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bits).map((all) => all.join("")),
        ),
        (text) => {
          for (const value of readPosition(text) ?? []) expect(Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });
});
