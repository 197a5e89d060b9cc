import { DatabaseSync } from "node:sqlite";
import type { FeatureCollection, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { readWkt } from "#core/geo/crs/crs-of-wkt.ts";
import { readGeojsonTables } from "../../../../server/intake/tables/geojson.ts";
import { readGeopackage } from "../../../../server/intake/tables/geopackage.ts";
import { readShapefile } from "../../../../server/intake/tables/shapefile.ts";
import { readAttributes } from "../../../../server/intake/tables/shapefile-attributes.ts";
import { ageField } from "../../../../server/intake/meaning/ages.ts";
import { openArchive } from "../../../../server/intake/tables/archive.ts";
import { writeCsv } from "../../../../server/report/export/csv.ts";
import { exportFileName } from "../../../../server/report/export/export-file-name.ts";
import type { ExportTable } from "../../../../server/report/export/export-table.ts";
import { writeGeojson } from "../../../../server/report/export/geojson.ts";
import { writeGeopackage } from "../../../../server/report/export/geopackage.ts";
import { writeShapefile } from "../../../../server/report/export/shapefile.ts";
import { given } from "../../intake/given.ts";
import { PLACES, STREETS, UNITS } from "./layer.ts";

const CONTEXT = { name: "export" };
const WRITERS = { writeGeojson, writeGeopackage, writeShapefile, writeCsv };

async function geojson(
  table: ExportTable,
  crs: string,
): Promise<FeatureCollection & Record<string, unknown>> {
  return JSON.parse((await writeGeojson(table, crs)).toString()) as FeatureCollection &
    Record<string, unknown>;
}

function textTable(...values: string[]): ExportTable {
  return {
    ...PLACES,
    shape: "none",
    notes: [],
    columns: [{ name: "text", type: "text" }],
    features: values.map((value) => ({ geometry: null, values: [value] })),
  };
}

describe("GeoJSON", () => {
  it("in WGS 84 is RFC 7946: no crs, outer rings counter-clockwise, seven decimals", async () => {
    const whole = await geojson(UNITS, "EPSG:4326");
    expect(whole).not.toHaveProperty("crs");
    expect(whole["coordinate_system"]).toBe("EPSG:4326 (WGS 84 degrees)");
    const [outer, hole] = (whole.features[0]?.geometry as Polygon | undefined)?.coordinates ?? [];
    expect(outer).toEqual([
      [100, 38],
      [101, 38],
      [101, 39],
      [100, 39],
      [100, 38],
    ]);
    expect(hole?.[1]).toEqual([100.25, 38.5]);
    const fine: ExportTable = {
      ...PLACES,
      features: [
        { geometry: { type: "Point", coordinates: [100 / 3, 38 / 3] }, values: ["", 0, 0] },
      ],
    };
    expect((await geojson(fine, "EPSG:4326")).features[0]?.geometry).toEqual({
      type: "Point",
      coordinates: [33.3333333, 12.6666667],
    });
  });

  it("in another system names it, twice where it has a code", async () => {
    const zone = await geojson(PLACES, "EPSG:4542");
    expect(zone["crs"]).toEqual({
      type: "name",
      properties: { name: "urn:ogc:def:crs:EPSG::4542" },
    });
    expect(zone["coordinate_system"]).toBe(
      "EPSG:4542 (CGCS2000 3° zone 33, central meridian 99°, easting without prefix)",
    );
    // On the central meridian the easting is the false one, whatever the latitude.
    expect(zone.features[1]?.geometry).toMatchObject({ coordinates: [500000, expect.any(Number)] });
    const mars = await geojson(PLACES, "GCJ-02");
    expect([mars["crs"], mars["coordinate_system"]]).toEqual([null, "GCJ-02 (not WGS 84)"]);
    expect(JSON.stringify(mars)).not.toContain("EPSG");
  });

  it("carries title, notes and unknown places", async () => {
    const whole = await geojson(PLACES, "EPSG:4326");
    expect([whole["title"], whole["notes"]]).toEqual([PLACES.title, PLACES.notes]);
    expect(whole.features[2]).toEqual({
      type: "Feature",
      properties: { 名称: null, 床位: null, 面积: null },
      geometry: null,
    });
  });
});

describe("CSV", () => {
  it("guards texts against being run as formulas, and leaves numbers alone", async () => {
    const texts = [
      "=1+1",
      "+86 138",
      "-cmd",
      "@SUM(A1)",
      "\tx",
      "\rx",
      "-12.5",
      "a=b",
      'q"r',
      "甲,乙",
    ];
    const lines = (await writeCsv(textTable(...texts), "EPSG:4326")).toString().split("\r\n");
    expect(lines).toEqual([
      "\ufefftext",
      "'=1+1",
      "'+86 138",
      "'-cmd",
      "'@SUM(A1)",
      "'\tx",
      '"\'\rx"',
      "-12.5",
      "a=b",
      '"q""r"',
      '"甲,乙"',
      "",
    ]);
  });

  it("has places, system and notes in every row", async () => {
    const [header, first, , third] = (await writeCsv(PLACES, "EPSG:4542")).toString().split("\r\n");
    expect(header).toBe("\ufeff名称,床位,面积,x,y,coordinate_system,file_notes");
    expect(first).toMatch(
      /^甘州区南街街道综合养老服务中心,40,1250\.25,6259\d\d\.\d+,43119\d\d\.\d+,"EPSG:4542 \(CGCS2000 3° zone 33, [^"]*\)",示例数据（合成），不作决策依据。$/,
    );
    expect(third).toMatch(/^,,,,,"EPSG:4542 /);
    const units = (await writeCsv(UNITS, "EPSG:4490")).toString().split("\r\n")[1];
    expect(units).toContain('"POLYGON ((100 38, 101 38, 101 39, 100 39, 100 38), (');
  });
});

