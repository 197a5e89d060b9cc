import { read, utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import type { SitingPlan } from "#contract/siting.ts";
import type { ToldPlan } from "../../../../server/report/siting-plan/told-plan.ts";
import { writePlan } from "../../../../server/report/siting-plan/write-plan.ts";
import { planSite, sitingRequest, toldPlan } from "../../../fixtures/told-plan.ts";

/** The sheets as another library reads them. */
async function sheets(told: ToldPlan): Promise<Record<string, unknown[][]>> {
  const book = read((await writePlan(told, "xlsx")).bytes);
  return Object.fromEntries(
    book.SheetNames.map((name) => [
      name,
      utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1, raw: true, defval: null }),
    ]),
  );
}

async function summary(plan: Partial<SitingPlan> = {}, rest: Partial<ToldPlan> = {}) {
  const rows = (await sheets(toldPlan(plan, rest)))["方案汇总"] ?? [];
  return new Map(rows.map(([what, said]) => [what, said]));
}

async function layer(told: ToldPlan) {
  const { bytes } = await writePlan(told, "geojson");
  return JSON.parse(bytes.toString("utf8"));
}

describe("a plan as a workbook", () => {
  it("has a sheet for each thing an office asks of it", async () => {
    expect(Object.keys(await sheets(toldPlan()))).toEqual([
      "方案汇总",
      "网点",
      "未能覆盖",
      "稳健性",
      "部门与依据",
      "未采用的候选点",
    ]);
  });

  it("says what was asked, in words, and leaves out what was not limited", async () => {
    const said = await summary();
    expect(said.get("目标")).toBe("可达率达到目标，网点最少");
    expect(said.get("步行")).toBe("带幼儿者步行15分钟");
    expect(said.get("服务对象")).toBe("0—2岁人口");
    expect(said.get("候选点")).toBe("闲置用房、居民格网");
    expect(said.get("必选、不选、优先")).toBe("必选1处");
    expect(said.get("网点间距不小于")).toBe("300米");
    expect(said.get("分期")).toBe("2027年底累计1处，2028年底累计3处");
    expect([
      said.has("网点数上限"),
      said.has("资金上限"),
      said.has("任何社区（村）不低于"),
    ]).toEqual([false, false, false]);
    const limited = await summary({
      request: sitingRequest({ budget: 1_200_000, count: 5, floor: 0.4, units: 12, group: null }),
    });
    expect(limited.get("资金上限")).toBe("120万元");
    expect(limited.get("网点数上限")).toBe("5处");
    expect(limited.get("任何社区（村）不低于")).toBe("40%");
    expect(limited.get("服务到的社区（村）")).toBe("12个，区域内有网点");
    expect(limited.get("服务对象")).toBe("全部居民");
  });

  it("says what came of it: value, bound, proof, gain and the check", async () => {
    const rows = (await sheets(toldPlan()))["方案汇总"] ?? [];
    // 托育 stands twice: what was asked of it, and what came of it. 69.3 − 62.4 = 6.9.
    const childcare = rows.filter(([what]) => what === "托育").map(([, said]) => said);
    expect(childcare).toEqual([
      "目标可达率69%，每处容量40，开办费20万元",
      "可达人口由624人增至693人（共1,000人），可达率由62.4%提高到69.3%，增加6.9个百分点",
    ]);
    const said = new Map(rows.map(([what, text]) => [what, text]));
    expect([said.get("结论"), said.get("方案值"), said.get("已证明的下界")]).toEqual([
      "已证明最优",
      "3处",
      "3处",
    ]);
    expect(said.get("差距")).toBe("0");
    expect(said.get("费用合计")).toBe("90万元");
    expect(said.get("走不到的")).toBe("候选点全开也走不到63人");
    expect(said.get("说明")).toBe("2处最多到67.7%，达不到69%，因此不能再少。");
    expect(said.get("复核")).toBe("覆盖计算复核一致：可达由624人增至693人。");
    expect(said.get("生成时间")).toBe("2026-11-22 14:30");
  });

  it("tells an unproven plan by its distance, one that seeks most by its upper bound", async () => {
    const said = await summary({
      status: "not-proven",
      stopped: true,
      sense: "most",
      unit: { zh: "人", en: "people" },
      value: 950,
      bound: 1000,
      gap: 0.05,
    });
    expect([said.get("结论"), said.get("已证明的上界"), said.get("差距")]).toEqual([
      "未证明最优（提前停止）",
      "1,000人",
      "5%",
    ]);
  });

  it("marks what is invented on every sheet, what is old, and what is not to be used", async () => {
    const all = await sheets(toldPlan());
    for (const [name, rows] of Object.entries(all))
      expect(JSON.stringify(rows.slice(0, 2)), name).toContain("示例数据（合成），不作决策依据");
    const real = await sheets(toldPlan({ synthetic: false }));
    expect(JSON.stringify(real)).not.toContain("示例");
    const check = {
      agrees: false,
      people: 0,
      said: { zh: "复核不一致，此方案不能采用。", en: "" },
    };
    const bad = JSON.stringify((await sheets(toldPlan({ check }, { stale: true })))["方案汇总"]);
    expect(bad).toContain("按旧成果算得，需重算");
    expect(bad).toContain("复核不一致，方案不能采用");
  });

  it("lists the sites with all that is known of them, numbers as numbers", async () => {
    const rows = (await sheets(toldPlan()))["网点"] ?? [];
    const [titles = [], first = [], second = [], third = []] = rows.slice(1);
    const of = (row: unknown[], title: string) => row[titles.indexOf(title)];
    expect(rows).toHaveLength(2 + 3);
    expect(first.slice(0, 6)).toEqual([
      1,
      "=东社区配套用房",
      "闲置用房",
      "托育",
      "东社区",
      "620702001001",
    ]);
    expect([of(first, "新覆盖（人）"), of(first, "费用（元）"), of(first, "开放年份")]).toEqual([
      300, 300_000, 2027,
    ]);
    expect([
      of(first, "新服务的单元"),
      of(first, "直线距离（米）"),
      of(first, "用房面积（㎡）"),
    ]).toEqual(["东社区", 0, 260]);
    expect([of(second, "所在单元"), of(second, "最近现有用房")]).toEqual(["西社区", null]);
    // A site without a name goes by its id; one outside all units says so.
    expect([of(third, "名称"), of(third, "所在单元")]).toEqual([
      "8a3120c2a98ffff",
      "在统计单元之外",
    ]);
  });

  it("lists whom nothing can serve, most people first, and their sum", async () => {
    const rows = (await sheets(toldPlan()))["未能覆盖"] ?? [];
    expect(rows.slice(2).map((row) => row.slice(0, 3))).toEqual([
      ["8a3120c2a997fff", 42.5, null],
      ["8a3120c2a98ffff", 20, "西社区"],
      ["合计", 62.5, null],
    ]);
    const none = { uncoverable: { people: 0, cells: [] } };
    const empty = (await sheets(toldPlan(none, { uncoverable: [] })))["未能覆盖"] ?? [];
    expect(empty).toHaveLength(2);
    expect(empty[0]?.[0]).toContain("都走得到");
  });

  it("tells departments, whether a document names them, and the note on filing", async () => {
    const rows = (await sheets(toldPlan()))["部门与依据"] ?? [];
    expect(rows[0]?.[0]).toContain("涉及部门：区卫生健康局、区住建局*");
    expect(rows[2]?.slice(2)).toEqual([
      "区卫生健康局、区住建局*",
      "建筑面积260㎡，不超过300㎡的，可按市98号文备案（四、（三））。",
    ]);
    expect(rows[3]?.[3]).toMatch(/^—（.+）$/);
  });

  it("tells where everybody is assigned, where capacity counts", async () => {
    const assignment = [{ cell: 7, site: "P1", people: 12.5 }];
    const assigned = [{ cell: "8a3120c2a98ffff", lng: 100, lat: 38, people: 20, unit: 1 }];
    const rows = (await sheets(toldPlan({ assignment }, { assigned })))["分配"] ?? [];
    expect(rows[2]).toEqual(["8a3120c2a98ffff", "西社区", "=东社区配套用房", 12.5]);
  });

  it("is named after its study and services", async () => {
    const { name, extension } = await writePlan(toldPlan(), "xlsx");
    expect([name, extension]).toEqual(["示例数据（合成）_甘州区托育选址方案第4号.xlsx", "xlsx"]);
  });
});

