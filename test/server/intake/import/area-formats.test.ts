import { readFile } from "node:fs/promises";
import { join } from "node:path";
import iconv from "iconv-lite";
import type { FeatureCollection, MultiPolygon, Point, Polygon, Position } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judged, peopleTotals, textOf } from "../../../fixtures/import-order.ts";
import { gcj02Of, zoneOf } from "../../../fixtures/office-coordinates.ts";
import { utf16, ZONE_PRJ } from "../../../fixtures/office-files.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";
import {
  database,
  dbfFile,
  emptyGeopackage,
  f64,
  geopackageGeometry,
  partShape,
  shpFile,
  u32,
  u8,
  wkb,
  zipOf,
  type Places,
} from "../../../fixtures/vector-files.ts";
import { workbookOf } from "../../../fixtures/workbooks.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

type Place = readonly [number, number];
type Move = (place: Place) => Place;

/** Counter-clockwise and closed. */
const square = (lng: number, lat: number, size: number): Place[] => [
  [lng, lat],
  [lng + size, lat],
  [lng + size, lat + size],
  [lng, lat + size],
  [lng, lat],
];

/** Three invented communities: one with a hole, one of two parts, one plain and without people. */
const AREAS: readonly {
  readonly code: string;
  readonly name: string;
  readonly people: number;
  readonly old: number;
  readonly polygons: readonly (readonly Place[])[][];
}[] = [
  {
    code: "620702001001",
    name: "甲子社区居民委员会",
    people: 4321,
    old: 987,
    polygons: [[square(100.44, 38.92, 0.008), square(100.442, 38.922, 0.002).toReversed()]],
  },
  {
    code: "620702001002",
    name: "乙丑社区居民委员会",
    people: 1250,
    old: 300,
    polygons: [[square(100.45, 38.92, 0.004)], [square(100.456, 38.926, 0.003)]],
  },
  {
    code: "620702001003",
    name: "丙寅村村民委员会",
    people: 0,
    old: 0,
    polygons: [[square(100.46, 38.92, 0.005)]],
  },
];

const asIs: Move = (place) => place;
const inZone: Move = ([lng, lat]) => zoneOf(lng, lat, 99);
const inMars: Move = ([lng, lat]) => gcj02Of(lng, lat);
const moved = (polygons: readonly (readonly Place[])[][], move: Move) =>
  polygons.map((rings) => rings.map((ring) => ring.map(move)));

const TITLES = ["统计用区划代码", "社区名称", "常住人口", "60岁及以上人口"] as const;
const valuesOf = ({ code, name, people, old }: (typeof AREAS)[number]) => [code, name, people, old];

function geojson(move: Move, more: object = {}): string {
  const features = AREAS.map((area) => ({
    type: "Feature",
    properties: Object.fromEntries(valuesOf(area).map((value, i) => [TITLES[i], value])),
    geometry: { type: "MultiPolygon", coordinates: moved(area.polygons, move) },
  }));
  return JSON.stringify({ type: "FeatureCollection", ...more, features });
}

/**
 * As ArcMap and WPS leave it: in folders, of mixed case, with what macOS adds; heights, rings all the same way round.
 */
function shapefile(move: Move, encoding: string, prj: string): Promise<Buffer> {
  const rings = (area: (typeof AREAS)[number]): Places[] => moved(area.polygons, move).flat();
  const shapes = AREAS.map((area) => {
    const parts = rings(area).map((ring) => ring.toReversed());
    const heights = f64(0, 0, ...parts.flat().map(() => 1480));
    return partShape(15, parts, heights);
  });
  const cut = (title: string) => iconv.encode(title, encoding).subarray(0, 10);
  const columns = TITLES.map((title, i) => ({
    name: cut(title),
    type: i < 2 ? "C" : "N",
    width: i < 2 ? 60 : 12,
  }));
  const records = AREAS.map((area) => valuesOf(area).map(String));
  return zipOf({
    "__MACOSX/甘州/._shequ.shp": "x",
    "甘州/数据/shequ.SHP": shpFile(15, [...shapes, u32(0)]),
    "甘州/数据/shequ.DBF": dbfFile(columns, [...records, null], { encoding }),
    "甘州/数据/shequ.shp.xml": "<metadata/>",
    "甘州/数据/shequ.Prj": prj,
  });
}

