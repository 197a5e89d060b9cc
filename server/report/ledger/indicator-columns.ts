import type { Indicator, UnitVerdict } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import { shortenedTargets } from "../policy-words.ts";
import { rounded, talliesOf, type LedgerColumn } from "./ledger-column.ts";
import type { LedgerPlace, LedgerSource } from "./ledger.ts";
import { premisesColumn } from "./premises-column.ts";
import { lacksPeople } from "./unit-people.ts";
import { lackUnit, measureOf, unitStateWords } from "./unit-state.ts";

/** An indicator that is told unit by unit, and what it says of the units of the ledger. */
interface ByUnit {
  readonly indicator: Indicator;
  readonly measure: Measure | undefined;
  readonly of: (place: LedgerPlace) => UnitVerdict | undefined;
}

function toldByUnit({ assessment, input, places }: LedgerSource): ByUnit[] {
  const codes = new Set(places.map(({ division }) => division.code));
  return assessment.indicators.flatMap((indicator) => {
    const verdicts = new Map(
      indicator.units.flatMap((unit) => (codes.has(unit.code) ? [[unit.code, unit]] : [])),
    );
    if (verdicts.size === 0 || indicator.strength === "condition") return [];
    return [
      {
        indicator,
        measure: measureOf(indicator, input),
        of: ({ division }) => verdicts.get(division.code),
      },
    ];
  });
}

/** State and, where it has one, value of every indicator that is told unit by unit. */
export function indicatorColumns(source: LedgerSource): LedgerColumn[] {
  return toldByUnit(source).flatMap(({ indicator, measure, of }, i): LedgerColumn[] => {
    const short = `I${String(i + 1).padStart(2, "0")}`;
    const aim = indicator.strength === "strive" ? "（努力目标）" : "";
    const note = `${indicator.trace.formula.zh}；${shortenedTargets(indicator, source.assessment)}`;
    return [
      {
        group: "indicators",
        title: `${indicator.name.zh}${aim}`,
        short: `${short}_ST`,
        type: "text",
        unit: "",
        width: 13,
        note,
        total: talliesOf,
        valueOf: (place) => {
          const verdict = of(place);
          if (verdict === undefined) return null;
          return verdict.state === "unknown" && lacksPeople(measure, place.area.units, source.input)
            ? "没有人口数据"
            : unitStateWords(indicator, verdict.state);
        },
      },
      {
        group: "indicators",
        title: `${indicator.name.zh}_数值（${indicator.unit.zh}）`,
        short: `${short}_V`,
        type: "number",
        unit: indicator.unit.zh,
        decimals: 2,
        note: indicator.trace.formula.zh,
        optional: true,
        valueOf: (place) => {
          const value = of(place)?.value ?? null;
          return value === null ? null : rounded(value);
        },
      },
    ];
  });
}

/** What a unit lacks of the targets in force, how much, and whose task that is. Strive targets are not among it. */
export function todoColumns(source: LedgerSource): LedgerColumn[] {
  const judged = toldByUnit(source).filter(({ indicator }) => indicator.strength !== "strive");
  const open = (place: LedgerPlace): ByUnit[] =>
    judged.filter(({ of }) => ["not-met", "nearly"].includes(of(place)?.state ?? ""));
  const text = { group: "todo", type: "text", unit: "" } as const;
  return [
    {
      ...text,
      title: "未达标要求",
      short: "UNMET",
      width: 42,
      note: "按现行目标未达标、或有点位未备案的政策指标；不含努力目标",
      valueOf: (place) => joined(open(place).map(({ indicator }) => indicator.name.zh)),
    },
    {
      ...text,
      title: "差额",
      short: "LACKS",
      width: 46,
      note: "补到目标还差的数量，向上取整；按有无判定的写明缺什么",
      valueOf: (place) => joined(open(place).map((one) => lackOf(one, place, source))),
    },
    premisesColumn(source.premises, (place) => open(place).length > 0),
    {
      ...text,
      title: "责任单位",
      short: "DEPT",
      width: 36,
      note: "未达标要求现行目标的责任单位；文件没有写明、由职责推定的另列",
      valueOf: (place) => departmentsOf(open(place)),
    },
  ];
}

function lackOf(
  { indicator, measure, of }: ByUnit,
  place: LedgerPlace,
  { input }: LedgerSource,
): string {
  const verdict = of(place);
  const name = indicator.name.zh;
  if (verdict?.state === "nearly") return `${name}：有点位，未备案`;
  const lacks = verdict?.lacks ?? null;
  if (lacks !== null && lacks > 0)
    return `${name}：差 ${lacks.toLocaleString("en")} ${lackUnit(indicator, measure)}`;
  if (measure?.kind !== "units-served") return `${name}：未达标`;
  const needs = measure.needs.map(({ label }) => label.zh);
  const combine = input.settings.combine[indicator.id] ?? measure.combine;
  return combine === "all" || needs.length === 1
    ? `${name}：缺${needs.join("或")}`
    : `${name}：${needs.join("、")}都没有`;
}

/** Those a document names, leads first, and after them those that are only inferred from their duties. */
function departmentsOf(open: readonly ByUnit[]): string | null {
  const stated = new Map<string, string>();
  const inferred = new Set<string>();
  for (const { indicator } of open) {
    const target = indicator.targets.find(({ inForce }) => inForce);
    if (target === undefined) continue;
    const leads = new Set(target.leads);
    const order = [...target.leads, ...target.departments.filter((one) => !leads.has(one))];
    for (const one of order) {
      if (target.departmentsBasis === "inferred") inferred.add(one);
      else if (!stated.has(one)) stated.set(one, leads.has(one) ? `${one}（牵头）` : one);
    }
  }
  const guessed = [...inferred].filter((one) => !stated.has(one));
  return joined([
    ...(stated.size === 0 ? [] : [[...stated.values()].join("、")]),
    ...(guessed.length === 0 ? [] : [`推定：${guessed.join("、")}`]),
  ]);
}

function joined(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join("；");
}
