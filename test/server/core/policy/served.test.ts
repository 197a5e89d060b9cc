import { describe, expect, it } from "vitest";
import type { Measure } from "#contract/policy/measure.ts";
import type { PolicyInput } from "#core/policy/input.ts";
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
  reachOf,
  unit,
  village,
  words,
} from "./little-county.ts";

type UnitsServed = Extract<Measure, { kind: "units-served" }>;

const CHILDCARE: UnitsServed = {
  kind: "units-served",
  formula: words("有托育的社区 ÷ 社区总数"),
  units: { level: "settlement", area: "urban", label: words("城市社区") },
  needs: [
    {
      id: "childcare",
      label: words("托育"),
      service: "childcare",
      registered: true,
      item: "related",
    },
  ],
  combine: "all",
  caliber: "inside",
};
const RELATED = item("truth", { name: words("登记服务关系") });

const registered = (where: number) =>
  facility(where, "childcare", { attributes: { registered: true } });
const unregistered = (where: number) =>
  facility(where, "childcare", { attributes: { registered: false } });

function childcare(given: Partial<PolicyInput>, target = 60, measure: Partial<UnitsServed> = {}) {
  return input({
    entries: [entry("childcare", target)],
    measures: { childcare: { ...CHILDCARE, ...measure } },
    items: { related: RELATED },
    ...given,
  });
}

/**
 * 32 communities: 18 with a registered place, 5 with one that is not registered, 8 with none, and one that did not
 * report. Two of those with none are registered as served from elsewhere, and the first 18 are, too.
 */
function picture(more: Partial<PolicyInput> = {}) {
  const units = communities(32);
  return childcare({
    units,
    facilities: [
      ...Array.from({ length: 18 }, (_, i) => registered(i)),
      ...Array.from({ length: 5 }, (_, i) => unregistered(18 + i)),
    ],
    stock: units
      .slice(0, 31)
      .map(({ id }, i) => figure("related", id, i < 18 || i === 23 || i === 24)),
    ...more,
  });
}

describe("18 of 32 communities with a registered place, 60 % asked for", () => {
  const told = indicator(picture());

  it("are 56.25 %, two communities short", () => {
    expect(told.value).toBe(56.25);
    expect(told.verdict).toBe("not-met");
    expect(told.shortfall).toEqual({ amount: 2, unit: { zh: "个社区", en: "communities" } });
    expect(told.trace.terms.map(({ value }) => value)).toEqual([18, 32]);
    expect(told.trace.per).toBe(100);
  });

  it("stand beside the registered relation, 20 of 32, which would be met", () => {
    expect(told.readings.find(({ id }) => id === "registered")).toMatchObject({
      value: 62.5,
      verdict: "met",
      chosen: false,
    });
    expect(told.flips).toBe(true);
  });

  it("count the one that has not reported as none, and say what came out if it had one", () => {
    expect(told.readings.find(({ id }) => id === "unreported-served")).toMatchObject({
      value: 59.375,
      verdict: "not-met",
    });
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["社区1-32未填报，按没有计"]);
    expect(told.units.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 18 }, () => "met"),
      ...Array.from({ length: 5 }, () => "nearly"),
      ...Array.from({ length: 8 }, () => "not-met"),
      "unknown",
    ]);
  });

  it("are met cheapest by registering two of the five places that are there", () => {
    expect(told.advice?.zh).toBe("5 个社区已有点位但未备案，完成 2 家备案即达标，不必新建。");
  });

  it("are met by registering all of them where that is just enough", () => {
    // 71 % of 32 are 23.
    const given = picture();
    const [document] = given.documents;
    const all = { ...document!, entries: [entry("childcare", 71)] };
    expect(indicator({ ...given, documents: [all] }).advice?.zh).toContain("完成 5 家备案即达标");
  });

  it("are not met by registering alone where more is asked for", () => {
    // 80 % of 32 are 26 communities, eight more than there are.
    const given = picture();
    const [document] = given.documents;
    const more = { ...document!, entries: [entry("childcare", 80)] };
    expect(indicator({ ...given, documents: [more] }).advice?.zh).toBe(
      "5 个社区已有点位但未备案，先完成备案，另有 3 个社区需新设。",
    );
  });

  it("come from the register and the units", () => {
    const [numerator, denominator] = told.trace.terms;
    expect(numerator?.origins).toEqual([
      expect.objectContaining({
        kind: "facilities",
        date: "2025-12",
        versions: ["facilities v3"],
        used: 23,
      }),
    ]);
    expect(denominator?.origins).toEqual([expect.objectContaining({ kind: "units", used: 32 })]);
  });

  it("are judged by the relation where the office decides so", () => {
    const { settings } = picture();
    const other = indicator(
      picture({ settings: { ...settings, calibers: { childcare: "registered" } } }),
    );
    expect(other).toMatchObject({ value: 62.5, verdict: "met", shortfall: null, advice: null });
  });
});

