import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { cellAt } from "#core/geo/cells.ts";
import { notGivenIn } from "#core/demand/not-given.ts";
import type { Unit } from "#core/demand/units.ts";
import type { Building } from "#core/osm/buildings.ts";
import type { StudySoFar } from "../../../../server/intake/import/study-so-far.ts";
import { judged, peopleTotals, textOf } from "../../../fixtures/import-order.ts";
import { box } from "../../../fixtures/people-tables.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";
import { f64, tiffFile } from "../../../fixtures/vector-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const WGS_84: Decisions = { crs: { crs: "EPSG:4326", swapped: false } };

/** Six made-up communities in a row, 0.002° wide, with figures that halve and third badly. */
const COMMUNITIES = [
  ["620702001001", "甲社区", 1001, 33.1],
  ["620702001002", "乙社区", 777.77, 20],
  ["620702001003", "丙社区", 0, 0],
  ["620702001004", "丁社区", 31415.9, 926],
  ["620702001005", "戊社区", 3, 1],
  ["620702001006", "己社区", 12, 12],
] as const;

const square = (i: number) => box(100.4 + 0.002 * i, 38.93, 100.402 + 0.002 * i, 38.932);
const middle = (i: number): readonly [number, number] => [100.401 + 0.002 * i, 38.931];

const UNITS: readonly Unit[] = COMMUNITIES.map(([id, name], i) => ({
  id,
  name,
  geometry: { type: "Polygon", coordinates: [square(i)] },
}));

const TOTAL = 1001 + 777.77 + 0 + 31415.9 + 3 + 12;
const YOUNG = 33.1 + 20 + 0 + 926 + 1 + 12;

const table = (titles: string, row: (i: number) => string) =>
  [titles, ...COMMUNITIES.map(([, , people, young], i) => `${row(i)},${people},${young}`)].join(
    "\n",
  );
const counts = "常住人口,0-2岁人口";

const polygons = (crs?: string) =>
  JSON.stringify({
    type: "FeatureCollection",
    ...(crs === undefined ? {} : { crs: { type: "name", properties: { name: crs } } }),
    features: COMMUNITIES.map(([code, name, people, young], i) => ({
      type: "Feature",
      properties: { 代码: code, 社区: name, 常住人口: people, "0-2岁人口": young },
      geometry: { type: "Polygon", coordinates: [square(i)] },
    })),
  });

const at = (i: number) => middle(i).join(",");
const cell = (i: number) => cellAt(...middle(i), 10);

type Form = readonly [
  name: string,
  content: string,
  places: string,
  decisions: Decisions,
  study: Partial<StudySoFar>,
];
const FORMS: Readonly<Record<string, Form>> = {
  "by code": [
    "人口.csv",
    table(`统计用区划代码,${counts}`, (i) => COMMUNITIES[i]?.[0] ?? ""),
    "units",
    {},
    { units: UNITS },
  ],
  "by name": [
    "人口.csv",
    table(`社区,${counts}`, (i) => COMMUNITIES[i]?.[1] ?? ""),
    "units",
    { people: { join: "name" } },
    { units: UNITS },
  ],
  polygons: ["人口.geojson", polygons(), "polygons", {}, {}],
  "H3 cells": ["人口.csv", table(`h3,${counts}`, cell), "cells", {}, {}],
  "H3 cells under a title of no meaning": [
    "人口.csv",
    table(`id,${counts}`, cell),
    "cells",
    {},
    {},
  ],
  points: ["人口.csv", table(`lng,lat,${counts}`, at), "points", WGS_84, {}],
};

