import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import { TODAY, stateOf } from "#contract/scenario-steps.ts";
import type {
  Evaluation,
  Explanation,
  ImportedScenario,
  PlannedSite,
  Scenario,
  ScenarioContent,
  ScenarioQuestion,
  ScenarioSummary,
  Step,
} from "#contract/scenario.ts";
import { service, type Service } from "./service.ts";

let town: Service;
let id: string;
let sample: string;
beforeAll(async () => {
  town = await service();
  id = await town.makeTown();
  sample = await town.makeTown({}, { name: "示范区", practice: true });
});
afterAll(() => town.close());

const SITE: PlannedSite = {
  name: "新站",
  services: ["clinic"],
  lng: 100.0091,
  lat: 38.0012,
  capacities: { clinic: 3 },
  floorArea: 120.5,
  cost: 800_000,
  premises: null,
  required: true,
  candidate: false,
};
const MOVED: PlannedSite = { ...SITE, lng: 100.0031 };
const CLOSED = { closed: true, to: null, services: null, capacities: null };
const step = (edits: Step["edits"], note = ""): Step => ({
  edits,
  note,
  at: "2026-01-05T08:00:00.000Z",
});
const CONTENT: ScenarioContent = {
  name: "城东方案",
  note: "先看城东",
  steps: [
    step([
      { of: "site", id: "s1", before: null, after: SITE },
      { of: "facility", id: "C2", before: null, after: CLOSED },
    ]),
    step([{ of: "site", id: "s1", before: SITE, after: MOVED }], "挪到路口"),
    step([{ of: "site", id: "s1", before: MOVED, after: null }]),
  ],
  inForce: 2,
};

const at = (study: string, rest = "") => `/api/studies/${study}/scenarios${rest}`;
const put = (path: string, payload: object) => town.inject({ method: "PUT", url: path, payload });
const remove = (path: string) => town.inject({ method: "DELETE", url: path });
const make = async (content: ScenarioContent = CONTENT, study = id): Promise<Scenario> => {
  const reply = await town.post(at(study), content);
  if (reply.statusCode !== 201) throw new Error(reply.body);
  return reply.json();
};

