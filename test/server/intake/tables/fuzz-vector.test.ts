import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RefusedFile } from "../../../../server/intake/refused-file.ts";
import { readPopulationRaster } from "../../../../server/intake/raster/population-raster.ts";
import { readGeojsonTables } from "../../../../server/intake/tables/geojson.ts";
import { readGeopackage } from "../../../../server/intake/tables/geopackage.ts";
import { readKml } from "../../../../server/intake/tables/kml.ts";
import { readShapefile } from "../../../../server/intake/tables/shapefile.ts";
import {
  database,
  dbfFile,
  emptyGeopackage,
  f64,
  geopackageGeometry,
  partShape,
  pointShape,
  shpFile,
  tiffFile,
  u32,
  wkb,
  zipOf,
} from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

type Read = (path: string, context: { name: string; signal: AbortSignal }) => Promise<unknown>;

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 0],
] as const;
const SHP = shpFile(5, [
  partShape(5, [square, square]),
  pointShape(1, 2),
  partShape(13, [square], f64(0, 0, 1, 1, 1, 1)),
]);
const DBF = dbfFile(
  [
    { name: "名称", type: "C", width: 20 },
    { name: "n", type: "N", width: 8 },
  ],
  [["养老院", "1.5"], null, ["a", "2"]],
);
const GEOJSON = Buffer.from(
  JSON.stringify({
    type: "FeatureCollection",
    crs: { type: "name", properties: { name: "EPSG:4490" } },
    features: [
      {
        type: "Feature",
        id: 1,
        properties: { 名: "养" },
        geometry: { type: "Polygon", coordinates: [square] },
      },
    ],
  }),
);
const KML = Buffer.from(
  `<kml><Folder><name>养</name><Placemark><name>a</name><ExtendedData><Data name="b"><value>1</value></Data></ExtendedData>
  <Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></kml>`,
);
const RASTER = tiffFile(
  [
    { tag: 256, type: 4, values: [4] },
    { tag: 257, type: 4, values: [2] },
    { tag: 258, type: 3, values: [32] },
    { tag: 259, type: 3, values: [1] },
    { tag: 278, type: 4, values: [1] },
    { tag: 339, type: 3, values: [3] },
    { tag: 33550, type: 12, values: [0.1, 0.1, 0] },
    { tag: 33922, type: 12, values: [0, 0, 0, 100, 38, 0] },
    { tag: 42113, type: 2, values: "-99999" },
  ],
  [Buffer.alloc(16, 64), Buffer.alloc(16, 65)],
);

/** Within this time each reading ends; it takes a few milliseconds. */
const HANG_MS = 5000;

/** Reads the bytes: true when there is a result, or a refusal in words none of whose values are missing. */
async function endsWell(read: Read, name: string, bytes: Uint8Array): Promise<boolean> {
  const path = given(name, bytes);
  try {
    await read(path, { name, signal: AbortSignal.timeout(HANG_MS) });
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    return !/\{\w+\}/.test(error.message);
  }
  return true;
}

/** A whole file with some bytes overwritten, its end cut off, or a piece put in. */
function mutated(whole: Buffer): fc.Arbitrary<Buffer> {
  const writes = fc.array(
    fc.tuple(fc.nat(whole.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255))),
    { maxLength: 6 },
  );
  const inserted = fc.tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 8 }));
  return fc
    .tuple(writes, inserted, fc.option(fc.nat(whole.length)))
    .map(([list, [at, piece], end]) => {
      const bytes = Buffer.from(whole);
      for (const [index, value] of list) bytes.writeUInt8(value, index);
      return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]).subarray(
        0,
        end ?? undefined,
      );
    });
}

const geopackagePath = database(given("whole.gpkg", ""), (db) => {
  db.exec("PRAGMA page_size = 512");
  db.exec("VACUUM");
  emptyGeopackage(db, "fid INTEGER PRIMARY KEY, geom BLOB, name TEXT");
  const blob = geopackageGeometry(wkb(3, u32(1), u32(4), f64(...square.flat())));
  const insert = db.prepare("INSERT INTO places (geom, name) VALUES (?, ?)");
  for (let i = 0; i < 40; i++) insert.run(blob, `养老院 ${i}`.repeat(i % 9));
});

const FILES: readonly { name: string; read: Read; whole: Buffer; runs: number }[] = [
  { name: "f.geojson", read: readGeojsonTables, whole: GEOJSON, runs: 400 },
  { name: "f.kml", read: readKml, whole: KML, runs: 400 },
  { name: "f.gpkg", read: readGeopackage, whole: readFileSync(geopackagePath), runs: 400 },
  { name: "f.tif", read: readPopulationRaster, whole: RASTER, runs: 600 },
  {
    name: "f.zip",
    read: readShapefile,
    whole: await zipOf({ "a.shp": SHP, "a.dbf": DBF, "a.cpg": "936" }),
    runs: 300,
  },
  { name: "f.kmz", read: readKml, whole: await zipOf({ "doc.kml": KML }), runs: 200 },
];

describe.each(FILES)("$name", ({ name, read, whole, runs }) => {
  it("is read whole", async () => {
    const reading = read(given(name, whole), { name, signal: AbortSignal.timeout(HANG_MS) });
    await expect(reading).resolves.toBeDefined();
  });

  it("cut short or changed is read or refused, and leaves no file behind", async () => {
    const folder = dirname(given(name, whole));
    const before = readdirSync(folder);
    await fc.assert(
      fc.asyncProperty(mutated(whole), async (bytes) => endsWell(read, name, bytes)),
      { numRuns: runs, seed: 20_240_131 },
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  it("of any bytes is read or refused", async () => {
    const start = whole.subarray(0, 40);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((rest) => Buffer.concat([start, rest])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (any) => endsWell(read, name, any)),
      { numRuns: 150, seed: 20_240_131 },
    );
  });
});

it("the parts of a shapefile cut short or changed are read or refused", async () => {
  await fc.assert(
    fc.asyncProperty(mutated(SHP), mutated(DBF), async (shp, dbf) => {
      const bytes = await zipOf({ "a.shp": shp, "a.dbf": dbf });
      return endsWell(readShapefile, "parts.zip", bytes);
    }),
    { numRuns: 400, seed: 20_240_131 },
  );
});
