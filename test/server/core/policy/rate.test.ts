import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measure, Source } from "#contract/policy/measure.ts";
import { assess } from "#core/policy/assess.ts";
import type { PolicyInput, UnitFacts } from "#core/policy/input.ts";
import {
  communities,
  community,
  entry,
  facility,
  figure,
  indicator,
  input,
  item,
  readings,
  words,
} from "./little-county.ts";

type Rate = Extract<Measure, { kind: "rate" }>;

const places: Source = { of: "facilities", sum: "childcare-places", service: "childcare" };
const residents: Source = { of: "stock", item: "residents" };
const people: Source = { of: "people" };
const RESIDENTS = item("number", { name: words("常住人口") });

const PER_1000: Rate = {
  kind: "rate",
  formula: words("托位 ÷ 常住人口 × 1000"),
  numerator: { label: words("托位"), unit: words("个"), sources: [[places]] },
  denominator: {
    label: words("常住人口"),
    unit: words("人"),
    sources: [[residents], [people]],
  },
  per: 1000,
  shortfall: words("个托位"),
};

function perThousand(given: Partial<PolicyInput>, target = 4.5, measure: Partial<Rate> = {}) {
  return input({
    entries: [entry("places", target)],
    measures: { places: { ...PER_1000, ...measure } },
    items: { residents: RESIDENTS },
    ...given,
  });
}

const nursery = (where: number, count?: number) =>
  facility(
    where,
    "childcare",
    count === undefined ? {} : { attributes: { "childcare-places": count } },
  );

/** One figure over another, both stated of the county. */
function share(numerator: number, denominator: number, target: number, more: Partial<Rate> = {}) {
  return input({
    entries: [entry("share", target)],
    measures: {
      share: {
        ...PER_1000,
        numerator: { ...PER_1000.numerator, sources: [[{ of: "stock", item: "part" }]] },
        denominator: { ...PER_1000.denominator, sources: [[{ of: "stock", item: "whole" }]] },
        per: 100,
        ...more,
      },
    },
    items: {
      part: item("number", { name: words("部分") }),
      whole: item("number", { name: words("总数") }),
    },
    units: communities(2),
    stock: [figure("part", "620702", numerator), figure("whole", "620702", denominator)],
  });
}

describe("places per thousand", () => {
  // 2,000 people need 4.5 × 2 = 9 places; 7 are there.
  const given = perThousand({
    units: communities(20),
    facilities: [nursery(0, 4), nursery(5, 3)],
  });

  it("are 7 ÷ 2,000 × 1,000 = 3.5, two places short", () => {
    expect(indicator(given)).toMatchObject({
      value: 3.5,
      verdict: "not-met",
      shortfall: { amount: 2, unit: { zh: "个托位" } },
      trace: { per: 1000, terms: [{ value: 7 }, { value: 2000 }] },
    });
  });

  it("are rounded up to whole places", () => {
    // 1,900 people need 8.55.
    const nineteen = perThousand({ units: communities(19), facilities: [nursery(0, 7)] });
    expect(indicator(nineteen).shortfall?.amount).toBe(2);
  });

  it("go by the residents stated, and by the layer beside them", () => {
    const stated = { ...given, stock: [figure("residents", "620702", 1400)] };
    expect(indicator(stated)).toMatchObject({ value: 5, verdict: "met", flips: true });
    expect(readings(stated)["people"]).toEqual({ value: 3.5, verdict: "not-met" });
    expect(indicator(stated).trace.terms[1]?.origins).toMatchObject([
      { kind: "stock", date: "2025", used: 1 },
    ]);
  });
});

