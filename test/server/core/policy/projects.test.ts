import { describe, expect, it } from "vitest";
import type { Measure } from "#contract/policy/measure.ts";
import { communities, entry, figure, indicator, input, item, words } from "./little-county.ts";

type Projects = Extract<Measure, { kind: "projects" }>;

const area = (numerator: string, number: number) => ({
  label: words(numerator),
  numerator,
  denominator: "planned",
  number,
  shortfall: words("㎡"),
});
const LAND: Projects = {
  kind: "projects",
  formula: words("用地 ÷ 规划人口"),
  ways: [area("land", 0)],
  value: "all",
};
const SPORTS: Projects = { ...LAND, ways: [area("indoors", 0), area("outdoors", 1)] };
const items = Object.fromEntries(
  ["land", "planned", "indoors", "outdoors"].map((id) => [
    id,
    item("number", { name: words(id), levels: ["estate"], sums: false }),
  ]),
);
const [inside] = communities(1);
const estates = ["甲", "乙", "丙"].map((name) => ({ code: name, name, within: inside!.id }));

/** Figures of the three estates; null where one did not report. */
function projects(
  measure: Projects,
  figures: Readonly<Record<string, readonly (number | boolean | null)[]>>,
  numbers: readonly number[] = [0.1],
) {
  return input({
    entries: [
      {
        ...entry("estates", 0),
        numbers: numbers.map((value) => ({ operator: ">=" as const, value, unit: "㎡/人" })),
      },
    ],
    measures: { estates: measure },
    items: { ...items, accepted: item("truth", { levels: ["estate"], sums: false }) },
    units: communities(2),
    estates,
    stock: Object.entries(figures).flatMap(([id, values]) =>
      values.flatMap((value, i) => (value === null ? [] : [figure(id, estates[i]!.code, value)])),
    ),
  });
}

describe("land per planned person in every project", () => {
  it("is met by a project exactly on the number; the others lack what is missing in land", () => {
    const told = indicator(projects(LAND, { land: [100, 149, 200], planned: [1000, 1500, 2500] }));
    // 乙 needs 150, 丙 needs 250.
    expect(told.units).toEqual([
      { code: "甲", state: "met", value: 0.1, lacks: null },
      { code: "乙", state: "not-met", value: 149 / 1500, lacks: 1 },
      { code: "丙", state: "not-met", value: 0.08, lacks: 50 },
    ]);
    expect(told.value).toBeCloseTo(100 / 3);
    expect(told).toMatchObject({
      verdict: "not-met",
      shortfall: { amount: 51, unit: words("㎡") },
      unit: { zh: "%的项目" },
    });
  });

  it("is met when all are", () => {
    const told = indicator(projects(LAND, { land: [100, 150, 250], planned: [1000, 1500, 2500] }));
    expect(told).toMatchObject({ value: 100, verdict: "met", shortfall: null });
  });

  it("is not met while one has not reported, unless it too complies", () => {
    const told = indicator(projects(LAND, { land: [100, 150, null], planned: [1000, 1500, 2500] }));
    expect(told).toMatchObject({ verdict: "not-met", flips: true, shortfall: { amount: 1 } });
    expect(told.units[2]).toEqual({ code: "丙", state: "unknown", value: null, lacks: null });
    expect(told.readings.find(({ id }) => id === "unreported-served")).toMatchObject({
      value: 100,
      verdict: "met",
    });
  });

  it("is short of projects, not of an area, while one has not reported", () => {
    const told = indicator(projects(LAND, { land: [100, 149, null], planned: [1000, 1500, 2500] }));
    expect(told.shortfall).toEqual({ amount: 2, unit: { zh: "个项目", en: "projects" } });
  });

  it("cannot be told where nobody reported, or nobody is planned for", () => {
    expect(indicator(projects(LAND, {})).missing.map(({ code }) => code)).toEqual([
      "no-figure",
      "no-figure",
    ]);
    const nobody = projects(LAND, { land: [1, 1, 1], planned: [0, 0, 0] });
    expect(indicator(nobody)).toMatchObject({ value: null, verdict: "not-assessable" });
  });

  it("cannot be told without a list of projects", () => {
    const told = indicator({ ...projects(LAND, {}), estates: [] });
    expect(told).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(told.missing.map(({ code }) => code)).toEqual(["no-projects"]);
  });

  it("leaves out projects outside the scope", () => {
    const given = projects(LAND, { land: [100, 149, 200], planned: [1000, 1500, 2500] });
    expect(indicator({ ...given, scope: communities(2)[1]!.id }).units).toEqual([]);
    expect(indicator({ ...given, scope: inside!.id }).units).toHaveLength(3);
  });
});

describe("indoors or outdoors", () => {
  it("is enough, each with its own number", () => {
    const told = indicator(
      projects(
        SPORTS,
        { indoors: [10, 0, 9], outdoors: [0, 30, 29], planned: [100, 100, 100] },
        [0.1, 0.3],
      ),
    );
    expect(told.units.map(({ state }) => state)).toEqual(["met", "met", "not-met"]);
    expect(told.shortfall).toEqual({ amount: 1, unit: { zh: "个项目", en: "projects" } });
  });

  it("is met by one though the other is not known, and not known while it might be", () => {
    const told = indicator(
      projects(
        SPORTS,
        { indoors: [10, 9, 9], outdoors: [null, null, 0], planned: [100, 100, 100] },
        [0.1, 0.3],
      ),
    );
    expect(told.units.map(({ state }) => state)).toEqual(["met", "unknown", "not-met"]);
  });
});

describe("a share of projects", () => {
  const measure: Projects = {
    ...LAND,
    ways: [
      {
        label: words("用地"),
        numerator: "land",
        denominator: "planned",
        standard: { operator: ">=", value: 0.1 },
        shortfall: words("㎡"),
      },
      { label: words("验收"), item: "accepted" },
    ],
    value: "rate",
  };

  it("holds each against the way's own standard, or its acceptance, and the share against the number", () => {
    const told = indicator(
      projects(
        measure,
        { land: [10, 1, 1], planned: [100, 100, 100], accepted: [false, true, false] },
        [60],
      ),
    );
    expect(told.units.map(({ state }) => state)).toEqual(["met", "met", "not-met"]);
    expect(told.verdict).toBe("met");
    expect(told.value).toBeCloseTo(200 / 3);
  });
});