let databases = 0;
function geopackage(move: Move, srs: number): Promise<Buffer> {
  databases += 1;
  const path = database(join(folder.path, `made-${databases}.gpkg`), (made) => {
    const columns = TITLES.map((title, i) => `"${title}" ${i < 2 ? "TEXT" : "INTEGER"}`).join(", ");
    emptyGeopackage(made, `fid INTEGER PRIMARY KEY, geom BLOB, ${columns}`, srs);
    made.exec(`
      INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', ${srs}, 'EPSG', ${srs}, '', '');
      INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', 'styles', '', '', 0, 0, 0, 0, 0);
      CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT);
      INSERT INTO layer_styles VALUES (1, '<qgis/>');
    `);
    const insert = made.prepare("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)");
    for (const [i, area] of AREAS.entries()) {
      const ring = (places: readonly Place[]) =>
        Buffer.concat([u32(places.length), ...places.map(([x, y]) => f64(x, y, 1480))]);
      // Polygons with heights, by thousands, in an envelope.
      const polygon = (rings: readonly Place[][]) =>
        wkb(1003, u32(rings.length), ...rings.map(ring));
      const parts = moved(area.polygons, move).map(polygon);
      const body = wkb(1006, u32(parts.length), ...parts);
      const blob = geopackageGeometry(body, { flags: 3, envelope: [0, 0, 0, 0] });
      insert.run(i + 1, blob, ...valuesOf(area));
    }
  });
  return readFile(path);
}

