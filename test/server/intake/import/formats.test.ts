import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { gcj02Of, zoneOf } from "../../../fixtures/office-coordinates.ts";
import {
  AT,
  csvOf,
  gbk,
  geojsonOf,
  geopackageOf,
  gridOf,
  kmlOf,
  kmzOf,
  messyGrid,
  messyXlsx,
  OFFICE_ROWS,
  quoted,
  shapefileOf,
  utf16,
  xlsxOf,
} from "../../../fixtures/office-files.ts";
import { facilitiesOf, judged } from "../../../fixtures/import-order.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const METRES_PER_DEGREE = 111_195;

const crs = (id: string): Decisions => ({ crs: { crs: id, swapped: false } });

type Content = string | Uint8Array | Promise<Uint8Array>;

/** The same twelve institutions, as offices hand them in. */
const FILES: Readonly<Record<string, readonly [name: string, content: () => Content, Decisions]>> =
  {
    "CSV in UTF-8": ["台账.csv", () => csvOf(gridOf(AT.wgs84)), crs("EPSG:4326")],
    "CSV with a byte order mark": [
      "台账.csv",
      () => `\ufeff${csvOf(gridOf(AT.wgs84))}`,
      crs("EPSG:4490"),
    ],
    "CSV in GBK, titles above and junk below": [
      "台账.csv",
      () => gbk(quoted(messyGrid(AT.wgs84))),
      crs("EPSG:4326"),
    ],
    "tabs in UTF-16": ["台账.txt", () => utf16(csvOf(gridOf(AT.wgs84), "\t")), crs("EPSG:4326")],
    "CSV in GCJ-02": ["台账.csv", () => csvOf(gridOf(AT.gcj02)), crs("GCJ-02")],
    "CSV in metres of a zone": [
      "台账.csv",
      () => csvOf(gridOf(AT.zone, ["横坐标Y", "纵坐标X"])),
      crs("EPSG:4542"),
    ],
    "CSV with latitude under the longitude's title": [
      "台账.csv",
      () => csvOf(gridOf((row) => AT.wgs84(row).toReversed() as [number, number])),
      { crs: { crs: "EPSG:4326", swapped: true } },
    ],
    "CSV with semicolons in UTF-16, high byte first": [
      "台账.csv",
      () => utf16(csvOf(gridOf(AT.wgs84), ";")).swap16(),
      crs("EPSG:4326"),
    ],
    "CSV with well-known text": [
      "台账.csv",
      () =>
        csvOf(
          gridOf((row) => AT.gcj02(row), ["WKT", "坐标系"]).map((row, i) =>
            i === 0 ? row : [...row.slice(0, 4), `POINT (${row[4]} ${row[5]})`, "GCJ-02"],
          ),
        ),
      {},
    ],
    XLSX: ["台账.xlsx", () => xlsxOf(gridOf(AT.wgs84)), crs("EPSG:4326")],
    "XLSX with merged titles, numbers as text and a formula": [
      "台账.xlsx",
      () => messyXlsx(AT.gcj02),
      crs("GCJ-02"),
    ],
    GeoJSON: ["设施.geojson", () => geojsonOf(AT.wgs84), {}],
    "GeoJSON that names EPSG:4542": [
      "设施.json",
      () => geojsonOf(AT.zone, "urn:ogc:def:crs:EPSG::4542"),
      {},
    ],
    "GeoJSON in GBK, a feature to each line": [
      "设施.json",
      () => {
        const { features } = JSON.parse(geojsonOf(AT.wgs84)) as { features: unknown[] };
        return gbk(features.map((feature) => JSON.stringify(feature)).join("\n"));
      },
      {},
    ],
    "GeoJSON in GCJ-02": ["设施.json", () => geojsonOf(AT.gcj02), crs("GCJ-02")],
    "a shapefile in GBK and a zone": ["设施.zip", () => shapefileOf(AT.zone), {}],
    "a shapefile without .prj": ["设施.zip", () => shapefileOf(AT.gcj02, ""), crs("GCJ-02")],
    GeoPackage: [
      "设施.gpkg",
      () => readFile(geopackageOf(join(folder.path, "made.gpkg"), AT.wgs84)),
      {},
    ],
    "GeoPackage in metres of a zone with its number": [
      "设施.gpkg",
      () =>
        readFile(
          geopackageOf(
            join(folder.path, "zone.gpkg"),
            (row) => {
              const [x, y] = AT.zone(row);
              return [33_000_000 + x, y];
            },
            4521,
          ),
        ),
      crs("EPSG:4521"),
    ],
    KML: ["设施.kml", () => kmlOf(AT.wgs84), {}],
    "KML in GBK that says UTF-8, with blanks between coordinates": [
      "设施.kml",
      () =>
        gbk(
          kmlOf(AT.wgs84).replaceAll(/<coordinates>(.*?),(.*?),0/g, "<coordinates>\n $1, $2, 0 "),
        ),
      {},
    ],
    KMZ: ["设施.kmz", () => kmzOf(AT.wgs84), {}],
  };

describe.each(Object.entries(FILES))("%s", (_, [name, content, decisions]) => {
  it("gives the twelve institutions", async () => {
    const one = await judged(folder.path, name, await content(), decisions);
    expect(one.proposal.blocking).toEqual([]);
    expect(one.proposal.role).toBe("facilities");
    expect(one.proposal.account).toMatchObject({ usable: 12, doubtful: 0 });
    const facilities = await facilitiesOf(folder.path, one);
    expect(
      facilities.map(({ id, name: called, services, capacity }) => [
        id,
        called,
        services,
        capacity,
      ]),
    ).toEqual(OFFICE_ROWS.map((row) => [row.id, row.name, [row.service], row.capacity]));
    for (const [i, { lng, lat }] of facilities.entries()) {
      const wanted = OFFICE_ROWS[i] ?? { lng: 0, lat: 0 };
      const east = (lng - wanted.lng) * METRES_PER_DEGREE * Math.cos((38.93 * Math.PI) / 180);
      const north = (lat - wanted.lat) * METRES_PER_DEGREE;
      expect(Math.hypot(east, north)).toBeLessThan(0.5);
    }
  });
});

describe("what the positions are held against", () => {
  it("are coordinates known from elsewhere", () => {
    // The quarter of the meridian of GRS 80 and CGCS2000 is 10,001,965.73 m, by its published length.
    expect(zoneOf(99, 90, 99)[1]).toBeCloseTo(10_001_965.73, 1);
    expect(zoneOf(99, 38, 99)[0]).toBe(500_000);
    // Tiananmen, whose GCJ-02 position is in every description of the shift.
    const [lng, lat] = gcj02Of(116.391_265, 39.907_365);
    expect(lng).toBeCloseTo(116.397_5, 3);
    expect(lat).toBeCloseTo(39.908_77, 3);
  });
});
