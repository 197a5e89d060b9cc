import type { StockItem } from "#contract/policy/measure.ts";
import type { KeptFigure } from "#contract/policy/stock.ts";
import { ownValue } from "../own-value.ts";

/** Stock figures by item and place: those of a year, else the newest before it. */
export interface Figures {
  /** Null where nothing usable was entered. A place is the index of a division, or the code of an estate. */
  readonly of: (item: string, place: Place) => KeptFigure | null;
  /** Codes that figures of an item were entered for and the study does not know. */
  readonly strangers: (item: string) => readonly string[];
}

export type Place = number | string;

/** The place of a code that only lies around the study: the city of a county. */
export const AROUND = -1;

/**
 * `find` tells the place of a code for an item: a division, an estate, `AROUND`, or null for one that the study does not have.
 * A figure that is no finite number, or not of its item's type, counts as not entered.
 */
export function figuresOf(
  stock: readonly KeptFigure[],
  items: Readonly<Record<string, StockItem>>,
  year: number,
  find: (code: string, item: string) => Place | null,
): Figures {
  const kept = new Map<string, Map<Place, KeptFigure>>();
  const strange = new Map<string, Set<string>>();
  for (const figure of stock) {
    if (figure.year > year || !isOfType(figure.value, ownValue(items, figure.item))) continue;
    const place = find(figure.unit, figure.item);
    if (place === AROUND) continue;
    if (place === null) {
      added(strange, figure.item, () => new Set<string>()).add(figure.unit);
      continue;
    }
    const places = added(kept, figure.item, () => new Map<Place, KeptFigure>());
    const before = places.get(place);
    if (before === undefined || isLater(figure, before)) places.set(place, figure);
  }
  return {
    of: (item, place) => kept.get(item)?.get(place) ?? null,
    strangers: (item) => [...(strange.get(item) ?? [])].sort(),
  };
}

/** Items the study does not know are taken as they come. */
function isOfType(value: KeptFigure["value"], item: StockItem | undefined): boolean {
  if (typeof value === "number" && !Number.isFinite(value)) return false;
  switch (item?.type) {
    case "number":
      return typeof value === "number";
    case "truth":
      return typeof value === "boolean";
    case "text":
      return typeof value === "string";
    case undefined:
      return true;
  }
}

function isLater(figure: KeptFigure, before: KeptFigure): boolean {
  return figure.year > before.year || (figure.year === before.year && figure.seq > before.seq);
}

function added<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
