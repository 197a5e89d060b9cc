import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Indicator } from "#contract/policy/compliance.ts";
import type { PolicyDocument } from "#contract/policy/document.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import type {
  Evaluation,
  FacilityChange,
  IndicatorChange,
  Live,
  ScenarioQuestion,
  ScenarioState,
} from "#contract/scenario.ts";
import { joinGround } from "#core/coverage/nearest-walks.ts";
import { reaches } from "#core/coverage/reach.ts";
import { assess } from "#core/policy/assess.ts";
import { factsOf, reachFacts } from "../../../server/compute/policy/study-facts.ts";
import { CODED_UNITS, EAST, figures, QILI, textOf, WEST } from "../../fixtures/policy-town.ts";
import { service, type Service } from "./service.ts";
import { plannedSite } from "../../fixtures/planned-site.ts";

/** A plan that asks for clinics in three ways, and for benches. */
const MEASURES: Readonly<Record<string, Measure>> = {
  "clinic-coverage": {
    kind: "units-served",
    formula: { zh: "有卫生站的社区 ÷ 社区总数", en: "communities with a clinic" },
    units: { level: "community", label: { zh: "社区", en: "communities" } },
    needs: [{ id: "clinic", label: { zh: "卫生站", en: "clinic" }, service: "clinic" }],
    combine: "all",
    caliber: "inside",
  },
  "clinic-walk": {
    kind: "units-served",
    formula: { zh: "走得到卫生站的社区 ÷ 社区总数", en: "communities within a walk of a clinic" },
    units: { level: "community", label: { zh: "社区", en: "communities" } },
    needs: [{ id: "clinic", label: { zh: "卫生站", en: "clinic" }, service: "clinic" }],
    combine: "all",
    caliber: "reach",
  },
  "clinic-staff": {
    kind: "rate",
    formula: { zh: "医护人员 ÷ 户数 × 100", en: "staff ÷ households × 100" },
    numerator: {
      label: { zh: "医护人员", en: "medical staff" },
      unit: { zh: "名", en: "people" },
      sources: [
        [{ of: "stock", item: "clinic-staff" }],
        [{ of: "facilities", sum: "capacity", service: "clinic" }],
      ],
    },
    denominator: {
      label: { zh: "户数", en: "households" },
      unit: { zh: "户", en: "households" },
      sources: [[{ of: "stock", item: "households" }]],
    },
    per: 100,
    shortfall: { zh: "名医护人员", en: "medical staff" },
  },
  "clinics-each": {
    kind: "count-per-unit",
    formula: { zh: "各社区卫生站数", en: "clinics of every community" },
    units: { level: "community", label: { zh: "社区", en: "communities" } },
    count: {
      label: { zh: "卫生站", en: "clinics" },
      unit: { zh: "处", en: "clinics" },
      sources: [[{ of: "facilities", sum: "count", service: "clinic" }]],
    },
    shortfall: { zh: "处卫生站", en: "clinics" },
  },
};
const TARGETS = {
  "clinic-coverage": 100,
  "clinic-walk": 100,
  "clinic-staff": 6,
  "clinics-each": 2,
};
const [BENCHES] = QILI.entries;
const PLAN: PolicyDocument = {
  ...QILI,
  items: {
    ...QILI.items,
    "clinic-staff": {
      ...QILI.items!["benches"]!,
      name: { zh: "医护人员", en: "Medical staff" },
      unit: { zh: "名", en: "people" },
    },
  },
  measures: { ...QILI.measures, ...MEASURES },
  entries: [
    BENCHES!,
    ...Object.entries(TARGETS).map(([id, value]) => ({
      ...BENCHES!,
      id,
      measure: id,
      name: { zh: id, en: id },
      numbers: [{ operator: ">=" as const, value, unit: value === 100 ? "%" : "个" }],
    })),
  ],
};

let town: Service;
let id: string;
beforeAll(async () => {
  town = await service({ now: () => new Date("2026-02-01T00:00:00Z") });
  id = await town.makeTown({ units: CODED_UNITS });
  const added = await town.post("/api/policy/documents", JSON.parse(textOf(PLAN)));
  if (added.statusCode !== 201) throw new Error(added.body);
  await enter([
    ["households", WEST, 200],
    ["households", EAST, 200],
    ["clinic-staff", WEST, 12],
    ["clinic-staff", EAST, 3],
  ]);
  await decide({ reachMinutes: 6 });
});
afterAll(() => town.close());

async function enter(rows: Parameters<typeof figures>[0]): Promise<void> {
  const entered = await town.post(`/api/studies/${id}/stock`, { figures: figures(rows) });
  expect(entered.statusCode, entered.body).toBeLessThan(300);
}

async function decide(change: Partial<PolicySettings>): Promise<void> {
  await town.policy.replaceSettings(id, { ...(await town.policy.settings(id)), ...change });
}

const AS_IS: FacilityChange = { closed: false, to: null, services: null, capacities: null };
const SITE = plannedSite([100.0091, 38.0012], { name: "新站", capacities: { clinic: 9 } });
const QUESTION: ScenarioQuestion = {
  service: "clinic",
  profile: "adult",
  direction: "towards",
  limitMinutes: 7,
};
const SCENARIO: ScenarioState = {
  ...TODAY,
  sites: { s1: SITE, s2: { ...SITE, lng: 100.0021, lat: 38.0101 } },
  facilities: { C2: { ...AS_IS, closed: true }, K1: { ...AS_IS, services: ["clinic"] } },
};

