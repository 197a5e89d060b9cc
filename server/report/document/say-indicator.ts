import type { Indicator, Target } from "#contract/policy/compliance.ts";
import type { Run } from "#contract/policy/report.ts";
import type { Verdict } from "#core/vocabulary.ts";
import { amount, amountBeside, demand, exact, MISSING } from "./say-number.ts";

/** The target that decides; undefined where none does. */
export function inForce(indicator: Indicator): Target | undefined {
  return indicator.targets.find((target) => target.inForce);
}

/** What a target asks for in a sentence: 不低于60%. */
export function demandOf({ numbers }: Target, unit: string): string {
  const asked = numbers.map(({ operator, value, unit: own, label }) => {
    const said = demand(operator, value, own ?? unit);
    return label === undefined || said === "" ? said : `${label.zh}${said}`;
  });
  return asked.filter((one) => one !== "").join("或");
}

/** The same for a column of targets: 60%. */
export function targetCell(targets: readonly Target[], unit: string): string {
  if (targets.length === 0) return MISSING;
  return targets
    .map((target) => {
      const said = target.numbers.map(({ operator, value, unit: own, label }) => {
        const number =
          value === null
            ? operator === "trend-up"
              ? "逐年提升"
              : "定性"
            : exact(value, own ?? unit);
        return `${label?.zh ?? ""}${OPERATOR_MARKS[operator]}${number}`;
      });
      return `${said.join("或")}${target.strength === "strive" ? "（力争）" : ""}`;
    })
    .join("；");
}

/** The value with its unit, never so rounded that it contradicts the verdict. */
export function valueOf(indicator: Indicator): string {
  if (indicator.value === null) return MISSING;
  const [number] = inForce(indicator)?.numbers ?? [];
  return amountBeside(indicator.value, number?.value ?? null, indicator.unit.zh);
}

/** 达标, 未达标, 暂不可评; 已到, 未到 of a strive target; 不评判 of a condition. */
export function verdictOf({ verdict, strength }: Pick<Indicator, "verdict" | "strength">): Run {
  if (strength === "condition") return { text: "不评判", tone: "note" };
  const words = strength === "strive" ? STRIVE_WORDS : VERDICT_WORDS;
  return { text: words[verdict], bold: true, tone: TONES[verdict] };
}

/** 差2个社区, or what is missing to assess; empty where the target is met. */
export function shortfallOf(indicator: Indicator): string {
  if (indicator.verdict === "not-assessable") return missingOf(indicator);
  return lackOf(indicator.shortfall);
}

export function lackOf(shortfall: Indicator["shortfall"]): string {
  return shortfall === null ? "" : `差${amount(shortfall.amount, shortfall.unit.zh)}`;
}

export function missingOf(indicator: Indicator): string {
  return indicator.missing.map(({ said }) => said.zh).join("；");
}

/** Departments by name, with a star where a document does not name them itself. */
export function departmentsOf(
  targets: readonly Pick<Target, "departments" | "departmentsBasis">[],
) {
  const starred = new Map<string, boolean>();
  for (const { departments, departmentsBasis } of targets)
    for (const name of departments)
      starred.set(name, (starred.get(name) ?? true) && departmentsBasis === "inferred");
  return [...starred].map(([name, star]) => (star ? `${name}*` : name)).join("、");
}

const TONES = {
  met: "met",
  "not-met": "not-met",
  "not-assessable": "unknown",
} as const satisfies Record<Verdict, Run["tone"]>;

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: "达标",
  "not-met": "未达标",
  "not-assessable": "暂不可评",
};

const STRIVE_WORDS: Readonly<Record<Verdict, string>> = {
  met: "努力目标：已到",
  "not-met": "努力目标：未到",
  "not-assessable": "努力目标：暂不可评",
};

const OPERATOR_MARKS = {
  ">=": "",
  "<=": "≤",
  "=": "",
  "≈": "约",
  "trend-up": "",
  exists: "",
} as const;
