import type { FeatureCollection } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyDocument } from "#contract/policy/document.ts";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { Study } from "#contract/study.ts";
import { CODED_UNITS, DISTRICT, EAST, QILI, textOf, WEST } from "../../fixtures/policy-town.ts";
import { TOWN } from "../../fixtures/town-files.ts";
import { service, type Service } from "./service.ts";

/** A third community beside the two of the town, beyond its streets. */
const NORTH = "659901001003";
const units: FeatureCollection = JSON.parse(CODED_UNITS);
const [west, east] = units.features;
const UNITS = JSON.stringify({
  ...units,
  features: [
    west,
    east,
    {
      ...west,
      properties: { id: NORTH, name: "北社区" },
      geometry: moved(west!.geometry, 0.02),
    },
  ],
});

/** Clinics per hundred people, and per hundred of the old. */
const rate = (group?: string) => ({
  kind: "rate" as const,
  formula: { zh: "诊所 ÷ 人口 × 100", en: "clinics ÷ people × 100" },
  numerator: {
    label: { zh: "诊所", en: "clinics" },
    unit: { zh: "处", en: "clinics" },
    sources: [[{ of: "facilities" as const, sum: "count" as const, service: "clinic" as const }]],
  },
  denominator: {
    label: { zh: "人口", en: "people" },
    unit: { zh: "人", en: "people" },
    sources: [[{ of: "people" as const, ...(group !== undefined && { group }) }]],
  },
  per: 100,
  shortfall: { zh: "处诊所", en: "clinics" },
});
const PLAN: PolicyDocument = {
  ...QILI,
  measures: { all: rate(), old: rate("60_plus") },
  entries: ["all", "old"].map((id) => ({
    ...QILI.entries[0]!,
    id,
    name: { zh: id, en: id },
    measure: id,
  })),
};

let asked: Service;
beforeAll(async () => {
  asked = await service({ now: () => new Date("2026-02-01T00:00:00Z") });
  const added = await asked.post("/api/policy/documents", JSON.parse(textOf(PLAN)));
  if (added.statusCode >= 400) throw new Error(added.body);
});
afterAll(async () => {
  await asked.close();
  for (const fault of asked.faults) throw fault;
});

/** The town with a table of people by community. */
async function townOf(people: string): Promise<string> {
  const id = await asked.makeTown({ units: UNITS });
  const judged = await asked.bring(id, "people", { name: "人口.csv", content: people });
  expect(judged.proposal?.blocking).toEqual([]);
  expect((await asked.confirm(judged.id)).state).toBe("done");
  return id;
}

async function seen(id: string) {
  const get = async <T>(path: string) => (await asked.get(`/api/studies/${id}${path}`)).json<T>();
  const { places, indicators, population } = await get<Assessment>("/compliance");
  const ledger = await get<FeatureCollection>("/ledger?level=settlement&format=geojson");
  const rows = new Map(
    ledger.features.map(({ properties }) => [properties?.["区划代码"], properties ?? {}]),
  );
  return {
    study: await get<Study>(""),
    people: Object.fromEntries(places.map(({ code, people: count }) => [code, count])),
    without: Object.fromEntries(places.map((place) => [place.code, place.withoutPeople])),
    population,
    indicator: (name: string) => indicators.find((one) => one.id === name)!,
    row: (code: string) => rows.get(code) ?? {},
  };
}

describe("a table of people that leaves a community out and an age group blank", () => {
  let told: Awaited<ReturnType<typeof seen>>;
  beforeAll(async () => {
    const id = await townOf("社区,常住人口,60岁以上人口\n西社区,100,30\n东社区,200,\n");
    told = await seen(id);
  });

  it("tells no number of the people left out, and no total that lacks them", () => {
    expect(told.people).toMatchObject({
      [WEST]: 100,
      [EAST]: 200,
      [NORTH]: null,
      [DISTRICT]: null,
    });
    expect(told.without).toMatchObject({ [NORTH]: 1, [DISTRICT]: 1, [WEST]: undefined });
    expect(told.population).toBeNull();
    expect(told.study.units).toEqual([
      { id: WEST, name: "西社区" },
      { id: EAST, name: "东社区", withoutGroups: ["60_plus"] },
      { id: NORTH, name: "北社区", withoutPeople: true },
    ]);
  });

  it("leaves indicators per head open, and says how many units lack people", () => {
    expect(told.indicator("all")).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(told.indicator("all").missing.map(({ said }) => said.zh)).toEqual([
      "1 个单元没有人口数据，请补全人口表后重新导入",
    ]);
    expect(told.indicator("old").missing.map(({ said }) => said.zh)).toEqual([
      "2 个单元没有“60_plus”年龄组的人数，请补全人口表后重新导入",
    ]);
  });

  it("leaves their cells of the ledger blank", () => {
    const [people, old] = ["人口（人）", "60岁及以上人口（人）"];
    expect([told.row(WEST)[people], told.row(WEST)[old]]).toEqual([100, 30]);
    expect([told.row(EAST)[people], told.row(EAST)[old]]).toEqual([200, null]);
    expect([told.row(NORTH)[people], told.row(NORTH)[old]]).toEqual([null, null]);
    const measured = Object.entries(told.row(NORTH)).filter(
      ([title]) => /最近|步行可达|可达性|占比/.test(title) && !/候选/.test(title),
    );
    expect(measured.length).toBeGreaterThan(0);
    expect(measured.filter(([, value]) => value !== null)).toEqual([]);
  });
});

it("takes a community that was given as 0 for one where nobody lives", async () => {
  const { people, without, indicator, row } = await seen(
    await townOf("社区,常住人口,60岁以上人口\n西社区,100,30\n东社区,200,20\n北社区,0,\n"),
  );
  expect(people).toMatchObject({ [NORTH]: 0, [DISTRICT]: 300 });
  expect(without[NORTH]).toBeUndefined();
  expect(indicator("all").verdict).not.toBe("not-assessable");
  expect([row(NORTH)["人口（人）"], row(NORTH)["60岁及以上人口（人）"]]).toEqual([0, 0]);
});

it("takes a community in which none of the people at points lie for one where nobody lives", async () => {
  const { people, without } = await seen(
    await asked.makeTown({ units: UNITS, people: TOWN.people }),
  );
  expect(people).toMatchObject({ [NORTH]: 0 });
  expect(without[NORTH]).toBeUndefined();
});

function moved(geometry: FeatureCollection["features"][number]["geometry"], north: number) {
  if (geometry.type !== "Polygon") throw new Error("The town's units are polygons.");
  return {
    ...geometry,
    coordinates: geometry.coordinates.map((ring) =>
      ring.map(([lng = 0, lat = 0]) => [lng, lat + north]),
    ),
  };
}
