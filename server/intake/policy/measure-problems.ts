import { ownValue } from "#core/own-value.ts";
import type { FacilityKind, Measure, StockItem } from "#contract/policy/measure.ts";
import type { Path } from "./json-lines.ts";
import { found, type Found } from "./schema-problems.ts";

/**
 * Stock items and kinds of facility that measures speak of and that are not there, or are of another type. Of the
 * `broken` items nothing is said: what is wrong with them is told where they stand.
 */
export function measureProblems(
  measures: Readonly<Record<string, Measure>>,
  items: Readonly<Record<string, StockItem>>,
  kinds: readonly FacilityKind[],
  broken: ReadonlySet<string>,
): Found[] {
  return Object.entries(measures).flatMap(([id, measure]) =>
    namesIn(measure).flatMap(({ at, ...name }): Found[] => {
      const path = ["measures", id, ...at];
      if ("kind" in name)
        return kinds.some((kind) => kind.id === name.kind)
          ? []
          : [found(path, "policy-kind-unknown", { ...name, known: idsOf(kinds) })];
      const { item, expected } = name;
      if (broken.has(item)) return [];
      const type = ownValue(items, item)?.type;
      if (type === undefined) return [found(path, "policy-item-unknown", { item })];
      if (type === expected) return [];
      return [found(path, "policy-item-type", { item, type, expected })];
    }),
  );
}

type Name = { readonly at: Path } & (
  | { readonly item: string; readonly expected: StockItem["type"] }
  | { readonly kind: string }
);

/** Every name of something else in a measure, with its place. */
function namesIn(measure: Measure): Name[] {
  switch (measure.kind) {
    case "units-served":
      return [
        ...ofUnits(measure.units, ["units"]),
        ...measure.needs.flatMap(({ item, kinds = [] }, i) => [
          ...ofItem(item, "truth", ["needs", i, "item"]),
          ...kinds.map((kind, k) => ({ kind, at: ["needs", i, "kinds", k] })),
        ]),
      ];
    case "rate":
      return [
        ...ofQuantity(measure.numerator, ["numerator"]),
        ...ofQuantity(measure.denominator, ["denominator"]),
        ...(measure.each === undefined ? [] : ofUnits(measure.each, ["each"])),
      ];
    case "count-per-unit":
      return [...ofUnits(measure.units, ["units"]), ...ofQuantity(measure.count, ["count"])];
    case "projects":
      return measure.ways.flatMap((way, i) =>
        "item" in way
          ? ofItem(way.item, "truth", ["ways", i, "item"])
          : [
              ...ofItem(way.numerator, "number", ["ways", i, "numerator"]),
              ...ofItem(way.denominator, "number", ["ways", i, "denominator"]),
            ],
      );
    case "attested":
      return [];
  }
}

type Quantity = Extract<Measure, { kind: "rate" }>["numerator"];
type UnitSet = Extract<Measure, { kind: "units-served" }>["units"];

function ofQuantity({ sources }: Quantity, at: Path): Name[] {
  return sources.flatMap((parts, s) =>
    parts.flatMap((part, p): Name[] => {
      const here = [...at, "sources", s, p];
      if (part.of === "stock") return ofItem(part.item, "number", [...here, "item"]);
      if (part.of === "people") return [];
      return (part.kinds ?? []).map((kind, k) => ({ kind, at: [...here, "kinds", k] }));
    }),
  );
}

function ofUnits({ among }: UnitSet, at: Path): Name[] {
  return ofItem(among, "truth", [...at, "among"]);
}

function ofItem(item: string | undefined, expected: StockItem["type"], at: Path): Name[] {
  return item === undefined ? [] : [{ item, expected, at }];
}

function idsOf(kinds: readonly FacilityKind[]): string {
  return kinds.map(({ id }) => id).join(", ");
}
