import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measure } from "#contract/policy/measure.ts";
import { assess } from "#core/policy/assess.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import type { TargetBasis } from "#core/vocabulary.ts";
import {
  attestation,
  CITY,
  communities,
  community,
  entry,
  facility,
  figure,
  indicator,
  input,
  item,
  PROVINCE,
  township,
  words,
} from "./little-county.ts";

const HOMES: Measure = {
  kind: "units-served",
  formula: words("有日间照料的社区 ÷ 社区总数"),
  units: { level: "community", label: words("社区") },
  needs: [
    {
      id: "home",
      label: words("日间照料"),
      service: "elderly-care",
      registered: true,
      item: "related",
    },
  ],
  combine: "all",
  caliber: "inside",
};
const related = { related: item("truth", { name: words("登记") }) };

/** Of 20 communities, 11 are served: 55 %. */
const eleven = input({
  measures: { homes: HOMES },
  items: related,
  units: communities(20),
  facilities: Array.from({ length: 11 }, (_, i) => facility(i, "elderly-care")),
});

describe("targets of two documents", () => {
  const both = (basis: TargetBasis, province = 60, city: number | null = 50): PolicyInput => ({
    ...eleven,
    documents: [
      { ...PROVINCE, entries: [entry("homes", province, { clause: "二、行动目标·第2段" })] },
      { ...CITY, entries: [entry("homes", city, city === null ? { operator: "exists" } : {})] },
    ],
    settings: { ...eleven.settings, basis },
  });
  const deciding = (given: PolicyInput) =>
    indicator(given).targets.find(({ inForce }) => inForce)?.document;

  it("are each held against the same value, and one decides", () => {
    const told = indicator(both("city"));
    expect(told.value).toBe(55);
    expect(told.targets).toMatchObject([
      {
        document: "province",
        clause: "二、行动目标·第2段",
        inForce: false,
        verdict: "not-met",
        shortfall: { amount: 1 },
      },
      { document: "city", inForce: true, verdict: "met", shortfall: null },
    ]);
    expect(told.verdict).toBe("met");
  });

  it.each([
    ["city", 60, 50, "city"],
    ["province", 60, 50, "province"],
    ["stricter", 60, 50, "province"],
    ["stricter", 50, 60, "city"],
    ["stricter", 50, 50, "city"],
    ["city", 60, null, "province"],
    ["province", 60, null, "province"],
  ] as const)(
    "by the %s, %s of the province and %s of the city: the %s's",
    (basis, province, city, expected) => {
      expect(deciding(both(basis, province, city))).toBe(expected);
    },
  );

  it("are the lower where at most so much is allowed", () => {
    const given: PolicyInput = {
      ...eleven,
      documents: [
        { ...PROVINCE, entries: [entry("homes", 40, { operator: "<=" })] },
        { ...CITY, entries: [entry("homes", 50, { operator: "<=" })] },
      ],
      settings: { ...eleven.settings, basis: "stricter" },
    };
    expect(deciding(given)).toBe("province");
    const most = { ...CITY, entries: [entry("homes", 60, { operator: "<=" })] };
    expect(indicator({ ...given, documents: [most] }).verdict).toBe("met");
    expect(indicator(given)).toMatchObject({
      verdict: "not-met",
      shortfall: { amount: 3, unit: { zh: "个社区（超出）" } },
    });
  });

  it("of which one is only an aim are never stricter for it", () => {
    const given = both("stricter");
    const [province, city] = given.documents;
    const aim = { ...province!, entries: [entry("homes", 60, { strength: "strive" })] };
    expect(deciding({ ...given, documents: [aim, city!] })).toBe("city");
  });

  it("are worked out by the other's measure where the deciding one names none", () => {
    const given = both("city");
    const { measure: _, ...bare } = entry("homes", 50);
    expect(
      indicator({ ...given, documents: [given.documents[0]!, { ...CITY, entries: [bare] }] }).value,
    ).toBe(55);
  });

  it("stay apart where they go by different ids", () => {
    const given: PolicyInput = {
      ...eleven,
      documents: [
        { ...CITY, entries: [entry("homes", 50), entry("centres", 50, { measure: "homes" })] },
      ],
    };
    expect(assess(given).indicators.map(({ id }) => id)).toEqual(["homes", "centres"]);
  });

  it("of a later period stand beside, judged already", () => {
    const later = { ...CITY, id: "next", entries: [entry("homes", 80, { year: 2030 })] };
    expect(indicator({ ...both("city"), later: [later] }).next).toMatchObject([
      {
        document: "next",
        year: 2030,
        inForce: false,
        verdict: "not-met",
        shortfall: { amount: 5 },
      },
    ]);
  });

  it("of another place do not bind", () => {
    const other = {
      ...CITY,
      id: "other",
      jurisdiction: { code: "620721", name: "肃南县", parts: [] },
      entries: [entry("others", 90)],
    };
    const told = assess({ ...both("city"), documents: [...both("city").documents, other] });
    expect(told.documents.map(({ id }) => id)).toEqual(["province", "city"]);
    expect(told.indicators.map(({ id }) => id)).toEqual(["homes"]);
  });
});

