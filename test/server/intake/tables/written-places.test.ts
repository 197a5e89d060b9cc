import { describe, expect, it } from "vitest";
import { readTables } from "../../../../server/intake/tables/read-tables.ts";
import { given } from "../given.ts";

async function tableOf(...lines: string[]) {
  const path = given("t.csv", lines.join("\r\n"));
  const [table] = (await readTables(path, { name: "t.csv" })).tables;
  if (table === undefined) throw new Error("no table");
  return table;
}

describe("a column of geometries in well-known text", () => {
  it.each([
    ["POINT (100.5 38.9)", { type: "Point", coordinates: [100.5, 38.9] }],
    ["Point Z(100.5 38.9 1480)", { type: "Point", coordinates: [100.5, 38.9] }],
    ["SRID=4490;POINTM(1e2 -.5 7)", { type: "Point", coordinates: [100, -0.5] }],
    [
      "LINESTRING(0 0,1 1)",
      {
        type: "LineString",
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    [
      "MULTIPOINT ((1 2), (3 4))",
      {
        type: "MultiPoint",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      "MULTIPOINT (1 2, 3 4)",
      {
        type: "MultiPoint",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 0],
          ],
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      },
    ],
    [
      "MULTIPOLYGON (((0 0 1, 4 0 1, 4 4 1, 0 0 1)))",
      {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [0, 0],
              [4, 0],
              [4, 4],
              [0, 0],
            ],
          ],
        ],
      },
    ],
    [
      "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
      {
        type: "MultiLineString",
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
          [
            [2, 2],
            [3, 3],
          ],
        ],
      },
    ],
    ["POLYGON EMPTY", undefined],
  ])("gives the row of %s its place", async (wkt, geometry) => {
    const { columns, rows } = await tableOf("编号,名称,WKT", `1,甲社区,"${wkt}"`);
    expect(columns).toEqual(["编号", "名称"]);
    expect(rows[0]?.values).toEqual(["1", "甲社区"]);
    expect(rows[0]?.geometry).toEqual(geometry);
  });

  it("leaves out rows whose geometry is damaged, and keeps those without one", async () => {
    const deep = `POLYGON ${"(".repeat(20_000)}0 0${")".repeat(20_000)}`;
    const { rows, unread } = await tableOf(
      "名称,geom",
      ...[
        "POINT (1 2)",
        "",
        "POINT (1 x)",
        "POINT (1 2",
        "POLYGON ((0 0, 1 1))",
        deep,
        "POINT ()",
      ].map((wkt, i) => `${i},"${wkt}"`),
    );
    expect(rows.map(({ values, geometry }) => [values[0], geometry?.type])).toEqual([
      ["0", "Point"],
      ["1", undefined],
    ]);
    expect(unread.map(({ row, reason }) => [row, reason.code])).toEqual(
      [4, 5, 6, 7, 8].map((row) => [row, "geometry-damaged"]),
    );
  });

  it("may be long and broken without costing time", async () => {
    const long = (text: string) => text.repeat(400_000);
    const texts = [`POINT${long(" ")}x(1 2)`, `POINT (${long("1")})`, `POINT (1${long(" ")}x)`];
    const { rows, unread } = await tableOf(
      "名称,wkt",
      "甲,POINT (1 2)",
      ...texts.map((text) => `乙,${text}`),
      ...Array.from({ length: 9 }, () => "丙,POINT (3 4)"),
    );
    expect([rows.length, unread.length]).toEqual([10, 3]);
  });

  it("is none where it holds anything else", async () => {
    const { columns, rows } = await tableOf("名称,geometry", "甲,圆形", "乙,POINT (1 2)");
    expect(columns).toEqual(["名称", "geometry"]);
    expect(rows.every(({ geometry }) => geometry === undefined)).toBe(true);
  });
});

describe("a column that names the coordinate system", () => {
  it.each([
    ["坐标系", ["GCJ-02", "GCJ-02", ""], "GCJ-02"],
    ["坐标系统：", [" 百度 "], "百度"],
    ["Coord_Sys", ["bd09"], "bd09"],
    ["coordinate_system", ["EPSG:4542 (CGCS2000 3° zone)"], "EPSG:4542"],
    ["坐标类型", ["GCJ-02", "WGS84"], null],
    ["坐标", ["GCJ-02"], null],
  ])("%s with %j says %s", async (title, values, system) => {
    const table = await tableOf(
      `名称,经度,纬度,${title}`,
      ...values.map((value, i) => `${i},100,38,${value}`),
    );
    expect(table.declaredCrs).toBe(system);
  });

  it("is heeded in layers too, unless the layer names its system itself", async () => {
    const layer = (crs: object) => ({
      type: "FeatureCollection",
      ...crs,
      features: [
        {
          type: "Feature",
          properties: { 名称: "甲", 坐标系: "GCJ-02" },
          geometry: { type: "Point", coordinates: [100, 38] },
        },
      ],
    });
    const declaredIn = async (crs: object) => {
      const path = given("t.geojson", JSON.stringify(layer(crs)));
      return (await readTables(path, { name: "t.geojson" })).tables[0]?.declaredCrs;
    };
    expect(await declaredIn({})).toBe("GCJ-02");
    const named = { crs: { type: "name", properties: { name: "EPSG:4490" } } };
    expect(await declaredIn(named)).toBe("EPSG:4490");
  });

  it("counts before the number that PostGIS writes in front of a geometry", async () => {
    const rows = ["甲,SRID=4490;POINT(100 38)"];
    expect((await tableOf("名称,wkt", ...rows)).declaredCrs).toBe("EPSG:4490");
    const told = await tableOf("名称,wkt,crs", `${rows[0]},EPSG:4326`);
    expect(told.declaredCrs).toBe("EPSG:4326");
  });
});