describe("a target", () => {
  const halves = childcare({ units: communities(2), facilities: [registered(0)] }, 50);

  it("is met exactly on the number", () => {
    expect(indicator(halves)).toMatchObject({ value: 50, verdict: "met", shortfall: null });
  });

  it("is not met a hair below it", () => {
    const target = childcare({ units: communities(2), facilities: [registered(0)] }, 50.001);
    expect(indicator(target)).toMatchObject({ verdict: "not-met", shortfall: { amount: 1 } });
  });

  it("counts a unit once, however many places it has", () => {
    const two = childcare({ units: communities(2), facilities: [registered(0), registered(0)] });
    expect(indicator(two).value).toBe(50);
  });
});

describe("a place whose registration is not stated", () => {
  const silent = (where: number) => facility(where, "childcare");

  it("counts where the register states it of none, and that is told", () => {
    const told = indicator(childcare({ units: communities(2), facilities: [silent(0)] }, 50));
    expect(told).toMatchObject({ value: 50, verdict: "met" });
    expect(told.missing.map(({ code }) => code)).toEqual(["registration-unstated"]);
  });

  it("is nearly served where the register states it of another", () => {
    const told = indicator(
      childcare({ units: communities(2), facilities: [silent(0), registered(1)] }, 50),
    );
    expect(told.units.map(({ state }) => state)).toEqual(["nearly", "met"]);
  });
});

describe("a service without any facility in the study", () => {
  it("is not assessable, not zero", () => {
    const told = indicator(childcare({ units: communities(2) }));
    expect(told).toMatchObject({ value: null, verdict: "not-assessable", shortfall: null });
    expect(told.missing.map(({ code }) => code)).toEqual(["no-register"]);
  });

  it("is zero where a facility stands elsewhere in the study", () => {
    const told = indicator(
      childcare({
        units: [community(1), community(1, 2)],
        facilities: [registered(1)],
        scope: "620702001",
      }),
    );
    expect(told).toMatchObject({ value: 0, verdict: "not-met", shortfall: { amount: 1 } });
  });

  it("can still be told by the relation, which does not flip a verdict that there is not", () => {
    const units = communities(2);
    const told = indicator(
      childcare({ units, stock: units.map(({ id }) => figure("related", id, true)) }),
    );
    expect(told.verdict).toBe("not-assessable");
    expect(told.readings.find(({ id }) => id === "registered")?.value).toBe(100);
    expect(told.flips).toBe(false);
  });
});

describe("the registered relation", () => {
  it("is not assessable while nobody has reported", () => {
    const told = indicator(
      childcare({ units: communities(2), facilities: [registered(0)] }, 50, {
        caliber: "registered",
      }),
    );
    expect(told).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(told.missing.map(({ code }) => code)).toEqual(["no-figure"]);
  });

  it("makes a unit nearly served that has a place and reports none", () => {
    const units = communities(3);
    const told = indicator(
      childcare(
        {
          units,
          facilities: [registered(0)],
          stock: [figure("related", units[0]!.id, false), figure("related", units[1]!.id, false)],
        },
        50,
        { caliber: "registered" },
      ),
    );
    expect(told.units.map(({ state }) => state)).toEqual(["nearly", "not-met", "unknown"]);
  });
});

describe("what to do", () => {
  it("is to ask those that have not reported before building, where they could be enough", () => {
    const units = communities(6);
    const given = childcare(
      {
        units,
        stock: [figure("related", units[0]!.id, true), figure("related", units[1]!.id, false)],
      },
      50,
      { caliber: "registered" },
    );
    const told = indicator(given);
    expect(told.advice?.zh).toBe("4 个社区未填报，先补齐填报再定是否新建。");
    expect(told.missing.map(({ said }) => said.zh)).toEqual([
      "社区1-3、社区1-4、社区1-5等4个未填报，按没有计",
    ]);
  });

  it("is nothing that a rule could say where places are missing everywhere", () => {
    expect(
      indicator(childcare({ units: communities(4), facilities: [registered(0)] }, 50)).advice,
    ).toBeNull();
  });
});

