import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { judge } from "../../../../server/intake/import/judge.ts";
import type { Judged } from "../../../../server/intake/import/study-so-far.ts";
import { judged, orderOf } from "../../../fixtures/import-order.ts";
import { csvOf, geojsonOf, AT } from "../../../fixtures/office-files.ts";
import { box } from "../../../fixtures/people-tables.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      "无",
      "诊所",
      "幼儿园",
      "老年活动中心",
      "药店",
      "甲诊所",
      "合计",
      "13812345678",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "100.45",
      "38.93",
      "100.4501",
      "200",
      "33512345.6",
      "-1",
      "1e9",
      "约12张",
      "３",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("620702001001", "620702001", "8a3f5c2d1a0ffff", "甲社区", "西社区"),
  },
  {
    weight: 1,
    arbitrary: fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[",\r\n\t;|]/g, " ")),
  },
);
const title = fc.constantFrom(
  ..."编号 名称 类型 经度 纬度 经纬度 规模 常住人口 0-2岁人口 社区 统计用区划代码 h3 备注 联系电话 道路名称 x y".split(
    " ",
  ),
);
const grid = fc.uniqueArray(title, { minLength: 2, maxLength: 8 }).chain((titles) =>
  fc
    .array(fc.array(cell, { minLength: titles.length, maxLength: titles.length }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((rows) => [titles, ...rows]),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const decisions: fc.Arbitrary<Decisions> = fc
  .record({
    role: maybe(fc.constantFrom("network", "units", "people", "facilities")),
    table: maybe(fc.constantFrom("", "别的表")),
    crs: maybe(
      fc.record({
        crs: fc.constantFrom("EPSG:4326", "GCJ-02", "BD-09", "EPSG:4542", "EPSG:4521"),
        swapped: fc.boolean(),
      }),
    ),
    mapping: maybe(
      fc.dictionary(
        title,
        fc.constantFrom("", "name", "people", "service", "lng", "id", "cell", "beds"),
      ),
    ),
    mixed: maybe(fc.constantFrom("ask", "split", "same")),
    services: maybe(
      fc.record({
        fallback: fc.constantFrom("clinic", "meal"),
        byKey: fc.constant({ 老年活动中心: [] }),
      }),
    ),
    duplicates: maybe(fc.record({ rule: fc.constantFrom("ask", "keep-all", "merge-sure") })),
    people: maybe(
      fc.record({
        spread: fc.constantFrom("auto", "buildings", "streets", "evenly"),
        join: fc.constantFrom("auto", "code", "name"),
        scaleTo: fc.constantFrom(1, 1000.5),
        units: fc.constantFrom({}, { 西社区: "620702001001", 甲社区: "", 无: "none" }),
      }),
    ),
  } as const)
  // What is left out is not there at all.
  .map((given) => JSON.parse(JSON.stringify(given)) as Decisions);

const units = [
  {
    id: "620702001001",
    name: "甲社区",
    geometry: { type: "Polygon" as const, coordinates: [box(100.44, 38.92, 100.45, 38.93)] },
  },
  {
    id: "620702001002",
    name: "乙社区",
    geometry: { type: "Polygon" as const, coordinates: [box(100.45, 38.92, 100.46, 38.93)] },
  },
];

/** What holds of every judgement, whatever the file. */
function holds({ proposal, notes, content }: Judged): void {
  const { read, usable, doubtful, dropped, noted, summary } = proposal.account;
  expect(usable + doubtful + dropped).toBe(read);
  for (const count of [usable, doubtful, dropped]) expect(count).toBeGreaterThanOrEqual(0);
  expect(noted).toBeLessThanOrEqual(usable);
  const outcomes = Map.groupBy(notes, ({ outcome }) => outcome);
  for (const outcome of ["dropped", "doubtful"] as const)
    expect(new Set(outcomes.get(outcome)?.map(({ row }) => row)).size).toBeGreaterThanOrEqual(
      proposal.account[outcome],
    );
  expect(summary.reduce((sum, { rows }) => sum + rows, 0)).toBe(notes.length);
  // What can be stored is not in the way, and what is in the way is not stored.
  expect(content === null).toBe(proposal.blocking.length > 0);
  const unread = proposal.columns.filter(
    ({ field, personal }) => personal !== null && field === null,
  );
  expect(unread.flatMap(({ examples }) => examples)).toEqual([]);
}

describe("the account of any table", () => {
  it("has every row once, whatever is decided, and a judgement is the same again", async () => {
    await fc.assert(
      fc.asyncProperty(grid, decisions, fc.boolean(), async (rows, decided, hasUnits) => {
        const content = csvOf(rows);
        const study = hasUnits ? { units } : {};
        const one = await judged(folder.path, "表.csv", content, decided, study).catch(refusal);
        if (one === undefined) return;
        holds(one);
        const again = await judge(orderOf(`${folder.path}/表.csv`, decided, study));
        expect(JSON.stringify(again.proposal)).toBe(JSON.stringify(one.proposal));
        expect(again.content).toEqual(one.content);
      }),
      { numRuns: 300 },
    );
  });

  it("of shapes has every one once too", async () => {
    const shapes = fc.array(
      fc.constantFrom(
        null,
        { type: "Point", coordinates: [100.45, 38.93] },
        { type: "Point", coordinates: [] },
        { type: "Point", coordinates: [200, 100] },
        {
          type: "LineString",
          coordinates: [
            [100.45, 38.93],
            [100.46, 38.93],
          ],
        },
        { type: "LineString", coordinates: [[100.45, 38.93]] },
        { type: "Polygon", coordinates: [box(100.44, 38.92, 100.45, 38.93)] },
        { type: "Polygon", coordinates: [[]] },
        { type: "MultiPolygon", coordinates: [] },
        { type: "GeometryCollection", geometries: [] },
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(shapes, decisions, async (geometries, decided) => {
        const features = geometries.map((geometry, i) => ({
          type: "Feature",
          properties: { 名称: `示例${i}诊所`, 常住人口: i },
          geometry,
        }));
        const content = JSON.stringify({ type: "FeatureCollection", features });
        const one = await judged(folder.path, "图.geojson", content, decided).catch(refusal);
        if (one !== undefined) holds(one);
      }),
      { numRuns: 300 },
    );
  });

  it("does not know what came before", async () => {
    const path = `${folder.path}/设施.geojson`;
    const first = await judged(folder.path, "设施.geojson", geojsonOf(AT.wgs84));
    await judge(orderOf(path, { role: "people" }));
    expect((await judge(orderOf(path))).content).toEqual(first.content);
  });
});

/** A file that is refused is said to be so; any other error fails the test. */
function refusal(error: unknown): undefined {
  if (error instanceof Error && error.name === "RefusedFile") return undefined;
  throw error;
}
