import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment } from "#contract/policy/compliance.ts";
import { serve, type Served } from "./served.ts";

/** Figures of the assessment, told again from the ledger as an official would with a spreadsheet. */
describe("the demonstration's ledger", () => {
  let served: Served;
  let assessment: Assessment;
  let rows: Record<string, string>[];
  /** Figures that offices report for the county as a whole. */
  let county: Record<string, string>;

  beforeAll(async () => {
    served = await serve();
    const study = `${served.address}/api/studies/demonstration`;
    assessment = (await (await fetch(`${study}/compliance`)).json()) as Assessment;
    const ledger = async (level: string): Promise<Record<string, string>[]> => {
      const reply = await fetch(`${study}/ledger?level=${level}&format=csv`);
      return parse(await reply.text(), { columns: true, bom: true });
    };
    rows = await ledger("settlement");
    county = (await ledger("county"))[0] ?? {};
  });

  afterAll(() => served.stop());

  const told = (id: string): number => {
    const value = assessment.indicators.find((one) => one.id === id)?.value;
    if (typeof value !== "number") throw new Error(`${id} has no value`);
    return value;
  };
  const sum = (title: string): number =>
    rows.reduce((total, row) => {
      const text = row[title];
      if (text === undefined) throw new Error(`The ledger has no column ${title}`);
      const number = text === "" || text === "未填报" ? 0 : Number(text);
      if (Number.isNaN(number)) throw new Error(`${title} holds "${text}"`);
      return total + number;
    }, 0);
  const among = (area: string) => rows.filter((row) => row["城乡"] === area);

  it("has a row for every community and village", () => {
    expect(rows).toHaveLength(279);
    expect(among("城镇")).toHaveLength(32);
  });

  it("gives the share of communities with childcare: those with a registered place, of all", () => {
    const urban = among("城镇");
    const having = urban.filter((row) => Number(row["托育_已备案（个）"]) > 0);
    expect(told("community-childcare-coverage")).toBeCloseTo(
      (100 * having.length) / urban.length,
      9,
    );
  });

  it("gives the share of nursing beds, and childcare places per thousand, as the county reports them", () => {
    const reported = (title: string) => Number(county[`填报_${title}`]);
    expect(told("nursing-bed-share")).toBeCloseTo(
      (100 * reported("养老机构护理型床位数（张）")) / reported("养老机构床位数（张）"),
      9,
    );
    expect(told("childcare-places-per-1000")).toBeCloseTo(
      (1000 * reported("3岁以下托位数（个）")) / reported("常住人口（人）"),
      9,
    );
  });

  it("gives the share of children in inclusive kindergartens: of children, not of kindergartens", () => {
    expect(told("inclusive-kindergarten-enrolment-share")).toBeCloseTo(
      (100 * sum("名录_普惠园在园幼儿（人）")) / sum("名录_在园幼儿（人）"),
      9,
    );
  });

  it("gives the floor of service facilities per hundred households", () => {
    expect(told("community-service-area-per-100-households")).toBeCloseTo(
      (100 * sum("填报_社区综合服务设施建筑面积（㎡）")) / sum("填报_居民户数（户）"),
      9,
    );
  });

  it("gives gross enrolment: children of any age in kindergarten by those of 3 to 5", () => {
    // The ledger rounds people to whole ones.
    const roughly = (100 * sum("名录_在园幼儿（人）")) / sum("3—5岁人口（人）");
    expect(Math.abs(told("preschool-gross-enrolment") - roughly)).toBeLessThan(0.5);
  });

  it("gives the share of villages with a service facility", () => {
    const rural = among("乡村");
    const title = Object.keys(rows[0] ?? {}).find((one) => /^填报_.*社区综合服务设施$/.test(one));
    const having = rural.filter((row) => row[title ?? ""] === "是");
    expect(told("rural-community-service-facility-coverage")).toBeCloseTo(
      (100 * having.length) / rural.length,
      9,
    );
  });

  it("tells met, not met and not assessable apart, each where the figures say so", () => {
    const { met, notMet, notAssessable } = assessment.summary;
    expect(Math.min(met, notMet, notAssessable)).toBeGreaterThan(0);
    const verdict = (id: string) => assessment.indicators.find((one) => one.id === id)?.verdict;
    expect(verdict("community-childcare-coverage")).toBe("not-met");
    expect(verdict("urban-community-service-facility-coverage")).toBe("met");
    expect(verdict("new-type-cultural-spaces")).toBe("not-assessable");
  });
});
