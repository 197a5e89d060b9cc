import type { SitingPlan, SitingRequest } from "#contract/siting.ts";
import type { CandidateSource, Objective, Service, WalkerProfile } from "#core/vocabulary.ts";
import { groupWords } from "../group-words.ts";
import { amount, exact, people, share } from "../document/say-number.ts";
import type { ToldPlan } from "./told-plan.ts";

type Names<K extends string> = Readonly<Record<K, string>>;

const OBJECTIVE_WORDS: Names<Objective> = {
  indicator: "让指标达标，网点最少",
  target: "可达率达到目标，网点最少",
  lscp: "能覆盖的人全部覆盖，网点最少",
  units: "服务到指定个数的社区（村），网点最少",
  mclp: "网点数或资金固定，覆盖的人最多",
  cflp: "按容量分配，容量不超",
  "p-median": "网点数固定，大家走的路总和最短",
  "p-center": "网点数固定，最远的一户走得最短",
};

/** Where a site of a plan is to stand. */
export const SOURCE_WORDS: Names<CandidateSource> = {
  drawn: "图上候选点",
  premises: "闲置用房",
  upgrade: "现有设施增设",
  cells: "居民格网",
};

const WALKER_WORDS: Names<WalkerProfile> = {
  adult: "成年人",
  elder: "老年人",
  child: "带幼儿者",
  wheelchair: "轮椅使用者",
};

export function serviceName({ services }: ToldPlan, service: Service): string {
  return services.find(({ id }) => id === service)?.name.zh ?? service;
}

/** 托育、助餐 */
export function servicesSaid(told: ToldPlan, services: readonly Service[]): string {
  return services.map((service) => serviceName(told, service)).join("、");
}

/** What the plan is for: with a name where it is an indicator. */
export function objectiveSaid({ plan, indicator }: ToldPlan): string {
  const words = OBJECTIVE_WORDS[plan.request.objective];
  return indicator === null ? words : `${words}（${indicator}）`;
}

export function statusSaid({ status, stopped }: Pick<SitingPlan, "status" | "stopped">): string {
  return `${STATUS_WORDS[status]}${stopped ? "（提前停止）" : ""}`;
}

const STATUS_WORDS: Names<SitingPlan["status"]> = {
  proven: "已证明最优",
  "not-proven": "未证明最优",
  infeasible: "按要求做不到",
};

/** 下界 of what is sought least, 上界 of what is sought most. */
export function boundName({ sense }: Pick<SitingPlan, "sense">): string {
  return sense === "least" ? "已证明的下界" : "已证明的上界";
}

/** 5处, 12,300人, in the unit of the plan's value. */
export function valueSaid({ unit }: Pick<SitingPlan, "unit">, value: number): string {
  return amount(value, unit.zh);
}

/** 全部居民 or 60岁及以上人口. */
function groupSaid({ group }: Pick<SitingRequest, "group">): string {
  return group === null ? "全部居民" : `${groupWords(group)}人口`;
}

/** 成年人步行15分钟 */
function walkSaid({ profile, limitMinutes, direction }: SitingRequest): string {
  const way = direction === "from" ? "（由网点走向住处）" : "";
  return `${WALKER_WORDS[profile]}步行${limitMinutes}分钟${way}`;
}

/** 30万元; below ten thousand in full. */
export function moneySaid(yuan: number): string {
  return yuan >= 10_000
    ? exact(Math.round(yuan / 100) / 100, "万元")
    : exact(Math.round(yuan), "元");
}

/** 可达人口由1,200人增至3,400人（共5,000人），可达率由24%提高到68%，增加44个百分点 */
export function gainSaid({ total, before, after }: SitingPlan["people"][number]): string {
  const counts = `可达人口由${people(before)}增至${people(after)}（共${people(total)}）`;
  if (total === 0) return counts;
  // Of the shares as they are shown, so that the reader's own subtraction gives the same.
  const points = Math.round((shown(after / total) - shown(before / total)) * 10) / 10;
  return `${counts}，可达率由${share(before / total)}提高到${share(after / total)}，增加${exact(points, "")}个百分点`;
}

function shown(value: number): number {
  return Number((value * 100).toFixed(1));
}

