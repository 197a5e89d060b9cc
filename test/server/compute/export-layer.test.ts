import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { positionsOf } from "#core/geo/positions.ts";
import type { Network } from "#core/network/network.ts";
import { BACKWARD, FORWARD } from "#core/network/walking-rules.ts";
import type { LayerVersion } from "#contract/layers.ts";
import type { Role } from "#contract/import.ts";
import type { FeatureCollection } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportLayer } from "../../../server/compute/export-layer.ts";
import { judge } from "../../../server/intake/import/judge.ts";
import { readBaseMap } from "../../../server/intake/osm/read-base-map.ts";
import { EXPORT_FORMATS } from "../../../server/report/export/export-table.ts";
import { packNetworkLayer } from "../../../server/store/network-layer.ts";
import { judged, orderOf, textOf } from "../../fixtures/import-order.ts";
import { newVersion } from "../../fixtures/layer-version.ts";
import { osmXml } from "../../fixtures/osm-file.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const SYSTEMS = ["EPSG:4326", "EPSG:4542", "EPSG:4521", "GCJ-02"];
const WAYS = EXPORT_FORMATS.flatMap((format) => SYSTEMS.map((crs) => [format, crs] as const));

const square = (lng: number, lat: number, size: number) => [
  [lng, lat],
  [lng + size, lat],
  [lng + size, lat + size],
  [lng, lat + size],
  [lng, lat],
];

const feature = (type: string, coordinates: unknown, properties: Record<string, unknown>) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});

const LAYERS: Readonly<Partial<Record<Role, readonly ReturnType<typeof feature>[]>>> = {
  units: [
    feature(
      "MultiPolygon",
      // The smaller part first, the larger with a hole.
      [
        [square(100.5, 38.9, 0.01)],
        [square(100.4, 38.9, 0.05), square(100.42, 38.92, 0.01).toReversed()],
      ],
      {
        id: "620702001001",
        name: "甘州区南街街道泰安社区居民委员会",
        level: "社区",
        parent: "南街街道",
      },
    ),
    feature("Polygon", [square(100.3, 38.9, 0.02)], { id: "620702001002", name: "西来寺社区" }),
  ],
  facilities: [
    feature("Point", [100.4521234, 38.9321234], {
      id: "GZ-001",
      name: "南街街道综合养老服务中心（含托育）",
      service: "childcare;elderly-care",
      capacity: null,
      "childcare-places": 60,
      "nursing-beds": 30,
      address: '南大街1号,"东侧"',
    }),
    feature("Point", [100.46, 38.94], {
      id: "0002",
      name: "乙亥菜市场",
      service: "market",
      capacity: 64,
    }),
  ],
};

async function exported(
  role: Role,
  path: string,
  format: (typeof EXPORT_FORMATS)[number],
  crs: string,
) {
  const version: LayerVersion = {
    ...newVersion({ role, name: "图层", synthetic: true }),
    layer: role,
    version: 3,
    created: "2026-01-01T00:00:00Z",
  };
  const file = await exportLayer(version, path, format, crs);
  const to = join(folder.path, file.name);
  await writeFile(to, file.bytes);
  return { to, name: file.name };
}

const stored = async (path: string) =>
  (JSON.parse(await readFile(path, "utf8")) as FeatureCollection).features;

describe.each(Object.entries(LAYERS))("%s", (role, features) => {
  it.each(WAYS)(
    "exported as %s in %s come back as they were, without a question",
    async (format, crs) => {
      const path = join(folder.path, "layer.geojson");
      await writeFile(path, JSON.stringify({ type: "FeatureCollection", features }));
      const { to, name } = await exported(role as Role, path, format, crs);
      expect(name).toMatch(
        /^示例数据（合成）_图层_v3_(?:WGS84|CGCS2000-CM99|CGCS2000-Z33|GCJ-02)\./,
      );
      const back = await judge(orderOf(to));
      expect(back.proposal.blocking).toEqual([]);
      expect(back.proposal.crs).toMatchObject({ verdict: "declared", declared: crs });
      await writeFile(path, textOf(back));
      const found = await stored(path);
      expect(found).toHaveLength(features.length);
      for (const [i, { geometry, properties }] of features.entries()) {
        expect(found[i]?.properties).toMatchObject(properties);
        expect(found[i]?.geometry.type).toBe(geometry.type);
        const there = positionsOf(found[i]?.geometry as Parameters<typeof positionsOf>[0]);
        const given = positionsOf(geometry as Parameters<typeof positionsOf>[0]);
        expect(there).toHaveLength(given.length);
        // A centimetre and a half: places are written to a centimetre, GCJ-02 is undone to less.
        for (const [p, [lng = NaN, lat = NaN]] of given.entries()) {
          expect(Math.abs((there[p]?.[0] ?? NaN) - lng)).toBeLessThan(1.5e-7);
          expect(Math.abs((there[p]?.[1] ?? NaN) - lat)).toBeLessThan(1.5e-7);
        }
      }
    },
  );
});

