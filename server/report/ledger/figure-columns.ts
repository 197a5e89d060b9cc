import type { Measure, Quantity, Source } from "#contract/policy/measure.ts";
import { ownValue } from "#core/own-value.ts";
import { amountsOf, told } from "#core/policy/quantity.ts";
import { rounded, sumOf, talliesOf, type LedgerColumn } from "./ledger-column.ts";
import type { LedgerPlace, LedgerSource } from "./ledger.ts";

/** Figures that are shown wherever they were stated, used or not. */
const ALWAYS = ["resident-population", "households", "urban-rural-code"];

/**
 * The stated figures that the indicators are worked out from, as they entered them: what stands for the unit itself,
 * or the sum of what was stated for all its parts. So every indicator can be worked out again by hand.
 */
export function figureColumns(source: LedgerSource): LedgerColumn[] {
  const { input, ground, places } = source;
  const levels = new Set(places.map(({ division }) => division.level));
  const used = usedItems(source);
  const { year } = input.settings;
  const isStated = (id: string) =>
    places.some(({ index }) => ground.figures.of(id, index) !== null);
  return Object.entries(input.items).flatMap(([id, item], i): LedgerColumn[] => {
    const wanted = used.has(id) || (ALWAYS.includes(id) && isStated(id));
    if (!wanted || !item.levels.some((level) => levels.has(level))) return [];
    const short = `S${String(i + 1).padStart(2, "0")}`;
    const base = { group: "figures", note: `填报数据，${year} 年，没有的取此前最近一年` } as const;
    const fits = ({ division }: LedgerPlace) => item.levels.includes(division.level);
    const own = ({ index }: LedgerPlace) => ground.figures.of(id, index);
    const yearColumn: LedgerColumn = {
      ...base,
      title: `填报_${item.name.zh}_数据年份`,
      short: `${short}_YEAR`,
      type: "integer",
      unit: "",
      note: `只在用了 ${year} 年以前的数据时填写`,
      optional: true,
      valueOf: (place) => {
        const stated = own(place)?.year;
        return stated === undefined || stated === year ? null : stated;
      },
    };
    if (item.type === "number") {
      const quantity: Quantity = {
        label: item.name,
        unit: item.unit,
        sources: [[{ of: "stock", item: id }]],
      };
      return [
        {
          ...base,
          title: `填报_${item.name.zh}（${item.unit.zh}）`,
          short,
          type: "number",
          unit: item.unit.zh,
          decimals: item.whole === true ? 0 : 1,
          ...(item.sums && { total: sumOf }),
          valueOf: (place) => valueOf(quantity, place, source),
        },
        yearColumn,
      ];
    }
    return [
      {
        ...base,
        title: `填报_${item.name.zh}`,
        short,
        type: "text",
        unit: "",
        total: talliesOf,
        valueOf: (place) => {
          const value = own(place)?.value;
          if (value === undefined) return fits(place) ? "未填报" : null;
          return typeof value === "boolean" ? (value ? "是" : "否") : `${value}`;
        },
      },
      yearColumn,
    ];
  });
}

type RegisterSum = Extract<Source, { of: "facilities" }>;

/** Sums over the register of facilities that indicators take where no figure was stated. */
export function registerColumns(source: LedgerSource): LedgerColumn[] {
  const sums = new Map<string, { readonly part: RegisterSum; readonly quantity: Quantity }>();
  for (const measure of measuresOf(source))
    for (const quantity of quantitiesOf(measure))
      for (const part of quantity.sources.flat())
        if (part.of === "facilities") sums.set(JSON.stringify(part), { part, quantity });
  return [...sums.values()].map(({ part, quantity }, i): LedgerColumn => ({
    group: "register",
    title: `名录_${quantity.label.zh}${part.sum === "capacity" ? "_按容量" : ""}（${quantity.unit.zh}）`,
    short: `F${String(i + 1).padStart(2, "0")}`,
    type: "number",
    unit: quantity.unit.zh,
    decimals: 0,
    note: "设施名录中注明的合计；没有注明的设施超过二十分之一时为空白",
    total: sumOf,
    valueOf: (place) => valueOf({ ...quantity, sources: [[part]] }, place, source),
  }));
}

function valueOf(quantity: Quantity, { area }: LedgerPlace, { ground }: LedgerSource) {
  const { value } = told(amountsOf(quantity, area, ground, new Set()));
  return value === null ? null : rounded(value);
}

/** The measures of the indicators that were assessed. */
function measuresOf({ assessment, input }: LedgerSource): Measure[] {
  const ids = new Set(assessment.indicators.map(({ id }) => id));
  const keys = input.documents.flatMap(({ entries }) =>
    entries.flatMap(({ id, measure }) => (ids.has(id) && measure !== undefined ? [measure] : [])),
  );
  return [...new Set(keys)].flatMap((key) => ownValue(input.measures, key) ?? []);
}

function usedItems(source: LedgerSource): ReadonlySet<string> {
  return new Set(
    measuresOf(source).flatMap((measure) => {
      const stated = quantitiesOf(measure)
        .flatMap(({ sources }) => sources.flat())
        .flatMap((part) => (part.of === "stock" ? [part.item] : []));
      if (measure.kind === "units-served")
        stated.push(...measure.needs.flatMap(({ item }) => item ?? []));
      if ("units" in measure && measure.units.among !== undefined) stated.push(measure.units.among);
      return stated;
    }),
  );
}

function quantitiesOf(measure: Measure): Quantity[] {
  switch (measure.kind) {
    case "rate":
      return [measure.numerator, measure.denominator];
    case "count-per-unit":
      return [measure.count];
    case "units-served":
    case "projects":
    case "attested":
      return [];
  }
}
