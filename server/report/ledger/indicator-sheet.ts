import type { Assessment, Indicator, Target } from "#contract/policy/compliance.ts";
import { documentShort, STRENGTH_WORDS, targetNumbers, verdictWords } from "../policy-words.ts";
import type { WorkbookCell, WorkbookSheet } from "../workbook/workbook.ts";

const HEAD = { bold: true, box: true, wrap: true, align: "center", fill: "#E4EEEA" } as const;
const CELL = { box: true, wrap: true } as const;

const COLUMNS: readonly (readonly [title: string, width: number])[] = [
  ["指标", 34],
  ["文件", 16],
  ["依据条款", 20],
  ["目标", 16],
  ["时限", 12],
  ["性质", 10],
  ["是否现行", 9],
  ["现状值", 11],
  ["单位", 12],
  ["结论", 14],
  ["差额", 16],
  ["算式", 44],
  ["责任单位", 40],
  ["不能评定的原因", 40],
];

/** Every indicator with each of its targets: what is asked, what is, and how that was worked out. */
export function indicatorSheet(assessment: Assessment, foot: string): WorkbookSheet {
  return {
    name: "指标",
    widths: COLUMNS.map(([, width]) => width),
    headRows: 1,
    headColumns: 1,
    filter: true,
    paper: "A3",
    foot,
    rows: [
      COLUMNS.map(([value]) => ({ ...HEAD, value })),
      ...assessment.indicators.flatMap((indicator) =>
        indicator.targets.map((target) => rowOf(indicator, target, assessment)),
      ),
    ],
  };
}

function rowOf(indicator: Indicator, target: Target, assessment: Assessment): WorkbookCell[] {
  const { value, unit, trace, missing } = indicator;
  const { numbers, clause, yearText, year, strength, inForce, verdict, shortfall } = target;
  const inferred = target.departmentsBasis === "inferred" ? "（推定）" : "";
  const isCondition = strength === "condition";
  const isOpen = verdict === "not-assessable" && !isCondition;
  return [
    indicator.name.zh,
    documentShort(target, assessment),
    clause,
    targetNumbers(numbers),
    yearText ?? `${year} 年`,
    STRENGTH_WORDS[strength],
    inForce ? "是" : "否",
    value,
    unit.zh,
    isCondition ? "不判定" : verdictWords(verdict, strength),
    shortfall === null ? null : `差 ${shortfall.amount.toLocaleString("en")} ${shortfall.unit.zh}`,
    trace.formula.zh,
    target.departments.length === 0 ? null : `${target.departments.join("、")}${inferred}`,
    isOpen ? missing.map(({ said }) => said.zh).join("；") : null,
  ].map((cell): WorkbookCell => ({
    ...CELL,
    value: cell,
    ...(typeof cell === "number" && { format: "#,##0.00" }),
  }));
}