describe("people", () => {
  const PEOPLE = [
    "lng,lat,people,people_0_2,people_0_14,people_60_plus",
    "100.45,38.93,120,4,20,31",
    "100.46,38.94,80.5,0,,12",
  ];

  it.each(WAYS)("exported as %s in %s keep every age group", async (format, crs) => {
    const path = join(folder.path, "people.csv");
    await writeFile(path, PEOPLE.join("\n"));
    const { to } = await exported("people", path, format, crs);
    const back = await judge(orderOf(to));
    const [titles = "", ...rows] = textOf(back).trimEnd().split("\n");
    const cells = rows.map((row) => {
      const values = row.split(",");
      return Object.fromEntries(titles.split(",").map((title, i) => [title, values[i]]));
    });
    expect(cells).toMatchObject([
      { people: "120", people_0_2: "4", people_0_14: "20", people_60_plus: "31" },
      { people: "80.5", people_0_2: "0", people_0_14: "", people_60_plus: "12" },
    ]);
    expect(Object.keys(cells[0] ?? {}).filter((title) => title.startsWith("people"))).toHaveLength(
      4,
    );
  });
});

describe("streets", () => {
  const at = (column: number, row: number) => ({
    lng: 100.4 + 0.001 * column,
    lat: 38.93 + 0.001 * row,
  });
  const osm = osmXml({
    nodes: [at(0, 1), at(1, 1), at(2, 1), at(1, 0), at(1, 2), at(1, 3), at(0, 2)].map(
      (place, i) => ({ id: i + 1, ...place }),
    ),
    ways: [
      { id: 1, refs: [1, 3], tags: { highway: "primary", name: "大街" } },
      { id: 2, refs: [4, 5], tags: { highway: "footway", bridge: "yes", name: "天桥" } },
      { id: 3, refs: [5, 6], tags: { highway: "steps", name: "梯" } },
      { id: 4, refs: [6, 7], tags: { highway: "footway", conveying: "forward", wheelchair: "no" } },
      { id: 5, refs: [7, 5], tags: { highway: "corridor", level: "2" } },
      { id: 6, refs: [1, 7], tags: { highway: "residential", name: "小巷" } },
    ],
  });
  /** Edges by their ends, one-way ones in the direction they are walked. */
  const edgesOf = ({
    edgeCount,
    from,
    to,
    nodeLng,
    nodeLat,
    traits,
    length,
    name,
    names,
  }: Network) =>
    Array.from({ length: edgeCount }, (_, e) => {
      const bits = traits[e] ?? 0;
      const ends = [from[e] ?? 0, to[e] ?? 0].map((node) =>
        [nodeLng[node] ?? 0, nodeLat[node] ?? 0].map((at) => (at / 1e7).toFixed(5)).join(),
      );
      const way = bits & (FORWARD | BACKWARD);
      if (way === BACKWARD) ends.reverse();
      if (way === (FORWARD | BACKWARD)) ends.sort();
      const metres = Math.round((length[e] ?? 0) / 1000);
      return [...ends, names[name[e] ?? 0], bits & ~(FORWARD | BACKWARD), metres].join(" ");
    }).toSorted();

  it.each(WAYS)("exported as %s in %s are walked as before", async (format, crs) => {
    const { content } = await judged(folder.path, "streets.osm", osm);
    if (content?.role !== "network") throw new Error("no network");
    // The bridge and the street under it do not meet.
    expect(content.network.edgeCount).toBe(5);
    const path = join(folder.path, "streets.bin");
    const baseMap = await readBaseMap(join(folder.path, "streets.osm"));
    await writeFile(path, packNetworkLayer({ ...content, baseMap }));
    const { to } = await exported("network", path, format, crs);
    const back = await judge(orderOf(to));
    if (back.content?.role !== "network") throw new Error(JSON.stringify(back.proposal.blocking));
    expect(edgesOf(back.content.network)).toEqual(edgesOf(content.network));
  });
});
