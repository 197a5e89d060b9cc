import { describe, expect, it } from "vitest";
import type { Indicator } from "#contract/policy/compliance.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { indicatorChanges } from "../../../server/compute/indicator-changes.ts";
import { scenarioIndicators } from "../../../server/compute/scenario-indicators.ts";
import type { StudyRecord } from "../../../server/store/study-record.ts";
import {
  communities,
  entry,
  facility,
  indicator,
  input,
  words,
} from "../core/policy/little-county.ts";

const RECORD = { study: { id: "r1" }, sha256: { ground: "g", network: "n" } } as StudyRecord;

function county(places: number, more: Partial<Parameters<typeof entry>[2]> = {}): PolicyInput {
  return input({
    units: communities(2),
    entries: [entry("places", 100, more)],
    measures: {
      places: {
        kind: "rate",
        formula: words("托位 ÷ 常住人口 × 1000"),
        numerator: {
          label: { zh: "托位", en: "childcare places" },
          unit: { zh: "个", en: "places" },
          sources: [[{ of: "facilities", sum: "capacity", service: "childcare" }]],
        },
        denominator: { label: words("人口"), unit: words("人"), sources: [[{ of: "people" }]] },
        per: 1000,
        shortfall: words("个托位"),
      },
    },
    facilities: [facility(0, "childcare", { capacity: places })],
  });
}

describe("what offices entered", () => {
  function office() {
    const seen = { asked: 0, read: 0, now: 0, places: 30 };
    const { of } = scenarioIndicators(
      {
        async inputOfResult() {
          seen.asked++;
          if (seen.places < 0) throw new Error("away");
          return {
            key: String(seen.places),
            async input() {
              seen.read++;
              return county(seen.places);
            },
          };
        },
      },
      () => seen.now,
    );
    const value = async (followed: boolean) =>
      (await of(RECORD, "childcare", followed)).today[0]?.value;
    return { seen, value };
  }

  it("is read anew for a whole scenario, and put together again only when it changed", async () => {
    const { seen, value } = office();
    expect(await value(false)).toBe(150); // 30 for 200 people
    expect(await value(false)).toBe(150);
    expect([seen.asked, seen.read]).toEqual([2, 1]);
    seen.places = 40;
    expect(await value(false)).toBe(200);
    expect([seen.asked, seen.read]).toEqual([3, 2]);
  });

  it("is read every ten seconds while something is dragged", async () => {
    const { seen, value } = office();
    expect(await value(true)).toBe(150);
    seen.places = 40;
    seen.now = 9999;
    expect(await value(true)).toBe(150);
    expect(seen.asked).toBe(1);
    seen.now = 10_000;
    expect(await value(true)).toBe(200);
    seen.places = 60;
    expect(await value(false)).toBe(300);
    expect(await value(true)).toBe(300);
  });

  it("is asked for again after it could not be read", async () => {
    const { seen, value } = office();
    seen.places = -1;
    await expect(value(true)).rejects.toThrow("away");
    seen.places = 30;
    expect(await value(true)).toBe(150);
  });
});

describe("a change of an indicator", () => {
  const change = (before: Indicator, after: Indicator) => indicatorChanges([before], [after])[0]!;

  it("tells what is asked in both languages, with the sign and unit of the document", () => {
    const several = indicator(
      county(30, {
        numbers: [
          { operator: ">=", value: 4.5, unit: "个/千人", label: { zh: "室内", en: "indoors" } },
          { operator: "≈", value: 5, unit: "%" },
        ],
      }),
    );
    expect(change(several, several).target).toEqual({
      zh: "室内 ≥ 4.5个/千人 或 约 5%",
      en: "indoors ≥ 4.5 per 1,000 people or about 5%",
    });
    const rise = indicator(
      county(30, { numbers: [{ operator: "trend-up", value: null, unit: null }] }),
    );
    expect(change(rise, rise).target).toBeNull();
  });

  it("tells amounts with their thousands, and nothing that is not known", () => {
    const many = indicator(county(2012));
    expect(change(many, many).after.made).toEqual({
      zh: "2,012 个托位",
      en: "2,012 childcare places",
    });
    const none = indicator({ ...county(30), facilities: [] });
    expect(change(none, many).before).toEqual({
      value: null,
      verdict: "not-assessable",
      made: null,
    });
  });
});
