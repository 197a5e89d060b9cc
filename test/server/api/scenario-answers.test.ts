import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Coverage, Surface } from "#contract/coverage.ts";
import type { Problem } from "#contract/jobs.ts";
import { TODAY } from "#contract/scenario-steps.ts";
import {
  Evaluation,
  Live,
  type FacilityChange,
  type ScenarioQuestion,
  type ScenarioState,
} from "#contract/scenario.ts";
import type { FacilityList } from "#contract/study.ts";
import { TOWN } from "../../fixtures/town-files.ts";
import { service, type Service } from "./service.ts";
import { plannedSite } from "../../fixtures/planned-site.ts";

let town: Service;
let id: string;
/** The same town, made anew with the facilities that the scenario plans. */
let planned: string;
beforeAll(async () => {
  town = await service();
  id = await town.makeTown();
  planned = await town.makeTown({
    facilities: `id,name,service,lng,lat,capacity
C1,东门卫生站,clinic,100.0002,38.0119,
K1,幼儿园,kindergarten,100.006,38.0061,90
FAR,远处的站,clinic,100.0128,38.0198,
s1,新站,clinic,100.0091,38.0012,
`,
  });
});
afterAll(() => town.close());

const AS_IS: FacilityChange = { closed: false, to: null, services: null, capacities: null };
const SITE = plannedSite([100.0091, 38.0012], { name: "新站" });
const PLAN: ScenarioState = {
  ...TODAY,
  sites: { s1: SITE, maybe: { ...SITE, candidate: true, lng: 100.001 } },
  facilities: {
    C1: { ...AS_IS, to: [100.0002, 38.0119] },
    C2: { ...AS_IS, closed: true },
  },
};
const QUESTION: ScenarioQuestion = {
  service: "clinic",
  profile: "adult",
  direction: "towards",
  limitMinutes: 7,
};
const ASKED = "service=clinic&profile=adult&direction=towards";

async function evaluate(
  state: ScenarioState,
  against: ScenarioState | null = null,
  question = QUESTION,
): Promise<Evaluation> {
  const reply = await town.post(`/api/studies/${id}/scenarios/evaluate`, {
    state,
    against,
    question,
  });
  expect(reply.statusCode, reply.body).toBe(200);
  const evaluation = reply.json<Evaluation>();
  expect(Value.Check(Evaluation, evaluation)).toBe(true);
  return evaluation;
}

async function get<T>(study: string, path: string): Promise<T> {
  const reply = await town.get(`/api/studies/${study}/${path}`);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<T>();
}

