import type { Assessment, Indicator } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import type { Unit } from "#core/demand/units.ts";
import type { ExportColumn, ExportTable, ExportValue } from "./export/export-table.ts";
import { groupWords } from "./group-words.ts";
import { joinedOutline } from "./joined-outline.ts";
import { SYNTHETIC_NOTICE } from "./layers.ts";
import { lackUnit, unitStateWords } from "./ledger/unit-state.ts";
import { documentShort, STRENGTH_WORDS, targetNumbers } from "./policy-words.ts";

/** One field of a layer, and what it holds of a feature. */
interface Field<Item> extends Required<ExportColumn> {
  readonly of: (item: Item) => ExportValue;
}

export interface ServiceGaps {
  readonly study: { readonly name: string; readonly synthetic: boolean };
  /** In words: 托育. */
  readonly service: string;
  readonly minutes: number;
  /** Who walks, and how fast, in words. */
  readonly walker: string;
  readonly facilities: readonly Facility[];
  /** Of the people. */
  readonly groups: readonly string[];
  readonly gaps: readonly Gap[];
}

/** The gaps of one service: where people live who do not reach it within the minutes asked. Ours, not a policy's. */
export function serviceGapTable(asked: ServiceGaps): ExportTable {
  const { study, service, minutes, walker, facilities, groups, gaps } = asked;
  const nearest = ({ nearest: now }: Gap) => (now === null ? undefined : facilities[now.facility]);
  const fields: Field<Gap>[] = [
    integer("序号", "NO", "缺口人口从多到少", ({ rank }) => rank),
    text("服务", "SERVICE", "", () => service),
    text("名称", "NAME", "多数人所在的单元或街道", ({ name }) => name),
    number("缺口人口", "POP", "走不到的居民，人", ({ people }) => thousandths(people)),
    ...groups.map((group, i) =>
      number(`${groupWords(group)}缺口人口`, `POP_${i + 1}`, "人", (gap: Gap) => {
        const people = gap.groups.get(group);
        return people === undefined ? null : thousandths(people);
      }),
    ),
    number("面积平方公里", "AREA_KM2", "有人居住的格网面积", ({ squareMetres }) =>
      thousandths(squareMetres / 1e6),
    ),
    integer("格网数", "CELLS", "", ({ cells }) => cells.length),
    text("最近设施", "NEAR", "多数人现在走到的最近设施", (gap) => nearest(gap)?.name ?? null),
    text("最近设施编号", "NEAR_ID", "", (gap) => nearest(gap)?.id ?? null),
    number("现在步行分钟", "NEAR_MIN", "到最近设施的平均步行时间，按人口加权", ({ nearest: now }) =>
      now === null ? null : Math.round(now.cost / 6000) / 10,
    ),
    number("时限分钟", "LIMIT_MIN", "判断走不走得到的时间", () => minutes),
    text("步行者", "WALKER", "", () => walker),
    text("性质", "NATURE", "", () => "空间测算，不是政策指标"),
    ...mark<Gap>(study.synthetic),
  ];
  return tableOf(
    {
      name: `${service}缺口`,
      title: titled(study, [service, "步行缺口", `${minutes}分钟`]),
      synthetic: study.synthetic,
    },
    fields,
    gaps,
    ({ polygon }) => ({ type: "Polygon", coordinates: polygon }),
  );
}

export interface IndicatorUnits {
  readonly study: { readonly name: string };
  readonly assessment: Assessment;
  readonly indicator: Indicator;
  readonly measure: Measure | undefined;
  /** Of the study. */
  readonly units: readonly Unit[];
  /** Indexes of the units that make up a division, by its code. */
  readonly unitsIn: (code: string) => readonly number[];
}