const kmlRings = ([outer = [], ...holes]: readonly (readonly Place[])[]): string => {
  const ring = (places: readonly Place[]) =>
    `<LinearRing><coordinates>\n\t${places.map(([x, y]) => `${x},${y},0`).join("\n\t")}\n</coordinates></LinearRing>`;
  return `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes
    .map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`)
    .join("")}</Polygon>`;
};

/** `describe` writes the attributes; a label's point stands beside each area. */
function kml(describeArea: (values: readonly (string | number)[]) => string): string {
  const placemarks = AREAS.map(
    (area) =>
      `<Placemark>${describeArea(valuesOf(area))}<styleUrl>#s</styleUrl><MultiGeometry><Point><coordinates>100.45,38.93</coordinates></Point>${area.polygons
        .map(kmlRings)
        .join("")}</MultiGeometry></Placemark>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Style id="s"/><Folder><name>社区</name>${placemarks.join("")}</Folder></Document></kml>`;
}

const schemaKml = () =>
  kml(
    (values) =>
      `<name>${values[1]}</name><ExtendedData><SchemaData schemaUrl="#a">${TITLES.map(
        (title, i) => `<SimpleData name="${title}">${values[i]}</SimpleData>`,
      ).join("")}</SchemaData></ExtendedData>`,
  );

const describedKml = () =>
  kml(
    (values) =>
      `<name>${values[1]}</name><description><![CDATA[<html><body><table><tr><td>${values[1]}</td></tr><tr><td><table>${TITLES.map(
        (title, i) => `<tr><td>${title}</td><td>${values[i]}</td></tr>`,
      ).join("")}</table></td></tr></table></body></html>]]></description>`,
  );

const wktOf = (polygons: readonly (readonly Place[])[][]): string =>
  `MULTIPOLYGON (${polygons
    .map(
      (rings) =>
        `(${rings.map((ring) => `(${ring.map((at) => at.join(" ")).join(", ")})`).join(", ")})`,
    )
    .join(", ")})`;
const wktGrid = () => [
  ["wkt", ...TITLES],
  ...AREAS.map((area) => [wktOf(area.polygons), ...valuesOf(area)]),
];

type Content = string | Uint8Array | Promise<Uint8Array>;

const FILES: Readonly<
  Record<string, readonly [name: string, content: () => Content, crs?: string]>
> = {
  GeoJSON: ["社区.geojson", () => geojson(asIs)],
  "GeoJSON in GBK and a zone": [
    "社区.json",
    () =>
      iconv.encode(
        geojson(inZone, {
          crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::4542" } },
        }),
        "gbk",
      ),
  ],
  "GeoJSON in UTF-16 and GCJ-02": ["社区.json", () => utf16(geojson(inMars)), "GCJ-02"],
  "a shapefile in UTF-8 with names cut short": [
    "社区.zip",
    () => shapefile(inZone, "utf-8", ZONE_PRJ),
  ],
  "a shapefile in GBK without a system": ["社区.zip", () => shapefile(inMars, "gbk", ""), "GCJ-02"],
  "a GeoPackage of CGCS2000": ["社区.gpkg", () => geopackage(asIs, 4490)],
  "a GeoPackage of a zone": ["社区.gpkg", () => geopackage(inZone, 4542)],
  "a GeoPackage of no system": ["社区.gpkg", () => geopackage(inMars, 0), "GCJ-02"],
  "KML with a schema": ["社区.kml", schemaKml],
  "KMZ with tables in its descriptions": [
    "社区.kmz",
    () => zipOf({ "文件/doc.kml": describedKml(), "images/a.png": u8(1) }),
  ],
  "KML in GBK": ["社区.kml", () => iconv.encode(schemaKml(), "gbk")],
  "CSV with well-known text": [
    "社区.csv",
    () =>
      wktGrid()
        .map((row) => row.map((cell) => `"${cell}"`).join(","))
        .join("\r\n"),
    "EPSG:4326",
  ],
  "XLSX with well-known text": ["社区.xlsx", () => workbookOf({ 社区: wktGrid() }), "EPSG:4326"],
};

describe.each(Object.entries(FILES))("%s", (_, [name, content, crs]) => {
  const decisions = crs === undefined ? {} : { crs: { crs, swapped: false } };

  it("gives the three communities with their outlines", async () => {
    const one = await judged(folder.path, name, await content(), { ...decisions, role: "units" });
    expect(one.proposal.blocking).toEqual([]);
    expect(one.proposal.account).toMatchObject({ usable: 3, doubtful: 0 });
    const { features } = JSON.parse(textOf(one)) as FeatureCollection<Polygon | MultiPolygon>;
    expect(features.map(({ properties }) => [properties?.["id"], properties?.["name"]])).toEqual(
      AREAS.map(({ code, name: called }) => [code, called]),
    );
    for (const [i, { geometry }] of features.entries()) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      const wanted = AREAS[i]?.polygons ?? [];
      expect(polygons.map((rings) => rings.map(cornersOf))).toEqual(
        wanted.map((rings) => rings.map(cornersOf)),
      );
      // Areas run counter-clockwise and holes the other way, whatever the file does.
      for (const rings of polygons)
        expect(rings.map((ring) => Math.sign(areaOf(ring)))).toEqual(
          rings.map((__, r) => (r === 0 ? 1 : -1)),
        );
    }
  });

  it("gives their people to the last", async () => {
    const one = await judged(folder.path, name, await content(), { ...decisions, role: "people" });
    expect(one.proposal.blocking).toEqual([]);
    const totals = peopleTotals(one);
    expect(totals["people"]).toBeCloseTo(4321 + 1250, 6);
    expect(totals["people_60_plus"]).toBeCloseTo(987 + 300, 6);
  });
});

it("areas as facilities stand in the middle of their boxes, which is said", async () => {
  const features = [
    { type: "Polygon", coordinates: [square(100.44, 38.92, 0.002)] },
    { type: "MultiPoint", coordinates: [[100.45, 38.93]] },
  ].map((geometry, i) => ({ type: "Feature", properties: { 名称: `第${i + 1}幼儿园` }, geometry }));
  const content = JSON.stringify({ type: "FeatureCollection", features });
  const one = await judged(folder.path, "幼儿园.geojson", content, {
    role: "facilities",
    crs: { crs: "EPSG:4326", swapped: false },
  });
  const places = (JSON.parse(textOf(one)) as FeatureCollection<Point>).features;
  expect(places.map(({ geometry }) => geometry.coordinates.map((at) => at.toFixed(6)))).toEqual([
    ["100.441000", "38.921000"],
    ["100.450000", "38.930000"],
  ]);
  const told = one.notes.filter(({ reason }) => reason.code === "place-in-the-middle");
  expect(told.map(({ row }) => row)).toEqual([1]);
});

it("borders drawn in CAD as lines that close are areas, others are none", async () => {
  const features = [square(100.44, 38.92, 0.01), square(100.46, 38.92, 0.01).slice(0, 4)].map(
    (coordinates, i) => ({
      type: "Feature",
      properties: { 社区名称: `第${i + 1}社区` },
      geometry: { type: "LineString", coordinates: coordinates.toReversed() },
    }),
  );
  const content = JSON.stringify({ type: "FeatureCollection", features });
  const one = await judged(folder.path, "界线.geojson", content, { role: "units" });
  const [unit, ...others] = (JSON.parse(textOf(one)) as FeatureCollection<Polygon>).features;
  expect([unit?.properties?.["name"], others]).toEqual(["第1社区", []]);
  expect(unit?.geometry.coordinates.map(cornersOf)).toEqual([
    cornersOf(square(100.44, 38.92, 0.01)),
  ]);
  expect(areaOf(unit?.geometry.coordinates[0] ?? [])).toBeGreaterThan(0);
  const told = one.notes.filter(({ row }) => row > 0).map(({ row, reason }) => [row, reason.code]);
  expect(told).toContainEqual([1, "unit-from-line"]);
  expect(told).toContainEqual([2, "row-not-a-polygon"]);
});

/** Corners to a metre or so, without order and repetition. */
function cornersOf(ring: readonly (Position | Place)[]): string[] {
  const corners = ring.map(([lng = NaN, lat = NaN]) => `${lng.toFixed(5)} ${lat.toFixed(5)}`);
  return [...new Set(corners)].toSorted();
}

function areaOf(ring: readonly Position[]): number {
  let twice = 0;
  for (const [i, [x = NaN, y = NaN]] of ring.entries()) {
    const [nextX = NaN, nextY = NaN] = ring[(i + 1) % ring.length] ?? [];
    twice += x * nextY - nextX * y;
  }
  return twice;
}
