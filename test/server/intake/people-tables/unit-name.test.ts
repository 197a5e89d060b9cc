import { describe, expect, it } from "vitest";
import { hasLostDigits, unitCode } from "../../../../server/intake/people-tables/unit-code.ts";
import {
  readingsOf,
  sameParent,
  withoutKind,
} from "../../../../server/intake/people-tables/unit-name.ts";

describe("names of units", () => {
  it.each([
    ["交通巷社区居民委员会", "交通巷", "社区"],
    ["交通巷社区居委会", "交通巷", "社区"],
    ["交通巷居委会", "交通巷", "社区"],
    [" 交通巷 社区", "交通巷", "社区"],
    ["新建村村民委员会", "新建", "村"],
    ["新建村民委员会", "新建", "村"],
    ["新建村委会", "新建", "村"],
    ["新村村委会", "新", "村"],
    ["东街街道办事处", "东街", "街道"],
    ["梁家墩镇人民政府", "梁家墩", "镇"],
    ["平山湖蒙古族乡", "平山湖蒙古族", "乡"],
    ["交通巷", "交通巷", ""],
    ["村", "村", ""],
    ["社区居委会", "社区居委会", ""],
  ])("%s is %s of kind %s", (name, stem, kind) => {
    // A name that is nothing but its kind keeps something to compare.
    expect(withoutKind(name)).toEqual({ stem, kind });
  });

  it("can have their township in front", () => {
    expect(readingsOf("东街街道交通巷社区", "")).toEqual([
      { stem: "东街街道交通巷", kind: "社区", parent: "" },
      { stem: "交通巷", kind: "社区", parent: "东街街道" },
    ]);
    expect(readingsOf("东街街道办事处交通巷居委会", "").at(-1)).toEqual({
      stem: "交通巷",
      kind: "社区",
      parent: "东街街道",
    });
    expect(readingsOf("东街街道", "")).toHaveLength(1);
  });

  it("of parents may have those above them in front, and nothing else", () => {
    expect(sameParent("甘州区东街街道", "东街街道")).toBe(true);
    expect(sameParent("大东街街道", "东街街道")).toBe(false);
  });
});

describe("division codes", () => {
  it.each([
    ["620702001001", "620702001001"],
    ["620702001000", "620702001"],
    ["620702001", "620702001"],
    ["620702000000", "620702"],
    ["620702", "620702"],
    ["620700000000", "6207"],
    ["620700", "6207"],
    ["620000", "62"],
    ["620702001001.0", "620702001001"],
    ["'620702001001", "620702001001"],
    ["６２０７０２００１００１", "620702001001"],
    ["6.20702001001E+11", "620702001001"],
  ])("%s is %s", (text, code) => {
    expect(unitCode(text)).toBe(code);
  });

  it.each(["", "1", "62070", "6207020010011", "990702001001", "SQ-620702", "6.20702E+11"])(
    "%j is none",
    (text) => {
      expect(unitCode(text)).toBeUndefined();
    },
  );

  it("in scientific notation have lost digits unless all are there", () => {
    expect(hasLostDigits("6.20702E+11")).toBe(true);
    expect(hasLostDigits("6.20702001001E+11")).toBe(false);
    expect(hasLostDigits("620702001001")).toBe(false);
  });
});
