import { describe, expect, it } from "vitest";
import type { UnitFacts } from "#core/policy/input.ts";
import { divisionsOf } from "#core/policy/divisions.ts";
import { CITY, community, unit, village } from "./little-county.ts";

const divisions = (
  units: readonly UnitFacts[],
  urbanBy: "committee" | "code" = "committee",
  codes: Readonly<Record<string, string>> = {},
) =>
  divisionsOf(
    units,
    [CITY.jurisdiction],
    { urbanBy },
    new Map(Object.entries(codes)),
    "贵溪市养老托育",
  );

const shortly = (units: readonly UnitFacts[]) =>
  divisions(units).map(({ code, name, level, within }) => [code, name, level, within]);

describe("statistical codes", () => {
  it("of a place that no document names go by the study's name, where it holds all", () => {
    const far = [1, 2].map((number) => unit(`36068100100${number}`, `${number}社区`));
    expect(shortly(far)[0]).toEqual(["360681", "贵溪市养老托育", "county", null]);
    const apart = [...far, unit("360682001001", "别处社区")];
    expect(shortly(apart).slice(0, 3)).toEqual([
      ["3606", "贵溪市养老托育", "city", null],
      ["360681", "360681", "county", "3606"],
      ["360682", "360682", "county", "3606"],
    ]);
  });

  it("tell communities from villages, and put townships and the county together", () => {
    expect(
      divisions([
        community(1, 1, { parent: "东街街道" }),
        village(0, 1, { parent: "东街街道" }),
        community(199, 2, { parent: "南街街道" }),
      ]),
    ).toEqual([
      { code: "620702", name: "甘州区", level: "county", within: null, unit: null, urban: null },
      {
        code: "620702001",
        name: "东街街道",
        level: "township",
        within: "620702",
        unit: null,
        urban: null,
      },
      {
        code: "620702002",
        name: "南街街道",
        level: "township",
        within: "620702",
        unit: null,
        urban: null,
      },
      {
        code: "620702001001",
        name: "社区1-1",
        level: "community",
        within: "620702001",
        unit: 0,
        urban: true,
      },
      {
        code: "620702002199",
        name: "社区2-199",
        level: "community",
        within: "620702002",
        unit: 2,
        urban: true,
      },
      {
        code: "620702001200",
        name: "村1-0",
        level: "village",
        within: "620702001",
        unit: 1,
        urban: false,
      },
    ]);
  });

  it("that end in zeros are townships and counties", () => {
    expect(
      shortly([unit("620702001000", "东街街道"), unit("620721000000", "肃南县"), community(1)]),
    ).toEqual([
      ["6207", "张掖市", "city", null],
      ["620702", "甘州区", "county", "6207"],
      ["620721000000", "肃南县", "county", "6207"],
      ["620702001000", "东街街道", "township", "620702"],
      ["620702001001", "社区1-1", "community", "620702001000"],
    ]);
  });

  it("reach up to what holds all units, not beyond the county", () => {
    expect(divisions([community(1), community(2)])[0]?.code).toBe("620702");
    expect(divisions([community(1), { ...community(1), id: "620721001001" }])[0]?.code).toBe(
      "6207",
    );
    expect(
      divisions([community(1), { ...community(1), id: "630102001001" }]).map(
        ({ within }) => within,
      ),
    ).toContain("62");
  });

  it("keep their code as the name of a township whose units do not agree, or mean something larger", () => {
    const names = (parents: readonly [string | null, string | null, string | null]) =>
      divisions([
        community(1, 1, { parent: parents[0] }),
        community(2, 1, { parent: parents[1] }),
        community(1, 2, { parent: parents[2] }),
      ])
        .filter(({ level }) => level === "township")
        .map(({ name }) => name);
    expect(names(["东街街道", "东街街道", "南街街道"])).toEqual(["东街街道", "南街街道"]);
    expect(names(["东街街道", null, "南街街道"])).toEqual(["620702001", "南街街道"]);
    expect(names(["城区", "城区", "城区"])).toEqual(["620702001", "620702002"]);
    expect(names(["东街街道", "东街街道", "甘州区"])).toEqual(["东街街道", "620702002"]);
  });

  it("are not what a plain number is", () => {
    expect(
      shortly([unit("12", "一社区"), unit("101001", "二社区"), unit("990702001001", "三社区")]),
    ).toEqual([
      ["101001", "二社区", "community", null],
      ["12", "一社区", "community", null],
      ["990702001001", "三社区", "community", null],
    ]);
  });
});

describe("units without codes", () => {
  it.each([
    ["社区", "甲", "community"],
    ["居委会", "甲", "community"],
    ["城市社区", "甲", "community"],
    ["行政村", "甲", "village"],
    ["街道", "甲", "township"],
    ["乡镇", "甲", "township"],
    ["市辖区", "甲", "county"],
    [null, "幸福小区", "estate"],
    [null, "王家村社区", "community"],
    [null, "王家村", "village"],
    [null, "民乐县", "county"],
    ["区块", "甲", "county"],
    [null, "甲", "estate"],
  ] as const)("of level %s, called %s, are a %s", (level, name, expected) => {
    expect(divisions([unit("u", name, { level })])[0]?.level).toBe(expected);
  });

  it("lie in what they say by name: another unit, a part of a document's place, or one put together", () => {
    expect(
      shortly([
        unit("a", "一社区", { parent: "东街街道" }),
        unit("b", "东街街道", { parent: "甘州区" }),
        unit("c", "李家村", { parent: "李家镇" }),
        unit("d", "丁村", { parent: "丁村" }),
        unit("e", "戊村"),
      ]),
    ).toEqual([
      ["620702", "甘州区", "county", null],
      ["b", "东街街道", "township", "620702"],
      ["李家镇", "李家镇", "township", null],
      ["a", "一社区", "community", "b"],
      ["c", "李家村", "village", "李家镇"],
      ["d", "丁村", "village", null],
      ["e", "戊村", "village", null],
    ]);
  });

  it("never lie in each other", () => {
    const two = divisions([
      unit("a", "甲镇", { parent: "乙镇" }),
      unit("b", "乙镇", { parent: "甲镇" }),
    ]);
    expect(two.map(({ within }) => within)).toEqual([null, null]);
  });
});

describe("urban", () => {
  it("goes by the statistical code where the office says so, and is not known without one", () => {
    const units = [community(1), community(2), village(1)];
    const urban = divisions(units, "code", { [units[0]!.id]: "220", [units[2]!.id]: "121" });
    expect(urban.filter(({ unit: index }) => index !== null).map((each) => each.urban)).toEqual([
      false,
      null,
      true,
    ]);
  });
});

it("a study without units has no divisions", () => {
  expect(divisions([])).toEqual([]);
});