describe("reach", () => {
  const given = {
    units: communities(3),
    facilities: [registered(0)],
    reach: [
      {
        service: "childcare" as const,
        said: words("成人 15 分钟"),
        withoutNeighbours: reachOf([0, 0, 0], [100, 100, 100]),
        slow: reachOf([40, 0, 0], [60, 100, 0]),
        normal: reachOf([60, 50, 0], [40, 50, 0]),
        fast: reachOf([90, 51, 0], [10, 49, 0]),
      },
    ],
  };

  it("counts a unit with more than half of its people in reach, not with half", () => {
    const told = indicator(childcare(given, 50, { caliber: "reach" }));
    expect(told.units.map(({ state }) => state)).toEqual(["met", "not-met", "unknown"]);
    expect(told.value).toBeCloseTo(100 / 3);
  });

  it("is read at three speeds and without the neighbours' facilities", () => {
    const all = readings(childcare(given, 50));
    expect(all["reach-slow"]?.value).toBe(0);
    expect(all["reach"]?.value).toBeCloseTo(100 / 3);
    expect(all["reach-fast"]?.value).toBeCloseTo(200 / 3);
    expect(all["reach-without-neighbours"]?.value).toBe(0);
  });

  it("adds up the people of a larger unit", () => {
    const told = indicator(
      childcare(given, 50, {
        caliber: "reach",
        units: { level: "township", label: words("乡镇") },
      }),
    );
    expect(told.value).toBe(100);
  });

  it("says nothing of one kind of facility where others of the service are about", () => {
    const kinds = [
      { id: "nursery", name: words("托育机构"), service: "childcare" as const, words: ["托育"] },
      { id: "class", name: words("托班"), service: "childcare" as const, words: ["托班"] },
    ];
    const need = { ...CHILDCARE.needs[0]!, kinds: ["nursery"] };
    const named = (name: string) => facility(0, "childcare", { name });
    const alone = childcare({ ...given, kinds, facilities: [named("阳光托育")] }, 50, {
      needs: [need],
    });
    const mixed = childcare(
      { ...given, kinds, facilities: [named("阳光托育"), named("红旗托班")] },
      50,
      { needs: [need] },
    );
    expect(readings(alone)["reach"]?.value).toBeCloseTo(100 / 3);
    expect(readings(mixed)["reach"]?.value).toBeNull();
  });
});

describe("kinds of facility", () => {
  const kinds = [
    { id: "center", name: words("综合"), service: "elderly-care" as const, words: ["综合养老"] },
    {
      id: "home",
      name: words("养老院"),
      service: "elderly-care" as const,
      words: ["养老院", "敬老院"],
      attribute: "beds" as const,
    },
  ];
  const homes = (names: readonly string[]) =>
    childcare(
      {
        units: communities(names.length),
        kinds,
        facilities: names.map((name, i) => facility(i, "elderly-care", { name })),
      },
      50,
      { needs: [{ id: "home", label: words("养老院"), service: "elderly-care", kinds: ["home"] }] },
    );

  it("are told by name, the first that fits", () => {
    const told = indicator(homes(["幸福养老院", "综合养老院", "夕阳红养老院"]));
    expect(told.units.map(({ state }) => state)).toEqual(["met", "not-met", "met"]);
  });

  it("are told by an attribute as well", () => {
    const given = homes(["夕阳红"]);
    const beds = facility(0, "elderly-care", { name: "夕阳红", attributes: { beds: 20 } });
    expect(indicator({ ...given, facilities: [beds] }).value).toBe(100);
  });

  it("leave a unit unknown whose only facility does not tell its kind", () => {
    const told = indicator(homes(["幸福养老院", "夕阳红"]));
    expect(told.units.map(({ state }) => state)).toEqual(["met", "unknown"]);
    expect(told.missing.map(({ code }) => code)).toEqual(["kind-unknown", "counted-as-none"]);
    expect(told.readings.find(({ id }) => id === "unreported-served")?.value).toBe(100);
  });
});

