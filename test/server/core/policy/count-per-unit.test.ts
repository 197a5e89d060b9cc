import { describe, expect, it } from "vitest";
import type { Measure } from "#contract/policy/measure.ts";
import {
  community,
  entry,
  facility,
  figure,
  indicator,
  input,
  item,
  words,
} from "./little-county.ts";

const HOMES: Measure = {
  kind: "count-per-unit",
  formula: words("逐县机构数"),
  units: { level: "county", label: words("县区") },
  count: {
    label: words("机构"),
    unit: words("所"),
    sources: [
      [{ of: "stock", item: "homes" }],
      [{ of: "facilities", sum: "count", service: "elderly-care" }],
    ],
  },
  shortfall: words("所"),
};
const units = [
  community(1),
  { ...community(1), id: "620721001001" },
  { ...community(1), id: "620722001001" },
];
const given = input({
  entries: [entry("homes", 2)],
  measures: { homes: HOMES },
  items: { homes: item("number", { name: words("机构数"), levels: ["county"] }) },
  units,
});

describe("so many in each county", () => {
  it("is told by the county with the fewest, and by what all of them lack", () => {
    const told = indicator({
      ...given,
      stock: [
        figure("homes", "620702", 3),
        figure("homes", "620721", 0),
        figure("homes", "620722", 1),
      ],
    });
    expect(told).toMatchObject({
      value: 0,
      verdict: "not-met",
      shortfall: { amount: 3, unit: words("所") },
    });
    expect(told.units).toEqual([
      { code: "620702", state: "met", value: 3, lacks: null },
      { code: "620721", state: "not-met", value: 0, lacks: 2 },
      { code: "620722", state: "not-met", value: 1, lacks: 1 },
    ]);
    expect(told.trace.terms[0]?.origins).toMatchObject([{ kind: "stock", used: 3, date: "2025" }]);
  });

  it("is met where all have exactly so many", () => {
    const stock = ["620702", "620721", "620722"].map((code) => figure("homes", code, 2));
    expect(indicator({ ...given, stock })).toMatchObject({
      value: 2,
      verdict: "met",
      shortfall: null,
    });
  });

  it("is not known while one has not reported", () => {
    const told = indicator({
      ...given,
      stock: [figure("homes", "620702", 3), figure("homes", "620721", 2)],
    });
    expect(told).toMatchObject({ value: null, verdict: "not-assessable" });
    expect(told.units[2]).toEqual({ code: "620722", state: "unknown", value: null, lacks: null });
    expect(told.missing.map(({ said }) => said.zh)).toEqual(["1 个县区未填报机构"]);
  });

  it("counts facilities where nothing is stated: none is 0 where there is a register", () => {
    const told = indicator({
      ...given,
      facilities: [
        facility(0, "elderly-care"),
        facility(0, "elderly-care"),
        facility(1, "elderly-care"),
      ],
    });
    expect(told.units.map(({ value }) => value)).toEqual([2, 1, 0]);
    expect(told.shortfall?.amount).toBe(3);
  });
});
