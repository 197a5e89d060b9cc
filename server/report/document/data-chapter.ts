import type { Indicator, TraceTerm } from "#contract/policy/compliance.ts";
import type { Run } from "#contract/policy/report.ts";
import type { Definition, EvidenceMark } from "#core/vocabulary.ts";
import { column, sentence, type Draft } from "./draft.ts";
import { amount, MISSING } from "./say-number.ts";
import { departmentsOf, VERDICT_WORDS } from "./say-indicator.ts";
import type { Scope } from "./scope.ts";

/** 数据与方法: what everything was worked out from and how, what hangs on a choice, and what is missing. */
export function writeData(draft: Draft, scope: Scope): void {
  draft.heading(1, "数据与方法");
  sources(draft, scope);
  draft.heading(2, "步行测算");
  for (const said of walkingSaid(scope)) draft.say(said);
  if (scope.indicators.length > 0) {
    formulas(draft, scope);
    flipping(draft, scope);
    missing(draft, scope);
  }
  standards(draft, scope);
  draft.heading(2, "图件");
  draft.say(mapsSaid(scope));
}

function sources(draft: Draft, { facts }: Scope): void {
  draft.heading(2, "数据来源");
  if (facts.assessment.synthetic)
    draft.say(sentence`本报告所用数据为示例数据（合成），位置与数值均为虚构，不作决策依据。`);
  if (facts.snapshot.number !== null)
    draft.say(
      sentence`评估结果已存为快照第${facts.snapshot.number}号（${facts.snapshot.name}），可按同一数据重算核对。`,
    );
  draft.table(
    "所用图层",
    [
      column("图层", 14),
      column("版本", 10, "center"),
      column("名称", 30),
      column("数据时点", 18, "center"),
      column("来源", 28),
    ],
    facts.layers.map(({ role, version, name, date, source }) => [
      role,
      version,
      name,
      date ?? "未注明",
      source === "" ? "未注明" : source,
    ]),
  );
  for (const { number, incomplete } of facts.documents)
    if (incomplete !== null) draft.say(sentence`${number}：${incomplete}`);
}

function walkingSaid({ facts: { walking, assessment }, request }: Scope): Run[][] {
  const { reachShare, reachMinutes } = assessment.settings;
  const usesReach = assessment.indicators.some(({ readings }) =>
    readings.some(({ id }) => id.includes("reach")),
  );
  return [
    sentence`步行上限${walking.minutes}分钟，步速${walking.normal.toFixed(2)}米/秒，另按${walking.slow.toFixed(2)}和${walking.fast.toFixed(2)}米/秒各算一次。步速为规划取值，不是标准原文。距道路超过${walking.snapCap}米的点不连入路网，不作推断。`,
    sentence`靠近路网边缘、边缘以外可能有设施的人口记为暂不判断（未知），既不算可达，也不算缺口。`,
    ...(usesReach
      ? [
          sentence`选用“步行可达”口径时，一个单元有${amount(reachShare * 100, "%")}以上的人口在${reachMinutes}分钟内能走到即计为有服务。`,
        ]
      : []),
    ...(request.chapters.includes("services")
      ? [sentence`步行可达率是空间测算，与政策文件中的各项比率口径不同，两者不能互相代替。`]
      : []),
  ];
}

function formulas(draft: Draft, { indicators }: Scope): void {
  draft.heading(2, "指标口径和计算");
  draft.table(
    "政策指标的计算",
    [column("指标", 26), column("计算方法", 34), column("本次取数", 30), column("口径依据", 16)],
    indicators.map((one) => [
      one.name.zh,
      [one.trace.formula.zh, one.caliber?.zh ?? ""].filter((said) => said !== "").join("。"),
      one.trace.terms.map(termSaid).join("；"),
      DEFINITION_WORDS[one.definition],
    ]),
    "“推定”为文件没有写明、按字面和通行做法推定的口径，以主管部门解释为准。",
  );
}

function termSaid({ label, value, unit, origins }: TraceTerm): string {
  const said = value === null ? "未知" : amount(value, unit.zh, 2);
  const from = origins.map((origin) =>
    [origin.said.zh, origin.date].filter((part) => part !== null && part !== "").join(" "),
  );
  return `${label.zh}${said}${from.length === 0 ? "" : `（${from.join("，")}）`}`;
}

function flipping(draft: Draft, { indicators }: Scope): void {
  const found = indicators.filter(({ flips }) => flips);
  draft.heading(2, "换一种口径结论会变的指标");
  if (found.length === 0) {
    draft.say(sentence`没有：已试的各种口径和步速下，各项结论不变。`);
    return;
  }
  draft.table(
    "各口径下的结论",
    [
      column("指标", 34),
      column("口径", 34),
      column("数值", 16, "right"),
      column("结论", 16, "center"),
    ],
    found.flatMap((one) =>
      one.readings.map(({ label, value, verdict, chosen }) => [
        one.name.zh,
        `${label.zh}${chosen ? "（本报告采用）" : ""}`,
        value === null ? MISSING : amount(value, one.unit.zh, 2),
        VERDICT_WORDS[verdict],
      ]),
    ),
  );
}

function missing(draft: Draft, { indicators }: Scope): void {
  const found = indicators.filter((one) => suppliable(one).length > 0);
  draft.heading(2, "尚缺的资料和提供单位");
  if (found.length === 0) {
    draft.say(sentence`没有缺项。`);
    return;
  }
  draft.table(
    "尚缺的资料",
    [column("指标", 32), column("缺什么", 44), column("提供单位", 30)],
    found.map((one) => [one.name.zh, missingSaid(one), departmentsOf(one.targets) || "未明确"]),
    "*为推定的责任单位，文件未写明。",
  );
}

/** Why something is not judged that no office could mend with figures. */
const BY_NATURE = ["condition", "total-not-divided", "province-reference"];

function suppliable({ missing: all }: Indicator): Indicator["missing"] {
  return all.filter(({ code }) => !BY_NATURE.includes(code));
}

function missingSaid(indicator: Indicator): string {
  const said = suppliable(indicator)
    .map((one) => one.said.zh)
    .join("；");
  return indicator.verdict === "not-assessable" ? said : `${said}（不影响本次判定，补齐后更准）`;
}

function standards(draft: Draft, { facts }: Scope): void {
  if (facts.standards.length === 0) return;
  draft.heading(2, "引用的标准");
  draft.table(
    "引用标准的数值",
    [column("标准", 28), column("内容", 34), column("数值", 20, "center"), column("核对情况", 24)],
    facts.standards.map(({ standard, name, value, unit, evidence, edited }) => [
      standard,
      name,
      `${value}${unit}`,
      edited === null ? EVIDENCE_WORDS[evidence] : `按${edited}改`,
    ]),
    "“待核”的数值未与标准原文核对，不作标准原文引用。",
  );
}

function mapsSaid({ request, facts }: Scope): Run[] {
  if (facts.pictures.size === 0) return sentence`本报告没有附图。`;
  return request.mapReview === ""
    ? sentence`图件未经地图审核，审图号空缺；内部工作用图，未经审核不得公开。`
    : sentence`图件审图号：${request.mapReview}。`;
}

const DEFINITION_WORDS: Readonly<Record<Definition, string>> = {
  verified: "已核",
  literal: "文件原文",
  inferred: "推定",
};

const EVIDENCE_WORDS: Readonly<Record<EvidenceMark, string>> = {
  V: "见于公开页面",
  S: "转引，待核",
  R: "待核",
};
