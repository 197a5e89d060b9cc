import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job, Problem } from "#contract/jobs.ts";
import type { PolicyDocument } from "#contract/policy/document.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import type { SitingPlan, SitingPlanSummary, SitingRequest } from "#contract/siting.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import { CODED_UNITS, QILI, textOf } from "../../fixtures/policy-town.ts";
import { asked } from "../../fixtures/siting.ts";
import { searchTasks } from "../../fixtures/slow-search.ts";
import { service, type Service } from "./service.ts";

/** The town's plan with two more lines: a market in every community, and so many places of clinics. */
const MARKETS: PolicyDocument = {
  ...QILI,
  id: "qili-2024",
  measures: {
    ...QILI.measures,
    "community-market": {
      kind: "units-served",
      formula: { zh: "有菜店的社区 ÷ 社区", en: "communities with a market ÷ communities" },
      units: { level: "settlement", label: { zh: "社区", en: "communities" } },
      needs: [{ id: "market", label: { zh: "菜店", en: "a market" }, service: "market" }],
      combine: "all",
      caliber: "inside",
    },
    "childcare-places": {
      kind: "rate",
      formula: { zh: "托位 ÷ 常住人口 × 1000", en: "places ÷ residents × 1000" },
      numerator: {
        label: { zh: "托位", en: "places" },
        unit: { zh: "个", en: "places" },
        sources: [[{ of: "facilities", sum: "capacity", service: "kindergarten" }]],
      },
      denominator: {
        label: { zh: "常住人口", en: "residents" },
        unit: { zh: "人", en: "people" },
        sources: [[{ of: "people" }]],
      },
      per: 1000,
      shortfall: { zh: "个托位", en: "places" },
    },
  },
  entries: [
    ...QILI.entries,
    {
      ...QILI.entries[0]!,
      id: "community-market",
      name: { zh: "社区菜店覆盖率", en: "Communities with a market" },
      numbers: [{ operator: ">=", value: 100, unit: "%" }],
      services: ["market"],
      departments: ["市商务局"],
      departmentsBasis: "inferred",
      measure: "community-market",
    },
    {
      ...QILI.entries[0]!,
      id: "kindergarten-places",
      name: { zh: "千人学位", en: "Places per thousand" },
      numbers: [{ operator: ">=", value: 200, unit: "个/千人" }],
      services: ["kindergarten"],
      measure: "childcare-places",
    },
  ],
};

const tasks = searchTasks();

let made: Service;
let study: string;
beforeAll(async () => {
  made = await service({ run: tasks.run });
  study = await made.makeTown({ units: CODED_UNITS });
  const url = "/api/policy/documents";
  const headers = { "content-type": "application/json" };
  const sent = await made.inject({ method: "POST", url, headers, payload: textOf(MARKETS) });
  if (sent.statusCode >= 300) throw new Error(sent.body);
});
afterAll(() => made.close());

const path = (rest: string, of = study) => `/api/studies/${of}/${rest}`;
const start = (request: SitingRequest, of = study) => made.post(path("siting", of), request);

async function ended(request: SitingRequest): Promise<Job> {
  const sent = await start(request);
  expect([sent.statusCode, sent.body]).toEqual([202, expect.any(String)]);
  const { id } = sent.json<Job>();
  expect(sent.headers["location"]).toBe(`/api/jobs/${id}`);
  return (await made.jobs.ended(id))!;
}

async function planOf(request: SitingRequest): Promise<SitingPlan> {
  const job = await ended(request);
  expect(job).toMatchObject({ state: "done", study, plan: expect.any(Number) });
  return (await made.get(path(`siting-plans/${job.plan}`))).json<SitingPlan>();
}