describe("several needs", () => {
  const TWO: Partial<UnitsServed> = {
    needs: [
      { id: "meal", label: words("助餐"), item: "meal" },
      { id: "care", label: words("照护"), item: "care" },
    ],
    caliber: "registered",
  };
  const [both, one, other] = communities(3);
  const stock = [
    figure("meal", both!.id, true),
    figure("care", both!.id, true),
    figure("meal", one!.id, true),
    figure("care", one!.id, false),
    figure("meal", other!.id, true),
  ];
  const items = { meal: item("truth"), care: item("truth") };

  it("are all needed, the other way to combine them beside it", () => {
    const given = childcare({ units: communities(3), stock, items }, 50, TWO);
    const told = indicator(given);
    expect(told.units.map(({ state }) => state)).toEqual(["met", "not-met", "unknown"]);
    expect(told.value).toBeCloseTo(100 / 3);
    expect(readings(given)["combine-any"]).toEqual({ value: 100, verdict: "met" });
    expect(told.flips).toBe(true);
  });

  it("are missing for sure where one is, whatever the other", () => {
    const [first, second] = communities(2);
    const given = childcare(
      {
        units: communities(2),
        stock: [figure("meal", first!.id, false), figure("care", second!.id, true)],
        items,
      },
      50,
      TWO,
    );
    expect(indicator(given).units.map(({ state }) => state)).toEqual(["not-met", "unknown"]);
  });

  it("are enough one by one where the office decides so", () => {
    const given = childcare({ units: communities(3), stock, items }, 50, TWO);
    const settings = { ...given.settings, combine: { childcare: "any" as const } };
    expect(indicator({ ...given, settings }).value).toBe(100);
  });

  it("cannot be told while one of them cannot", () => {
    const given = childcare(
      { units: communities(3), stock: stock.filter((each) => each.item === "meal"), items },
      50,
      TWO,
    );
    expect(indicator(given)).toMatchObject({ value: null, verdict: "not-assessable" });
  });
});

describe("the units that count", () => {
  it("are communities where urban ones are, by their committees", () => {
    const given = childcare({ units: [community(1), village(1)], facilities: [registered(0)] });
    expect(indicator(given)).toMatchObject({ value: 100, units: [{ code: community(1).id }] });
  });

  it("are those with an urban code where the office goes by codes", () => {
    const units = communities(40);
    const byCode = (known: number) => {
      const codes = units
        .slice(0, known)
        .map(({ id }, i) => figure("urban-rural-code", id, i < 20 ? "111" : "220"));
      const given = childcare({ units, facilities: [registered(0)], stock: codes });
      return indicator({ ...given, settings: { ...given.settings, urbanBy: "code" } });
    };
    expect(byCode(40)).toMatchObject({ value: 5, missing: [] });
    // One of 21 that may be urban is less than a twentieth; two of 22 are more.
    expect(byCode(39)).toMatchObject({ value: 5, missing: [{ code: "area-unknown" }] });
    expect(byCode(38)).toMatchObject({ value: null, missing: [{ code: "area-unknown" }] });
    expect(byCode(38).trace.terms[1]?.origins[0]?.lacking).toHaveLength(2);
  });

  it("are those on a list that an office supplies, and none without it", () => {
    const listed = { ...CHILDCARE.units, among: "listed" };
    const units = communities(3);
    const given = (stock: PolicyInput["stock"]) =>
      indicator(
        childcare(
          {
            units,
            facilities: [registered(0)],
            items: { related: RELATED, listed: item("truth") },
            stock,
          },
          50,
          { units: listed },
        ),
      );
    const told = given([
      figure("listed", units[0]!.id, true),
      figure("listed", units[1]!.id, true),
    ]);
    expect(told).toMatchObject({ value: 50, verdict: "met" });
    expect(given([]).missing.map(({ code }) => code)).toEqual(["no-list"]);
  });

  it("are townships, served by a place anywhere in them", () => {
    const given = childcare(
      { units: [community(1), community(2), community(1, 2)], facilities: [registered(1)] },
      50,
      { units: { level: "township", label: words("乡镇") } },
    );
    expect(indicator(given)).toMatchObject({
      value: 50,
      verdict: "met",
      units: [
        { code: "620702001", state: "met" },
        { code: "620702002", state: "not-met" },
      ],
    });
  });

  it("are missing where the study has none of the level", () => {
    const given = childcare({ units: [unit("甲", "甲社区")], facilities: [registered(0)] }, 50, {
      units: { level: "township", label: words("乡镇") },
    });
    expect(indicator(given).missing.map(({ code }) => code)).toEqual(["no-units"]);
  });
});
