import { describe, expect, it } from "vitest";
import {
  departmentsOf,
  libraryOf,
  marksOf,
  roomyClause,
  shortClause,
  targetInForce,
  targetOf,
  tiersOf,
} from "../../../../client/plan/policy/targets.ts";
import {
  assessment,
  CITY,
  document,
  indicator,
  PROVINCE,
  target,
} from "../../policy/assessment.ts";

const provincial = target({ document: PROVINCE.id, inForce: false });
const municipal = target();

describe("the columns of targets", () => {
  it("are the tiers of the documents in force, the highest first", () => {
    const county = document("county-1", "county");
    const library = libraryOf([CITY, county, PROVINCE]);
    expect(tiersOf(assessment(), library)).toEqual(["province", "city"]);
  });

  it("hold the target of the tier, the one in force where there are two", () => {
    const second = document("city-2", "city");
    const library = libraryOf([PROVINCE, CITY, second]);
    const newer = target({ document: second.id, inForce: true });
    const both = indicator("x", {
      targets: [provincial, target({ inForce: false }), newer],
    });
    expect(targetOf(both, "province", library)).toBe(provincial);
    expect(targetOf(both, "city", library)).toBe(newer);
    expect(targetOf(both, "county", library)).toBeUndefined();
  });

  it("tell the target in force", () => {
    expect(targetInForce(indicator("x", { targets: [provincial, municipal] }))).toBe(municipal);
  });
});

describe("marks", () => {
  it("are all numbers of all targets; what has no number has no mark", () => {
    const rising = target({ numbers: [{ operator: "trend-up", value: null, unit: null }] });
    const two = target({
      numbers: [
        { operator: ">=", value: 0.1, unit: "㎡/人" },
        { operator: ">=", value: 0.3, unit: "㎡/人" },
      ],
    });
    expect(marksOf([rising, two, municipal])).toEqual([0.1, 0.3, 60]);
  });
});

describe("departments", () => {
  it("begin with those that lead, each once", () => {
    expect(departmentsOf({ departments: ["甲", "乙", "丙"], leads: ["丙"] })).toEqual([
      "丙",
      "甲",
      "乙",
    ]);
  });
});

describe("clauses", () => {
  it.each([
    ["二、行动目标·第2段", "二"],
    ["一、行动目标", "一"],
    ["三、(一)3", "三(一)3"],
    ["二、（一）2", "二(一)2"],
    ["四、(二)", "四(二)"],
    ["二、(六)15", "二(六)15"],
    ["附件1", "附件1"],
  ])("in short: %s is %s", (clause, short) => {
    expect(shortClause(clause)).toBe(short);
  });

  it("keep their heading where there is room, not the number of the paragraph", () => {
    expect(roomyClause("二、行动目标·第2段")).toBe("二、行动目标");
    expect(roomyClause("三、(一)3")).toBe("三、(一)3");
  });
});