describe("a scenario as a whole", () => {
  it.each([
    ["adult", "towards", 7],
    ["adult", "from", 4.5],
    ["wheelchair", "towards", 9],
  ] as const)(
    "is what the study would be if it were made anew: %s, %s, %d minutes",
    async (profile, direction, limitMinutes) => {
      const question = { ...QUESTION, profile, direction, limitMinutes };
      const asked = `service=clinic&profile=${profile}&direction=${direction}`;
      const evaluation = await evaluate(PLAN, null, question);
      const coverage = (study: string) =>
        get<Coverage>(study, `coverage?${asked}&measure=time&limitMinutes=${limitMinutes}`);
      expect(evaluation.before).toEqual(await coverage(id));
      expect(evaluation.after).toEqual(await coverage(planned));
      const costs = (study: string) => get<Surface>(study, `surface?${asked}&measure=time`);
      const [today, then] = [(await costs(id)).cost, (await costs(planned)).cost];
      const cells = then.flatMap((cost, cell) => (cost === today[cell] ? [] : [cell]));
      expect(cells.length).toBeGreaterThan(10);
      expect(evaluation.changed).toEqual({
        cells,
        before: cells.map((cell) => today[cell]),
        after: cells.map((cell) => then[cell]),
      });
      expect([evaluation.unlinked, evaluation.linked, evaluation.failed]).toEqual([[], [], []]);
    },
  );

  it("has the share covered at every minute", async () => {
    const { curve } = await evaluate(PLAN);
    const share = async (study: string, minutes: number) =>
      (await get<Coverage>(study, `coverage?${ASKED}&measure=time&limitMinutes=${minutes}`)).all
        .share;
    for (const minutes of [1, 5, 11, 30]) {
      expect(curve.before[minutes - 1]).toBe(await share(id, minutes));
      expect(curve.after[minutes - 1]).toBe(await share(planned, minutes));
    }
    expect([curve.before.length, curve.after.length]).toEqual([30, 30]);
  });

  it("tells of every planned site and moved facility where it joins the streets and whom it serves alone", async () => {
    const { sites, after } = await evaluate({
      ...PLAN,
      sites: { ...PLAN.sites, off: { ...SITE, lat: 38.1 }, meals: { ...SITE, services: ["meal"] } },
    });
    const by = new Map(sites.map((site) => [site.id, site]));
    expect([...by.keys()]).toEqual(["C1", "meals", "off", "s1"]);
    const catchment = await get<{ reach: { people: number } }>(
      planned,
      `catchment?facility=s1&${ASKED.replace("service=clinic&", "")}&measure=time&limitMinutes=7`,
    );
    expect(by.get("s1")).toMatchObject({ of: "site", within: catchment.reach.people });
    expect(by.get("s1")?.snap?.street).toBe("南北6路");
    expect(by.get("C1")).toMatchObject({ of: "facility", refused: null });
    expect(by.get("off")).toMatchObject({ snap: null, refused: { reason: "outside-extract" } });
    expect(by.get("meals")).toMatchObject({ alone: 0, within: 0 });
    const without = await evaluate({ ...PLAN, sites: {} });
    expect(by.get("s1")?.alone).toBe(after.all.covered - without.after.all.covered);
  });

  it("can be held against another scenario", async () => {
    const both = await evaluate(TODAY, PLAN);
    const { before, after, changed } = await evaluate(PLAN);
    expect([both.before, both.after]).toEqual([after, before]);
    expect([both.changed.before, both.changed.after]).toEqual([changed.after, changed.before]);
    const same = await evaluate(PLAN, PLAN);
    expect(same.changed).toEqual({ cells: [], before: [], after: [] });
  });

  it("walks the streets it builds and says which it cannot build", async () => {
    const street = { kind: "street", name: "" } as const;
    const { changed, failed, after, before } = await evaluate({
      ...TODAY,
      streets: {
        diagonal: { ...street, from: [100.002, 38.002], to: [100.004, 38.004] },
        nowhere: { ...street, from: [100.3, 38], to: [100.4, 38] },
      },
    });
    expect(failed).toEqual([{ id: "nowhere", why: "repair-no-street-there" }]);
    expect(changed.cells.some((_, i) => changed.after[i]! < changed.before[i]!)).toBe(true);
    expect(after.all.people).toBe(before.all.people);
  });
});

describe("what is under the pointer", () => {
  async function live(request: object): Promise<Live> {
    const reply = await town.post(`/api/studies/${id}/scenarios/live`, {
      state: PLAN,
      of: "site",
      id: "s1",
      at: [SITE.lng, SITE.lat],
      question: QUESTION,
      seq: 3,
      ...request,
    });
    expect(reply.statusCode, reply.body).toBe(200);
    const answer = reply.json<Live>();
    expect(Value.Check(Live, answer)).toBe(true);
    return answer;
  }

  it.each([
    {
      of: "site",
      id: "s1",
      at: [100.0021, 38.0101],
      state: (lng: number, lat: number) => ({
        ...PLAN,
        sites: { ...PLAN.sites, s1: { ...SITE, lng, lat } },
      }),
    },
    {
      of: "facility",
      id: "C1",
      at: [100.011, 38.004],
      state: (lng: number, lat: number) => ({
        ...PLAN,
        facilities: { ...PLAN.facilities, C1: { ...AS_IS, to: [lng, lat] as [number, number] } },
      }),
    },
    {
      of: "facility",
      id: "FAR",
      at: [100.0101, 38.0119],
      state: (lng: number, lat: number) => ({
        ...PLAN,
        facilities: { ...PLAN.facilities, FAR: { ...AS_IS, to: [lng, lat] as [number, number] } },
      }),
    },
  ])(
    "says of $of $id what the scenario as a whole says with it there",
    async ({ of, id: which, at, state }) => {
      const answer = await live({ of, id: which, at });
      const moved = await evaluate(state(at[0]!, at[1]!));
      const { all, groups } = moved.after;
      expect(answer.after).toEqual({ all, groups });
      expect(answer.before).toEqual({ all: moved.before.all, groups: moved.before.groups });
      expect(answer.changed).toEqual(moved.changed);
      expect(answer.units).toEqual(
        moved.after.units.flatMap((after, unit) => {
          const before = moved.before.units[unit]!;
          return before.covered === after.covered ? [] : [{ unit, before, after }];
        }),
      );
      const own = moved.sites.find((site) => site.id === which);
      expect(answer.own).toBe(own?.alone);
      expect([answer.snap, answer.refused]).toEqual([own?.snap, own?.refused]);
      expect(answer.seq).toBe(3);
      const asItStands = (await evaluate(PLAN)).sites.find((site) => site.id === which);
      // FAR stands where it always did: beyond the streets.
      expect(answer.ownBefore).toBe(asItStands?.alone ?? 0);
    },
  );

  it("adds nobody where it cannot be joined to a street, and says why", async () => {
    const answer = await live({ at: [100.5, 38.5] });
    expect(answer).toMatchObject({ own: 0, snap: null, refused: { reason: "outside-extract" } });
    const without = await evaluate({ ...PLAN, sites: {} });
    expect(answer.after.all).toEqual(without.after.all);
  });

  it("tells of a candidate whom it would serve alone, and counts nobody for it", async () => {
    const at = [100.0121, 38.0121];
    const answer = await live({ id: "maybe", at });
    expect(answer.after.all).toEqual((await evaluate(PLAN)).after.all);
    const sites = { ...PLAN.sites, maybe: { ...SITE, lng: at[0]!, lat: at[1]! } };
    const opened = await evaluate({ ...PLAN, sites });
    expect(answer.own).toBe(opened.sites.find((site) => site.id === "maybe")?.alone);
    expect(answer.own).toBeGreaterThan(0);
  });

  it("serves nobody with another service", async () => {
    const answer = await live({ question: { ...QUESTION, service: "market" } });
    expect([answer.own, answer.ownBefore]).toEqual([0, 0]);
  });
});

