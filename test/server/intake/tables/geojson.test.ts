import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readGeojsonTables } from "../../../../server/intake/tables/geojson.ts";
import type { RawTable } from "../../../../server/intake/tables/raw-table.ts";
import { refusalCode } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const CONTEXT = { name: "places.geojson" };

async function read(content: string | Uint8Array): Promise<RawTable> {
  const file = await readGeojsonTables(given("places.geojson", content), CONTEXT);
  const [table] = file.tables;
  if (table === undefined || file.tables.length !== 1) throw new Error("not one table");
  return table;
}

const point = (x: unknown, y: unknown, properties: unknown = {}): object => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates: [x, y] },
});
const collection = (features: unknown, more: object = {}): string =>
  JSON.stringify({ type: "FeatureCollection", ...more, features });

describe("a FeatureCollection", () => {
  it("has the keys of all features as columns, in order of first appearance", async () => {
    const table = await read(
      collection([
        point(100, 38, { name: " 甘州 ", beds: 12.5 }),
        point(101, 39, { open: true, name: null, beds: 1e21 }),
      ]),
    );
    expect(table.columns).toEqual(["name", "beds", "open"]);
    expect(table.rows.map(({ values }) => values)).toEqual([
      ["甘州", "12.5", ""],
      ["", "1000000000000000000000", "true"],
    ]);
    expect(table.rows[1]).toMatchObject({
      number: 2,
      geometry: { type: "Point", coordinates: [101, 39] },
    });
    expect([table.headerRow, table.declaredCrs, table.unread]).toEqual([0, null, []]);
  });

  it("gives nested values as JSON, and leaves out what is nested without end", async () => {
    const text = collection([point(1, 2, { a: { b: [1] } }), point(1, 2, { a: "DEEP" })]);
    const table = await read(text.replace('"DEEP"', "[".repeat(5000) + "]".repeat(5000)));
    expect(table.rows.map(({ values }) => values)).toEqual([['{"b":[1]}']]);
    expect(table.unread).toEqual([{ row: 2, reason: { code: "feature-too-nested" } }]);
  });

  it("keeps every digit of long codes", async () => {
    const text = collection([point(1, 2, { code: "N" })]).replace('"N"', "620702198001011234");
    expect((await read(text)).rows[0]?.values).toEqual(["620702198001011234"]);
  });

  it("takes a feature's own id for a column where no property has that name", async () => {
    const given = [{ ...point(1, 2), id: "node/7" }, point(3, 4)];
    const table = await read(collection(given));
    expect(table.columns).toEqual(["id"]);
    expect(table.rows.map(({ values }) => values)).toEqual([["node/7"], [""]]);
    const other = await read(collection([{ ...point(1, 2, { ID: 5 }), id: 6 }]));
    expect([other.columns, other.rows[0]?.values]).toEqual([["ID"], ["5"]]);
  });

  it("keeps features without a place and tells of those that are broken", async () => {
    const table = await read(
      collection([
        { type: "Feature", properties: { a: 1 }, geometry: null },
        { type: "Feature", properties: { a: 2 } },
        { type: "Feature", properties: { a: 3 }, geometry: { type: "Polygon", coordinates: [] } },
        point("1", 2),
        null,
        { type: "Feature", properties: null, geometry: { type: "Circle", coordinates: [1, 2] } },
      ]),
    );
    expect(table.rows.map(({ number, geometry }) => [number, geometry])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
    expect(table.unread).toEqual([
      { row: 4, reason: { code: "geometry-damaged" } },
      { row: 5, reason: { code: "feature-damaged" } },
      { row: 6, reason: { code: "geometry-damaged" } },
    ]);
  });

  it("has planar geometries with closed rings", async () => {
    const polygon = {
      type: "Polygon",
      coordinates: [
        [
          [0, 0, 9],
          [4, 0, 9],
          [4, 4, 9],
        ],
      ],
    };
    const mixed = { type: "GeometryCollection", geometries: [polygon, null] };
    const table = await read(collection([{ type: "Feature", properties: {}, geometry: mixed }]));
    const ring = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 0],
    ];
    expect(table.rows[0]?.geometry).toEqual({
      type: "GeometryCollection",
      geometries: [{ type: "Polygon", coordinates: [ring] }],
    });
  });

  it.each([
    [
      "urn:ogc:def:crs:EPSG::4490",
      { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::4490" } },
    ],
    ["EPSG:4543", { type: "EPSG", properties: { code: 4543 } }],
    [null, null],
    [null, { type: "link", properties: { href: "http://example.org" } }],
  ])("declares %s when its crs says so", async (declared, crs) => {
    expect((await read(collection([point(1, 2)], { crs }))).declaredCrs).toBe(declared);
  });

  it("declares the coordinate system it names in plain words", async () => {
    const words = { crs: null, coordinate_system: "GCJ-02 (not WGS 84)" };
    expect((await read(collection([point(1, 2)], words))).declaredCrs).toBe("GCJ-02");
  });
});

