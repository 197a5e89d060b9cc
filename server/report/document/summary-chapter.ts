import type { Indicator } from "#contract/policy/compliance.ts";
import type { Run } from "#contract/policy/report.ts";
import type { Verdict } from "#core/vocabulary.ts";
import { column, sentence, strong, type Draft } from "./draft.ts";
import { reachTable } from "./reach-chapter.ts";
import { people } from "./say-number.ts";
import { inForce, lackOf, targetCell, valueOf } from "./say-indicator.ts";
import type { Scope } from "./scope.ts";

/** 总体情况: how many are met, what lacks most, by whom ratios were told. */
export function writeSummary(draft: Draft, scope: Scope, withReach: boolean): void {
  draft.heading(1, "总体情况");
  draft.heading(2, "评估范围和依据");
  draft.say(scopeSaid(scope));
  draft.say(populationSaid(scope));
  for (const said of withoutPeopleSaid(scope)) draft.say(said);
  if (scope.indicators.length > 0) {
    draft.heading(2, "政策指标完成情况");
    for (const said of countsSaid(scope)) draft.say(said);
    byTheme(draft, scope);
    largest(draft, scope);
  }
  if (!withReach || scope.reach.length === 0) return;
  draft.heading(2, "步行可达概况（空间测算，不是政策指标）");
  reachTable(draft, scope);
}

function scopeSaid({ name, facts: { assessment, documents } }: Scope): Run[] {
  const units = assessment.places.filter(({ unit }) => unit !== null);
  const of = (level: string) => units.filter((one) => one.level === level).length;
  const [communities, villages] = [of("community"), of("village")];
  const parts = [
    ...(communities > 0 ? [`社区${communities}个`] : []),
    ...(villages > 0 ? [`行政村${villages}个`] : []),
  ];
  const inside = parts.length > 0 ? parts.join("、") : `单元${units.length}个`;
  const numbers = documents
    .filter(({ id }) => assessment.documents.some((one) => one.id === id))
    .map(({ number }) => number);
  if (numbers.length === 0)
    return sentence`评估范围为${name}，有${inside}。系统中没有适用于${name}的政策文件，本报告不评判政策指标是否达标，只报告空间测算和数据情况。`;
  return sentence`评估范围为${name}，有${inside}。指标依据${numbers.join("、")}，填报数据取${assessment.settings.year}年，当年没有的取此前最近一年。`;
}

function populationSaid({ facts: { assessment } }: Scope): Run[] {
  const { population } = assessment;
  if (population === null) return sentence`没有可用的人口数，按人口计算的指标暂不可评。`;
  const date = population.date === null ? "时点未注明" : population.date;
  return sentence`按人口计算的指标以${strong(people(population.people))}为准（${population.origin.zh}，${date}）。`;
}

/** More names than these are no help in a sentence. */
const MOST_NAMES = 12;

function withoutPeopleSaid({ facts: { assessment } }: Scope): Run[][] {
  const names = assessment.places.flatMap(({ unit, withoutPeople, name }) =>
    unit !== null && withoutPeople !== undefined ? [name] : [],
  );
  if (names.length === 0) return [];
  const listed = names.slice(0, MOST_NAMES).join("、");
  return [
    sentence`${names.length}个单元没有人口数据（${listed}${names.length > MOST_NAMES ? "等" : ""}）：不按0人计，所在乡镇、县区的人口合计留空，步行测算未计入。`,
  ];
}

function countsSaid({ indicators, facts: { assessment }, topic }: Scope): Run[][] {
  const { summary } = assessment;
  const tally = topic === null ? summary : tallied(indicators);
  const judged = tally.met + tally.notMet + tally.notAssessable;
  const strive = tally.striveReached + tally.striveNotReached;
  return [
    sentence`列入评判的政策指标${judged}项：达标${strong(`${tally.met}项`)}，未达标${strong(`${tally.notMet}项`)}，暂不可评${strong(`${tally.notAssessable}项`)}。${strive > 0 ? `力争类努力目标单列，已到${tally.striveReached}项，未到${tally.striveNotReached}项，不计入上述各数。` : ""}${tally.conditions > 0 ? `享受政策的条件${tally.conditions}项，不作评判。` : ""}`,
    ...(tally.flips > 0
      ? [sentence`其中${tally.flips}项换一种口径或步速结论会变，见“数据与方法”。`]
      : []),
  ];
}

/** Of some indicators only, by the rules of an assessment's summary. */
function tallied(indicators: readonly Indicator[]) {
  const count = (fits: (one: Indicator) => boolean) => indicators.filter(fits).length;
  const judged = (verdict: Verdict) => count((one) => isJudged(one) && one.verdict === verdict);
  const strive = (verdict: Verdict) =>
    count((one) => one.strength === "strive" && one.verdict === verdict);
  return {
    met: judged("met"),
    notMet: judged("not-met"),
    notAssessable: judged("not-assessable"),
    striveReached: strive("met"),
    striveNotReached: strive("not-met"),
    conditions: count(({ strength }) => strength === "condition"),
    flips: count(({ flips }) => flips),
  };
}

function isJudged({ strength }: Indicator): boolean {
  return strength === "target" || strength === "standard";
}

function byTheme(draft: Draft, { themes }: Scope): void {
  const rows = themes.flatMap(({ theme, indicators }) => {
    if (indicators.length === 0) return [];
    const tally = tallied(indicators);
    const counts = [
      tally.met,
      tally.notMet,
      tally.notAssessable,
      tally.striveReached + tally.striveNotReached,
    ];
    return [[theme.name.zh, ...counts.map(String)]];
  });
  draft.table(
    "各主题政策指标完成情况（项）",
    [
      column("主题", 40),
      column("达标", 15, "right"),
      column("未达标", 15, "right"),
      column("暂不可评", 15, "right"),
      column("努力目标", 15, "right"),
    ],
    rows,
  );
}

function largest(draft: Draft, { facts: { assessment }, indicators, name }: Scope): void {
  const found = assessment.summary.largest.flatMap(
    (id) => indicators.find((one) => one.id === id) ?? [],
  );
  if (found.length === 0) return;
  const said = found.map((one) => `${one.name.zh}（${lackOf(one.shortfall) || "差额见表"}）`);
  draft.say(sentence`差额最大的${found.length}项依次为：${said.join("，")}。`);
  draft.table(
    "差额最大的政策指标",
    [
      column("指标", 42),
      column("目标", 16, "center"),
      column(name.length <= 5 ? name : "本级", 16, "center"),
      column("差额", 26),
    ],
    found.map((one) => {
      const target = inForce(one);
      return [
        one.name.zh,
        targetCell(target === undefined ? [] : [target], one.unit.zh),
        valueOf(one),
        lackOf(one.shortfall),
      ];
    }),
    "按（目标－本级值）÷目标从大到小排列。",
  );
}