describe.each(Object.entries(FORMS))(
  "people %s",
  (_, [name, content, places, decisions, study]) => {
    const wanted = { ...decisions, role: "people" as const };

    it("keep the total of all and of each group", async () => {
      const one = await judged(folder.path, name, content, wanted, study);
      expect(one.proposal.blocking).toEqual([]);
      expect(one.proposal.people?.places).toBe(places);
      const totals = peopleTotals(one);
      expect(totals["people"]).toBeCloseTo(TOTAL, 3);
      expect(totals["people_0_2"]).toBeCloseTo(YOUNG, 3);
      expect(one.proposal.people?.total).toBeCloseTo(TOTAL, 3);
      expect(one.proposal.account).toMatchObject({ read: 6, usable: 6, doubtful: 0, dropped: 0 });
    });

    it("keep the total of each place to the last bit", async () => {
      const one = await judged(folder.path, name, content, wanted, study);
      const [, ...lines] = textOf(one).trimEnd().split("\n");
      const sums = COMMUNITIES.map(() => 0);
      for (const line of lines) {
        const cells = line.split(",");
        const i =
          places === "cells"
            ? COMMUNITIES.findIndex((__, c) => cell(c) === cells[0])
            : Math.floor((Number(cells[0]) - 100.4) / 0.002);
        sums[i] = (sums[i] ?? 0) + Number(cells[places === "cells" ? 1 : 2]);
      }
      // People are held in parts of 2²⁰, so that sums are exact.
      const held = (people: number) => Math.round(people * 2 ** 20) / 2 ** 20;
      expect(sums).toEqual(COMMUNITIES.map(([, , people]) => held(people)));
    });

    it("are scaled to exactly the total wanted, and say so", async () => {
      const people = { ...decisions.people, scaleTo: 40_000, scaleNote: "第七次普查" };
      const one = await judged(folder.path, name, content, { ...wanted, people }, study);
      expect(peopleTotals(one)["people"]).toBe(40_000);
      expect(one.proposal.people?.scale).toMatchObject({ to: 40_000, note: "第七次普查" });
      expect(one.proposal.people?.scale?.factor).toBeCloseTo(40_000 / TOTAL, 9);
    });
  },
);

const raster = (
  values: readonly number[],
  { crs = 4326, size = 0.002, bands = 1 }: { crs?: number; size?: number; bands?: number } = {},
) =>
  tiffFile(
    [
      { tag: 256, type: 3, values: [values.length / bands] },
      { tag: 257, type: 3, values: [1] },
      { tag: 258, type: 3, values: [64] },
      { tag: 259, type: 3, values: [1] },
      { tag: 262, type: 3, values: [1] },
      { tag: 277, type: 3, values: [bands] },
      { tag: 278, type: 3, values: [1] },
      { tag: 339, type: 3, values: [3] },
      { tag: 33550, type: 12, values: [size, size, 0] },
      { tag: 33922, type: 12, values: [0, 0, 0, 100.4, 38.932, 0] },
      { tag: 34735, type: 3, values: [1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, crs] },
    ],
    [f64(...values)],
  );

describe("a raster of people", () => {
  it("has the total of its cells", async () => {
    const one = await judged(
      folder.path,
      "pop.tif",
      raster(COMMUNITIES.map(([, , people]) => people)),
    );
    expect(one.proposal.blocking).toEqual([]);
    expect(peopleTotals(one)["people"]).toBeCloseTo(TOTAL, 3);
    expect(one.proposal.people?.places).toBe("raster");
    const { read, usable, doubtful, dropped } = one.proposal.account;
    expect([read, usable, doubtful, dropped]).toEqual([6, 6, 0, 0]);
  });

  it("leaves out what cannot be people", async () => {
    const one = await judged(folder.path, "pop.tif", raster([1, -9999, NaN, 4, 0, 2]));
    expect(peopleTotals(one)["people"]).toBe(7);
    const { read, usable, doubtful, dropped } = one.proposal.account;
    expect([read, usable, doubtful, dropped]).toEqual([6, 4, 0, 2]);
  });

  it("of more people to the square kilometre than live anywhere is remarked upon", async () => {
    // Six cells of 0.0386 km² in one or two square kilometres: 6,000 people are few, 300,000 are too many.
    const codes = async (each: number) =>
      (
        await judged(folder.path, "dem.tif", raster([each, each, each, each, each, each]))
      ).notes.map(({ reason }) => reason.code);
    expect(await codes(1000)).toEqual([]);
    expect(await codes(50_000)).toEqual(["raster-too-dense"]);
  });
});