describe("GeoPackage", () => {
  function opened(bytes: Buffer): DatabaseSync {
    return new DatabaseSync(given("e.gpkg", bytes), { readOnly: true });
  }

  it("is one by its header and tables, with bounds and notes", async () => {
    const bytes = await writeGeopackage(PLACES, "EPSG:4490");
    expect(bytes.subarray(68, 72).toString()).toBe("GPKG");
    const database = opened(bytes);
    expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    expect(database.prepare("SELECT * FROM gpkg_contents").get()).toMatchObject({
      table_name: "设施",
      identifier: "养老设施",
      min_x: 99,
      max_x: 100.4521,
      min_y: 38.9321,
      max_y: 39,
      srs_id: 4490,
    });
    const systems = database
      .prepare("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id")
      .all();
    expect(systems.map((row) => row["srs_id"])).toEqual([-1, 0, 4326, 4490]);
    database.close();
  });

  it("gives GCJ-02 no code of anybody's", async () => {
    const database = opened(await writeGeopackage(PLACES, "GCJ-02"));
    const [system] = database
      .prepare("SELECT * FROM gpkg_spatial_ref_sys WHERE srs_id > 4326")
      .all();
    expect(system).toMatchObject({ srs_name: "GCJ-02 (not WGS 84)", organization: "NONE" });
    expect(system?.["definition"]).toMatch(/^LOCAL_CS\["GCJ-02 \(not WGS 84\)"/);
    database.close();
  });

  it("takes columns named like its own, and tables without places", async () => {
    const table: ExportTable = {
      ...textTable('"; DROP TABLE x; --'),
      name: "gpkg_contents",
      columns: [{ name: "FID", type: "text" }],
    };
    const file = await readGeopackage(
      given("e.gpkg", await writeGeopackage(table, "EPSG:4326")),
      CONTEXT,
    );
    expect(file.tables[0]).toMatchObject({
      name: "layer_gpkg_contents",
      columns: ["fid", "FID_2"],
    });
    expect(file.tables[0]?.rows[0]?.values).toEqual(["1", '"; DROP TABLE x; --']);
  });
});

describe("a shapefile", () => {
  async function parts(bytes: Buffer): Promise<Map<string, Buffer>> {
    await using archive = await openArchive(given("e.zip", bytes), CONTEXT);
    const contents = new Map<string, Buffer>();
    for (const entry of archive.entries) contents.set(entry.name, await archive.read(entry));
    return contents;
  }

  it("has all its parts, and no .prj where it could only be mistaken", async () => {
    const files = await parts(await writeShapefile(PLACES, "EPSG:4542"));
    expect([...files.keys()]).toEqual([
      "设施.shp",
      "设施.shx",
      "设施.dbf",
      "设施.prj",
      "设施.cpg",
      "fields.csv",
      "readme.txt",
    ]);
    expect(files.get("设施.prj")?.toString()).toMatch(/^PROJCS\["CGCS2000_3_Degree_GK_CM_99E"/);
    const mars = await parts(await writeShapefile(PLACES, "GCJ-02"));
    expect([...mars.keys()]).toContain("设施_GCJ-02.shp");
    expect([...mars.keys()].some((name) => name.endsWith(".prj"))).toBe(false);
    expect(mars.get("readme.txt")?.toString()).toContain("GCJ-02 (not WGS 84)");
    expect(mars.get("readme.txt")?.toString()).toContain("示例数据（合成）");
  });

  it("has rings as Esri wants them: outer clockwise, holes the other way", async () => {
    const shp = (await parts(await writeShapefile(UNITS, "EPSG:4326"))).get("units.shp");
    if (shp === undefined) throw new Error("no .shp");
    const at = (i: number) => [shp.readDoubleLE(160 + 16 * i), shp.readDoubleLE(168 + 16 * i)];
    expect([shp.readInt32LE(144), shp.readInt32LE(148)]).toEqual([2, 10]);
    expect([at(0), at(1), at(2)]).toEqual([
      [100, 38],
      [100, 39],
      [101, 39],
    ]);
    expect([at(5), at(6)]).toEqual([
      [100.25, 38.25],
      [100.5, 38.25],
    ]);
  });

  it.each([
    ["utf-8", ["社区名", "社区_1"], "UTF-8"],
    ["gbk", ["社区名称全", "社区名称_1"], "GB18030"],
  ] as const)(
    "in %s has names of ten bytes, each once, and tells what they stand for",
    async (encoding, names, read) => {
      const columns = ["社区名称全称一", "社区名称全称二"].map((name) => ({
        name,
        type: "text" as const,
      }));
      const table: ExportTable = {
        ...PLACES,
        columns,
        features: [{ geometry: null, values: ["养".repeat(200), "b"] }],
      };
      const bytes = await writeShapefile(table, "EPSG:4326", { encoding });
      const files = await parts(bytes);
      expect(files.has("设施.cpg")).toBe(encoding === "utf-8");
      expect(files.get("fields.csv")?.toString()).toBe(
        `\ufefffield,column,texts_cut_short\r\n${names[0]},社区名称全称一,1\r\n${names[1]},社区名称全称二,\r\n`,
      );
      const file = await readShapefile(given("e.zip", bytes), CONTEXT);
      expect(file.encoding).toBe(read);
      expect(file.tables[0]?.columns).toEqual(["社区名称全称一", "社区名称全称二"]);
      expect(file.tables[0]?.rows[0]?.values).toEqual([
        "养".repeat(encoding === "gbk" ? 127 : 84),
        "b",
      ]);
    },
  );
});

it("a shapefile without rows has room in its fields for whoever fills it", async () => {
  const path = given("e.zip", await writeShapefile({ ...PLACES, features: [] }, "EPSG:4326"));
  await using archive = await openArchive(path, CONTEXT);
  const entry = archive.entries.find(({ name }) => name.endsWith(".dbf"));
  if (entry === undefined) throw new Error("no .dbf");
  const dbf = await archive.read(entry);
  // Type and width of 名称, 床位 (whole numbers) and 面积.
  const fields = [0, 1, 2].map((i) => [
    dbf.toString("latin1", 43 + 32 * i, 44 + 32 * i),
    dbf[48 + 32 * i],
  ]);
  expect(fields).toEqual([
    ["C", 50],
    ["N", 9],
    ["N", 15],
  ]);
});

it("a shapefile's short names are never another age group's", async () => {
  const groups = ["0_1", "0_2", "0_14", "60_plus", "65_plus", "100_plus", "100_104"];
  const columns = groups.map((group) => ({ name: `people_${group}`, type: "number" as const }));
  const table = { ...PLACES, columns, features: [{ geometry: null, values: groups.map(() => 1) }] };
  const path = given("e.zip", await writeShapefile(table, "EPSG:4326"));
  await using archive = await openArchive(path, CONTEXT);
  const dbf = archive.entries.find(({ name }) => name.endsWith(".dbf"));
  if (dbf === undefined) throw new Error("no .dbf");
  // Without the list of whole names, as software of others reads it.
  const titles = readAttributes(await archive.read(dbf), undefined, null)?.names ?? [];
  expect(titles.map(ageField)).toEqual(groups.map((group) => `people_${group}`));
});

it.each(Object.entries(WRITERS))("%s gives the same bytes for the same table", async (_, write) => {
  const first = await write(PLACES, "EPSG:4542");
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await write(PLACES, "EPSG:4542")).equals(first)).toBe(true);
});