describe("a rate", () => {
  it("is met exactly on the number, however the quotient is rounded", () => {
    expect(indicator(share(55, 100, 55)).verdict).toBe("met");
    expect(indicator(share(0.1 + 0.2, 3, 10)).verdict).toBe("met");
    // 0.1 + 0.7 is a little less than 0.8 in floating point.
    expect(indicator(share(0.1 + 0.7, 8, 10)).verdict).toBe("met");
    expect(indicator(share(7, 25, 28)).verdict).toBe("met");
    expect(indicator(share(54_999, 100_000, 55))).toMatchObject({
      verdict: "not-met",
      shortfall: { amount: 1 },
    });
  });

  it("stays above 100 % where it is", () => {
    expect(indicator(share(1013, 1000, 99))).toMatchObject({ value: 101.3, verdict: "met" });
  });

  it("has no value where the denominator is 0", () => {
    const told = indicator(share(3, 0, 50));
    expect(told).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(told.missing.map(({ code }) => code)).toEqual(["zero-denominator"]);
  });

  it("is met exactly when nothing is missing, and what is missing meets it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 1200 }),
        (part, whole, tenths) => {
          const target = tenths / 10;
          const told = indicator(share(part, whole, target));
          // Oracle in whole numbers: part / whole >= tenths / 1000.
          const met = part * 1000 >= tenths * whole;
          expect(told.verdict).toBe(met ? "met" : "not-met");
          const amount = told.shortfall?.amount ?? 0;
          expect(amount === 0).toBe(met);
          expect((part + amount) * 1000).toBeGreaterThanOrEqual(tenths * whole);
          expect(amount === 0 || (part + amount - 1) * 1000 < tenths * whole).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("several sources", () => {
  const reported: Source = { of: "stock", item: "part" };
  const items = { residents: RESIDENTS, part: item("number", { name: words("上报托位") }) };
  const either = { ...PER_1000.numerator, sources: [[reported], [places]] };

  it("say what is missing in the one that something is stated for", () => {
    const told = indicator(
      perThousand({ units: communities(1), facilities: [nursery(0, 1), nursery(0)], items }, 1, {
        numerator: either,
      }),
    );
    expect(told.missing.map(({ code }) => code)).toEqual(["facilities-lack"]);
  });

  it("of a part and its whole are the same one, where one is known for both", () => {
    const homes = [facility(0, "childcare", { attributes: { beds: 40, "childcare-places": 10 } })];
    const beds: Source = { of: "facilities", sum: "beds", service: "childcare" };
    const told = indicator(
      perThousand(
        { units: communities(1), facilities: homes, items, stock: [figure("part", "620702", 30)] },
        50,
        {
          numerator: either,
          denominator: {
            ...PER_1000.denominator,
            sources: [[{ of: "stock", item: "residents" }], [beds]],
          },
          per: 100,
        },
      ),
    );
    expect(told.value).toBe(25);
  });

  it("of ten thousands are short in hundredths of them", () => {
    // 3.4 per person of 1,000 people are 0.34 ten thousand; 0.2051 are there.
    const told = indicator(
      perThousand(
        { units: communities(10), items, stock: [figure("part", "620702", 0.2051)] },
        3.4,
        {
          numerator: { ...PER_1000.numerator, sources: [[reported]] },
          per: 10_000,
          shortfall: words("万人次"),
        },
      ),
    );
    expect(told.shortfall).toEqual({ amount: 0.14, unit: words("万人次") });
  });
});

describe("a figure", () => {
  it("is the last entered of the year, else of the newest year before", () => {
    const given = share(1, 100, 50);
    const told = (stock: PolicyInput["stock"]) =>
      indicator({ ...given, stock: [...given.stock.slice(1), ...stock] }).trace.terms[0];
    const older = figure("part", "620702", 5, { year: 2023 });
    const first = figure("part", "620702", 6, { year: 2024 });
    const last = figure("part", "620702", 7, { year: 2024 });
    const future = figure("part", "620702", 8, { year: 2026 });
    expect(told([first, last, older, future])).toMatchObject({
      value: 7,
      origins: [{ date: "2024", versions: [String(last.seq)], used: 1 }],
    });
    expect(told([last, first])?.value).toBe(7);
  });

  it("of many units is traced by runs of their numbers and by years", () => {
    const units = communities(4);
    const stock = units.map(({ id }, i) =>
      figure("residents", id, 100, { seq: [7, 8, 9, 12][i]!, year: i === 0 ? 2023 : 2025 }),
    );
    const told = indicator(perThousand({ units, facilities: [nursery(0, 3)], stock }));
    expect(told.trace.terms[1]?.origins).toMatchObject([
      { date: "2023–2025", versions: ["7–9", "12"], used: 4 },
    ]);
  });
});

describe("a figure of a larger unit", () => {
  const units = [community(1), community(2), community(1, 2)];
  const given = (stock: PolicyInput["stock"]) =>
    perThousand({ units, facilities: [nursery(0, 3)], stock });

  it("is the one stated for exactly the scope, though its parts say otherwise", () => {
    const parts = units.map(({ id }) => figure("residents", id, 10));
    const told = indicator(given([...parts, figure("residents", "620702000000", 600)]));
    expect(told.trace.terms[1]?.value).toBe(600);
  });

  it("is else added up from what is stated highest below", () => {
    const told = indicator(
      given([
        figure("residents", "620702001", 400),
        figure("residents", units[0]!.id, 1),
        figure("residents", units[2]!.id, 200),
      ]),
    );
    expect(told.trace.terms[1]?.value).toBe(600);
  });

  it("is not known while a part has not reported, and names it", () => {
    const measure = { denominator: { ...PER_1000.denominator, sources: [[residents]] } };
    const told = indicator({
      ...given([figure("residents", units[0]!.id, 200), figure("residents", units[1]!.id, 200)]),
      measures: { places: { ...PER_1000, ...measure } },
    });
    expect(told).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["1 个社区未填报常住人口"]);
    expect(told.trace.terms[1]?.origins[0]?.lacking).toEqual([
      { code: units[2]!.id, name: units[2]!.name },
    ]);
  });

  it("is not added up where the item may not be", () => {
    const told = indicator({
      ...given(units.map(({ id }) => figure("residents", id, 200))),
      items: { residents: { ...RESIDENTS, sums: false } },
    });
    expect(told.trace.terms[1]?.origins[0]?.kind).toBe("people");
  });

  it("that only counties report is missing of counties, not of all that lies in them", () => {
    const two = [community(1), community(2), { ...community(1), id: "620721001001" }];
    const told = indicator(
      perThousand(
        {
          units: two,
          facilities: [nursery(0, 3)],
          items: { residents: { ...RESIDENTS, levels: ["county"] } },
          stock: [figure("residents", "620702", 200)],
        },
        1,
        { denominator: { ...PER_1000.denominator, sources: [[residents]] } },
      ),
    );
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["1 个县区未填报常住人口"]);
    expect(told.trace.terms[1]?.origins[0]?.lacking.map(({ code }) => code)).toEqual(["620721"]);
  });

  it("of a province is none for some of its cities, though a document names no others", () => {
    const given2 = perThousand({
      units: [community(1), { ...community(1), id: "620802001001" }],
      facilities: [nursery(0, 3)],
      stock: [figure("residents", "62", 1_000_000)],
    });
    const [document] = given2.documents;
    const jurisdiction = { code: "62", name: "甘肃省", parts: [{ code: "6207", name: "张掖市" }] };
    const told = indicator({ ...given2, documents: [{ ...document!, jurisdiction }] });
    expect(told.trace.terms[1]?.value).toBe(200);
  });

  it("of a city of which the study has only some counties is none for the study", () => {
    const two = [community(1), { ...community(1), id: "620721001001" }];
    const given2 = perThousand({
      units: two,
      facilities: [nursery(0, 3)],
      stock: [figure("residents", "6207", 1_000_000)],
    });
    const whole = { ...given2.documents[0]!, entries: given2.documents[0]!.entries };
    const short = {
      ...whole,
      jurisdiction: {
        ...whole.jurisdiction,
        parts: [...whole.jurisdiction.parts, { code: "620722", name: "民乐县" }],
      },
    };
    expect(indicator(given2).trace.terms[1]?.value).toBe(1_000_000);
    expect(indicator({ ...given2, documents: [short] }).trace.terms[1]?.value).toBe(200);
  });
});

describe("a facility that does not state what is summed", () => {
  const some = (stated: number, silent: number) =>
    perThousand({
      units: communities(20),
      facilities: [
        ...Array.from({ length: stated }, () => nursery(0, 1)),
        ...Array.from({ length: silent }, () => nursery(1)),
      ],
    });

  it("is left out and named, as long as it is one of twenty", () => {
    const told = indicator(some(19, 1));
    expect(told.value).toBe(9.5);
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["20 处设施中有 1 处数据不全，未计入"]);
    expect(told.trace.terms[0]?.origins[0]).toMatchObject({ used: 19, lacking: [{}] });
  });

  it("leaves no value where there are more", () => {
    const told = indicator(some(18, 2));
    expect(told.value).toBeNull();
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["20 处设施中有 2 处缺托位数"]);
  });

  it("is left out of both sides of a share", () => {
    const home = (beds: number | undefined, nursing: number | undefined) =>
      facility(0, "elderly-care", {
        attributes: {
          ...(beds !== undefined && { beds }),
          ...(nursing !== undefined && { "nursing-beds": nursing }),
        },
      });
    const told = indicator(
      perThousand(
        {
          units: communities(1),
          facilities: [...Array.from({ length: 20 }, () => home(10, 5)), home(undefined, 10)],
        },
        60,
        {
          numerator: {
            ...PER_1000.numerator,
            sources: [[{ of: "facilities", sum: "nursing-beds", service: "elderly-care" }]],
          },
          denominator: {
            ...PER_1000.denominator,
            sources: [[{ of: "facilities", sum: "beds", service: "elderly-care" }]],
          },
          per: 100,
          shortfall: words("张护理型床位"),
        },
      ),
    );
    expect(told.value).toBe(50);
    expect(told.shortfall?.amount).toBe(20);
    expect(told.advice?.zh).toBe("总量不变，把现有的再改出 20 张护理型床位即达标，不必新增。");
  });

  it("is not one that says it does not belong", () => {
    const kindergarten = (inclusive: boolean | undefined, enrolled: number) =>
      facility(0, "kindergarten", {
        attributes: { enrolled, ...(inclusive !== undefined && { inclusive }) },
      });
    const enrolled = (where?: "inclusive"): Source => ({
      of: "facilities",
      sum: "enrolled",
      service: "kindergarten",
      ...(where !== undefined && { where }),
    });
    const told = indicator(
      perThousand(
        { units: communities(1), facilities: [kindergarten(true, 90), kindergarten(false, 10)] },
        95,
        {
          numerator: { ...PER_1000.numerator, sources: [[enrolled("inclusive")]] },
          denominator: { ...PER_1000.denominator, sources: [[enrolled()]] },
          per: 100,
        },
      ),
    );
    expect(told).toMatchObject({ value: 90, shortfall: { amount: 5 } });
  });
});

