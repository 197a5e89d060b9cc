import type { Run } from "#contract/policy/report.ts";
import type { PlanSite } from "#contract/siting.ts";
import {
  boundName,
  departmentsSaid,
  gainSaid,
  moneySaid,
  objectiveSaid,
  requestLines,
  serviceName,
  servicesSaid,
  SOURCE_WORDS,
  STALE_MARK,
  statusSaid,
  tight,
  valueSaid,
} from "../siting-plan/plan-words.ts";
import { newUnits, unitOf, type ToldPlan } from "../siting-plan/told-plan.ts";
import { column, sentence, strong, type Draft } from "./draft.ts";
import { areaOfRooms, dayOf, MISSING, people, peopleCount, share } from "./say-number.ts";
import type { Scope } from "./scope.ts";

/** 选址方案: of every service the newest plan, with what was asked, its sites, its proof and whose task it is. */
export function writeSiting(draft: Draft, scope: Scope): void {
  draft.heading(1, "选址方案");
  if (scope.plans.length === 0) {
    draft.say(sentence`尚无选址方案。`);
    return;
  }
  draft.say(sentence`可达人口和可达率为按步行路网测算的结果，不是政策指标。`);
  for (const told of scope.plans) writePlan(draft, scope, told);
}

function writePlan(draft: Draft, scope: Scope, told: ToldPlan): void {
  const { plan } = told;
  const services = servicesSaid(
    told,
    plan.request.services.map(({ service }) => service),
  );
  draft.heading(2, `${services}新增网点（第${plan.number}号方案，${dayOf(plan.created)}）`);
  if (told.stale) draft.say([strong(STALE_MARK)]);
  draft.say(askedSaid(told));
  draft.say(resultSaid(told));
  for (const one of plan.people)
    draft.say(sentence`${strong(serviceName(told, one.service))}：${gainSaid(one)}。`);
  draft.say(checkSaid(told));
  const sites = plan.sites.map((site, i) => ({ site, number: i + 1 }));
  const inside = sites.filter(({ site }) => scope.units === null || scope.units.has(site.unit));
  if (inside.length < sites.length)
    draft.say(sentence`方案按全部统计单元计算，位于${scope.name}的有${inside.length}处，如下表。`);
  if (inside.length > 0)
    siteTable(draft, `${services}新增网点（第${plan.number}号方案）`, told, inside);
  if (plan.uncoverable.people > 0)
    draft.say(
      sentence`候选点全部开设也走不到的有${strong(people(plan.uncoverable.people))}，需要另增候选点。`,
    );
  draft.say(departments(told));
  for (const said of filings(plan.sites)) draft.say(sentence`${said}`);
}

/** All that was asked in one sentence: 目标：…；步行：…；候选点：… */
function askedSaid(told: ToldPlan): Run[] {
  const rest = requestLines(told).filter(([what]) => what !== "目标");
  const { considered } = told.plan.candidates;
  return sentence`选址目标为“${objectiveSaid(told)}”。${rest.map(([what, said]) => `${what}：${said}`).join("；")}。共考虑候选点${considered.toLocaleString("en")}处。`;
}

/** Bound and proof in one sentence; what that means stands in the plan's own words after it. */
function resultSaid(told: ToldPlan): Run[] {
  const { plan } = told;
  const cost = plan.cost > 0 ? `，费用合计${moneySaid(plan.cost)}` : "";
  const proof =
    plan.status === "infeasible"
      ? sentence`${strong("按要求做不到")}，下列网点为现有条件下最好的`
      : Number.isFinite(plan.bound)
        ? sentence`方案值${valueSaid(plan, plan.value)}，${boundName(plan)}${valueSaid(plan, plan.bound)}，${strong(statusSaid(plan))}${plan.status === "proven" ? "" : `，距${boundName(plan).slice(-2)}${share(plan.gap)}`}`
        : sentence`方案值${valueSaid(plan, plan.value)}，${strong(statusSaid(plan))}`;
  return sentence`新增网点${strong(`${plan.sites.length}处`)}${cost}；${proof}。${tight(plan.why.zh)}`;
}

function checkSaid({ plan: { check } }: ToldPlan): Run[] {
  const said = tight(check.said.zh);
  return check.agrees ? sentence`${said}` : [{ text: said, bold: true, tone: "not-met" }];
}

function siteTable(
  draft: Draft,
  title: string,
  told: ToldPlan,
  sites: readonly { readonly site: PlanSite; readonly number: number }[],
): void {
  const { plan } = told;
  const hasMoney = sites.some(({ site }) => site.cost > 0);
  const hasYears = sites.some(({ site }) => site.year !== null);
  const several = plan.request.services.length > 1;
  draft.table(
    title,
    [
      column("序号", 7, "center"),
      column("网点", 28),
      column("所在单元", 18),
      ...(several ? [column("服务", 14)] : []),
      column("新覆盖（人）", 12, "right"),
      column("新服务的单元", 18),
      column("最近的现有用房", 24),
      ...(hasMoney ? [column("费用", 12, "right")] : []),
      ...(hasYears ? [column("开放", 9, "center")] : []),
    ],
    sites.map(({ site, number }) => [
      String(number),
      `${site.name || site.id}${site.required ? "（必选）" : ""}`,
      unitOf(told, site)?.name ?? "统计单元之外",
      ...(several ? [servicesSaid(told, site.services)] : []),
      peopleCount(site.gained),
      newUnits(told, site).join("、") || MISSING,
      premisesSaid(site),
      ...(hasMoney ? [site.cost > 0 ? moneySaid(site.cost) : MISSING] : []),
      ...(hasYears ? [site.year === null ? MISSING : `${site.year}年`] : []),
    ]),
    "“新覆盖”为按本表次序逐处开设时新走得到的人。网点位置为规划建议，须现场核实。",
  );
}

/** 原小学校舍，直线120米，400㎡; the site's own rooms have no distance. */
function premisesSaid({ from, premises }: PlanSite): string {
  if (premises === null)
    return from === "cells" || from === "drawn" ? "需新建" : SOURCE_WORDS[from];
  const metres = Math.round(premises.metres);
  return [
    ...(from === "premises" && metres === 0 ? ["用该处闲置用房"] : [premises.name]),
    ...(metres === 0 ? [] : [`直线${metres.toLocaleString("en")}米`]),
    premises.floorArea === null ? "面积未注明" : areaOfRooms(premises.floorArea),
  ].join("，");
}

function departments({ plan: { sites } }: ToldPlan): Run[] {
  const said = departmentsSaid(sites);
  if (said === "") return sentence`涉及部门未明确。`;
  return sentence`涉及部门：${said}。${said.includes("*") ? "*为推定的责任单位，文件未写明。" : ""}`;
}

/** Each note once, with the sites that it is about. */
function filings(sites: readonly PlanSite[]): string[] {
  const noted = sites.flatMap(({ filing }, i) => (filing === null ? [] : [{ said: filing.zh, i }]));
  return [...Map.groupBy(noted, ({ said }) => said)].map(
    ([said, of]) => `第${of.map(({ i }) => i + 1).join("、")}处：${tight(said)}`,
  );
}
