import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { meaningsOf } from "../../../../server/intake/meaning/titles.ts";

/** As shapefiles hold a title: ten bytes, without the half character at their end. */
const cut = (title: string, encoding: string): string =>
  iconv.decode(iconv.encode(title, encoding).subarray(0, 10), encoding).replace(/\ufffd+$/, "");

describe.each(["gbk", "utf-8"])("a title cut to ten bytes of %s", (encoding) => {
  it.each([
    ["设施名称", "name"],
    ["托育机构名称", "name"],
    ["社区名称", "unit"],
    ["统计用区划代码", "unit-code"],
    ["机构编号", "id"],
    ["设施类别", "service"],
    ["详细地址", "address"],
    ["托位总数", "childcare-places"],
    ["护理型床位数", "nursing-beds"],
    ["建筑面积（平方米）", "floor-area"],
    ["占地面积", "site-area"],
    ["在园幼儿人数", "enrolled"],
    ["常住人口总数", "people"],
    ["60岁及以上人口", "people_60_plus"],
    ["65周岁以上老年人口", "people_65_plus"],
    ["3岁以下婴幼儿", "people_0_2"],
    ["0-2岁人口数", "people_0_2"],
    ["道路名称", "street-name"],
    ["道路等级", "street-class"],
  ])("%s still means %s", (title, field) => {
    expect(meaningsOf(cut(title, encoding))[0]?.field).toBe(field);
  });
});

it.each(["建", "建筑", "面积甲", "60岁", "人口密"])("%s is nothing that was cut", (title) => {
  expect(meaningsOf(title).filter(({ field }) => field !== "people_60_60")).toEqual([]);
});