describe("facilities outside", () => {
  it("all units, or outside the scope, are neighbours and not counted", () => {
    const given = perThousand({
      units: [community(1), community(1, 2)],
      facilities: [nursery(0, 1), nursery(1, 2), nursery(-1, 4)],
    });
    expect(indicator(given).trace.terms[0]?.value).toBe(3);
    expect(indicator({ ...given, scope: "620702001" }).trace.terms[0]?.value).toBe(1);
  });
});

describe("people who are not known", () => {
  const perChild = (units: readonly UnitFacts[], group?: string) => {
    const source: Source = { of: "people", ...(group !== undefined && { group }) };
    return perThousand({ units, facilities: [nursery(0, 1)] }, 1, {
      denominator: { ...PER_1000.denominator, sources: [[source]] },
    });
  };

  it("are missing, not nobody, where the layer leaves an age group of a unit blank", () => {
    const given = perChild([community(1, 1, { groups: { "3_5": 7 } }), community(2)], "3_5");
    expect(indicator(given)).toMatchObject({
      value: null,
      missing: [{ code: "units-without-group", said: { zh: expect.stringMatching(/^1 个单元/) } }],
    });
    expect(indicator({ ...given, scope: community(1).id }).trace.terms[1]?.value).toBe(7);
  });

  it("are missing where the layer has no such age group at all", () => {
    expect(indicator(perChild([community(1), community(2)], "3_5"))).toMatchObject({
      value: null,
      missing: [{ code: "group-unknown" }],
    });
  });

  it("are missing where it says nothing of a unit, which the trace names; 0 is a number", () => {
    const nobody = community(3, 1, { people: 0 });
    const given = perChild([community(1), community(2, 1, { people: null }), nobody]);
    const found = indicator(given);
    expect(found).toMatchObject({ value: null, missing: [{ code: "units-without-people" }] });
    expect(found.trace.terms[1]?.origins[0]).toMatchObject({
      used: 2,
      lacking: [{ code: community(2).id, name: "社区1-2" }],
    });
    // 1 place ÷ 100 people × 1000.
    expect(indicator(perChild([community(1), nobody])).value).toBe(10);
    const { places } = assess(given);
    expect(places.map(({ people, withoutPeople }) => [people, withoutPeople])).toEqual(
      expect.arrayContaining([
        [100, undefined],
        [null, 1],
        [0, undefined],
      ]),
    );
  });
});

describe("unit by unit", () => {
  it("says how many reach it by themselves, which flips nothing", () => {
    const each = { level: "township" as const, label: words("乡镇") };
    const given = perThousand(
      {
        units: [community(1), community(1, 2), community(1, 3)],
        facilities: [nursery(0, 1), nursery(1, 2)],
      },
      10,
      { each },
    );
    const told = indicator(given);
    expect(told).toMatchObject({ value: 10, verdict: "met", flips: false });
    expect(told.units).toEqual([
      { code: "620702001", state: "met", value: 10, lacks: null },
      { code: "620702002", state: "met", value: 20, lacks: null },
      { code: "620702003", state: "not-met", value: 0, lacks: 1 },
    ]);
    expect(told.readings.find(({ id }) => id === "one-by-one")?.label.zh).toBe(
      "逐个看：乡镇 3 个中 2 个达到",
    );
  });
});
