import type { Indicator, Place } from "#contract/policy/compliance.ts";
import type { Measure, Quantity, StockItem } from "#contract/policy/measure.ts";

type Level = Place["level"];

/** Ids of the figures an indicator is worked out from. */
export function itemsOf(measure: Measure | undefined): string[] {
  switch (measure?.kind) {
    case "units-served": {
      const { needs, units } = measure;
      return unique([...needs.map(({ item }) => item), units.among]);
    }
    case "rate":
      return unique([...ofQuantity(measure.numerator), ...ofQuantity(measure.denominator)]);
    case "count-per-unit":
      return unique([...ofQuantity(measure.count), measure.units.among]);
    case "projects":
      return unique(
        measure.ways.flatMap((way) =>
          "item" in way ? [way.item] : [way.numerator, way.denominator],
        ),
      );
    case "attested":
    case undefined:
      return [];
  }
}

/** The figures that can be entered for a unit of a level, those of an indicator only where `among` names them. */
export function itemsAt(
  items: Readonly<Record<string, StockItem>>,
  level: Level,
  among: readonly string[],
): [id: string, item: StockItem][] {
  return Object.entries(items).filter(
    ([id, item]) => item.levels.includes(level) && (among.length === 0 || among.includes(id)),
  );
}

/**
 * Where entering the figures of an indicator begins: of what is judged unit by unit, the first that was not reported,
 * else the first that lacks something; otherwise the first place that has any of the figures.
 */
export function firstPlace<P extends Pick<Place, "code" | "level">>(
  places: readonly P[],
  items: Readonly<Record<string, StockItem>>,
  measure: Measure | undefined,
  units: Indicator["units"],
): P | undefined {
  const needed = itemsOf(measure);
  const fitting = places.filter(({ level }) => itemsAt(items, level, needed).length > 0);
  if (measure?.kind === "units-served" || measure?.kind === "projects") {
    for (const state of ["unknown", "not-met", "nearly"] as const) {
      const codes = new Set(units.filter((one) => one.state === state).map(({ code }) => code));
      const found = fitting.find(({ code }) => codes.has(code));
      if (found) return found;
    }
  }
  return fitting[0] ?? places[0];
}

/**
 * What was typed as a value of an item; undefined where it is none. Thousands separators and full-width digits are
 * taken; "" is nothing entered, never zero.
 */
export function valueOf(
  text: string,
  item: StockItem,
): { readonly value: number | boolean | string | null } | undefined {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return { value: null };
  switch (item.type) {
    case "truth":
      return typed === "true" || typed === "false" ? { value: typed === "true" } : undefined;
    case "text":
      return item.pattern === undefined || new RegExp(item.pattern).test(typed)
        ? { value: typed }
        : undefined;
    case "number": {
      const plain = typed.replaceAll(",", "");
      const value = Number(plain);
      const fits =
        /^-?\d+(?:\.\d+)?$/.test(plain) &&
        value >= (item.minimum ?? -Infinity) &&
        value <= (item.maximum ?? Infinity) &&
        !(item.whole === true && !Number.isInteger(value));
      return fits ? { value } : undefined;
    }
  }
}

function ofQuantity({ sources }: Quantity): (string | undefined)[] {
  return sources.flat().map((source) => (source.of === "stock" ? source.item : undefined));
}

function unique(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}