describe("a raster of people and the study it is for", () => {
  it.each([
    ["a system of its own", 32_767],
    ["a system nobody knows", 4_999],
  ])("with %s waits for the system to be chosen", async (_, crs) => {
    // Metres of a projection: taken as degrees they would lie nowhere.
    const metres = raster([1, 2, 3], { crs, size: 1000 });
    const one = await judged(folder.path, "pop.tif", metres);
    expect(one.proposal.blocking.map(({ code }) => code)).toEqual(["raster-crs-unread"]);
    expect(one.content).toBeNull();
  });

  it("has one band of several read, and says so", async () => {
    const one = await judged(folder.path, "pop.tif", raster([10, 1, 20, 2], { bands: 2 }));
    expect(peopleTotals(one)["people"]).toBe(30);
    expect(one.notes.map(({ reason }) => reason)).toEqual([
      { code: "raster-bands", values: { bands: 2 } },
    ]);
  });

  it("keeps what is near the study and counts what is not", async () => {
    // Their middles lie 0.7, 4.2 and 7.6 km east of the units.
    const one = await judged(
      folder.path,
      "pop.tif",
      raster([100, 20, 3], { size: 0.04 }),
      {},
      { units: UNITS },
    );
    expect(peopleTotals(one)["people"]).toBeCloseTo(120, 9);
    expect(one.notes.map(({ reason }) => reason)).toContainEqual({
      code: "raster-outside",
      values: { cells: 1, people: 3 },
    });
    const { read, usable, doubtful, dropped } = one.proposal.account;
    expect([read, usable, doubtful, dropped]).toEqual([3, 2, 0, 1]);
  });

  it("that is of another place cannot be stored", async () => {
    const far = UNITS.map((unit): Unit => ({
      ...unit,
      geometry: { type: "Polygon", coordinates: [box(110, 30, 110.1, 30.1)] },
    }));
    const one = await judged(folder.path, "pop.tif", raster([1, 2, 3]), {}, { units: far });
    expect(one.proposal.blocking.map(({ code }) => code)).toEqual(["raster-elsewhere"]);
  });

  it("of cells much larger than the study's has their people in the houses there, else evenly", async () => {
    // Cells of 0.01°, about 1 km²: the first has one house near its corner, the second none.
    const house: Building = {
      use: "dwelling",
      levels: 6,
      rings: [box(100.4001, 38.9301, 100.4003, 38.9303)],
    };
    const people = { 0: 480.25, 1: 1000 };
    const one = await judged(
      folder.path,
      "pop.tif",
      raster([people[0], people[1]], { size: 0.01 }),
      {},
      { buildings: [house] },
    );
    const rows = textOf(one)
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const inFirst = rows.filter(([lng = 0]) => lng < 100.41);
    expect(inFirst).toHaveLength(1);
    expect(inFirst[0]?.[0]).toBeCloseTo(100.4002, 6);
    expect(inFirst[0]?.[2]).toBe(people[0]);
    const inSecond = rows.filter(([lng = 0]) => lng >= 100.41);
    expect(inSecond.length).toBeGreaterThan(20);
    expect(inSecond.reduce((sum, [, , count = 0]) => sum + count, 0)).toBe(people[1]);
    for (const [lng = 0, lat = 0] of inSecond)
      expect(lng <= 100.42 && lat >= 38.922 && lat <= 38.932).toBe(true);
    expect(one.proposal.people?.spread.map(({ rule, units }) => [rule, units])).toEqual([
      ["buildings", 1],
      ["evenly", 1],
    ]);
  });

  it("of values that are alike everywhere is remarked upon", async () => {
    const codes = async (values: readonly number[]) =>
      (await judged(folder.path, "dem.tif", raster(values))).notes.map(({ reason }) => reason.code);
    const heights = Array.from({ length: 1200 }, (_, i) => 1400 + (i % 97));
    expect(await codes(heights)).toEqual(["raster-too-even"]);
    expect(await codes(heights.map((height, i) => (i === 5 ? 12 : height)))).toEqual([]);
  });
});

