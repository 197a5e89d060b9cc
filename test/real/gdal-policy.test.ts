import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCollection } from "geojson";
import { afterAll, describe, expect, it } from "vitest";
import { assess } from "#core/policy/assess.ts";
import type { ExportFormat, ExportTable } from "../../server/report/export/export-table.ts";
import { writeTable } from "../../server/report/export/write-table.ts";
import { indicatorTable, serviceGapTable } from "../../server/report/gap-layers.ts";
import { ledgerTable } from "../../server/report/ledger/ledger-table.ts";
import { measureOf } from "../../server/report/ledger/unit-state.ts";
import { OUTLINES, TINY, tinyLedger } from "../server/report/ledger/tiny-town.ts";

const haveGdal = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!haveGdal)
  console.info("skipped: how GDAL reads ledgers and gap layers (no gdal-bin on this machine)");

const folder = mkdtempSync(join(tmpdir(), "gdal-policy-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** The path of the file for GDAL. */
async function written(table: ExportTable, format: ExportFormat, crs: string): Promise<string> {
  const { bytes, name } = await writeTable(table, format, crs);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return format === "shapefile" ? `/vsizip/${path}` : path;
}

async function seen(
  table: ExportTable,
  format: ExportFormat,
  crs: string,
): Promise<FeatureCollection> {
  const path = await written(table, format, crs);
  const text = run("ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326", "/vsistdout/", path);
  return JSON.parse(text) as FeatureCollection;
}

const assessment = assess(TINY);
const [indicator] = assessment.indicators;
if (indicator === undefined) throw new Error("There is no indicator.");
const UNITS = indicatorTable({
  study: TINY.study,
  assessment,
  indicator,
  units: OUTLINES,
  measure: measureOf(indicator, TINY),
  unitsIn: (code) => [OUTLINES.findIndex(({ id }) => id === code)],
});
const GAPS = serviceGapTable({
  study: {
    name: "小城",
    synthetic: true,
  },
  service: "托育",
  minutes: 15,
  walker: "带幼儿者，1 m/s",
  groups: ["0_2"],
  facilities: [],
  gaps: [
    {
      rank: 1,
      name: "河村",
      people: 300,
      groups: new Map([["0_2", 6]]),
      cells: [3],
      squareMetres: 15e3,
      nearest: null,
      label: [100, 38] as const,
      polygon: [
        [
          [100, 38],
          [100.01, 38],
          [100.01, 38.01],
          [100, 38],
        ],
      ],
    },
  ],
});
const LEDGER = ledgerTable(tinyLedger("settlement"), OUTLINES);

const TABLES = { units: UNITS, gaps: GAPS, ledger: LEDGER };
const SYSTEMS = ["EPSG:4490", "EPSG:4542"] as const;

describe.runIf(haveGdal).each(["geojson", "geopackage"] as const)(
  "GDAL reads from %s",
  (format) => {
    it.each(SYSTEMS.flatMap((crs) => Object.keys(TABLES).map((name) => [name, crs] as const)))(
      "the %s in %s: Chinese fields, values and places",
      async (name, crs) => {
        const table = TABLES[name as keyof typeof TABLES];
        const { features } = await seen(table, format, crs);
        const expected = table.features.map(({ values }) =>
          Object.fromEntries(table.columns.map((column, i) => [column.name, values[i]])),
        );
        expect(features.map(({ properties }) => properties)).toEqual(expected);
        for (const [i, { geometry }] of features.entries()) {
          const first = (place: unknown): number =>
            Array.isArray(place) ? first(place[0]) : (place as number);
          const own = table.features[i]?.geometry;
          if (
            !("coordinates" in geometry) ||
            own === null ||
            own === undefined ||
            !("coordinates" in own)
          )
            throw new Error("A place is not there.");
          expect(first(geometry.coordinates)).toBeCloseTo(first(own.coordinates), 6);
        }
      },
    );
  },
);

describe.runIf(haveGdal)("GDAL reads from a shapefile", () => {
  it.each(SYSTEMS)("short names and whole values in %s", async (crs) => {
    for (const table of [UNITS, GAPS]) {
      const { features } = await seen(table, "shapefile", crs);
      const shorts = table.columns.map(({ short }) => short ?? "");
      expect(Object.keys(features[0]?.properties ?? {})).toEqual(shorts);
      expect(shorts.every((short) => /^[A-Z][A-Z0-9_]{0,9}$/.test(short))).toBe(true);
      const [first] = features;
      const values = table.features[0]?.values ?? [];
      for (const [i, short] of shorts.entries())
        expect(first?.properties?.[short] ?? null).toEqual(values[i]);
    }
  });
});

it.runIf(haveGdal)("GDAL finds the meaning of fields in a GeoPackage", async () => {
  const path = await written(UNITS, "geopackage", "EPSG:4490");
  const sql = "SELECT name, description FROM gpkg_data_columns WHERE column_name = '差额'";
  const found = run("ogrinfo", "-ro", "-q", path, "-sql", sql);
  expect(found).toContain("name (String) = LACKS");
  expect(found).toContain("description (String) = 补到目标还差多少");
});
