import type { Indicator, Target } from "#contract/policy/compliance.ts";
import type { Run } from "#contract/policy/report.ts";
import type { UnitState } from "#core/vocabulary.ts";
import { column, sentence, strong, type Cell, type Column, type Draft } from "./draft.ts";
import { statusPicture, type ReportSource } from "./facts.ts";
import { statusTitle } from "./picture-titles.ts";
import { names } from "./say-number.ts";
import {
  demandOf,
  inForce,
  lackOf,
  missingOf,
  shortfallOf,
  targetCell,
  valueOf,
  verdictOf,
  VERDICT_WORDS,
} from "./say-indicator.ts";
import type { Scope, ThemeScope } from "./scope.ts";

/** 政策指标完成情况 of one theme: what is asked, what there is, what is lacking and where. */
export function writeIndicators(
  draft: Draft,
  scope: Scope,
  { theme, indicators }: ThemeScope,
): void {
  for (const indicator of indicators) {
    draft.say(standing(scope, indicator));
    const lacking = unitsSaid(scope, indicator);
    if (lacking.length > 0) draft.say(lacking);
  }
  draft.table(
    `${theme.name.zh}政策指标`,
    [
      column("指标", 34),
      ...valueColumns(scope),
      column("判定", 14, "center"),
      column("差额或缺什么", 24),
    ],
    indicators.map((indicator) => [indicator.name.zh, ...valueCells(scope, indicator)]),
  );
  for (const indicator of indicators) {
    const key = statusPicture(indicator.id);
    const size = scope.facts.pictures.get(key);
    if (size === undefined) continue;
    const title = statusTitle(scope, indicator);
    draft.picture(key, size, title, `${title}。${countsSaid(indicator)}${size.said}`);
  }
}

/** Targets by who sets them, and the value: 省目标, 市目标, 县区目标 where there is one, 本级. */
export function valueColumns(scope: Scope): Column[] {
  return [
    ...tiersOf(scope).map((tier) => column(TIER_WORDS[tier], 13, "center")),
    column(ownTitle(scope), 13, "center"),
  ];
}

/** The cells below those columns, with verdict and shortfall after them. */
export function valueCells(scope: Scope, indicator: Indicator): Cell[] {
  const targets = (tier: Tier) =>
    indicator.targets.filter(({ document }) => scope.document(document)?.tier === tier);
  return [
    ...tiersOf(scope).map((tier) => targetCell(targets(tier), indicator.unit.zh)),
    valueOf(indicator),
    [verdictOf(indicator)],
    shortfallOf(indicator),
  ];
}

/** Title of the column of values: the place itself where its name is short. */
function ownTitle({ name }: Scope): string {
  return name.length <= 5 ? name : "本级";
}

type Tier = ReportSource["tier"];

const TIER_WORDS: Readonly<Record<Tier, string>> = {
  province: "省目标",
  city: "市目标",
  county: "县区目标",
};

function tiersOf({ facts: { documents } }: Scope): Tier[] {
  const has = documents.some(({ tier }) => tier === "county");
  return ["province", "city", ...(has ? (["county"] as const) : [])];
}

/** What a document asks, what there is, and how that stands: one or two sentences. */
function standing(scope: Scope, indicator: Indicator): Run[] {
  const target = inForce(indicator);
  const asked = target === undefined ? "" : askedSaid(scope, indicator, target);
  const said = sentence`${strong(indicator.name.zh)}：${asked}`;
  if (indicator.strength === "condition") return sentence`${said}属享受政策的条件，不作评判。`;
  const missing = missingOf(indicator);
  const limits = missing === "" ? "" : `（${missing}）`;
  if (indicator.verdict === "not-assessable")
    return sentence`${said}${verdictOf(indicator)}${limits}。`;
  const lack = indicator.verdict === "met" ? "" : lackOf(indicator.shortfall);
  const short = lack === "" ? "" : sentence`，${strong(lack)}`;
  return sentence`${said}${scope.name}${strong(valueOf(indicator))}，${verdictOf(indicator)}${short}${limits}。${adviceSaid(indicator)}${flipsSaid(indicator)}${nextSaid(scope, indicator)}`;
}

function askedSaid(scope: Scope, { unit }: Indicator, target: Target): string {
  const number = scope.document(target.document)?.number ?? target.document;
  const demanded = demandOf(target, unit.zh);
  const by = target.yearText ?? `到${target.year}年`;
  return demanded === ""
    ? `${number}（${target.clause}）作定性要求。`
    : `按${number}（${target.clause}），${by}${target.strength === "strive" ? "力争" : ""}${demanded}。`;
}

function adviceSaid({ advice, verdict }: Indicator): string {
  return advice === null || verdict === "met" ? "" : ended(advice.zh);
}

/** What a document of a later period will ask for. */
function nextSaid(scope: Scope, { next, unit }: Indicator): string {
  return next
    .map((target) => {
      const number = scope.document(target.document)?.number ?? target.document;
      return `下一期目标（${number}）：到${target.year}年${demandOf(target, unit.zh)}，不计入本次判定。`;
    })
    .join("");
}

/** Under which readings the verdict would be another. */
function flipsSaid({ flips, readings, verdict }: Indicator): string {
  if (!flips) return "";
  const others = readings.filter(
    (one) => !one.chosen && one.verdict !== verdict && one.verdict !== "not-assessable",
  );
  if (others.length === 0) return "";
  const said = others.map(
    ({ label, verdict: other }) => `按“${label.zh}”则${VERDICT_WORDS[other]}`,
  );
  return `换一种口径结论会变：${said.join("，")}。`;
}

/** Names of units in one sentence at most. */
const MOST_NAMES = 12;

const STATE_SAID: readonly (readonly [UnitState, string])[] = [
  ["not-met", "未达标的有"],
  ["nearly", "已有点位、尚未备案或登记的有"],
  ["unknown", "未填报、不能判断的有"],
];

/** Which units, estates or projects lack it, by name. */
function unitsSaid(scope: Scope, { units }: Indicator): Run[] {
  const [first] = units;
  // Where the place itself is the only unit, all has been said of it.
  if (units.length === 1 && first !== undefined && isWhole(scope, first.code)) return [];
  const said = STATE_SAID.flatMap(([state, words]) => {
    const found = units.filter((unit) => unit.state === state);
    if (found.length === 0) return [];
    const listed = names(
      found.map(({ code }) => scope.place(code)?.name ?? code),
      MOST_NAMES,
    );
    return `${words}：${listed}`;
  });
  return said.length === 0 ? [] : [{ text: `${said.join("。")}。` }];
}

function isWhole({ place, facts: { assessment } }: Scope, code: string): boolean {
  const level = place(code)?.level;
  return code === assessment.scope.code || level === "county" || level === "city";
}

function countsSaid({ units }: Indicator): string {
  const count = (state: UnitState) => units.filter((unit) => unit.state === state).length;
  return `达标${count("met")}个，已有未备案${count("nearly")}个，未达标${count("not-met")}个，未知${count("unknown")}个。`;
}

function ended(text: string): string {
  return /[。！？]$/.test(text) ? text : `${text}。`;
}
