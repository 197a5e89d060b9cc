import { describe, expect, it } from "vitest";
import type { Measure, Source } from "#contract/policy/measure.ts";
import { trends } from "#core/policy/trends.ts";
import {
  CITY,
  communities,
  entry,
  facility,
  figure,
  input,
  item,
  PROVINCE,
  words,
} from "./little-county.ts";

const rate = (numerator: Source): Measure => ({
  kind: "rate",
  formula: words("医师 ÷ 常住人口 × 1000"),
  numerator: { label: words("医师"), unit: words("人"), sources: [[numerator]] },
  denominator: {
    label: words("人口"),
    unit: words("人"),
    sources: [[{ of: "stock", item: "people" }]],
  },
  per: 1000,
  shortfall: words("人"),
});
const items = { doctors: item("number"), people: item("number") };
const stock = [
  figure("doctors", "620702", 3, { year: 2023 }),
  figure("people", "620702", 1000, { year: 2023 }),
  figure("doctors", "620702", 4, { year: 2025 }),
  figure("people", "620702", 800, { year: 2026 }),
  figure("other", "620702", 1, { year: 2024 }),
];

describe("plan and actual by year", () => {
  it("are the targets' years, and those years that something was reported for", () => {
    const given = input({
      measures: { doctors: rate({ of: "stock", item: "doctors" }) },
      items,
      units: communities(1),
      stock,
    });
    const documents = [
      { ...PROVINCE, entries: [entry("doctors", 3.2)] },
      { ...CITY, entries: [entry("doctors", 3.5)] },
    ];
    const later = [{ ...CITY, id: "next", entries: [entry("doctors", 5, { year: 2030 })] }];
    expect(trends({ ...given, documents, later })).toMatchObject([
      {
        id: "doctors",
        plan: [
          { document: "province", year: 2025, value: 3.2 },
          { document: "city", year: 2025, value: 3.5 },
          { document: "next", year: 2030, value: 5 },
        ],
        actual: [
          { year: 2023, value: 3, verdict: "not-met" },
          { year: 2025, value: 4, verdict: "met" },
        ],
      },
    ]);
  });

  it("have no plan in another unit than the value's: an area for each project is no share of projects", () => {
    const land = {
      ...entry("land", 0.1),
      numbers: [{ operator: ">=" as const, value: 0.1, unit: "㎡/人" }],
    };
    const given = input({
      entries: [land],
      measures: {
        land: {
          kind: "projects",
          formula: words("用地 ÷ 规划人口"),
          ways: [{ label: words("验收"), item: "accepted" }],
          value: "all",
        },
      },
      units: communities(1),
    });
    expect(trends(given)[0]?.plan).toEqual([{ document: "city", year: 2025, value: null }]);
  });

  it("say nothing of years before where today's register of facilities goes in", () => {
    const given = input({
      entries: [entry("doctors", 3.5)],
      measures: { doctors: rate({ of: "facilities", sum: "staff", service: "clinic" }) },
      items,
      units: communities(1),
      facilities: [facility(0, "clinic", { attributes: { staff: 4 } })],
      stock,
    });
    expect(trends(given)[0]?.actual).toEqual([{ year: 2025, value: 4, verdict: "met" }]);
  });
});