describe("age groups that are not counted", () => {
  const shares = { "0_2": 0.026, "60_plus": 0.1793 };

  it("follow from the share of a larger unit where that is given, are marked, and stay so when stored", async () => {
    const rows = ["甲社区,1000,26.5", "乙社区,500,", "戊社区,250,"];
    const one = await judged(
      folder.path,
      "人口.csv",
      ["社区,常住人口,0-2岁人口", ...rows].join("\n"),
      { people: { shares } },
      { units: UNITS },
    );
    // 26.5 is counted; 500 and 250 times 0.026 are 13 and 6.5; all 1,750 times 0.1793 are 313.775.
    expect(one.proposal.people?.groups).toEqual([
      { group: "0_2", total: expect.closeTo(46, 5), estimated: true },
      { group: "60_plus", total: expect.closeTo(313.775, 5), estimated: true },
    ]);
    expect(peopleTotals(one)["people_0_2"]).toBeCloseTo(46, 5);
    expect(one.facts).toMatchObject({
      estimated: "0_2 60_plus",
      shares: "0_2 0.026; 60_plus 0.1793",
    });
  });

  it("follow so for the cells of a raster, small or large", async () => {
    for (const size of [0.002, 0.01]) {
      const decisions = { people: { shares: { "60_plus": 0.25 } } };
      const one = await judged(folder.path, "pop.tif", raster([8, 0, 4], { size }), decisions);
      expect(one.proposal.people?.groups).toEqual([
        { group: "60_plus", total: 3, estimated: true },
      ]);
      expect(one.facts).toMatchObject({ estimated: "60_plus" });
    }
  });

  it("are not known where they are blank, which is said and kept", async () => {
    const rows = ["甲社区,1000,26", "乙社区,500,", "丙社区,0,", "戊社区,250,x"];
    const one = await judged(
      folder.path,
      "人口.csv",
      ["社区,常住人口,0-2岁人口", ...rows].join("\n"),
      {},
      { units: UNITS },
    );
    expect(one.proposal.people?.groups).toEqual([
      { group: "0_2", total: 26, estimated: false, knownFor: 1000 },
    ]);
    expect(one.facts).toMatchObject({ partial: "0_2" });
    expect(one.facts).not.toHaveProperty("estimated");
    expect(one.notes.map(({ reason }) => reason)).toContainEqual({
      code: "group-partly-known",
      values: { ages: "0–2", rows: 2, people: 750 },
    });
  });
});

it("people who lie in no unit are counted", async () => {
  const rows = [
    `${at(0)},5`,
    `${at(3)},7`,
    "100.5,38.931,11",
    "100.401,38.94,2",
    "100.401,38.95,0",
  ];
  const points = ["lng,lat,people", ...rows].join("\n");
  const said = async (study: Partial<StudySoFar>) =>
    (await judged(folder.path, "人口.csv", points, WGS_84, study)).notes
      .map(({ reason }) => reason)
      .filter(({ code }) => code === "people-outside-units");
  expect(await said({ units: UNITS })).toEqual([
    { code: "people-outside-units", values: { places: 2, people: 13 } },
  ]);
  expect(await said({})).toEqual([]);
});

it("units that the table leaves out are named", async () => {
  const one = await judged(
    folder.path,
    "人口.csv",
    "社区,常住人口\n甲社区,5\n丙社区,0\n丁社区,1\n戊社区,1\n",
    {},
    { units: UNITS },
  );
  expect(one.notes.map(({ row, reason }) => [row, reason])).toEqual([
    [0, { code: "units-without-people", values: { units: 2, names: "乙社区、己社区" } }],
  ]);
  expect(notGivenIn(one.facts)).toEqual({
    people: ["620702001002", "620702001006"],
    groups: {},
  });
});

