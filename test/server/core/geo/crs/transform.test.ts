import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromWgs84, toWgs84 } from "#core/geo/crs/transform.ts";
import { metresBetween } from "#core/geo/lonlat.ts";

/** Ganzhou, and where PROJ 9.1.1 and the published formulas put it. */
const GANZHOU = [100.449, 38.9255] as const;

const places = fc.tuple(
  fc.double({ min: 73.5, max: 135, noNaN: true }),
  fc.double({ min: 3.9, max: 53.6, noNaN: true }),
);

describe("known positions", () => {
  it.each([
    ["EPSG:4542", 625_656.034, 4_311_231.829],
    ["EPSG:4506", 625_656.034, 4_311_231.829],
    ["EPSG:4521", 33_625_656.034, 4_311_231.829],
    ["EPSG:4495", 17_625_656.034, 4_311_231.829],
    ["EPSG:4543", 365_498.169, 4_311_377.368],
    ["EPSG:4522", 34_365_498.169, 4_311_377.368],
    ["GK:99:500000", 625_656.034, 4_311_231.829],
    // The scale of UTM is 0.9996 of Gauss-Krüger's about the same meridian.
    ["EPSG:32647", 500_000 + 125_656.034 * 0.9996, 4_311_231.829 * 0.9996],
  ])("in %s are met to a millimetre", (crs, x, y) => {
    const [easting, northing] = fromWgs84(crs)(GANZHOU);
    expect(easting).toBeCloseTo(x, 2);
    expect(northing).toBeCloseTo(y, 2);
    const [lng, lat] = toWgs84(crs)([x, y]);
    expect(metresBetween(lng, lat, ...GANZHOU)).toBeLessThan(0.002);
  });

  it("in Web Mercator follow its own formula", () => {
    const [x, y] = fromWgs84("EPSG:3857")(GANZHOU);
    expect(x).toBeCloseTo((6_378_137 * GANZHOU[0] * Math.PI) / 180, 3);
    const angle = Math.PI / 4 + (GANZHOU[1] * Math.PI) / 360;
    expect(y).toBeCloseTo(6_378_137 * Math.log(Math.tan(angle)), 3);
  });

  it("in GCJ-02 and BD-09 are met", () => {
    // Published check of the formula, to its eight digits.
    const suzhou = fromWgs84("GCJ-02")([120.596931, 31.280844]);
    expect(suzhou[0]).toBeCloseTo(120.60109998, 6);
    expect(suzhou[1]).toBeCloseTo(31.27864862, 6);
    expect(Math.abs(suzhou[0] - 120.60109998)).toBeLessThan(1e-7);
    const gcj = fromWgs84("GCJ-02")(GANZHOU);
    expect(Math.abs(gcj[0] - 100.450704)).toBeLessThan(1e-6);
    expect(Math.abs(gcj[1] - 38.92614)).toBeLessThan(1e-6);
    const bd = fromWgs84("BD-09")(GANZHOU);
    expect(Math.abs(bd[0] - 100.457117)).toBeLessThan(1e-6);
    expect(Math.abs(bd[1] - 38.9324)).toBeLessThan(1e-6);
  });

  it("in Baidu's Mercator are met as Baidu gives them for the middle of Beijing", () => {
    // BD-09 degrees of 12,958,160.97, 4,825,907.72, as its own services answer.
    const [lng, lat] = fromWgs84("BD-09")(toWgs84("BD-09MC")([12_958_160.97, 4_825_907.72]));
    expect(Math.abs(lng - 116.403874)).toBeLessThan(1e-6);
    expect(Math.abs(lat - 39.914889)).toBeLessThan(1e-6);
  });

  it("of GCJ-02 projected by mistake are the zone's, of other degrees", () => {
    // 100.450704, 38.926140 is Ganzhou in GCJ-02.
    const [x, y] = fromWgs84("GCJ-02@EPSG:4542")(GANZHOU);
    const [lng, lat] = toWgs84("EPSG:4542")([x, y]);
    expect(metresBetween(lng, lat, 100.450704, 38.92614)).toBeLessThan(0.1);
    expect(metresBetween(...toWgs84("GCJ-02@EPSG:4542")([x, y]), ...GANZHOU)).toBeLessThan(0.001);
  });

  it("with the constants that a town adds are the zone's, moved by them", () => {
    const [x, y] = fromWgs84("GK:99:250000:-4000000")(GANZHOU);
    expect(x).toBeCloseTo(625_656.034 - 250_000, 2);
    expect(y).toBeCloseTo(4_311_231.829 - 4_000_000, 2);
  });

  it("shift county seats as far as was computed elsewhere", () => {
    // Gaotai and Shandan: 142 m and 197 m.
    const shift = (lng: number, lat: number) =>
      metresBetween(lng, lat, ...fromWgs84("GCJ-02")([lng, lat]));
    expect(Math.abs(shift(99.8193, 39.3779) - 142)).toBeLessThan(1);
    expect(Math.abs(shift(101.0886, 38.7848) - 197)).toBeLessThan(1);
  });
});

