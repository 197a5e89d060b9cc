import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCollection } from "geojson";
import { describe, expect, it } from "vitest";
import { readPopulationRaster } from "../../server/intake/raster/population-raster.ts";
import { readGeojsonTables } from "../../server/intake/tables/geojson.ts";
import { readShapefile } from "../../server/intake/tables/shapefile.ts";
import { judge } from "../../server/intake/import/judge.ts";
import { orderOf } from "../fixtures/import-order.ts";
import { zipOf } from "../fixtures/vector-files.ts";
import { haveReal, real } from "./data.ts";

const CONTEXT = { name: "real" };
const SF = ["shp", "shx", "dbf", "prj"].map(
  (part) => `siting-san-francisco/ServiceAreas_4.${part}`,
);
const GEOJSON = [
  "zhangye/counties-gcj02-light.geojson",
  "zhangye/counties-gcj02-detailed.geojson",
  "shanghai-poi/shanghai_osm_poi.geojson",
];
const ELEVATION = "porto-alegre/poa_elevation.tif";

describe.runIf(haveReal("a real shapefile", ...SF))("a shapefile by ArcGIS", () => {
  it("has its sixteen service areas, their fields and their system", async () => {
    const folder = await mkdtemp(join(tmpdir(), "real-"));
    const files = SF.map((name) => [name, readFileSync(real(name))] as const);
    await writeFile(join(folder, "sf.zip"), await zipOf(Object.fromEntries(files)));
    const [table] = (await readShapefile(join(folder, "sf.zip"), CONTEXT)).tables;
    await rm(folder, { recursive: true });
    expect(table?.rows.length).toBe(16);
    expect(table?.columns).toEqual([
      "FacilityID",
      "Name",
      "FromBreak",
      "ToBreak",
      "FacilityOI",
      "NAME_1",
      "Shape_Leng",
      "Shape_Area",
    ]);
    expect(table?.rows.every(({ geometry }) => geometry?.type.endsWith("Polygon"))).toBe(true);
    expect(table?.declaredCrs).toMatch(/^GEOGCS\["GCS_WGS_1984"/);
    expect(table?.unread).toEqual([]);
  });
});

describe.runIf(haveReal("real GeoJSON", ...GEOJSON)).each(GEOJSON)("%s", (name) => {
  it("has every feature with its geometry", async () => {
    const { features } = JSON.parse(readFileSync(real(name), "utf8")) as FeatureCollection;
    const [table] = (await readGeojsonTables(real(name), CONTEXT)).tables;
    expect(table?.rows.length).toBe(features.length);
    expect(table?.unread).toEqual([]);
    expect(table?.rows.map(({ geometry }) => geometry?.type)).toEqual(
      features.map(({ geometry }) => geometry.type),
    );
    const column = table?.columns.indexOf("name") ?? -1;
    expect(table?.rows.map(({ values }) => values[column])).toEqual(
      features.map(({ properties }) => String(properties?.["name"] ?? "").trim()),
    );
  });
});

describe.runIf(haveReal("a real raster", ELEVATION))("a real raster", () => {
  it("is read whole and placed in its city", async () => {
    const { crs, width, height, account, sources } = await readPopulationRaster(
      real(ELEVATION),
      CONTEXT,
    );
    expect(crs).toBe("EPSG:4326");
    expect(account.cells).toBe(width * height);
    const { inhabited, empty, noData, negative, dropped } = account;
    expect(inhabited + empty + noData + negative + dropped).toBe(account.cells);
    expect(sources.lng.every((lng) => lng > -51.4 && lng < -50.9)).toBe(true);
    expect(sources.lat.every((lat) => lat > -30.4 && lat < -29.9)).toBe(true);
  });
});

const EXTRACTS = ["beijing-wudaokou", "beijing-cau", "guixi"];
const haveGdal = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!haveGdal) console.info("skipped: extracts as GDAL's lines (no gdal-bin on this machine)");

describe.runIf(
  haveGdal && haveReal("extracts", ...EXTRACTS.map((name) => `china-osm/${name}.osm`)),
)("an extract that GDAL made a GeoPackage of", () => {
  it.each(EXTRACTS)("has the streets of the extract itself: %s", async (name) => {
    const folder = await mkdtemp(join(tmpdir(), "real-"));
    const extract = real(`china-osm/${name}.osm`);
    const path = join(folder, "streets.gpkg");
    execFileSync("ogr2ogr", ["-f", "GPKG", path, extract], { stdio: "ignore" });
    const streets = async (file: string) =>
      (await judge(orderOf(file, { role: "network" }))).proposal.network ?? { km: 0, mainShare: 0 };
    const [whole, lines] = [await streets(extract), await streets(path)];
    await rm(folder, { recursive: true });
    // GDAL takes closed paths around campuses and squares for areas, and gates are not with the lines.
    expect(lines.km / whole.km).toBeGreaterThan(0.96);
    expect(lines.km / whole.km).toBeLessThanOrEqual(1.001);
    expect(Math.abs(lines.mainShare - whole.mainShare)).toBeLessThan(0.01);
  });
});