describe("rows that wait", () => {
  it("are not among the people that are stored", async () => {
    // One row is out of range, one has no place.
    const rows = ["100.401,38.931,10", "200.4,38.931,20", ",,40", "100.402,38.931,80"];
    const one = await judged(
      folder.path,
      "人口.csv",
      ["lng,lat,people", ...rows].join("\n"),
      WGS_84,
    );
    expect(one.proposal.account).toMatchObject({ read: 4, usable: 2, dropped: 2 });
    expect(peopleTotals(one)["people"]).toBe(90);
  });
});

describe("people that cannot be placed", () => {
  const content = FORMS["by code"]?.[1] ?? "";

  it("say that they need the units", async () => {
    const one = await judged(folder.path, "人口.csv", content);
    expect(one.proposal.blocking.map(({ code }) => code)).toEqual(["people-need-units"]);
    expect(one.content).toBeNull();
  });

  it("cannot be scaled where there is nobody", async () => {
    const one = await judged(folder.path, "人口.csv", "lng,lat,people\n100.4,38.93,0", {
      ...WGS_84,
      people: { scaleTo: 10 },
    });
    expect(one.proposal.blocking.map(({ code }) => code)).toEqual(["people-nobody-to-scale"]);
  });

  it("keep the rest where one unit is strange", async () => {
    const one = await judged(
      folder.path,
      "人口.csv",
      `${content}\n620702001099,5,1`,
      {},
      { units: UNITS },
    );
    expect(one.proposal.account).toMatchObject({ read: 7, usable: 6, dropped: 1 });
    expect(one.proposal.people?.joined).toEqual({ by: "code", units: 6, without: 0 });
  });
});

describe("units that are decided", () => {
  const rows = ["东街街道,甲乙社区,100", "东街街道,甲丙村,20", "东街街道,火车站,3"];
  const units: readonly Unit[] = [
    { id: "a", name: "甲己社区", geometry: { type: "Polygon", coordinates: [square(0)] } },
    { id: "b", name: "庚辛社区", geometry: { type: "Polygon", coordinates: [square(1)] } },
  ];
  const read = (decided: Record<string, string>) =>
    judged(
      folder.path,
      "人口.csv",
      ["街道,社区,常住人口", ...rows].join("\n"),
      { role: "people", people: { units: decided } },
      { units },
    );
  const account = ({ proposal: { account: it, people } }: Awaited<ReturnType<typeof read>>) => [
    it.usable,
    it.doubtful,
    it.dropped,
    people?.total,
  ];

  it("are asked for row by row, and those of the study are offered", async () => {
    const { proposal } = await read({});
    expect(proposal.people?.undecided).toMatchObject({
      waiting: 2,
      unfound: 1,
      rows: [
        { key: "东街街道/甲乙社区", row: 2, people: 100, why: "near", candidates: [{ id: "a" }] },
        { key: "东街街道/甲丙村", row: 3, why: "near" },
        { key: "东街街道/火车站", row: 4, why: "none", candidates: [] },
      ],
      units: [{ id: "a" }, { id: "b", name: "庚辛社区", parent: "" }],
    });
    expect(proposal.account).toMatchObject({ read: 3, usable: 0, doubtful: 2, dropped: 1 });
    expect(proposal.blocking).toEqual([{ code: "no-rows" }]);
  });

  it("take their people in, and the account adds up", async () => {
    const all = { "东街街道/甲乙社区": "a", "东街街道/甲丙村": "", "东街街道/火车站": "b" };
    expect(account(await read({ "东街街道/甲乙社区": "a" }))).toEqual([1, 1, 1, 100]);
    expect(account(await read(all))).toEqual([2, 0, 1, 103]);
    expect(account(await read({ ...all, "东街街道/甲丙村": "a" }))).toEqual([1, 2, 0, 3]);
  });

  it("are refused where the study does not have them", async () => {
    const { proposal, content } = await read({ "东街街道/甲乙社区": "a", "东街街道/火车站": "x" });
    expect(proposal.blocking).toEqual([
      { code: "unit-decided-unknown", values: { name: "东街街道/火车站", id: "x" } },
    ]);
    expect(proposal.people?.undecided?.rows.map(({ row }) => row)).toEqual([3, 4]);
    expect(content).toBeNull();
  });
});
