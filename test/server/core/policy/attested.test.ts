import { describe, expect, it } from "vitest";
import type { PolicyInput } from "#core/policy/input.ts";
import { attestation, communities, entry, indicator, input, words } from "./little-county.ts";

const MEASURE = { kind: "attested" as const, formula: words("当年人次"), unit: words("万人次/年") };

function stated(
  attestations: PolicyInput["attestations"],
  more: Parameters<typeof entry>[2] = {},
  target: number | null = 3,
) {
  return input({
    entries: [{ ...entry("training", target, more) }],
    measures: { training: MEASURE },
    units: communities(2),
    attestations,
  });
}

describe("a value that an office states", () => {
  it.each([
    [2.7, "met"],
    [3.3, "met"],
    [3, "met"],
    [2.69, "not-met"],
    [3.31, "not-met"],
  ] as const)("of %s is, for about 3, %s: a tenth either way is within", (value, verdict) => {
    expect(indicator(stated([attestation("training", value)], { operator: "≈" })).verdict).toBe(
      verdict,
    );
  });

  it("goes by the document's own tolerance where it has one", () => {
    const given = stated([attestation("training", 2.5)], { operator: "≈", tolerance: 0.2 });
    expect(indicator(given).verdict).toBe("met");
  });

  it("is short of what it lacks, as it was stated", () => {
    expect(indicator(stated([attestation("training", 2.5)])).shortfall).toEqual({
      amount: 0.5,
      unit: MEASURE.unit,
    });
  });

  it("is the last said, of the year or the newest before it", () => {
    const told = indicator(
      stated([
        attestation("training", 9, { year: 2026 }),
        attestation("training", 4, { year: 2024 }),
        attestation("training", 5, { year: 2024 }),
        attestation("training", 1, { year: 2023 }),
      ]),
    );
    expect(told).toMatchObject({ value: 5, verdict: "met" });
    expect(told.trace.terms[0]?.origins).toMatchObject([{ kind: "attestation", date: "2024" }]);
  });

  it("counts only for exactly the scope", () => {
    const given = stated([attestation("training", 4, { unit: "620702001" })]);
    expect(indicator(given)).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(indicator(given).missing.map(({ code }) => code)).toEqual(["not-attested"]);
    expect(indicator({ ...given, scope: "620702001" }).value).toBe(4);
    expect(indicator(stated([attestation("training", 4, { unit: "620702000000" })])).value).toBe(4);
  });

  it("is asked for where an entry names no measure", () => {
    const { measures: _, ...rest } = stated([attestation("training", 4)]);
    expect(indicator({ ...rest, measures: {} })).toMatchObject({ value: 4, verdict: "met" });
  });
});

describe("a rise", () => {
  const rise = (...values: readonly (readonly [number, number])[]) =>
    indicator(
      stated(
        values.map(([year, value]) => attestation("training", value, { year })),
        { operator: "trend-up" },
        null,
      ),
    );

  it("is above the first year", () => {
    expect(rise([2022, 10], [2024, 9], [2025, 11])).toMatchObject({ value: 11, verdict: "met" });
  });

  it("is not a standstill", () => {
    const told = rise([2022, 10], [2025, 10]);
    expect(told.verdict).toBe("not-met");
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["比 2022 年没有上升"]);
  });

  it("takes two years to tell", () => {
    expect(rise([2025, 10])).toMatchObject({
      value: 10,
      verdict: "not-assessable",
      missing: [{ code: "two-years" }],
    });
  });

  it("is counted from the year that the document names", () => {
    const values = [2020, 2022, 2025].map((year, i) =>
      attestation("training", [12, 8, 10][i]!, { year }),
    );
    const from = (base: number) => stated(values, { operator: "trend-up", base }, null);
    expect(indicator(from(2020)).verdict).toBe("not-met");
    expect(indicator(from(2022)).verdict).toBe("met");
    expect(indicator(from(2021)).verdict).toBe("not-assessable");
  });
});

describe("a total", () => {
  const total = (scope: string | null, units = communities(2)) =>
    indicator({
      ...stated([attestation("training", 4, { unit: "6207" })], { total: true, level: "city" }),
      units,
      scope,
    });

  it("of a city is not divided among its counties", () => {
    expect(total(null)).toMatchObject({
      value: null,
      verdict: "not-assessable",
      missing: [{ code: "total-not-divided" }],
    });
  });

  it("is judged where the study is the whole city, and not for a county of it", () => {
    const both = [...communities(1), { ...communities(1)[0]!, id: "620721001001" }];
    expect(total(null, both)).toMatchObject({ value: 4, verdict: "met" });
    expect(total("620702", both).verdict).toBe("not-assessable");
  });
});

describe("a rate that the province sets for itself", () => {
  it("is held against the figure here, and says so", () => {
    const told = indicator(stated([attestation("training", 4)], { level: "province" }));
    expect(told).toMatchObject({ verdict: "met", missing: [{ code: "province-reference" }] });
  });
});