/** What was asked, line by line; what is not limited is left out. */
export function requestLines(told: ToldPlan): readonly (readonly [what: string, said: string])[] {
  const { plan } = told;
  const { request } = plan;
  const money = (yuan: number): string[] => (yuan > 0 ? [moneySaid(yuan)] : []);
  const lines: (readonly [string, readonly string[]])[] = [
    ["目标", [objectiveSaid(told)]],
    ...request.services.map(
      (asked) =>
        [
          serviceName(told, asked.service),
          [
            ...(asked.share === null ? [] : [`目标可达率${share(asked.share)}`]),
            ...(asked.capacity === null ? [] : [`每处容量${exact(asked.capacity, "")}`]),
            ...money(asked.cost).map((said) => `开办费${said}`),
            ...money(asked.perPlace).map((said) => `每个容量单位${said}`),
            ...(asked.share === null && asked.capacity === null && asked.cost === 0
              ? ["未设目标和容量"]
              : []),
          ],
        ] as const,
    ),
    ["步行", [walkSaid(request)]],
    ["服务对象", [groupSaid(request)]],
    ["网点数上限", request.count === null ? [] : [`${request.count}处`]],
    ["资金上限", request.budget === null ? [] : [moneySaid(request.budget)]],
    [
      "服务到的社区（村）",
      request.units === null ? [] : [`${request.units}个，${unitRule(request)}`],
    ],
    ["任何社区（村）不低于", request.floor === null ? [] : [share(request.floor)]],
    ["每处建设费", money(request.siteCost)],
    ["同址每多一项服务节省", money(request.sharingDiscount)],
    ["候选点", [request.candidates.map((source) => SOURCE_WORDS[source]).join("、")]],
    ["必选、不选、优先", idsSaid(request)],
    ["网点间距不小于", request.spacing > 0 ? [exact(request.spacing, "米")] : []],
    ["增设和利用现有用房", request.upgradeFirst ? ["优先于新建"] : []],
    ["分期", request.phases.map(({ year, count }) => `${year}年底累计${count}处`)],
    ["现状以外的改动", stateSaid(request)],
  ];
  return lines.flatMap(([what, said]) => (said.length === 0 ? [] : [[what, said.join("，")]]));
}

function unitRule({ unitRule: rule, unitShare }: SitingRequest): string {
  return rule === "inside" ? "区域内有网点" : `${share(unitShare ?? 0.5)}的居民步行可达`;
}

function idsSaid({ require, forbid, prefer }: SitingRequest): string[] {
  return (
    [
      ["必选", require],
      ["不选", forbid],
      ["优先", prefer],
    ] as const
  ).flatMap(([word, ids]) => (ids.length === 0 ? [] : [`${word}${ids.length}处`]));
}

function stateSaid({ state }: SitingRequest): string[] {
  const count = (record: object): number => Object.keys(record).length;
  const areas = (role: "search" | "exclusion"): number =>
    Object.values(state.areas).filter((area) => area.role === role).length;
  return (
    [
      ["图上网点", count(state.sites), "处"],
      ["改动的现有设施", count(state.facilities), "处"],
      ["改动的道路", count(state.streets), "处"],
      ["选址范围", areas("search"), "片"],
      ["禁选区", areas("exclusion"), "片"],
    ] as const
  ).flatMap(([what, n, unit]) => (n === 0 ? [] : [`${what}${n}${unit}`]));
}

/** What the plan came to, line by line. */
export function resultLines(told: ToldPlan): readonly (readonly [what: string, said: string])[] {
  const { plan } = told;
  const distance = plan.status === "proven" ? "0" : share(plan.gap);
  const lines: (readonly [string, string | null])[] = [
    ["结论", statusSaid(plan)],
    ["新增网点", `${plan.sites.length}处`],
    ["方案值", valueSaid(plan, plan.value)],
    [boundName(plan), Number.isFinite(plan.bound) ? valueSaid(plan, plan.bound) : null],
    ["差距", Number.isFinite(plan.gap) ? distance : null],
    ["用时", exact(Math.round(plan.seconds * 10) / 10, "秒")],
    ...plan.people.map((one) => [serviceName(told, one.service), gainSaid(one)] as const),
    [
      "服务到的社区（村）",
      plan.units && `由${plan.units.before}个增至${plan.units.after}个（共${plan.units.total}个）`,
    ],
    ["费用合计", plan.cost > 0 ? moneySaid(plan.cost) : null],
    ["各服务分开设置", plan.separateCost === null ? null : moneySaid(plan.separateCost)],
    ["考虑的候选点", exact(plan.candidates.considered, "处")],
    [
      "走不到的",
      plan.uncoverable.people > 0 ? `候选点全开也走不到${people(plan.uncoverable.people)}` : null,
    ],
    ["说明", tight(plan.why.zh)],
    ["复核", tight(plan.check.said.zh)],
  ];
  return lines.flatMap(([what, said]) => (said === null || said === "" ? [] : [[what, said]]));
}

/** Without the blanks between Chinese and figures that a screen has and a document has not. */
export function tight(text: string): string {
  return text.replaceAll(/(?<=[\p{Script=Han}：，]) (?=[\d.])|(?<=[\d%]) (?=\p{Script=Han})/gu, "");
}

/** Names of departments, each once; those that no document names are starred. */
export function departmentsSaid(sites: SitingPlan["sites"]): string {
  const stated = new Map<string, boolean>();
  for (const { departments } of sites)
    for (const { name, stated: is } of departments)
      stated.set(name, is || stated.get(name) === true);
  return [...stated].map(([name, is]) => (is ? name : `${name}*`)).join("、");
}

/** 2026-11-22 第3号选址方案 — the name by which a plan goes on paper. */
export function planName(told: ToldPlan): string {
  const { plan, study } = told;
  const services = servicesSaid(
    told,
    plan.request.services.map(({ service }) => service),
  );
  return `${study}${services}选址方案第${plan.number}号`;
}

export const SYNTHETIC_MARK = "示例数据（合成），不作决策依据";
export const STALE_MARK = "研究成果已更新，此方案按旧成果算得，需重算。";