it.each(Object.entries(WRITERS))("%s refuses what is no coordinate system", (_, write) => {
  expect(() => write(PLACES, "EPSG:1")).toThrow("EPSG:1");
});

it("reads back what it writes, in every format", async () => {
  const readers = [
    [readGeojsonTables, writeGeojson, "e.geojson"],
    [readGeopackage, writeGeopackage, "e.gpkg"],
    [readShapefile, writeShapefile, "e.zip"],
  ] as const;
  for (const table of [PLACES, UNITS, STREETS]) {
    for (const [read, write, name] of readers) {
      const path = given(name, await write(table, "EPSG:4326"));
      const [back] = (await read(path, CONTEXT)).tables;
      expect(back?.rows.length).toBe(table.features.length);
      expect(back?.rows[0]?.values.slice(-table.columns.length)).toEqual(
        table.features[0]?.values.map(String),
      );
    }
  }
});

describe("a file's name", () => {
  it.each([
    ["EPSG:4326", "设施_WGS84.gpkg"],
    ["EPSG:4490", "设施_CGCS2000.gpkg"],
    ["EPSG:4542", "设施_CGCS2000-CM99.gpkg"],
    ["EPSG:4521", "设施_CGCS2000-Z33.gpkg"],
    ["EPSG:4506", "设施_CGCS2000-6deg-CM99.gpkg"],
    ["EPSG:4495", "设施_CGCS2000-6deg-Z17.gpkg"],
    ["EPSG:32647", "设施_UTM-47N.gpkg"],
    ["GK:100.5:500000", "设施_CGCS2000-CM100.5-E500000.gpkg"],
    ["GCJ-02", "设施_GCJ-02.gpkg"],
  ])("says that it is in %s", (crs, name) => {
    expect(exportFileName("设施", "geopackage", crs)).toBe(name);
  });

  it("is one that every system takes", () => {
    expect(exportFileName('../a:b*?"<>|\n', "csv", "GCJ-02")).toBe("_a_b__GCJ-02.csv");
    expect(exportFileName("...", "shapefile", "GCJ-02")).toBe("export_GCJ-02.zip");
    expect(Buffer.byteLength(exportFileName("养".repeat(500), "geojson", "GCJ-02"))).toBeLessThan(
      255,
    );
  });
});

it.each(["EPSG:4326", "EPSG:4490", "EPSG:4542", "EPSG:4495", "GCJ-02", "BD-09", "GK:100.5:500000"])(
  "files in %s are known for that again",
  async (crs) => {
    const known = (text: string | null | undefined) => {
      const found = readWkt(text ?? "");
      return "crs" in found ? found.crs : undefined;
    };
    const [plain] = (
      await readGeojsonTables(given("e.geojson", await writeGeojson(PLACES, crs)), CONTEXT)
    ).tables;
    const [packed] = (
      await readGeopackage(given("e.gpkg", await writeGeopackage(PLACES, crs)), CONTEXT)
    ).tables;
    expect([known(plain?.declaredCrs), known(packed?.declaredCrs)]).toEqual([crs, crs]);
    const [shape] = (
      await readShapefile(given("e.zip", await writeShapefile(PLACES, crs)), CONTEXT)
    ).tables;
    expect(known(shape?.declaredCrs)).toBe(crs);
  },
);