/** The units an indicator counts, with how each stands, what it lacks, what is asked and whose task it is. */
export function indicatorTable(asked: IndicatorUnits): ExportTable {
  const { study, assessment, indicator, measure, units, unitsIn } = asked;
  const places = new Map(assessment.places.map((place) => [place.code, place]));
  const target = indicator.targets.find(({ inForce }) => inForce) ?? indicator.targets[0];
  const inferred = target?.departmentsBasis === "inferred" ? "（推定）" : "";
  type Item = Indicator["units"][number];
  const fields: Field<Item>[] = [
    text("区划代码", "CODE", "", ({ code }) => code),
    text("名称", "NAME", "", ({ code }) => places.get(code)?.name ?? null),
    text("所属", "WITHIN", "所属乡镇街道或县区", ({ code }) => {
      const within = places.get(code)?.within ?? null;
      return within === null ? null : (places.get(within)?.name ?? null);
    }),
    text("指标", "INDICATOR", indicator.trace.formula.zh, () => indicator.name.zh),
    text("状态", "STATE", "按现行目标", ({ state }) => unitStateWords(indicator, state)),
    number("数值", "VALUE", indicator.unit.zh, ({ value }) =>
      value === null ? null : thousandths(value),
    ),
    text("单位", "UNIT", "数值的单位", () => indicator.unit.zh),
    number("差额", "LACKS", "补到目标还差多少", ({ lacks }) => lacks),
    text("差额单位", "LACK_UNIT", "", ({ lacks }) =>
      lacks === null ? null : lackUnit(indicator, measure),
    ),
    text("目标", "TARGET", "", () => (target === undefined ? null : targetNumbers(target.numbers))),
    text("目标性质", "STRENGTH", "", () =>
      target === undefined ? null : STRENGTH_WORDS[target.strength],
    ),
    integer("目标年份", "YEAR", "", () => target?.year ?? null),
    text("文件", "DOCUMENT", "", () =>
      target === undefined ? null : documentShort(target, assessment),
    ),
    text("依据条款", "CLAUSE", "", () => target?.clause ?? null),
    text("责任单位", "DEPT", "", () =>
      target === undefined || target.departments.length === 0
        ? null
        : `${target.departments.join("、")}${inferred}`,
    ),
    ...mark<Item>(assessment.synthetic),
  ];
  return tableOf(
    {
      name: indicator.name.zh,
      title: titled({ name: study.name, synthetic: assessment.synthetic }, [
        ...(assessment.scope.code === null ? [] : [assessment.scope.name]),
        indicator.name.zh,
        "各单元",
        `${assessment.settings.year}年`,
      ]),
      synthetic: assessment.synthetic,
    },
    fields,
    indicator.units,
    ({ code }) => joinedOutline(unitsIn(code).flatMap((unit) => units[unit]?.geometry ?? [])),
  );
}

function tableOf<Item>(
  named: { readonly name: string; readonly title: string; readonly synthetic: boolean },
  fields: readonly Field<Item>[],
  items: readonly Item[],
  place: (item: Item) => ExportTable["features"][number]["geometry"],
): ExportTable {
  return {
    name: named.name,
    title: named.title,
    shape: "polygon",
    columns: fields.map(({ name, short, type, note }) => ({ name, short, type, note })),
    features: items.map((item) => ({
      geometry: place(item),
      values: fields.map((field) => field.of(item)),
    })),
    notes: named.synthetic ? [SYNTHETIC_NOTICE] : [],
  };
}

function titled(
  study: { readonly name: string; readonly synthetic: boolean },
  parts: readonly string[],
): string {
  const marked = study.synthetic && !study.name.includes("示例");
  return [...(marked ? ["示例"] : []), study.name, ...parts].join("_");
}

/** Features get copied out of their files; those of invented data say so themselves. */
function mark<Item>(synthetic: boolean): Field<Item>[] {
  return synthetic ? [text("数据标记", "MARK", "", () => "示例数据（合成）")] : [];
}

type Make = <Item>(
  name: string,
  short: string,
  note: string,
  of: (item: Item) => ExportValue,
) => Field<Item>;

const text: Make = (name, short, note, of) => ({ name, short, note, type: "text", of });
const number: Make = (name, short, note, of) => ({ name, short, note, type: "number", of });
const integer: Make = (name, short, note, of) => ({ name, short, note, type: "integer", of });

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
