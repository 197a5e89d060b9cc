import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Network } from "#core/network/network.ts";
import { judge } from "../../../../server/intake/import/judge.ts";
import { OsmFileError } from "../../../../server/intake/osm/osm-file-error.ts";
import { judged, orderOf } from "../../../fixtures/import-order.ts";
import { zoneOf } from "../../../fixtures/office-coordinates.ts";
import { ZONE_PRJ } from "../../../fixtures/office-files.ts";
import { osmXml } from "../../../fixtures/osm-file.ts";
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
  wkb,
  zipOf,
} from "../../../fixtures/vector-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

type Place = readonly [number, number];

const at = (column: number, row: number): Place => [100.4 + 0.002 * column, 38.93 + 0.001 * row];
const across = [0, 1, 2, 3];

/** Four streets each way with corners where they cross, one with a bend, and a lane of its own to the east. */
const STREETS: readonly { name: string; line: readonly Place[] }[] = [
  ...across.map((row) => ({ name: `东西${row}路`, line: across.map((column) => at(column, row)) })),
  ...across.map((column) => ({
    name: `南北${column}路`,
    line: across.map((row) => at(column, row)),
  })),
  { name: "曲巷", line: [at(0, 3), at(0.5, 4), at(1, 3)] },
  { name: "孤巷", line: [at(6, 0), at(6, 1), at(6, 2)] },
];

const EARTH = 6_371_008.8;
/** Length along great circles (haversine), in kilometres: the sphere is the only thing shared with the project. */
const KM =
  STREETS.reduce((sum, { line }) => {
    const steps = line.slice(1).map((to, i) => haversine(line[i] ?? to, to));
    return sum + steps.reduce((total, step) => total + step, 0);
  }, 0) / 1000;

function haversine([lng1, lat1]: Place, [lng2, lat2]: Place): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng2 - lng1) * rad) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(h));
}

const corners = [...new Set(STREETS.flatMap(({ line }) => line.map((place) => place.join())))];
const idOf = (place: Place) => corners.indexOf(place.join()) + 1;

const osm = () =>
  osmXml({
    nodes: corners.map((corner, i) => {
      const [lng = 0, lat = 0] = corner.split(",").map(Number);
      return { id: i + 1, lng, lat };
    }),
    ways: STREETS.map(({ name, line }, i) => ({
      id: i + 1,
      refs: line.map(idOf),
      tags: { highway: "residential", name },
    })),
  });

const geojson = (drop: (line: readonly Place[]) => readonly Place[] = (line) => line) =>
  JSON.stringify({
    type: "FeatureCollection",
    features: STREETS.map(({ name, line }) => ({
      type: "Feature",
      properties: { 道路名称: name },
      geometry: { type: "LineString", coordinates: drop(line) },
    })),
  });

const shapefile = () =>
  zipOf({
    "lu.shp": shpFile(
      3,
      STREETS.map(({ line }) => partShape(3, [line.map(([lng, lat]) => zoneOf(lng, lat, 99))])),
    ),
    "lu.dbf": dbfFile(
      [{ name: "道路名称", type: "C", width: 30 }],
      STREETS.map(({ name }) => [name]),
      { encoding: "gbk" },
    ),
    "lu.prj": ZONE_PRJ,
  });

const geopackage = () =>
  readFile(
    database(join(folder.path, "made.gpkg"), (made) => {
      emptyGeopackage(made, "fid INTEGER PRIMARY KEY, geom BLOB, 道路名称 TEXT");
      const insert = made.prepare("INSERT INTO places (geom, 道路名称) VALUES (?, ?)");
      for (const { name, line } of STREETS)
        insert.run(
          geopackageGeometry(wkb(2, u32(line.length), ...line.map(([x, y]) => f64(x, y)))),
          name,
        );
    }),
  );

/** Every edge by its ends' positions to 0.1 m, with its length and name. */
function edgesOf(network: Network): string[] {
  const place = (node: number) =>
    `${((network.nodeLng[node] ?? 0) / 1e7).toFixed(6)},${((network.nodeLat[node] ?? 0) / 1e7).toFixed(6)}`;
  return Array.from({ length: network.edgeCount }, (_, edge) => {
    const ends = [place(network.from[edge] ?? 0), place(network.to[edge] ?? 0)].toSorted();
    const metres = Math.round((network.length[edge] ?? 0) / 1000);
    return `${ends.join(" ")} ${metres} ${network.names[network.name[edge] ?? 0] ?? ""}`;
  }).toSorted();
}