describe("a search for sites", () => {
  it("is a job with stages and a trace, and gives a plan that is kept until it is removed", async () => {
    const request = asked({ service: "market", objective: "target", share: 0.9 });
    tasks.searching = "threaded";
    const job = await ended(request);
    tasks.searching = "here";
    expect(job.error).toBeUndefined();
    expect(job).toMatchObject({ state: "done", study, plan: 1 });
    expect(job.progress.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(["candidates", "pairs", "search", "check", "robustness"]),
    );
    expect(job.trace?.length).toBeGreaterThan(0);
    const plan = (await made.get(path("siting-plans/1"))).json<SitingPlan>();
    expect(plan).toMatchObject({ number: 1, status: "proven", request, synthetic: false });
    expect(plan.check.agrees).toBe(true);
    expect(plan.people[0]!.after).toBeGreaterThanOrEqual(0.9 * plan.people[0]!.total);
    const list = (await made.get(path("siting-plans"))).json<SitingPlanSummary[]>();
    expect(list).toEqual([
      {
        number: 1,
        created: plan.created,
        objective: "target",
        services: ["market"],
        status: "proven",
        sites: plan.sites.length,
        value: plan.value,
        bound: plan.bound,
      },
    ]);
    const removed = await made.inject({ method: "DELETE", url: path("siting-plans/1") });
    expect(removed.statusCode).toBe(204);
    const gone = await made.get(path("siting-plans/1"));
    expect([gone.statusCode, gone.json<Problem>().code]).toEqual([404, "no-such-plan"]);
    const again = await made.inject({ method: "DELETE", url: path("siting-plans/1") });
    expect(again.statusCode).toBe(404);
  });

  it("asked for twice gives the same plan", async () => {
    const once = async () => {
      const request = asked({ service: "market", objective: "mclp", count: 2 });
      const { number: _, created: __, seconds: ___, trace: ____, ...plan } = await planOf(request);
      return plan;
    };
    expect(await once()).toEqual(await once());
  });

  it("is refused with all that is wrong, in both languages", async () => {
    const refused = await start(asked({ objective: "target", forbid: ["nobody"] }));
    expect(refused.statusCode).toBe(422);
    const problem = refused.json<Problem>();
    expect(problem.code).toBe("unusable-input");
    expect(problem.details?.map((one) => one.path)).toEqual(["services/0/share", "forbid"]);
    const closed = { closed: true, to: null, services: null, capacities: null };
    const state = { sites: {}, facilities: { nobody: closed }, streets: {}, areas: {} };
    const strange = await start(asked({ count: 1, state }));
    expect(strange.json<Problem>().details?.[0]?.path).toBe("state/facilities");
    expect((await start({ ...asked({ count: 1 }), objective: "all" as never })).statusCode).toBe(
      400,
    );
    expect((await start(asked({ count: 1 }), "nowhere")).statusCode).toBe(404);
    const empty = await made.makeStudy();
    expect((await start(asked({ count: 1 }), empty)).json<Problem>().code).toBe("no-result");
  });

  it("that cannot be answered fails with the reason", async () => {
    const sites = {
      a: {
        name: "",
        services: ["market" as const],
        lng: 100,
        lat: 39,
        capacities: {},
        floorArea: null,
        cost: null,
        premises: null,
        required: true,
        candidate: true,
      },
    };
    const state = { sites, facilities: {}, streets: {}, areas: {} };
    const job = await ended(asked({ service: "market", count: 1, state }));
    expect(job.state).toBe("failed");
    expect(job.error?.zh).toContain("走不到");
  });
});

describe("a search that is cancelled", () => {
  // The lone cell in the south-west and eleven others: few enough to try every choice.
  const ring = [
    [99.999, 37.999],
    [100.0045, 37.999],
    [100.0045, 38.0045],
    [99.999, 38.0045],
    [99.999, 37.999],
  ] as [number, number][];
  const areas = { s: { role: "search" as const, name: "", ring } };
  const request = asked({
    service: "market",
    count: 1,
    state: {
      sites: {},
      facilities: {},
      streets: {},
      areas,
    },
  });

  it("keeps the best so far", async () => {
    tasks.searching = "endless";
    const { id } = (await start(request)).json<Job>();
    await new Promise((go) => setTimeout(go, 50));
    const job = (await made.inject({ method: "DELETE", url: `/api/jobs/${id}` })).json<Job>();
    tasks.searching = "here";
    expect(job).toMatchObject({ state: "done", plan: expect.any(Number) });
    const plan = (await made.get(path(`siting-plans/${job.plan}`))).json<SitingPlan>();
    expect([plan.stopped, plan.status, plan.check.agrees]).toEqual([true, "not-proven", true]);
    expect(plan.sites).toHaveLength(1);
  });

  it("before it has found anything leaves nothing", async () => {
    const before = (await made.get(path("siting-plans"))).json<SitingPlanSummary[]>();
    tasks.searching = "endless-without-plan";
    const { id } = (await start(request)).json<Job>();
    await new Promise((go) => setTimeout(go, 50));
    const job = (await made.inject({ method: "DELETE", url: `/api/jobs/${id}` })).json<Job>();
    tasks.searching = "here";
    expect(job.state).toBe("cancelled");
    expect((await made.get(path("siting-plans"))).json()).toEqual(before);
  });
});

