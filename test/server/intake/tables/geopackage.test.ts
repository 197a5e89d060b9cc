import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { readGeopackage } from "../../../../server/intake/tables/geopackage.ts";
import type { RawFile, RawTable } from "../../../../server/intake/tables/raw-table.ts";
import {
  database,
  emptyGeopackage,
  f64,
  geopackageGeometry,
  refusalCode,
  u32,
  u8,
  wkb,
} from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const CONTEXT = { name: "places.gpkg" };
const COLUMNS =
  "fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, beds INTEGER, area REAL, open BOOLEAN";
const POINT = geopackageGeometry(wkb(1, f64(100.5, 38.25)));

let made = 0;
function pathOf(fill: (database: DatabaseSync) => void): string {
  made += 1;
  const path = given(`${made}.gpkg`, "");
  return database(path, fill);
}

function readMade(fill: (database: DatabaseSync) => void): Promise<RawFile> {
  return readGeopackage(pathOf(fill), CONTEXT);
}

async function readPlaces(fill: (database: DatabaseSync) => void, srs?: number): Promise<RawTable> {
  const { tables } = await readMade((db) => {
    emptyGeopackage(db, COLUMNS, srs);
    fill(db);
  });
  const [table] = tables;
  if (table === undefined) throw new Error("no table");
  return table;
}

function insert(db: DatabaseSync, ...rows: (Buffer | string | number | bigint | null)[][]): void {
  const statement = db.prepare("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)");
  for (const row of rows) statement.run(...row);
}

describe("a layer", () => {
  it("has its columns as texts and its geometries apart", async () => {
    const table = await readPlaces((db) => {
      insert(
        db,
        [7, POINT, " 甘州 ", 620702198001011234n, 1e-7, 1],
        [9, null, null, null, 12.5, 0],
      );
    });
    expect(table.name).toBe("places");
    expect(table.columns).toEqual(["fid", "name", "beds", "area", "open"]);
    expect(table.rows).toEqual([
      {
        number: 1,
        values: ["7", "甘州", "620702198001011234", "0.0000001", "true"],
        geometry: { type: "Point", coordinates: [100.5, 38.25] },
      },
      { number: 2, values: ["9", "", "", "12.5", "false"] },
    ]);
    expect([table.declaredCrs, table.unread]).toEqual(["EPSG:4326", []]);
  });

  it.each([
    [0, 0],
    [1, 4],
    [2, 6],
    [3, 6],
    [4, 8],
  ])("has geometries with envelope %i", async (code, doubles) => {
    const blob = geopackageGeometry(wkb(1, f64(1, 2)), {
      flags: 1 | (code << 1),
      envelope: Array.from({ length: doubles }, () => 5),
    });
    const table = await readPlaces((db) => insert(db, [1, blob, "", 0, 0, 0]));
    expect(table.rows[0]?.geometry).toEqual({ type: "Point", coordinates: [1, 2] });
  });

  it("keeps rows with an empty geometry and leaves out those with a broken one", async () => {
    const table = await readPlaces((db) =>
      insert(
        db,
        [1, geopackageGeometry(wkb(1, f64(NaN, NaN)), { flags: 0b1_0001 }), "empty", 0, 0, 0],
        [2, geopackageGeometry(Buffer.alloc(0), { flags: 0b1_0001 }), "none", 0, 0, 0],
        [3, geopackageGeometry(wkb(1, f64(1, 2)), { flags: 1 | (5 << 1) }), "envelope 5", 0, 0, 0],
        [4, Buffer.from("XX"), "no blob", 0, 0, 0],
        [5, geopackageGeometry(wkb(8, u32(0))), "curve", 0, 0, 0],
        [6, "text", "text", 0, 0, 0],
      ),
    );
    expect(table.rows.map(({ number, geometry }) => [number, geometry])).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
    expect(table.unread.map(({ row, reason }) => [row, reason.code])).toEqual([
      [3, "geometry-damaged"],
      [4, "geometry-damaged"],
      [5, "geometry-curved"],
      [6, "geometry-damaged"],
    ]);
  });

  it.each([
    [4326, "EPSG:4326"],
    [100001, "GCJ-02"],
    [100002, 'PROJCS["ours"]'],
    [0, null],
    [-1, null],
    [555, null],
  ])("in system %i declares %s", async (srs, declared) => {
    expect((await readPlaces((db) => insert(db, [1, POINT, "", 0, 0, 0]), srs)).declaredCrs).toBe(
      declared,
    );
  });

  it("without places is a table of its own; images are none", async () => {
    const { tables } = await readMade((db) => {
      emptyGeopackage(db, COLUMNS);
      db.exec(`
        CREATE TABLE "人口 ""2020""" ("街道 名" TEXT, photo BLOB);
        INSERT INTO "人口 ""2020""" VALUES ('东街', x'0102');
        INSERT INTO gpkg_contents (table_name, data_type) VALUES ('人口 "2020"', 'attributes'), ('t', 'tiles');
      `);
    });
    expect(tables.map(({ name }) => name)).toEqual(["places", '人口 "2020"']);
    expect(tables[1]).toMatchObject({ columns: ["街道名", "photo"], declaredCrs: null });
    expect(tables[1]?.rows[0]?.values).toEqual(["东街", "[2 bytes]"]);
  });
});

