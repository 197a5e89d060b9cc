import type { WorkbookSheet } from "../workbook/workbook.ts";
import { planSheet } from "./plan-sheet.ts";
import { servicesSaid, SOURCE_WORDS } from "./plan-words.ts";
import { newUnits, unitOf, type ToldPlan } from "./told-plan.ts";

/** The sites of a plan, one a row, in the order in which they gain most. */
export function siteSheet(told: ToldPlan, name = "网点"): WorkbookSheet {
  const { plan } = told;
  return planSheet(told, {
    name,
    lead:
      plan.sites.length === 0
        ? "没有新增网点。"
        : "“新覆盖”为按本表次序逐处开设时新走得到的人，“单独”为只开这一处时走得到的人。",
    paper: "A3",
    columns: [
      ["序号", 7, "0"],
      ["名称", 30],
      ["来源", 14],
      ["服务", 16],
      ["所在单元", 20],
      ["单元代码", 16],
      ["经度", 12, "0.000000"],
      ["纬度", 12, "0.000000"],
      ["必选", 7],
      ["新覆盖（人）", 12, "#,##0"],
      ["单独（人）", 12, "#,##0"],
      ["新服务的单元", 26],
      ["容量", 9, "#,##0.##"],
      ["分配（人）", 10, "#,##0"],
      ["费用（元）", 13, "#,##0"],
      ["开放年份", 9, "0"],
      ["最近现有用房", 28],
      ["直线距离（米）", 10, "#,##0"],
      ["用房面积（㎡）", 10, "#,##0"],
      ["编号", 18],
    ],
    rows: plan.sites.map((site, i) => {
      const unit = unitOf(told, site);
      return [
        i + 1,
        site.name || site.id,
        SOURCE_WORDS[site.from],
        servicesSaid(told, site.services),
        unit?.name ?? "在统计单元之外",
        unit?.code ?? null,
        site.lng,
        site.lat,
        site.required ? "是" : "否",
        site.gained,
        site.alone,
        newUnits(told, site).join("、") || null,
        site.capacity,
        site.assigned,
        site.cost,
        site.year,
        site.premises?.name ?? null,
        site.premises === null ? null : Math.round(site.premises.metres),
        site.premises?.floorArea ?? null,
        site.id,
      ];
    }),
  });
}
