import type { Evaluation, ScenarioQuestion } from "#contract/scenario.ts";
import type { Demand } from "#core/demand/demand.ts";
import type { Unit } from "#core/demand/units.ts";
import { boundaryOf } from "#core/geo/cells.ts";
import { WALKERS } from "#core/vocabulary.ts";
import type { ExportColumn, ExportTable, ExportValue } from "../export/export-table.ts";
import { SYNTHETIC_NOTICE } from "../layers.ts";
import { SERVICE_WORDS } from "#contract/scenario-words.ts";

export interface Difference {
  readonly study: { readonly name: string; readonly synthetic: boolean };
  readonly question: ScenarioQuestion;
  readonly evaluation: Evaluation;
  readonly demand: Demand;
  readonly units: readonly Unit[];
  /** Index into `units` per cell, −1 outside all. */
  readonly unitOf: ArrayLike<number>;
}

interface Field<Item> extends ExportColumn {
  readonly of: (item: Item) => ExportValue;
}

/** The cells in which a walk takes another time, or that are joined to the streets and were not, or were and are not. */
export function differenceLayer(asked: Difference): ExportTable {
  const { study, question, evaluation, demand, units, unitOf } = asked;
  const { changed, unlinked, linked } = evaluation;
  const limit = 60 * question.limitMinutes;
  const lost = new Set(unlinked);
  const gained = new Set(linked);
  const timed = new Set(changed.cells);
  const cells = [
    ...changed.cells.map((cell, i) => ({
      cell,
      before: changed.before[i] ?? null,
      after: changed.after[i] ?? null,
    })),
    ...[...lost, ...gained]
      .filter((cell) => !timed.has(cell))
      .map((cell) => ({ cell, before: null, after: null })),
  ];
  type Cell = (typeof cells)[number];
  const changeOf = ({ cell, before, after }: Cell): string => {
    const [was, is] = [before, after].map((seconds) => seconds !== null && seconds <= limit);
    if (is && !was) return "新增覆盖";
    if (was && !is) return "不再覆盖";
    if (lost.has(cell)) return "不再连到路网";
    if (gained.has(cell)) return "新连到路网";
    return (after ?? Infinity) < (before ?? Infinity) ? "更近" : "更远";
  };
  const minutes = (seconds: number | null) =>
    seconds === null ? null : Math.ceil(seconds / 0.6) / 100;
  const fields: Field<Cell>[] = [
    { name: "格网", type: "text", of: ({ cell }) => demand.cells[cell] ?? null },
    { name: "单元", type: "text", of: ({ cell }) => units[unitOf[cell] ?? -1]?.name ?? null },
    { name: "人口", type: "number", of: ({ cell }) => thousandths(demand.people[cell] ?? 0) },
    { name: "变化", type: "text", of: changeOf },
    { name: "对照步行分钟", type: "number", of: ({ before }) => minutes(before) },
    { name: "方案步行分钟", type: "number", of: ({ after }) => minutes(after) },
    {
      name: "增减分钟",
      type: "number",
      of: ({ before, after }) =>
        before === null || after === null ? null : Math.round((after - before) / 0.6) / 100,
    },
    ...mark<Cell>(study.synthetic),
  ];
  return {
    ...named(asked, "前后差异"),
    shape: "polygon",
    columns: fields.map(({ name, type }) => ({ name, type })),
    features: cells.map((item) => ({
      geometry: { type: "Polygon", coordinates: [boundaryOf(demand.cells[item.cell]!)] },
      values: fields.map((field) => field.of(item)),
    })),
  };
}

/** People served in all and unit by unit, before and after; blank for units whose people are not known. */
export function unitTable(asked: Difference): ExportTable {
  const { study, evaluation, units } = asked;
  const { before, after } = evaluation;
  const rows = [
    { code: "", name: "全部", was: before.all, is: after.all, isKnown: true },
    ...units.flatMap(({ id, name, withoutPeople }, unit) => {
      const [was, is] = [before.units[unit], after.units[unit]];
      if (was === undefined || is === undefined) return [];
      return [{ code: id, name, was, is, isKnown: withoutPeople !== true }];
    }),
  ];
  type Line = (typeof rows)[number];
  const percent = (share: number | null) => (share === null ? null : thousandths(100 * share));
  const count = (name: string, of: (line: Line) => number): Field<Line> => ({
    name,
    type: "number",
    of: (line) => (line.isKnown ? thousandths(of(line)) : null),
  });
  const fields: Field<Line>[] = [
    { name: "单元编号", type: "text", of: ({ code }) => code },
    { name: "单元", type: "text", of: ({ name }) => name },
    count("人口", ({ is }) => is.people),
    count("对照覆盖人口", ({ was }) => was.covered),
    count("方案覆盖人口", ({ is }) => is.covered),
    count("覆盖增减", ({ was, is }) => is.covered - was.covered),
    count("对照缺口人口", ({ was }) => was.gap),
    count("方案缺口人口", ({ is }) => is.gap),
    count("对照未知人口", ({ was }) => was.unknown),
    count("方案未知人口", ({ is }) => is.unknown),
    {
      name: "对照覆盖率%",
      type: "number",
      of: ({ was, isKnown }) => percent(isKnown ? was.share : null),
    },
    {
      name: "方案覆盖率%",
      type: "number",
      of: ({ is, isKnown }) => percent(isKnown ? is.share : null),
    },
    ...mark<Line>(study.synthetic),
  ];
  return {
    ...named(asked, "各单元前后对比"),
    shape: "none",
    columns: fields.map(({ name, type }) => ({ name, type })),
    features: rows.map((line) => ({ geometry: null, values: fields.map((one) => one.of(line)) })),
  };
}

function named(
  { study, question }: Difference,
  what: string,
): Pick<ExportTable, "name" | "title" | "notes"> {
  const { service, profile, direction, limitMinutes } = question;
  const marked = study.synthetic && !study.name.includes("示例");
  const parts = [study.name, SERVICE_WORDS[service], `${limitMinutes}分钟`, what];
  return {
    name: what,
    title: [...(marked ? ["示例"] : []), ...parts].join("_"),
    notes: [
      ...(study.synthetic ? [SYNTHETIC_NOTICE] : []),
      `空间测算，不是政策指标。服务：${SERVICE_WORDS[service]}；时限：${limitMinutes} 分钟；步行速度：${WALKERS[profile].speed} 米/秒；${direction === "towards" ? "居民走向设施" : "从设施走向居民"}。30 分钟以外不计时间。`,
    ],
  };
}

function mark<Item>(synthetic: boolean): Field<Item>[] {
  return synthetic ? [{ name: "数据标记", type: "text", of: () => "示例数据（合成）" }] : [];
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