describe("a summary", () => {
  const strength = (id: string, target: number, more: Parameters<typeof entry>[2]) =>
    entry(id, target, { measure: "homes", ...more });
  const told = assess({
    ...eleven,
    documents: [
      {
        ...CITY,
        entries: [
          strength("met", 55, {}),
          strength("a-little", 60, {}),
          strength("far", 100, { strength: "standard" }),
          strength("half-way", 80, {}),
          strength("less", 70, {}),
          strength("unknown", 5, { measure: "nothing" }),
          strength("reached", 10, { strength: "strive" }),
          strength("not-reached", 90, { strength: "strive" }),
          strength("condition", 300, { strength: "condition", operator: "<=" }),
          strength("task", 0, { operator: "exists" }),
        ].map((each) =>
          each.id === "task"
            ? { ...each, numbers: [{ operator: "exists", value: 15, unit: "分钟" }] }
            : each,
        ),
      },
    ],
  });

  it("counts targets and standards by verdict, aims apart, conditions and tasks not at all", () => {
    expect(told.summary).toEqual({
      met: 1,
      notMet: 4,
      notAssessable: 1,
      striveReached: 1,
      striveNotReached: 1,
      conditions: 1,
      flips: 0,
      tasks: 1,
      largest: ["far", "half-way", "less"],
    });
  });

  it("never judges a condition", () => {
    expect(told.indicators.find(({ id }) => id === "condition")).toMatchObject({
      value: null,
      verdict: "not-assessable",
      shortfall: null,
      missing: [{ code: "condition" }],
      targets: [{ verdict: "not-assessable" }],
    });
  });

  it("takes a clause with a number of structure only for a task", () => {
    expect(told.tasks.map(({ id }) => id)).toEqual(["task"]);
  });
});

describe("a task", () => {
  const given = input({
    entries: [entry("network", null, { operator: "exists" })],
    units: communities(1),
  });

  it("is as last attested, with its evidence", () => {
    const [task] = assess({
      ...given,
      attestations: [
        attestation("network", null, { state: "not-started", year: 2023 }),
        attestation("network", null, { state: "under-way", year: 2024, note: "三级" }),
        attestation("network", 3, { year: 2025 }),
        attestation("network", null, { state: "done", year: 2026 }),
      ],
    }).tasks;
    expect(task).toMatchObject({
      state: "under-way",
      note: "三级",
      year: 2024,
      evidence: { document: "佐证", date: "2025-12-31", file: null },
      clauses: [{ document: "city", departments: ["民政局"] }],
    });
  });

  it("has no state before anything was attested", () => {
    expect(assess(given).tasks[0]).toMatchObject({
      state: null,
      note: "",
      evidence: null,
      year: null,
    });
  });
});