describe("there and back", () => {
  it.each(["EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09", "EPSG:3857"])(
    "by %s ends where it began, all over China",
    (crs) => {
      const [there, back] = [fromWgs84(crs), toWgs84(crs)];
      fc.assert(
        fc.property(places, (place) => {
          expect(metresBetween(...place, ...back(there(place)))).toBeLessThan(0.001);
        }),
        { numRuns: 2000 },
      );
    },
  );

  // Baidu's two sets of polynomials are fitted, not inverse to each other.
  it("by Baidu's Mercator ends within half a metre of where it began", () => {
    const [there, back] = [fromWgs84("BD-09MC"), toWgs84("BD-09MC")];
    fc.assert(
      fc.property(places, (place) => {
        expect(metresBetween(...place, ...back(there(place)))).toBeLessThan(0.5);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["GCJ-02", "BD-09"])("by %s holds on a grid over all of China and its edges", (crs) => {
    const [there, back] = [fromWgs84(crs), toWgs84(crs)];
    let worst = 0;
    for (let lng = 73; lng <= 136; lng += 0.5)
      for (let lat = 3.5; lat <= 54; lat += 0.5)
        worst = Math.max(worst, metresBetween(lng, lat, ...back(there([lng, lat]))));
    // Kashgar's border, Mohe, Heixiazi Island, Zengmu, Taipei, Kenting, Hong Kong, Macau, Lhasa, Tumen.
    for (const [lng, lat] of [
      [73.5, 39.3],
      [122.5, 53.55],
      [135.08, 48.35],
      [112.28, 3.97],
      [121.56, 25.04],
      [120.86, 21.9],
      [114.17, 22.28],
      [113.55, 22.2],
      [91.12, 29.65],
      [130.9, 42.4],
    ] as const) {
      const moved = there([lng, lat]);
      expect(metresBetween(lng, lat, ...moved)).toBeGreaterThan(50);
      worst = Math.max(worst, metresBetween(lng, lat, ...back(moved)));
    }
    expect(worst).toBeLessThan(0.001);
  });

  it("by GCJ-02 jumps at the rectangle it is defined on, and is plain outside", () => {
    // Just inside 72.004–137.8347° E, 0.8293–55.8271° N a place is moved, just outside it is not.
    type Place = readonly [lng: number, lat: number];
    const edges: readonly (readonly [Place, Place])[] = [
      [
        [72.0041, 40],
        [72.0039, 40],
      ],
      [
        [137.8346, 45],
        [137.8348, 45],
      ],
      [
        [110, 0.8294],
        [110, 0.8292],
      ],
      [
        [120, 55.827],
        [120, 55.8272],
      ],
    ];
    for (const [inside, outside] of edges) {
      expect(metresBetween(...inside, ...fromWgs84("GCJ-02")(inside))).toBeGreaterThan(50);
      expect(fromWgs84("GCJ-02")(outside)).toEqual(outside);
    }
  });

  it("by Gauss-Krüger ends where it began, up to 4° from the meridian", () => {
    const offset = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(places, offset, fc.integer({ min: 25, max: 45 }), ([, lat], east, zone) => {
        const place = [3 * zone + east, lat] as const;
        for (const crs of [`EPSG:${4513 + zone - 25}`, `EPSG:${4534 + zone - 25}`])
          expect(metresBetween(...place, ...toWgs84(crs)(fromWgs84(crs)(place)))).toBeLessThan(
            0.001,
          );
      }),
    );
  });

  it("outside China GCJ-02 is WGS 84", () => {
    expect(fromWgs84("GCJ-02")([8.68, 49.41])).toEqual([8.68, 49.41]);
    expect(toWgs84("GCJ-02")([-51.2, -30])).toEqual([-51.2, -30]);
  });

  it("ends at the edge of the shifted region too, where no place leads to some positions", () => {
    for (let lng = 72; lng < 72.02; lng += 0.0001) {
      const [x, y] = toWgs84("GCJ-02")([lng, 30]);
      expect(metresBetween(x, y, lng, 30)).toBeLessThan(2000);
    }
  });
});

describe("what is no position", () => {
  const ids = [
    "EPSG:4326",
    "GCJ-02",
    "BD-09",
    "EPSG:3857",
    "EPSG:4542",
    "EPSG:32647",
    "GK:99.5:0",
    "BD-09MC",
    "GCJ-02@EPSG:4542",
    "GCJ-02@GCJ-02",
    "EPSG:2361",
    "",
  ];
  it.each(ids)("of %s gives a place or NaN twice, and throws nothing", (crs) => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (x, y) => {
        for (const pair of [toWgs84(crs)([x, y]), fromWgs84(crs)([x, y])])
          expect(pair.every(Number.isNaN) || pair.every(Number.isFinite)).toBe(true);
        const [lng, lat] = toWgs84(crs)([x, y]);
        expect(Math.abs(lng) > 180 || Math.abs(lat) > 90).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("is metres taken for degrees, or a prefixed easting taken for one without", () => {
    expect(toWgs84("EPSG:4326")([625_656, 4_311_231])).toEqual([NaN, NaN]);
    expect(toWgs84("EPSG:4542")([33_625_656, 4_311_231])).toEqual([NaN, NaN]);
  });
});