describe("a hostile database", () => {
  it("has no view run, and no computed column", async () => {
    const endless =
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c";
    const { tables } = await readMade((db) => {
      emptyGeopackage(db, `${COLUMNS}, big GENERATED ALWAYS AS (hex(zeroblob(40000000))) VIRTUAL`);
      db.exec(`CREATE VIEW trap AS ${endless}`);
      db.exec("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('trap', 'features')");
      db.exec("INSERT INTO places (name) VALUES ('a')");
    });
    expect(tables[0]?.columns).not.toContain("big");
    expect(tables[0]?.rows.length).toBe(1);
    expect(tables[1]?.unread.map(({ reason }) => reason.code)).toEqual(["geopackage-view"]);
  });

  const asView = (name: string) => (db: DatabaseSync) => {
    emptyGeopackage(db, COLUMNS);
    db.exec(`DROP TABLE ${name}; CREATE VIEW ${name} AS SELECT abs(-9223372036854775808) AS x`);
  };

  it("whose list of layers is a view is refused", async () => {
    expect(await refusalCode(readMade(asView("gpkg_contents")))).toBe("geopackage-damaged");
  });

  it.each(["gpkg_spatial_ref_sys", "gpkg_geometry_columns"])(
    "whose %s is a view says nothing of its coordinates",
    async (name) => {
      expect((await readMade(asView(name))).tables[0]?.declaredCrs).toBeNull();
    },
  );

  it.each([
    ["geopackage-damaged", () => {}],
    ["geopackage-damaged", (db: DatabaseSync) => db.exec("CREATE TABLE a (b)")],
    ["geopackage-damaged", (db: DatabaseSync) => db.exec("CREATE TABLE gpkg_contents (b)")],
    [
      "geopackage-no-layers",
      (db: DatabaseSync) => {
        emptyGeopackage(db, COLUMNS);
        db.exec("DELETE FROM gpkg_contents");
      },
    ],
    [
      "geopackage-view",
      (db: DatabaseSync) => {
        emptyGeopackage(db, COLUMNS);
        db.exec("DROP TABLE places; CREATE VIEW places AS SELECT 1 AS a");
      },
    ],
  ])("is refused as %s", async (code, fill) => {
    expect(await refusalCode(readMade(fill))).toBe(code);
  });

  it("that is no database is refused", async () => {
    for (const bytes of [u8(1, 2, 3), Buffer.from("SQLite format 3\0 and no more")])
      expect(await refusalCode(readGeopackage(given("no.gpkg", bytes), CONTEXT))).toBe(
        "geopackage-damaged",
      );
  });
});

it("is read without a trace, whatever its journal mode", async () => {
  const path = pathOf((db) => {
    db.exec("PRAGMA journal_mode = WAL");
    emptyGeopackage(db, COLUMNS);
    insert(db, [1, POINT, "a", 1, 1, 1]);
  });
  const [bytes, names] = [readFileSync(path), readdirSync(dirname(path))];
  const file = await readGeopackage(path, CONTEXT);
  expect(file.tables[0]?.rows.length).toBe(1);
  // A log may have been left behind.
  expect(file.remarks).toEqual([{ code: "geopackage-open" }]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(readdirSync(dirname(path))).toEqual(names);
});

it("stops when asked to", async () => {
  const path = pathOf((db) => {
    emptyGeopackage(db, COLUMNS);
    const row = db.prepare("INSERT INTO places (name) VALUES (?)");
    db.exec("BEGIN");
    for (let i = 0; i < 5000; i++) row.run("a");
    db.exec("COMMIT");
  });
  const reading = readGeopackage(path, { ...CONTEXT, signal: AbortSignal.abort() });
  await expect(reading).rejects.toThrow("aborted");
});