describe("the scope", () => {
  const two = input({
    entries: [entry("homes", 50)],
    measures: { homes: HOMES },
    items: related,
    units: [community(1, 1, { parent: "东街街道" }), community(1, 2), community(2, 2)],
    facilities: [facility(0, "elderly-care"), facility(1, "elderly-care")],
    stock: [figure("resident-population", "620702002", 700)],
  });

  it("is the whole study, with all its places from the largest down and their people", () => {
    const told = assess(two);
    expect(told.scope).toEqual({ code: null, name: "示例", level: "county" });
    expect(told.places.map(({ code, people }) => [code, people])).toEqual([
      ["620702", 300],
      ["620702001", 100],
      ["620702002", 200],
      ["620702001001", 100],
      ["620702002001", 100],
      ["620702002002", 100],
    ]);
    expect(told.population).toEqual({
      people: 300,
      date: "2020",
      origin: { zh: "人口图层", en: "people layer" },
    });
  });

  it("is one division with what lies in it", () => {
    const items = { ...related, "resident-population": item("number") };
    const told = assess({ ...two, items, scope: township(2) });
    expect(told.scope).toEqual({ code: "620702002", name: "620702002", level: "township" });
    expect(told.places.map(({ code }) => code)).toEqual([
      "620702002",
      "620702002001",
      "620702002002",
    ]);
    expect(told.indicators[0]).toMatchObject({
      value: 50,
      units: [{ state: "met" }, { state: "not-met" }],
    });
    expect(told.population).toMatchObject({ people: 700, date: "2025" });
  });

  it("that the study does not have is an error", () => {
    expect(() => assess({ ...two, scope: "620799" })).toThrow('no division "620799"');
  });
});

describe("hostile input", () => {
  it("of nothing at all comes out as nothing", () => {
    expect(assess(input({}))).toMatchObject({
      places: [],
      indicators: [],
      population: null,
      scope: { level: null },
    });
    const told = indicator(input({ entries: [entry("homes", 50)], measures: { homes: HOMES } }));
    expect(told).toMatchObject({
      value: null,
      verdict: "not-assessable",
      missing: [{ code: "no-units" }],
    });
  });

  it("of figures for units that the study does not have is told and not used", () => {
    const told = indicator({
      ...eleven,
      documents: [{ ...CITY, entries: [entry("homes", 50)] }],
      stock: [figure("related", "620799001001", true), figure("related", "6207", true)],
    });
    expect(told.value).toBe(55);
    expect(told.missing.map(({ said }) => said.zh)).toContain(
      "填报中有本研究没有的单元，未采用：620799001001",
    );
  });

  it("of figures that are no numbers, or of another type, counts as not reported", () => {
    const measure: Measure = {
      kind: "rate",
      formula: words("部分 ÷ 总数"),
      numerator: {
        label: words("部分"),
        unit: words("人"),
        sources: [[{ of: "stock", item: "part" }]],
      },
      denominator: { label: words("人口"), unit: words("人"), sources: [[{ of: "people" }]] },
      per: 100,
      shortfall: words("人"),
    };
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, true, "12"]) {
      const told = indicator(
        input({
          entries: [entry("share", 5)],
          measures: { share: measure },
          items: { part: item("number", { name: words("部分") }) },
          units: communities(2),
          stock: [figure("part", "620702", value)],
        }),
      );
      expect(told).toMatchObject({ value: null, missing: [{ code: "no-figure" }] });
    }
    const people = [community(1, 1, { people: Number.NaN })];
    expect(
      indicator(
        input({
          entries: [entry("share", 5)],
          measures: { share: measure },
          units: people,
          stock: [figure("part", "620702", 1)],
        }),
      ).value,
    ).toBeNull();
  });

  it("of words that every object knows is looked up among own keys alone", () => {
    const id = "constructor";
    const document = { ...CITY, entries: [entry(id, 50, { measure: "homes" })] };
    const told = assess({ ...eleven, documents: [document] }).indicators;
    expect(told[0]).toMatchObject({ id, value: 55, verdict: "met" });
    expect(told[0]?.readings.find(({ chosen }) => chosen)?.id).toBe("inside");
    const unknown = { ...CITY, entries: [entry(id, 50)] };
    expect(indicator({ ...eleven, documents: [unknown] }).missing).toMatchObject([
      { code: "not-attested" },
    ]);
  });

  it("of estates called like a unit leaves the unit its own figures", () => {
    const [first] = eleven.units;
    const told = indicator({
      ...eleven,
      documents: [{ ...CITY, entries: [entry("homes", 50)] }],
      estates: [{ code: first!.id, name: "新区", within: first!.id }],
      stock: [figure("related", first!.id, true)],
      settings: { ...eleven.settings, calibers: { homes: "registered" } },
    });
    expect(told.units[0]?.state).toBe("met");
  });

  it("of estates that lie nowhere counts for the whole study alone", () => {
    const projects: Measure = {
      kind: "projects",
      formula: words("项目"),
      ways: [{ label: words("验收"), item: "accepted" }],
      value: "rate",
    };
    const given = input({
      entries: [entry("estates", 100)],
      measures: { estates: projects },
      units: communities(1),
      estates: [{ code: "甲", name: "甲", within: "620799" }],
      stock: [figure("accepted", "甲", true)],
    });
    expect(indicator(given).value).toBe(100);
    expect(indicator({ ...given, scope: "620702" }).missing).toMatchObject([
      { code: "no-projects" },
    ]);
  });
});

