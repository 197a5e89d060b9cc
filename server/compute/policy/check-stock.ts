import { ownValue } from "#core/own-value.ts";
import { Value } from "typebox/value";
import type { StockItem } from "#contract/policy/measure.ts";
import { Estate, StockFigure } from "#contract/policy/stock.ts";
import type { Said } from "#contract/jobs.ts";
import type { Level } from "#core/vocabulary.ts";
import { isRealDay, chinaToday } from "./days.ts";
import { levelWord } from "./level-words.ts";
import type { Fault } from "./unacceptable.ts";

/** What figures are checked against. */
export interface StockRules {
  readonly items: Readonly<Record<string, StockItem>>;
  /** Divisions of the study, and of the documents that apply to it. */
  readonly places: ReadonlyMap<string, { readonly name: string; readonly level: Level }>;
  /** Estates that were entered before. */
  readonly estates: readonly Estate[];
  /** What units of earlier versions of the study were called, by codes that are no longer there. */
  readonly formerly: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** A fault of a figure or an estate: its index in what was sent, and the field. */
export interface StockFault extends Fault {
  readonly list: "figures" | "estates";
  readonly index: number;
  readonly field: string;
}

/** Everything that is wrong with figures and estates; none when they can be taken. */
export function checkStock(
  figures: readonly unknown[],
  estates: readonly unknown[],
  rules: StockRules,
): StockFault[] {
  const known = new Set(rules.estates.map(({ code }) => code));
  for (const estate of estates) if (Value.Check(Estate, estate)) known.add(estate.code);
  const faults = [
    ...estates.flatMap((estate, index) =>
      faultsOfEstate(estate, rules).map((found) => placed("estates", index, found)),
    ),
    ...figures.flatMap((figure, index) =>
      faultsOfFigure(figure, rules, known).map((found) => placed("figures", index, found)),
    ),
  ];
  const wrong = new Set(faults.flatMap(({ list, index }) => (list === "figures" ? [index] : [])));
  return [...faults, ...contradictions(figures, wrong)];
}

/** Figures of one item, unit and year that are sent together with different values: none of them can be told right. */
function contradictions(figures: readonly unknown[], wrong: ReadonlySet<number>): StockFault[] {
  const first = new Map<string, { readonly index: number; readonly value: unknown }>();
  return figures.flatMap((figure, index): StockFault[] => {
    if (wrong.has(index) || !Value.Check(StockFigure, figure)) return [];
    const { item, unit, year, value } = figure;
    const key = JSON.stringify([item, unit, year]);
    const before = first.get(key);
    if (before === undefined) first.set(key, { index, value });
    if (before === undefined || before.value === value) return [];
    return [
      placed("figures", index, {
        code: "stated-twice",
        field: "value",
        zh: `同一单元、同一年份的这一项在第 ${before.index + 1} 条填了“${String(before.value)}”，这里又填“${String(value)}”。请保留一条。`,
        en: `Entry ${before.index + 1} states the same item, unit and year as "${String(before.value)}", this one as "${String(value)}". Keep one.`,
      }),
    ];
  });
}

interface Found extends Said {
  readonly code: string;
  readonly field: string;
}

function placed(list: StockFault["list"], index: number, found: Found): StockFault {
  const path = found.field === "" ? `${list}/${index}` : `${list}/${index}/${found.field}`;
  return { ...found, list, index, path, row: index + 1 };
}

function faultsOfEstate(estate: unknown, { places }: StockRules): Found[] {
  if (!Value.Check(Estate, estate)) return faultsOfForm(Estate, estate);
  if (places.has(estate.code))
    return [
      {
        code: "estate-code-taken",
        field: "code",
        zh: `“${estate.code}”是一个行政区划的代码，不能用作小区或项目的编号。请另编一个。`,
        en: `"${estate.code}" is the code of a division; give the estate a code of its own.`,
      },
    ];
  return places.has(estate.within) ? [] : [unknownUnit("within", estate.within, undefined)];
}

function faultsOfFigure(figure: unknown, rules: StockRules, estates: ReadonlySet<string>): Found[] {
  if (!Value.Check(StockFigure, figure)) return faultsOfForm(StockFigure, figure);
  const item = ownValue(rules.items, figure.item);
  if (item === undefined)
    return [
      {
        code: "unknown-item",
        field: "item",
        zh: `没有“${figure.item.slice(0, 80)}”这个指标项。请从存量目录中选择。`,
        en: `There is no item "${figure.item.slice(0, 80)}". Choose one from the catalogue.`,
      },
    ];
  return [
    ...faultsOfUnit(figure.unit, item, rules, estates),
    ...faultsOfValue(figure.value, item),
    ...faultsOfDate(figure, rules.now),
  ];
}

function faultsOfUnit(
  code: string,
  item: StockItem,
  { places, formerly }: StockRules,
  estates: ReadonlySet<string>,
): Found[] {
  const place = places.get(code);
  if (place === undefined && !estates.has(code)) {
    const name = formerly.get(code);
    const now = name === undefined ? [] : [...places].filter(([, one]) => one.name === name);
    return [unknownUnit("unit", code, name === undefined ? undefined : { name, now })];
  }
  const level = place?.level ?? "estate";
  if (item.levels.includes(level)) return [];
  const levels = item.levels.map((one) => levelWord(one));
  return [
    {
      code: "wrong-level",
      field: "unit",
      zh: `“${item.name.zh}”不在${levelWord(level).zh}一级填报。请按${levels.map(({ zh }) => zh).join("、")}填报。`,
      en: `"${item.name.en}" is not reported by ${levelWord(level).en}. Report it by ${levels.map(({ en }) => en).join(", ")}.`,
    },
  ];
}

function unknownUnit(
  field: string,
  code: string,
  former:
    | {
        readonly name: string;
        readonly now: readonly (readonly [string, { readonly name: string }])[];
      }
    | undefined,
): Found {
  if (former === undefined)
    return {
      code: "unknown-unit",
      field,
      zh: `研究区中没有代码为“${code}”的单元。请核对代码，或先导入含该单元的统计单元图层。`,
      en: `The study has no unit with the code "${code}". Check it, or import units that have it first.`,
    };
  const [current] = former.now;
  return {
    code: "former-unit",
    field,
    zh: `“${code}”（${former.name}）是旧版单元的代码，现行单元中已没有。${
      current === undefined ? "请核对现行代码。" : `现行同名单元的代码是“${current[0]}”。`
    }`,
    en: `"${code}" (${former.name}) is a code of an earlier version of the units, which is no longer there. ${
      current === undefined
        ? "Check the current one."
        : `The current unit of this name has the code "${current[0]}".`
    }`,
  };
}

function faultsOfValue(value: StockFigure["value"], item: StockItem): Found[] {
  const fault = (code: string, zh: string, en: string): Found[] => [
    { code, field: "value", zh: `“${item.name.zh}”${zh}`, en: `"${item.name.en}" ${en}` },
  ];
  const shown = String(value).slice(0, 40);
  switch (item.type) {
    case "truth":
      return typeof value === "boolean"
        ? []
        : fault("not-truth", `应填是或否，不能是“${shown}”。`, `is a yes or no, not "${shown}".`);
    case "text":
      if (typeof value !== "string")
        return fault("not-text", `应填文字，不能是“${shown}”。`, `is a text, not "${shown}".`);
      return item.pattern === undefined || new RegExp(item.pattern, "u").test(value)
        ? []
        : fault(
            "wrong-form",
            `的写法不符合要求：“${shown}”。${item.note?.zh ?? ""}`,
            `is not written as it must be: "${shown}". ${item.note?.en ?? ""}`.trim(),
          );
    case "number": {
      if (typeof value !== "number")
        return fault("not-number", `应填数字，不能是“${shown}”。`, `is a number, not "${shown}".`);
      const { minimum, maximum, unit } = item;
      if (item.whole === true && !Number.isInteger(value))
        return fault(
          "not-whole",
          `应为整数，不能是 ${shown}。`,
          `is a whole number, not ${shown}.`,
        );
      if (minimum !== undefined && value < minimum)
        return fault(
          "too-small",
          `不能小于 ${minimum}${unit.zh}，填报的是 ${shown}。`,
          `is at least ${minimum} ${unit.en}, not ${shown}.`,
        );
      return maximum === undefined || value <= maximum
        ? []
        : fault(
            "too-great",
            `不能大于 ${maximum}${unit.zh}，填报的是 ${shown}。请检查单位。`,
            `is at most ${maximum} ${unit.en}, not ${shown}. Check the unit.`,
          );
    }
  }
}

function faultsOfDate({ date, year }: StockFigure, now: Date): Found[] {
  const faults: Found[] = [];
  if (!isRealDay(date))
    faults.push({
      code: "no-such-day",
      field: "date",
      zh: `没有“${date}”这一天。请按 2025-12-31 的样式填写。`,
      en: `There is no day "${date}". Write it like 2025-12-31.`,
    });
  else if (date > chinaToday(now).day)
    faults.push({
      code: "day-to-come",
      field: "date",
      zh: `日期“${date}”还没有到。请填写数据来源的日期。`,
      en: `The day ${date} is yet to come. Give the day of the source.`,
    });
  if (year > chinaToday(now).year)
    faults.push({
      code: "year-to-come",
      field: "year",
      zh: `${year} 年还没有到，不能填报存量。请核对年份。`,
      en: `The year ${year} is yet to come. Check it.`,
    });
  return faults;
}

/** A value without the form that the API describes. */
function faultsOfForm(form: typeof StockFigure | typeof Estate, value: unknown): Found[] {
  const [fault] = Value.Errors(form, value);
  return [
    {
      code: "wrong-form",
      field: (fault?.instancePath ?? "").slice(1),
      zh: `这一项缺少内容或写法不对（${fault?.message ?? ""}）。请对照接口说明填写。`,
      en: `It lacks something or is not written as it must be (${fault?.message ?? ""}). See /api/docs.`,
    },
  ];
}