describe("what does not fit", () => {
  it.each([
    ["evaluate", { state: { ...TODAY, facilities: { C9: AS_IS } }, against: null }, "C9"],
    ["evaluate", { state: TODAY, against: { ...TODAY, facilities: { "<b>": AS_IS } } }, "<b>"],
    ["live", { state: PLAN, of: "site", id: "s9", at: [100, 38], seq: 0 }, "s9"],
    ["live", { state: PLAN, of: "facility", id: "s1", at: [100, 38], seq: 0 }, "s1"],
    ["live", { state: PLAN, of: "site", id: "constructor", at: [100, 38], seq: 0 }, "constructor"],
  ])("is refused by %s with the id and what to do", async (what, body, named) => {
    const reply = await town.post(`/api/studies/${id}/scenarios/${what}`, {
      question: QUESTION,
      ...body,
    });
    expect(reply.statusCode).toBe(400);
    const problem = reply.json<Problem>();
    expect(problem.code).toBe("invalid-parameter");
    expect(problem.message).toContain(named);
    expect(problem.remedy).toBeTruthy();
  });

  it.each([
    [{ question: { ...QUESTION, service: "palace" } }],
    [{ question: { ...QUESTION, limitMinutes: 300 } }],
    [{ state: { ...TODAY, sites: { s: { ...SITE, lng: 400 } } } }],
    [{ state: { ...TODAY, sites: { s: { ...SITE, services: [] } } } }],
    [
      {
        state: { ...TODAY, streets: { r: { kind: "tunnel", name: "", from: [0, 0], to: [0, 0] } } },
      },
    ],
    [{ state: { ...TODAY, extra: {} } }],
  ])("to the contract is refused: %j", async (body) => {
    const asked = { state: TODAY, against: null, question: QUESTION, ...body };
    const reply = await town.post(`/api/studies/${id}/scenarios/evaluate`, asked);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-parameter"]);
  });

  it("is refused for a study that there is not, or without a result", async () => {
    const asked = { state: TODAY, against: null, question: QUESTION };
    const reply = await town.post("/api/studies/none/scenarios/evaluate", asked);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-study"]);
    const empty = await town.makeStudy();
    const early = await town.post(`/api/studies/${empty}/scenarios/evaluate`, asked);
    expect([early.statusCode, early.json<Problem>().code]).toEqual([409, "no-result"]);
  });
});

it("nothing went wrong behind the answers", async () => {
  expect(town.faults).toEqual([]);
  expect((await get<FacilityList>(id, "facilities")).length).toBe(
    TOWN.facilities.match(/\n(C|K|F)/g)?.length,
  );
});