const FILES: Readonly<Record<string, readonly [string, () => string | Promise<Buffer>]>> = {
  GeoJSON: ["路网.geojson", geojson],
  "a shapefile in a zone": ["路网.zip", shapefile],
  GeoPackage: ["路网.gpkg", geopackage],
};

describe("streets", () => {
  it("of an extract have the length of their lines and two parts", async () => {
    const { proposal } = await judged(folder.path, "路网.osm", osm());
    expect(proposal).toMatchObject({ role: "network", format: "osm", blocking: [] });
    expect(proposal.network?.km).toBeCloseTo(KM, 2);
    expect(proposal.network?.components).toBe(2);
  });

  it.each(Object.entries(FILES))(
    "as lines of %s are the same streets",
    async (_, [name, content]) => {
      const extract = await judged(folder.path, "路网.osm", osm());
      const lines = await judged(folder.path, name, await content());
      expect(lines.proposal.blocking).toEqual([]);
      expect(lines.proposal.network?.km).toBeCloseTo(KM, 2);
      expect(lines.proposal.network).toMatchObject({
        components: 2,
        mainShare: expect.closeTo(extract.proposal.network?.mainShare ?? 0, 4) as number,
      });
      if (extract.content?.role !== "network" || lines.content?.role !== "network")
        throw new Error("no network to store");
      expect(edgesOf(lines.content.network)).toEqual(edgesOf(extract.content.network));
      expect(lines.proposal.account).toMatchObject({ read: 10, usable: 10, dropped: 0 });
    },
  );

  it("without corners where they cross get them", async () => {
    // The straight streets by their ends alone.
    const ends = geojson((line) =>
      line.length === 4 ? [line[0] ?? at(0, 0), line[3] ?? at(0, 0)] : line,
    );
    const { proposal } = await judged(folder.path, "路网.geojson", ends);
    expect(proposal.network?.km).toBeCloseTo(KM, 2);
    expect(proposal.network?.components).toBe(2);
  });

  it("that end 5 m short of the next meet it under a tolerance of 6 m, not of 2", async () => {
    const line = (...coordinates: Place[]) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates },
    });
    const gap = 5 / (111_195 * Math.cos((38.93 * Math.PI) / 180));
    const content = JSON.stringify({
      type: "FeatureCollection",
      features: [
        line([100.4, 38.93], [100.402, 38.93]),
        line([100.402 + gap, 38.93], [100.404, 38.93]),
      ],
    });
    const under = (tolerance: number) =>
      judged(folder.path, "路网.geojson", content, { tolerance });
    expect((await under(2)).proposal.network?.components).toBe(2);
    const { proposal, notes } = await under(6);
    expect(proposal.network?.components).toBe(1);
    const mended = notes.find(({ reason }) => reason.code === "lines-noded");
    expect(mended?.reason.values).toMatchObject({ joinedEnds: 1, tolerance: 6 });
  });

  it("that lead nowhere are no network, and no error", async () => {
    const content = JSON.stringify({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: {},
          geometry: { type: "LineString", coordinates: [at(0, 0), at(0, 0)] },
        },
      ],
    });
    const { proposal, content: stored } = await judged(folder.path, "路网.geojson", content);
    expect(proposal.role).toBe("network");
    expect(proposal.blocking.map(({ code }) => code)).toEqual(["no-rows"]);
    expect(stored).toBeNull();
  });
});

describe("an extract that cannot be used", () => {
  const refusalOf = async (content: string | Uint8Array): Promise<unknown> =>
    judged(folder.path, "upload", content).catch((error: unknown) => error);

  it("is told of in both languages, under the name its user knows", async () => {
    const cut = osmXml({ nodes: [{ id: 1, lng: 100, lat: 38 }], ways: [] }).slice(0, -10);
    const path = join(folder.path, "upload");
    await writeFile(path, cut);
    const refused = await judge({ ...orderOf(path), name: "路网.osm" }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(OsmFileError);
    const { message, inChinese } = refused as OsmFileError;
    expect(message).toMatch(/^路网\.osm: .*\.$/);
    expect(inChinese).toMatch(/^路网\.osm：文件不完整，.*请重新下载.*。（.*）$/);
  });

  it("because nobody walks in it says so", async () => {
    const motorway = osmXml({
      nodes: [at(0, 0), at(1, 0)].map(([lng, lat], i) => ({ id: i + 1, lng, lat })),
      ways: [{ id: 1, refs: [1, 2], tags: { highway: "motorway" } }],
    });
    expect(await refusalOf(motorway)).toMatchObject({
      name: "RefusedFile",
      file: "upload",
      reason: { code: "extract-no-streets" },
    });
  });
});
