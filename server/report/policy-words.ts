import type { Assessment, Indicator, Target } from "#contract/policy/compliance.ts";
import type { TargetNumber } from "#contract/policy/document.ts";
import type { Operator, Strength, Verdict } from "#core/vocabulary.ts";

const OPERATORS: Readonly<Record<Operator, string>> = {
  ">=": "≥",
  "<=": "≤",
  "=": "＝",
  "≈": "约",
  "trend-up": "逐年上升",
  exists: "有",
};

/** "≥80%" or, of several of which one is enough, "≥0.3㎡/人 或 ≥0.5㎡/人". */
export function targetNumbers(numbers: readonly TargetNumber[]): string {
  return numbers
    .map(({ operator, value, unit, label }) => {
      const said = label === undefined ? "" : `${label.zh}`;
      return `${said}${OPERATORS[operator]}${value ?? ""}${value === null ? "" : (unit ?? "")}`;
    })
    .join(" 或 ");
}

export function documentShort(target: Target, { documents }: Assessment): string {
  return documents.find(({ id }) => id === target.document)?.short.zh ?? target.document;
}

/** "省 46 号 三、(一)3：≥80%（2025 年）", the one in force first. */
export function shortenedTargets({ targets }: Indicator, assessment: Assessment): string {
  return targets
    .toSorted((a, b) => Number(b.inForce) - Number(a.inForce))
    .map(
      (target) =>
        `${documentShort(target, assessment)} ${target.clause}：${targetNumbers(target.numbers)}（${target.yearText ?? `${target.year} 年`}）`,
    )
    .join("；");
}

/** A verdict in words; a strive target is reached or not. */
export function verdictWords(verdict: Verdict, strength: Strength): string {
  if (verdict === "not-assessable") return "暂不可评";
  if (strength === "strive") return verdict === "met" ? "努力目标：已到" : "努力目标：未到";
  return verdict === "met" ? "达标" : "未达标";
}

export const STRENGTH_WORDS: Readonly<Record<Strength, string>> = {
  target: "目标",
  standard: "配建标准",
  strive: "努力目标",
  condition: "政策条件",
};