/** Some communities with facilities, registered or not, and relations reported or not. */
const town = fc
  .record({
    count: fc.integer({ min: 1, max: 12 }),
    target: fc.integer({ min: 1, max: 100 }),
    facilities: fc.array(fc.tuple(fc.nat(14), fc.boolean()), { minLength: 1, maxLength: 15 }),
    related: fc.array(fc.option(fc.boolean()), { maxLength: 12 }),
    caliber: fc.constantFrom("inside" as const, "registered" as const),
  })
  .map(({ count, target, facilities, related: relations, caliber }) => {
    const units = communities(count);
    return input({
      entries: [entry("homes", target)],
      measures: { homes: { ...HOMES, caliber } as Measure },
      items: related,
      units,
      facilities: facilities.map(([where, registered]) =>
        facility(where < count ? where : -1, "elderly-care", { attributes: { registered } }),
      ),
      stock: relations.flatMap((value, i) =>
        value === null || i >= count ? [] : [figure("related", units[i]!.id, value)],
      ),
    });
  });

describe("whatever the town", () => {
  it("the units add up to the denominator, the chosen reading is the value, and met is short of nothing", () => {
    fc.assert(
      fc.property(town, (given) => {
        const told = indicator(given);
        const chosen = told.readings.find((each) => each.chosen);
        expect(told.readings.filter((each) => each.chosen)).toHaveLength(1);
        expect(chosen).toMatchObject({ value: told.value, verdict: told.verdict });
        expect(told.units).toHaveLength(given.units.length);
        expect(told.trace.terms[1]?.value).toBe(given.units.length);
        if (told.value === null) return;
        const met = told.units.filter(({ state }) => state === "met").length;
        expect(told.value).toBe((met * 100) / given.units.length);
        const target = given.documents[0]!.entries[0]!.numbers[0]!.value!;
        expect(told.verdict === "met").toBe(met * 100 >= target * given.units.length);
        expect(told.verdict === "met").toBe(told.shortfall === null);
        const wanted = Math.ceil((target * given.units.length) / 100);
        expect(told.shortfall?.amount ?? 0).toBe(Math.max(0, wanted - met));
      }),
      { numRuns: 150 },
    );
  });

  it("one facility more never lowers a share", () => {
    fc.assert(
      fc.property(town, fc.nat(11), fc.boolean(), (given, where, registered) => {
        const more = facility(where % given.units.length, "elderly-care", {
          attributes: { registered },
        });
        const before = indicator(given).value ?? 0;
        const after = indicator({ ...given, facilities: [...given.facilities, more] }).value ?? 0;
        expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  it("a report left out never raises the value", () => {
    fc.assert(
      fc.property(town, fc.nat(11), (given, which) => {
        const left = given.stock.filter((_, i) => i !== which % Math.max(1, given.stock.length));
        const before = indicator(given).value ?? 0;
        expect(indicator({ ...given, stock: left }).value ?? 0).toBeLessThanOrEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  it("the same input gives the same assessment, in whatever order its figures of different units came", () => {
    fc.assert(
      fc.property(town, (given) => {
        const once = JSON.stringify(assess(given));
        expect(JSON.stringify(assess(given))).toBe(once);
        expect(JSON.stringify(assess({ ...given, stock: given.stock.toReversed() }))).toBe(once);
      }),
      { numRuns: 50 },
    );
  });
});