describe("a plan as a layer", () => {
  it("has the sites as points, then the cells, with what was asked at its head", async () => {
    const { features, ...head } = await layer(toldPlan());
    expect(head).toMatchObject({
      type: "FeatureCollection",
      name: "甘州区托育选址方案第4号",
      notice: "示例数据（合成） Sample data (synthetic)",
      coordinate_system: "WGS 84",
    });
    expect(head.parameters["要求"]["步行"]).toBe("带幼儿者步行15分钟");
    expect(head.parameters).toMatchObject({ 已证明的下界: 3, 方案值: 3, 单位: "处" });
    expect(
      features.map(({ properties, geometry }: GeoJSON.Feature) => [
        properties?.["类型"],
        geometry.type,
      ]),
    ).toEqual([
      ["新增网点", "Point"],
      ["新增网点", "Point"],
      ["新增网点", "Point"],
      ["走不到的格网", "Polygon"],
      ["走不到的格网", "Polygon"],
      ["暂不判断的格网", "Polygon"],
    ]);
    expect(features[0]).toMatchObject({
      id: "P1",
      properties: {
        序号: 1,
        来源: "闲置用房",
        所在单元: "东社区",
        新覆盖人数: 300,
        用房面积_平方米: 260,
      },
      geometry: { coordinates: [100.452, 38.931] },
    });
    const [ring] = features[3].geometry.coordinates;
    expect(ring).toHaveLength(7);
    expect(ring[0]).toEqual(ring.at(-1));
  });

  it("says nothing of invention where nothing is invented, and writes an open bound as none", async () => {
    const head = await layer(
      toldPlan({ synthetic: false, bound: Infinity, sites: [planSite("a")] }),
    );
    expect(JSON.stringify(head)).not.toContain("示例");
    expect(head.parameters["已证明的下界"]).toBeNull();
    expect(head.parameters["结果"]).not.toHaveProperty("已证明的下界");
  });
});