async function evaluate(
  state: ScenarioState,
  question: Partial<ScenarioQuestion> = {},
): Promise<Evaluation> {
  const reply = await town.post(`/api/studies/${id}/scenarios/evaluate`, {
    state,
    against: null,
    question: { ...QUESTION, ...question },
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<Evaluation>();
}

/** All indicators of all documents, from the scene's facilities and everybody's walks to them. */
async function assessed(state: ScenarioState): Promise<readonly Indicator[]> {
  const { scene } = await town.scenarios.sceneOf(town.catalogue.find(id)!, state);
  const input = await town.policy.inputOf(id, { unit: null });
  const walks = [...reaches(scene.ground, (steps) => joinGround(scene.ground, steps), 6)];
  return assess({
    ...input,
    facilities: factsOf(scene.ground, []).facilities,
    today: input.facilities,
    reach: reachFacts(walks, scene.ground.units),
  }).indicators;
}

function told(change: IndicatorChange | undefined) {
  return change && { value: change.after.value, verdict: change.after.verdict };
}

describe("indicators in a scenario", () => {
  it.each([
    ["as it is", TODAY],
    ["with everything", SCENARIO],
    ["with one site", { ...TODAY, sites: { s1: SITE } }],
    ["with a site that is nowhere", { ...TODAY, sites: { s1: { ...SITE, lat: 39 } } }],
    [
      "with all closed",
      {
        ...TODAY,
        facilities: Object.fromEntries(
          ["C1", "C2", "FAR"].map((one) => [one, { ...AS_IS, closed: true }]),
        ),
      },
    ],
    [
      "with one moved over the border",
      { ...TODAY, facilities: { C1: { ...AS_IS, to: [100.01, 38.004] as [number, number] } } },
    ],
  ])("are those of a whole assessment: %s", async (_, state: ScenarioState) => {
    const { indicators } = await evaluate(state);
    const [before, after] = [await assessed(TODAY), await assessed(state)];
    expect(indicators.map((one) => one.id).sort()).toEqual(Object.keys(TARGETS).sort());
    for (const change of indicators) {
      const was = before.find((one) => one.id === change.id)!;
      const is = after.find((one) => one.id === change.id)!;
      expect(change.before).toMatchObject({ value: was.value, verdict: was.verdict });
      expect(change.after).toMatchObject({
        value: is.value,
        verdict: is.verdict,
        shortfall: is.shortfall,
      });
    }
  });

  it("are told with what they are made of and what is asked", async () => {
    const { indicators } = await evaluate({ ...TODAY, sites: { s1: SITE } });
    const by = new Map(indicators.map((one) => [one.id, one]));
    expect(by.get("clinic-staff")).toMatchObject({
      target: { zh: "≥ 6个", en: "≥ 6 in all" },
      // 15 of 400 households; 24 with the 9 that are planned.
      before: {
        value: 3.75,
        verdict: "not-met",
        made: { zh: "15 名医护人员", en: "15 medical staff" },
      },
      after: {
        value: 6,
        verdict: "met",
        made: { zh: "24 名医护人员", en: "24 medical staff" },
        shortfall: null,
      },
    });
    expect(by.get("clinic-coverage")).toMatchObject({
      target: { zh: "≥ 100%", en: "≥ 100%" },
      after: { value: 100, made: { zh: "2 / 2 个社区", en: "2 / 2 communities" } },
    });
    expect(by.get("clinics-each")).toMatchObject({
      before: { value: 1, made: { zh: "1 处", en: "1 clinics" } },
    });
  });

  it("of another service are none that this one touches", async () => {
    expect((await evaluate(SCENARIO, { service: "market" })).indicators).toEqual([]);
  });

  it("follow what offices enter and decide", async () => {
    const value = async () =>
      told((await evaluate(TODAY)).indicators.find((one) => one.id === "clinic-staff"))?.value;
    expect(await value()).toBe(3.75);
    await enter([["clinic-staff", WEST, 20]]);
    expect(await value()).toBe(5.75);
    await enter([["clinic-staff", WEST, 12]]);
    await decide({ calibers: { "clinic-coverage": "reach" } });
    const { indicators } = await evaluate(SCENARIO);
    const by = new Map(indicators.map((one) => [one.id, told(one)]));
    expect(by.get("clinic-coverage")).toEqual(by.get("clinic-walk"));
    await decide({ calibers: {} });
  });
});

describe("indicators under the pointer", () => {
  it.each([
    ["site", "s1", [100.0021, 38.0101]],
    ["site", "s1", [100.0109, 38.0083]],
    ["site", "s2", [100.3, 38.3]],
    ["facility", "C1", [100.0109, 38.0011]],
    ["facility", "K1", [100.0011, 38.0121]],
  ] as const)("are those of the scenario with %s %s there", async (of, which, [lng, lat]) => {
    const reply = await town.post(`/api/studies/${id}/scenarios/live`, {
      state: SCENARIO,
      of,
      id: which,
      at: [lng, lat],
      question: QUESTION,
      seq: 1,
    });
    expect(reply.statusCode, reply.body).toBe(200);
    const state: ScenarioState =
      of === "site"
        ? { ...SCENARIO, sites: { ...SCENARIO.sites, [which]: { ...SITE, lng, lat } } }
        : {
            ...SCENARIO,
            facilities: {
              ...SCENARIO.facilities,
              [which]: { ...(SCENARIO.facilities[which] ?? AS_IS), to: [lng, lat] },
            },
          };
    expect(reply.json<Live>().indicators).toEqual((await evaluate(state)).indicators);
  });
});
