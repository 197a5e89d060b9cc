import { describe, expect, it } from "vitest";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";

const { services, kinds, trades } = await loadSeeds(SEEDS_FOLDER);

/** The first kind of the service with a word in the name. */
function kindOf(service: Service, name: string): string | undefined {
  return kinds.find(
    (kind) => kind.service === service && kind.words.some((word) => name.includes(word)),
  )?.id;
}

it("names each of the seven services once", () => {
  expect(services.map(({ id }) => id)).toEqual([...SERVICES]);
});

describe("kinds of facility by name", () => {
  it.each([
    ["elderly-care", "东街街道综合养老服务中心", "elderly-center"],
    ["elderly-care", "沙井镇区域养老服务中心", "elderly-center"],
    ["elderly-care", "大满镇养老服务中心", "elderly-center"],
    ["elderly-care", "北街街道东湖社区邻里服务中心", "elderly-daycare"],
    ["elderly-care", "南街街道金安苑社区日间照料中心", "elderly-daycare"],
    ["elderly-care", "长安镇日间照料中心", "elderly-daycare"],
    ["elderly-care", "某社区居家养老服务站", "elderly-daycare"],
    ["elderly-care", "西街街道北环路社区颐养院", "elderly-institution"],
    ["elderly-care", "乌江镇敬老院", "elderly-institution"],
    ["elderly-care", "甘州区社会福利院", "elderly-institution"],
    ["elderly-care", "夕阳红老年公寓", "elderly-institution"],
    ["elderly-care", "幸福养老院", "elderly-institution"],
    ["elderly-care", "党寨镇陈寨村互助幸福院", "rural-mutual"],
    ["elderly-care", "某村农村互助老人幸福院", "rural-mutual"],
    ["clinic", "大满镇卫生院", "township-hospital"],
    ["clinic", "东街街道社区卫生服务中心", "community-health-center"],
    ["clinic", "西街街道泰安社区卫生服务站", "community-health-station"],
    ["clinic", "新墩镇新墩村卫生室", "village-clinic"],
    ["clinic", "李氏诊所", "private-clinic"],
    ["childcare", "青年西街幼儿园", "toddler-class"],
    ["childcare", "东街街道某社区托育园", "nursery"],
    ["childcare", "暖暖家庭托育点", "family-childcare"],
    ["kindergarten", "青年西街幼儿园", "kindergarten-school"],
    ["meal", "东街街道某社区助餐点", "elderly-canteen"],
    ["convenience", "惠邻便利店东大街店", "convenience-store"],
    ["convenience", "金鼎综合超市", "supermarket"],
    ["market", "南环菜市场", "food-market"],
    ["market", "平山湖乡农贸市场", "food-market"],
    ["market", "绿源生鲜超市", "fresh-shop"],
  ] as const)("tell %s of %s as %s", (service, name, kind) => {
    expect(kindOf(service, name)).toBe(kind);
  });

  it("say nothing of a name without any such word", () => {
    expect(kindOf("elderly-care", "夕阳红")).toBeUndefined();
  });
});

it("lists twelve basic trades and the better ones apart, each once", () => {
  expect(trades.filter(({ tier }) => tier === "basic")).toHaveLength(12);
  expect(new Set(trades.map(({ id }) => id)).size).toBe(trades.length);
  expect(new Set(trades.map(({ name }) => name.zh)).size).toBe(trades.length);
});