describe("other forms", () => {
  it("are one feature, one geometry, or a sequence with or without separators", async () => {
    const a = JSON.stringify(point(1, 2, { n: 1 }));
    const b = JSON.stringify(point(3, 4, { n: 2 }));
    expect((await read(a)).rows[0]?.values).toEqual(["1"]);
    const bare = await read('{"type":"Point","coordinates":[1,2]}');
    expect(bare.rows).toEqual([
      { number: 1, values: [], geometry: { type: "Point", coordinates: [1, 2] } },
    ]);
    expect((await read(`${a}\r\n\r\n${b}\n`)).rows.map(({ values }) => values)).toEqual([
      ["1"],
      ["2"],
    ]);
    expect((await read(`\u001e${a}\n\u001e${b}\n`)).rows.length).toBe(2);
  });

  it("tells which record of a sequence is broken and reads the others", async () => {
    const a = JSON.stringify(point(1, 2, { n: 1 }));
    const table = await read(`${a}\n{"type":"Feat\n${a}\n`);
    expect(table.rows.map(({ number }) => number)).toEqual([1, 3]);
    expect(table.unread).toEqual([{ row: 2, reason: { code: "feature-damaged" } }]);
  });

  it("in GBK are decoded, and so is a byte order mark", async () => {
    const text = collection([point(100, 38, { 名称: "社区卫生服务中心", 街道: "东街街道" })]);
    const path = given("gbk.geojson", iconv.encode(text, "gbk"));
    const file = await readGeojsonTables(path, CONTEXT);
    expect(file.encoding).toBe("GB18030");
    expect(file.tables[0]?.columns).toEqual(["名称", "街道"]);
    expect(file.tables[0]?.rows[0]?.values).toEqual(["社区卫生服务中心", "东街街道"]);
    expect((await read(`\ufeff${text}`)).rows.length).toBe(1);
  });
});

it.each([
  ["json-damaged", '{"type":"FeatureCollection","features":[{]}'],
  ["json-damaged", "[".repeat(200_000)],
  ["json-not-geojson", '{"type":"Topology","objects":{}}'],
  ["json-not-geojson", "[1,2]"],
  ["vector-no-features", '{"type":"FeatureCollection","features":[]}'],
  ["json-damaged", ""],
])("is refused as %s", async (code, text) => {
  expect(await refusalCode(read(text))).toBe(code);
});

it.each([
  ["type: Topology", '{"type":"Topology","objects":{}}'],
  [
    "Esri JSON",
    '{"spatialReference":{"wkid":4490},"features":[{"attributes":{},"geometry":{"x":1,"y":2}}]}',
  ],
  ["Overpass JSON", '{"version":0.6,"elements":[]}'],
  ["POI API", '{"status":"1","pois":[]}'],
  ["{ }", "{}"],
  ["[ ]", "[1]"],
])("that is none is called %s", async (type, text) => {
  await expect(read(text)).rejects.toMatchObject({ reason: { values: { type } } });
});

it("is refused with more columns than any table has", async () => {
  const features = Array.from({ length: 1001 }, (_, i) => point(1, 2, { [`c${i}`]: i }));
  expect(await refusalCode(read(collection(features)))).toBe("layer-too-large");
});

it("says at which line and character JSON ends", async () => {
  const reading = read('{"type":"FeatureCollection",\n"features":[oops]}');
  await expect(reading).rejects.toMatchObject({
    reason: { code: "json-damaged", values: { line: 2, column: 13 } },
  });
});
