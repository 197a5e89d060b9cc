import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCollection, Geometry, Polygon, Position } from "geojson";
import { afterAll, describe, expect, it } from "vitest";
import { readPopulationRaster } from "../../server/intake/raster/population-raster.ts";
import { readGeojsonTables } from "../../server/intake/tables/geojson.ts";
import { readGeopackage } from "../../server/intake/tables/geopackage.ts";
import { readKml } from "../../server/intake/tables/kml.ts";
import { readShapefile } from "../../server/intake/tables/shapefile.ts";
import { exportFileName } from "../../server/report/export/export-file-name.ts";
import type { ExportTable } from "../../server/report/export/export-table.ts";
import { writeCsv } from "../../server/report/export/csv.ts";
import { writeGeojson } from "../../server/report/export/geojson.ts";
import { writeGeopackage } from "../../server/report/export/geopackage.ts";
import { writeShapefile } from "../../server/report/export/shapefile.ts";
import { zipOf } from "../fixtures/vector-files.ts";
import { PLACES, STREETS, UNITS } from "../server/report/export/layer.ts";

const haveGdal = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!haveGdal) console.info("skipped: what GDAL reads and writes (no gdal-bin on this machine)");

const folder = mkdtempSync(join(tmpdir(), "gdal-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const inFolder = (name: string): string => join(folder, name);

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

const CONTEXT = { name: "gdal" };
const FORMATS = [
  ["geojson", writeGeojson],
  ["geopackage", writeGeopackage],
  ["shapefile", writeShapefile],
] as const;
const SYSTEMS = ["EPSG:4326", "EPSG:4490", "EPSG:4542", "EPSG:4521", "EPSG:4543"] as const;
const PROPERTIES = PLACES.features.map(({ values }) =>
  Object.fromEntries(PLACES.columns.map(({ name }, i) => [name, values[i]])),
);

/** The table as GDAL sees it, in WGS 84 degrees by its own mathematics where `from` is given. */
async function seen(
  table: ExportTable,
  format: (typeof FORMATS)[number],
  crs: string,
  ...more: string[]
): Promise<FeatureCollection> {
  const path = await written(table, format, crs);
  const text = run(
    "ogr2ogr",
    "-f",
    "GeoJSON",
    "-lco",
    "COORDINATE_PRECISION=9",
    ...more,
    "/vsistdout/",
    path,
  );
  return JSON.parse(text) as FeatureCollection;
}

async function written(
  table: ExportTable,
  [format, write]: (typeof FORMATS)[number],
  crs: string,
): Promise<string> {
  const path = inFolder(exportFileName(table.name, format, crs));
  writeFileSync(path, await write(table, crs));
  return format === "shapefile" ? `/vsizip/${path}` : path;
}

/** Without the codes of axis and unit that stand within: the last one is the system's. */
function codeOf(path: string): string {
  return /^EPSG:\d+$/m.exec(run("gdalsrsinfo", "-o", "epsg", path))?.[0] ?? "none";
}

describe.runIf(haveGdal).each(FORMATS)("GDAL reads our %s", (...format) => {
  const writer = format as unknown as (typeof FORMATS)[number];

  it.each(SYSTEMS)("in %s: system, names, texts, numbers and places", async (crs) => {
    expect(codeOf(await written(PLACES, writer, crs))).toBe(crs);
    const { features } = await seen(PLACES, writer, crs, "-t_srs", "EPSG:4326");
    expect(features.map(({ properties }) => properties)).toEqual(PROPERTIES);
    const places = features.map(({ geometry }) => (geometry as Geometry | null)?.type);
    expect(places).toEqual(["Point", "Point", undefined]);
    const [lng = NaN, lat = NaN] = positionOf(features[0]?.geometry);
    // A millimetre of metres, a centimetre of degrees, and what GDAL itself makes of the datum: nothing.
    expect(Math.abs(lng - 100.4521)).toBeLessThan(2e-7);
    expect(Math.abs(lat - 38.9321)).toBeLessThan(2e-7);
  });

  it("in GCJ-02: hundreds of metres away, and no code but that which GeoJSON cannot be without", async () => {
    const { features } = await seen(PLACES, writer, "GCJ-02");
    expect(features.map(({ properties }) => properties)).toEqual(PROPERTIES);
    const [lng = NaN, lat = NaN] = positionOf(features[0]?.geometry);
    expect(lng - 100.4521).toBeGreaterThan(0.0005);
    expect(Math.abs(lat - 38.9321)).toBeGreaterThan(0.0001);
    const summary = run("ogrinfo", "-so", "-al", await written(PLACES, writer, "GCJ-02"));
    expect(summary.includes("EPSG")).toBe(writer[0] === "geojson");
  });

  it("polygons with holes, and lines", async () => {
    for (const crs of ["EPSG:4326", "EPSG:4542"]) {
      const [unit] = (await seen(UNITS, writer, crs, "-nlt", "POLYGON", "-t_srs", "EPSG:4326"))
        .features;
      const rings = (unit?.geometry as Polygon | undefined)?.coordinates;
      expect(rings?.map((ring) => ring.length)).toEqual([5, 5]);
      const [street] = (await seen(STREETS, writer, crs, "-t_srs", "EPSG:4326")).features;
      expect(street?.geometry.type).toMatch(/LineString$/);
      expect(street?.properties).toEqual({ metres: 141.4 });
    }
  });
});

it.runIf(haveGdal)("GDAL reads the areas of our CSV, with their holes and names", async () => {
  const path = inFolder(exportFileName(UNITS.name, "csv", "EPSG:4326"));
  writeFileSync(path, await writeCsv(UNITS, "EPSG:4326"));
  const { features } = JSON.parse(
    run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path),
  ) as FeatureCollection<Polygon>;
  expect(features.map(({ properties }) => properties?.["name"] as unknown)).toEqual(["东街"]);
  expect(features[0]?.geometry.coordinates.map((ring) => ring.length)).toEqual([5, 5]);
});

it.runIf(haveGdal)("GDAL reads a shapefile in GBK by its language byte", async () => {
  const path = inFolder("gbk.zip");
  writeFileSync(path, await writeShapefile(PLACES, "EPSG:4490", { encoding: "gbk" }));
  const text = run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", `/vsizip/${path}`);
  const { features } = JSON.parse(text) as FeatureCollection;
  expect(features[0]?.properties).toMatchObject({ 名称: "甘州区南街街道综合养老服务中心" });
});

describe.runIf(haveGdal)("we read what GDAL writes", () => {
  const source = inFolder("source.geojson");
  const names = ["甘州区南街街道综合养老服务中心", 'a,"b"', ""];

  async function made(driver: string, name: string, ...more: string[]): Promise<string> {
    writeFileSync(source, await writeGeojson(PLACES, "EPSG:4490"));
    run("ogr2ogr", "-f", driver, ...more, inFolder(name), source);
    return inFolder(name);
  }

  it.each([
    ["EPSG:4490", 99],
    ["EPSG:4542", 500000],
  ])("GeoPackage in %s", async (crs, x) => {
    const path = await made("GPKG", `${crs.slice(5)}.gpkg`, "-t_srs", crs);
    const [table] = (await readGeopackage(path, CONTEXT)).tables;
    expect(table?.declaredCrs).toBe(crs);
    expect(table?.columns).toEqual(["fid", "名称", "床位", "面积"]);
    expect(table?.rows.map(({ values }) => values[1])).toEqual(names);
    expect(table?.rows.map(({ geometry }) => geometry?.type)).toEqual([
      "Point",
      "Point",
      undefined,
    ]);
    expect(positionOf(table?.rows[1]?.geometry)[0]).toBeCloseTo(x, 3);
  });

  it.each([
    ["UTF-8", "UTF-8"],
    ["GBK", "GB18030"],
  ])("a shapefile in %s", async (encoding, read) => {
    const name = `shape-${encoding}`;
    await made("ESRI Shapefile", name, "-lco", `ENCODING=${encoding}`, "-nln", "places");
    const parts = ["shp", "shx", "dbf", "prj", "cpg"].map((part) => `places.${part}`);
    const zip = inFolder(`${name}.zip`);
    for (const kept of [parts, parts.slice(0, 4)]) {
      const files = kept.map(
        (part) => [part, execFileSync("cat", [join(inFolder(name), part)])] as const,
      );
      writeFileSync(zip, await zipOf(Object.fromEntries(files)));
      const file = await readShapefile(zip, CONTEXT);
      const [table] = file.tables;
      expect(file.encoding).toBe(read);
      expect(table?.columns).toEqual(["名称", "床位", "面积"]);
      expect(table?.rows.map(({ values }) => values)).toEqual([
        [names[0], "40", "1250.25"],
        [names[1], "-1", "-0.5"],
        ["", "", ""],
      ]);
      expect(table?.declaredCrs).toMatch(/China_2000|China_Geodetic/);
    }
  });

  it.each(["KML", "LIBKML"])("KML by its driver %s", async (driver) => {
    const path = await made(driver, driver === "KML" ? "a.kml" : "b.kmz");
    const [table] = (await readKml(path, CONTEXT)).tables;
    expect(table?.rows.length).toBe(3);
    const column = table?.columns.indexOf("名称") ?? -1;
    expect(table?.rows.map(({ values }) => values[column])).toEqual(names);
    expect(positionOf(table?.rows[0]?.geometry)).toEqual([100.4521, 38.9321]);
  });

  it("GeoJSON with a crs, and a sequence of features", async () => {
    const path = await made("GeoJSON", "zone.geojson", "-t_srs", "EPSG:4542");
    const [table] = (await readGeojsonTables(path, CONTEXT)).tables;
    expect(table?.declaredCrs).toBe("urn:ogc:def:crs:EPSG::4542");
    expect(positionOf(table?.rows[1]?.geometry)[0]).toBeCloseTo(500000, 3);
    const sequence = await made("GeoJSONSeq", "places.geojsonl");
    const [other] = (await readGeojsonTables(sequence, CONTEXT)).tables;
    expect(other?.rows.map(({ values }) => values[0])).toEqual(names);
  });

  it.each(["PointZ", "PointM", "PointZM"])("%s", async (type) => {
    const wkt = {
      PointZ: "POINT Z (100 38 7)",
      PointM: "POINT M (100 38 7)",
      PointZM: "POINT ZM (100 38 7 8)",
    }[type];
    writeFileSync(inFolder("z.csv"), `id,WKT\n1,"${wkt}"\n`);
    const dimension = type.replace("Point", "XY").replace("XYZM", "XYZM");
    run(
      "ogr2ogr",
      "-f",
      "GPKG",
      "-overwrite",
      "-dim",
      dimension,
      "-a_srs",
      "EPSG:4326",
      inFolder("z.gpkg"),
      inFolder("z.csv"),
    );
    const [table] = (await readGeopackage(inFolder("z.gpkg"), CONTEXT)).tables;
    expect(table?.rows[0]?.geometry).toEqual({ type: "Point", coordinates: [100, 38] });
  });
});

describe.runIf(haveGdal)("we read rasters that GDAL writes", () => {
  const width = 300;
  const height = 200;
  const cells = Array.from({ length: width * height }, (_, i) => ((i * 7919) % 997) / 8 - 5);
  const grid = inFolder("people.asc");
  writeFileSync(
    grid,
    `ncols ${width}\nnrows ${height}\nxllcorner 100\nyllcorner 38\ncellsize 0.001\nNODATA_value -5\n${cells.join(" ")}\n`,
  );
  const positive = cells.filter((value) => value > 0);
  const noData = cells.filter((value) => value === -5).length;

  it.each([
    ["as it is", []],
    ["in tiles", ["-co", "TILED=YES", "-co", "BLOCKXSIZE=64", "-co", "BLOCKYSIZE=64"]],
    ["by LZW", ["-co", "COMPRESS=LZW"]],
    [
      "deflated, of two bands",
      ["-b", "1", "-b", "1", "-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=3"],
    ],
    ["by LZW, predicted, tiled", ["-co", "COMPRESS=LZW", "-co", "PREDICTOR=3", "-co", "TILED=YES"]],
    ["deflated", ["-co", "COMPRESS=DEFLATE"]],
    [
      "deflated, of double precision",
      ["-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=3", "-ot", "Float64"],
    ],
    ["by PackBits, high byte first", ["-co", "COMPRESS=PACKBITS", "-co", "ENDIANNESS=BIG"]],
    ["as BigTIFF", ["-co", "BIGTIFF=YES", "-co", "COMPRESS=LZW"]],
  ])("%s", async (_, options) => {
    const path = inFolder("people.tif");
    run("gdal_translate", "-q", "-a_srs", "EPSG:4490", ...options, grid, path);
    const raster = await readPopulationRaster(path, CONTEXT);
    expect([raster.crs, raster.width, raster.height]).toEqual(["EPSG:4490", width, height]);
    expect(raster.account).toMatchObject({ inhabited: positive.length, noData });
    // Eighths are exact, so the order in which blocks are added does not matter.
    expect(raster.total).toBe(positive.reduce((sum, value) => sum + value, 0));
    const x = 100 + ((cells.indexOf(positive[0] ?? 0) % width) + 0.5) * 0.001;
    expect(raster.sources.lng[0]).toBeCloseTo(x, 9);
    expect(raster.sources.lat[0]).toBeCloseTo(38 + (height - 0.5) * 0.001, 9);
  });

  it.each([
    "-co COMPRESS=LZW -co PREDICTOR=2",
    "-co COMPRESS=DEFLATE -co PREDICTOR=2 -co TILED=YES",
    "-b 1 -b 1 -co COMPRESS=DEFLATE -co PREDICTOR=2",
  ])("of whole numbers, %s", async (options) => {
    for (const type of ["Byte", "Int16", "UInt16", "Int32", "UInt32"]) {
      const path = inFolder("whole.tif");
      const whole = inFolder("whole.asc");
      const values = cells.map((_, i) => (i * 7919) % 251);
      writeFileSync(
        whole,
        `ncols ${width}\nnrows ${height}\nxllcorner 0\nyllcorner 0\ncellsize 100\n${values.join(" ")}\n`,
      );
      run(
        "gdal_translate",
        "-q",
        "-a_srs",
        "EPSG:4542",
        "-ot",
        type,
        ...options.split(" "),
        whole,
        path,
      );
      const raster = await readPopulationRaster(path, CONTEXT);
      expect(raster.total).toBe(values.reduce((sum, value) => sum + value, 0));
      expect(raster.crs).toBe("EPSG:4542");
    }
  });

  it("with pixels as points lies where GDAL has it", async () => {
    const [area, point] = [inFolder("area.tif"), inFolder("point.tif")];
    run("gdal_translate", "-q", "-a_srs", "EPSG:4326", grid, area);
    run("gdal_translate", "-q", "-a_srs", "EPSG:4326", "-mo", "AREA_OR_POINT=Point", grid, point);
    const [a, b] = [
      await readPopulationRaster(area, CONTEXT),
      await readPopulationRaster(point, CONTEXT),
    ];
    expect(b.sources.lng[7]).toBeCloseTo(a.sources.lng[7] ?? 0, 12);
    expect(b.sources.lat[7]).toBeCloseTo(a.sources.lat[7] ?? 0, 12);
  });
});

function positionOf(geometry: Geometry | undefined): Position {
  if (geometry?.type !== "Point") throw new Error("no point");
  return geometry.coordinates;
}