describe("a scenario", () => {
  it("is kept with all its steps, found, changed, listed and removed", async () => {
    const made = await make();
    expect(made).toMatchObject({ ...CONTENT, version: 1 });
    const path = at(id, `/${made.number}`);
    expect((await town.get(path)).json()).toEqual(made);

    const change = { ...CONTENT, name: "城东方案（改）", inForce: 3, version: 1 };
    const changed: Scenario = (await put(path, change)).json();
    expect(changed).toMatchObject({ ...change, version: 2 });
    const [first] = (await town.get(at(id))).json<ScenarioSummary[]>();
    expect(first).toEqual({
      number: made.number,
      version: 2,
      name: "城东方案（改）",
      created: made.created,
      changed: changed.changed,
      steps: 3,
    });

    expect((await remove(path)).statusCode).toBe(204);
    const gone = await town.get(path);
    expect(gone.statusCode).toBe(404);
    expect(gone.json<Problem>().code).toBe("no-such-scenario");
    expect((await put(path, { ...CONTENT, version: 2 })).statusCode).toBe(404);
    expect((await remove(path)).statusCode).toBe(404);
  });

  it("is saved by one of two at once; the other is told which version stands, and nothing is lost", async () => {
    const { number } = await make();
    const path = at(id, `/${number}`);
    const names = ["甲的", "乙的", "丙的"];
    const replies = await Promise.all(
      names.map((name) => put(path, { ...CONTENT, name, version: 1 })),
    );
    expect(replies.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([
      200, 409, 409,
    ]);
    const won = replies.find(({ statusCode }) => statusCode === 200)!.json<Scenario>();
    expect((await town.get(path)).json()).toEqual(won);
    const problem = replies.find(({ statusCode }) => statusCode === 409)!.json<Problem>();
    expect(problem.code).toBe("conflict");
    expect(problem.details?.[0]).toMatchObject({ path: "version" });
    expect(problem.details?.[0]?.zh).toContain("现为第 2 版");
    const late = await remove(`${path}?version=1`);
    expect([late.statusCode, late.json<Problem>().code]).toEqual([409, "conflict"]);
    expect((await remove(`${path}?version=2`)).statusCode).toBe(204);
  });

  it("is copied as it stands under a name of its own", async () => {
    const { number } = await make();
    const [one, two] = [
      await town.post(at(id, `/${number}/copy`)),
      await town.post(at(id, `/${number}/copy`)),
    ].map((reply) => reply.json<Scenario>());
    expect(one).toMatchObject({ ...CONTENT, name: "城东方案 副本", version: 1 });
    expect(two?.name).toBe("城东方案 副本 2");
    const long = await make({ ...CONTENT, name: "长".repeat(80) });
    const copy = (await town.post(at(id, `/${long.number}/copy`))).json<Scenario>();
    expect(copy.name).toBe(`${"长".repeat(77)} 副本`);
  });

  it("belongs to its study, whose others do not see it", async () => {
    const { number } = await make();
    const other = await town.makeStudy();
    expect((await town.get(at(other))).json()).toEqual([]);
    expect((await town.get(at(other, `/${number}`))).statusCode).toBe(404);
    expect((await town.get(at("nowhere"))).json<Problem>().code).toBe("no-such-study");
    expect((await town.post(at(other), CONTENT)).json<Problem>().code).toBe("no-result");
  });
});

describe("a scenario that does not hold together is refused with the step", () => {
  const refused = async (content: object): Promise<Problem> => {
    const reply = await town.post(at(id), content);
    expect(reply.statusCode).toBe(400);
    return reply.json();
  };

  it.each([
    [
      "a step that does not follow",
      { steps: [CONTENT.steps[0]!, step([{ of: "site", id: "s1", before: null, after: SITE }])] },
      "steps[1].edits[0]",
      "Step 2 does not follow on those before it",
    ],
    [
      "an undone step that does not follow",
      { steps: [CONTENT.steps[1]!], inForce: 0 },
      "steps[0].edits[0]",
      "Step 1 does not follow",
    ],
    [
      "a facility of no study",
      {
        steps: [step([{ of: "facility", id: "nobody", before: null, after: CLOSED }])],
        inForce: 1,
      },
      "steps[0]",
      'Step 1 changes the facility "nobody", which the study does not have',
    ],
    ["more steps in force than there are", { inForce: 4 }, "inForce", "4 steps are said"],
    ["a blank name", { name: " \u200b " }, "name", "The scenario's name is blank."],
    [
      "an id nobody can ask about",
      { steps: [step([{ of: "site", id: "__proto__", before: null, after: SITE }])], inForce: 1 },
      "steps[0].edits[0]",
      '"__proto__"',
    ],
    [
      "a capacity of no service",
      {
        steps: [
          step([
            { of: "site", id: "s1", before: null, after: { ...SITE, capacities: { beds: 1 } } },
          ]),
        ],
        inForce: 1,
      },
      "steps[0].edits[0]",
      'a capacity for "beds"',
    ],
    [
      "an area that is open",
      {
        steps: [
          step([
            {
              of: "area",
              id: "a1",
              before: null,
              after: {
                role: "search",
                name: "片区",
                ring: [
                  [100, 38],
                  [100.1, 38],
                  [100.1, 38.1],
                  [100, 38.1],
                ],
              },
            },
          ]),
        ],
        inForce: 1,
      },
      "steps[0].edits[0]",
      "not closed",
    ],
  ] as const)("%s", async (_, change, path, message) => {
    const problem = await refused({ ...CONTENT, inForce: 1, ...change });
    expect(problem.code).toBe("invalid-parameter");
    expect(problem.message).toContain(message);
    expect(problem.remedy).toBeTruthy();
    expect(problem.details?.[0]).toMatchObject({ path });
    expect(problem.details?.[0]?.zh).toBeTruthy();
  });

  it("but a facility that is gone may stand in steps that are taken back", async () => {
    const there = { of: "facility" as const, id: "gone", before: null, after: CLOSED };
    const back = { of: "facility" as const, id: "gone", before: CLOSED, after: null };
    for (const [steps, inForce] of [
      [[step([there]), step([back])], 2],
      [[step([there])], 0],
    ] as const) {
      const kept = await make({ ...CONTENT, steps: [...steps], inForce });
      expect(kept.steps).toEqual(steps);
    }
  });

  it("and so is what no scenario is", async () => {
    for (const content of [
      {},
      { ...CONTENT, name: "" },
      { ...CONTENT, steps: [{ ...CONTENT.steps[0], edits: [] }] },
      { ...CONTENT, extra: 1 },
    ])
      expect((await refused(content)).code).toBe("invalid-parameter");
    const poisoned = await town.inject({
      method: "POST",
      url: at(id),
      headers: { "content-type": "application/json" },
      payload: '{"name":"x","__proto__":{"admin":true}}',
    });
    expect(poisoned.statusCode).toBe(400);
    const huge = await town.inject({
      method: "POST",
      url: at(id, "/import"),
      headers: { "content-type": "application/json" },
      payload: JSON.stringify({ type: "FeatureCollection", filler: "x".repeat(5_000_000) }),
    });
    expect([huge.statusCode, huge.json<Problem>().code]).toEqual([413, "too-large"]);
  });
});

describe("a scenario as a file", () => {
  it("is read back exactly, with its undone steps", async () => {
    const made = await make();
    const reply = await town.get(at(id, `/${made.number}/file?format=json`));
    expect(reply.headers["content-disposition"]).toContain(encodeURIComponent("城东方案"));
    expect(reply.json()).toMatchObject({ formatVersion: 1, synthetic: false, scenario: made });
    expect(reply.json()).not.toHaveProperty("notice");
    const again = await town.post(at(id, "/import"), reply.json<object>());
    expect(again.statusCode).toBe(201);
    const { name, note, steps, inForce, notes } = again.json<ImportedScenario>();
    expect({ name, note, steps, inForce }).toEqual(CONTENT);
    expect(notes).toEqual([]);
  });

  it("has what stands in it as features, and gives the same when taken in again", async () => {
    const ring: [number, number][] = [
      [100, 38],
      [100.004, 38],
      [100.004, 38.004],
      [100, 38],
    ];
    const street = (kind: "street" | "closed", to: [number, number]) => ({
      kind,
      name: "文化路",
      from: [100.001, 38.001] as [number, number],
      to,
    });
    const content: ScenarioContent = {
      ...CONTENT,
      steps: [
        step([
          { of: "site", id: "s1", before: null, after: SITE },
          {
            of: "site",
            id: "s2",
            before: null,
            after: { ...SITE, candidate: true, required: false, premises: "P7", cost: null },
          },
          {
            of: "facility",
            id: "C1",
            before: null,
            after: {
              closed: false,
              to: [100.005, 38.005],
              services: ["clinic", "meal"],
              capacities: { meal: 40 },
            },
          },
          { of: "facility", id: "C2", before: null, after: CLOSED },
          { of: "street", id: "r1", before: null, after: street("street", [100.003, 38.003]) },
          { of: "street", id: "r2", before: null, after: street("closed", [100.001, 38.001]) },
          { of: "area", id: "a1", before: null, after: { role: "search", name: "东片", ring } },
          { of: "area", id: "a2", before: null, after: { role: "exclusion", name: "河滩", ring } },
        ]),
      ],
      inForce: 1,
    };
    const made = await make(content);
    const file = await town.get(at(id, `/${made.number}/file?format=geojson`));
    expect(file.headers["content-type"]).toContain("application/geo+json");
    const collection = file.json<GeoJSON.FeatureCollection>();
    expect(
      collection.features.map(({ geometry, properties }) => [geometry.type, properties?.["类别"]]),
    ).toEqual([
      ["Point", "规划网点"],
      ["Point", "候选点"],
      ["Point", "设施调整"],
      ["Point", "设施调整"],
      ["LineString", "道路调整"],
      ["Point", "道路调整"],
      ["Polygon", "选址范围"],
      ["Polygon", "禁选范围"],
    ]);
    expect(collection.features[0]?.properties).toMatchObject({
      编号: "s1",
      名称: "新站",
      服务: "卫生服务站",
      卫生服务站规模: 3,
      建筑面积: 120.5,
      费用元: 800_000,
      必选: "是",
    });
    const back = (await town.post(at(id, "/import"), collection)).json<ImportedScenario>();
    expect(back.notes).toEqual([]);
    expect(stateOf(back)).toEqual(stateOf(made));
    const shifted = await town.get(at(id, `/${made.number}/file?format=geojson&crs=GCJ-02`));
    const read = (
      await town.post(at(id, "/import"), shifted.json<object>())
    ).json<ImportedScenario>();
    const { lng, lat } = stateOf(read)!.sites["s1"]!;
    expect([lng, lat].map((degrees) => degrees.toFixed(5))).toEqual(["100.00910", "38.00120"]);
  });

  it("of invented data says so, on every feature", async () => {
    const made = await make(CONTENT, sample);
    const json = await town.get(at(sample, `/${made.number}/file`));
    expect(json.json()).toMatchObject({ synthetic: true });
    expect(json.json<{ notice: string }>().notice).toContain("示例数据");
    expect(json.headers["content-disposition"]).toContain(encodeURIComponent("示例_示范区"));
    const { notes, features } = (
      await town.get(at(sample, `/${made.number}/file?format=geojson`))
    ).json<GeoJSON.FeatureCollection & { notes: string[] }>();
    expect(notes[0]).toContain("示例数据");
    for (const { properties } of features) expect(properties?.["数据标记"]).toContain("合成");
  });

  it("is refused where it is none", async () => {
    const scenario = { ...CONTENT };
    for (const [body, message] of [
      [{ hello: 1 }, "neither a scenario saved from here nor"],
      [[1, 2], "neither a scenario"],
      [{ format: "yikezhong-scenario", formatVersion: 2, scenario }, "format version 2"],
      [{ format: "yikezhong-scenario", formatVersion: 1 }, "not whole"],
      [
        { format: "yikezhong-scenario", formatVersion: 1, scenario: { ...scenario, steps: [1] } },
        "not whole",
      ],
      [{ type: "FeatureCollection", features: [] }, "no features"],
      [{ type: "FeatureCollection", features: [null, 3, {}] }, "None of the features"],
      [
        {
          type: "FeatureCollection",
          crs: { type: "name", properties: { name: "Mars 2000" } },
          features: [{}],
        },
        "not known",
      ],
    ] as const) {
      const reply = await town.post(at(id, "/import"), body);
      expect(reply.statusCode).toBe(400);
      expect(reply.json<Problem>().message).toContain(message);
    }
  });
});

describe("features of an office", () => {
  it("become sites, streets and areas; what is not used is listed with why", async () => {
    const point = (properties: object, coordinates: unknown = [100.004, 38.004]) => ({
      type: "Feature",
      properties,
      geometry: { type: "Point", coordinates },
    });
    const collection = {
      type: "FeatureCollection",
      name: "候选用地",
      features: [
        point({
          机构名称: "东街托育",
          服务类型: "托育、助餐点",
          托位数: "60个",
          餐位数: 40,
          建筑面积: "1,200平方米",
          投资估算: "80万元",
        }),
        point({ name: "West clinic", service: "clinic", capacity: 5, id: "w-1" }),
        point({ name: "没写服务" }),
        point({ name: "错的坐标", service: "clinic" }, [900, 38]),
        point({ name: "坏数", service: "clinic", capacity: "很多", id: "w-1" }),
        { type: "Feature", properties: null, geometry: null },
        {
          type: "Feature",
          properties: { name: "人行天桥", kind: "bridge" },
          geometry: {
            type: "LineString",
            coordinates: [
              [100, 38],
              [100.001, 38.001],
              [100.002, 38],
            ],
          },
        },
        {
          type: "Feature",
          properties: { name: "河滩" },
          geometry: {
            type: "MultiPolygon",
            coordinates: [
              [
                [
                  [100, 38],
                  [100.01, 38],
                  [100.01, 38.01],
                ],
              ],
            ],
          },
        },
        {
          type: "Feature",
          properties: { name: "两块" },
          geometry: {
            type: "MultiPoint",
            coordinates: [
              [100, 38],
              [100.1, 38],
            ],
          },
        },
      ],
    };
    const reply = await town.post(at(id, "/import"), collection);
    expect(reply.statusCode).toBe(201);
    const made = reply.json<ImportedScenario>();
    expect(made.name).toBe("候选用地");
    const state = stateOf(made)!;
    expect(state.sites["site-1"]).toEqual({
      name: "东街托育",
      services: ["childcare", "meal"],
      lng: 100.004,
      lat: 38.004,
      capacities: { childcare: 60, meal: 40 },
      floorArea: 1200,
      cost: 800_000,
      premises: null,
      required: false,
      candidate: false,
    });
    expect(state.sites["w-1"]).toMatchObject({ name: "West clinic", capacities: { clinic: 5 } });
    expect(state.sites["site-2"]).toMatchObject({ name: "坏数", capacities: {} });
    expect(Object.values(state.streets)).toEqual([
      { kind: "bridge", name: "人行天桥", from: [100, 38], to: [100.002, 38] },
    ]);
    expect(Object.values(state.areas)).toEqual([
      {
        role: "exclusion",
        name: "河滩",
        ring: [
          [100, 38],
          [100.01, 38],
          [100.01, 38.01],
          [100, 38],
        ],
      },
    ]);
    expect(made.notes.map(({ feature, used }) => [feature, used])).toEqual([
      [3, false],
      [4, false],
      [5, true],
      [6, false],
      [7, true],
      [9, false],
    ]);
    expect(made.notes[0]).toMatchObject({ name: "没写服务", zh: expect.stringContaining("服务") });
  });
});

const QUESTION: ScenarioQuestion = {
  service: "clinic",
  profile: "adult",
  direction: "towards",
  limitMinutes: 5,
};

describe("what a scenario changes, as files", () => {
  const request = { state: { ...TODAY, sites: { s1: SITE } }, against: null, question: QUESTION };

  it("is the cells that the evaluation names, with minutes before and after", async () => {
    const evaluation = (await town.post(at(id, "/evaluate"), request)).json<Evaluation>();
    const reply = await town.post(at(id, "/difference-file"), { ...request, format: "geojson" });
    expect(reply.statusCode).toBe(200);
    const { features } = reply.json<GeoJSON.FeatureCollection>();
    expect(features).toHaveLength(evaluation.changed.cells.length);
    expect(features.length).toBeGreaterThan(5);
    for (const [i, { geometry, properties }] of features.entries()) {
      expect(geometry.type).toBe("Polygon");
      const after = evaluation.changed.after[i]!;
      expect(properties?.["方案步行分钟"]).toBeCloseTo(after / 60, 1);
      const before = evaluation.changed.before[i] ?? null;
      const isNew = after <= 300 && (before === null || before > 300);
      expect(properties?.["变化"] === "新增覆盖").toBe(isNew);
    }
  });

  it("is a table of the units, whose sums are the evaluation's", async () => {
    const evaluation = (await town.post(at(id, "/evaluate"), request)).json<Evaluation>();
    const reply = await town.post(at(id, "/difference-file"), { ...request, format: "csv" });
    expect(reply.headers["content-type"]).toContain("text/csv");
    expect(reply.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [head, all, ...units] = reply.body.slice(1).trim().split("\r\n");
    expect(head).toContain("对照覆盖人口,方案覆盖人口,覆盖增减");
    const { before, after } = evaluation;
    const cells = all!.split(",");
    expect(cells.slice(1, 6)).toEqual([
      "全部",
      `${after.all.people}`,
      `${before.all.covered}`,
      `${after.all.covered}`,
      `${after.all.covered - before.all.covered}`,
    ]);
    expect(units.map((line) => line.split(",")[1])).toEqual(["西社区", "东社区"]);
    expect(reply.body).not.toContain("示例数据");
    const invented = await town.post(at(sample, "/difference-file"), { ...request, format: "csv" });
    expect(invented.body).toContain("示例数据（合成）");
  });
});

describe("a place explained", () => {
  it("is told of the ways to the nearest, and a gap of what would cover it", async () => {
    const place = { lng: 100.0122, lat: 38.0001 };
    const ask = async (state: object, limitMinutes = 5): Promise<Explanation> => {
      const body = { state, question: { ...QUESTION, limitMinutes }, ...place };
      const reply = await town.post(at(id, "/explain"), body);
      expect(reply.statusCode).toBe(200);
      return reply.json();
    };
    const gap = await ask(TODAY);
    // By the streets some 1,090 m to the one, 1,270 m to the other.
    expect(gap.routes.map(({ name }) => name)).toEqual(["东门卫生站", "西门站, 二层"]);
    expect(gap.why.zh).toContain("5 分钟内走不到卫生服务站");
    const { edit, people } = gap.remedy!;
    expect(edit?.of).toBe("site");
    const after = edit?.of === "site" ? { ...TODAY, sites: { [edit.id]: edit.after } } : TODAY;
    const { before, after: then } = (
      await town.post(at(id, "/evaluate"), { state: after, against: null, question: QUESTION })
    ).json<Evaluation>();
    expect(people).toBe(then.all.covered - before.all.covered);
    expect((await ask(after)).remedy).toBeNull();
  });

  it("is refused where the scenario or the question is none", async () => {
    const stranger = { ...TODAY, facilities: { nobody: CLOSED } };
    for (const body of [
      { state: stranger, question: QUESTION, lng: 100, lat: 38 },
      { state: TODAY, question: QUESTION, lng: 200, lat: 38 },
      { state: TODAY, question: { ...QUESTION, service: "palace" }, lng: 100, lat: 38 },
    ])
      expect((await town.post(at(id, "/explain"), body)).statusCode).toBe(400);
  });
});