describe("sites for an indicator", () => {
  it("go where the indicator counts them, and the scenario then meets it", async () => {
    const request = asked({
      service: "market",
      objective: "indicator",
      indicator: "community-market",
    });
    const plan = await planOf(request);
    // A market stands in the east only.
    expect([plan.value, plan.status, plan.units]).toEqual([
      1,
      "proven",
      { total: 2, before: 1, after: 2 },
    ]);
    const [site] = plan.sites;
    expect(site).toMatchObject({
      units: ["659901001001"],
      departments: [{ name: "市商务局", stated: false }],
    });
    expect(plan.check.agrees).toBe(true);
    expect(plan.why.zh).toContain("不新增最多服务到 1 个社区（村），达不到 2 个，因此不能再少。");
    const state = {
      ...request.state,
      sites: {
        n: {
          name: site!.name,
          services: site!.services,
          lng: site!.lng,
          lat: site!.lat,
          capacities: {},
          floorArea: null,
          cost: null,
          premises: null,
          required: false,
          candidate: false,
        },
      },
    };
    const record = made.catalogue.find(study)!;
    const { ground } = sceneOf((await made.library.open(record)).ground, state);
    expect(ground.facilities.at(-1)?.services).toEqual(["market"]);
    const met = await start({ ...request, state });
    expect(met.json<Problem>().details?.[0]?.zh).toBe("“社区菜店覆盖率”已经达标，不需要新增网点。");
  });

  it("told by who walks there count by the settings' walk, not the request's", async () => {
    const url = path("policy-settings");
    const settings = (await made.get(url)).json<PolicySettings>();
    const walked = { ...settings, calibers: { "community-market": "reach" }, reachMinutes: 5 };
    const set = (payload: object) => made.inject({ method: "PUT", url, payload });
    expect((await set(walked)).statusCode).toBe(200);
    const request = asked({
      service: "market",
      objective: "indicator",
      indicator: "community-market",
      limitMinutes: 30,
    });
    const plan = await planOf(request);
    // Within half an hour everybody walks to the one market there is; within five minutes the west does not.
    expect([plan.status, plan.check.agrees, plan.value]).toEqual(["proven", true, 1]);
    expect(plan.units).toEqual({ total: 2, before: 1, after: 2 });
    expect((await set(settings)).statusCode).toBe(200);
  });

  it("are as many as a rate is short of", async () => {
    // 90 places; 200 for each thousand people of the town's 7 × (10 + … + 16) + 40 make 137: two of 24, or one of 50.
    const rate = {
      service: "kindergarten",
      objective: "indicator",
      indicator: "kindergarten-places",
    } as const;
    const record = made.catalogue.find(study)!;
    const { total } = (await made.library.open(record)).ground.demand;
    const short = 0.2 * total - 90;
    const small = Math.ceil(short / 2);
    const two = await planOf(asked({ ...rate, capacity: small }));
    expect(two.sites).toHaveLength(2);
    expect(two.why.zh).toContain(`补足指标差额要 2 处（每处 ${small}）。`);
    expect((await planOf(asked({ ...rate, capacity: Math.ceil(short) }))).sites).toHaveLength(1);
    const without = await start(asked(rate));
    expect(without.json<Problem>().details?.[0]?.zh).toContain("请填每处容量");
  });

  it("are refused where they change nothing, or the indicator is not known", async () => {
    const refused = async (request: Parameters<typeof asked>[0]) =>
      (await start(asked({ objective: "indicator", ...request }))).json<Problem>().details?.[0]?.en;
    expect(await refused({ indicator: "nothing" })).toContain('no indicator "nothing"');
    expect(await refused({ indicator: "benches" })).toContain("cannot be assessed now");
    expect(await refused({ indicator: "community-market", service: "clinic" })).toContain(
      "do not change",
    );
  });
});
