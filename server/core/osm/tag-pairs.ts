import type { Tags } from "./elements.ts";

/** A table from `key=value` to kind, written by kind. */
export function kindTable<K extends string>(
  table: Readonly<Record<K, readonly string[]>>,
): Map<string, K> {
  const entries: [K, readonly string[]][] = (Object.keys(table) as K[]).map((kind) => [
    kind,
    table[kind],
  ]);
  return new Map(entries.flatMap(([kind, list]) => list.map((pair): [string, K] => [pair, kind])));
}

/** The kind of the first of an element's `key=value` pairs that has one. */
export function kindOf<K>(table: ReadonlyMap<string, K>, tags: Tags): K | undefined {
  return kindPairs(tags)
    .map((pair) => table.get(pair))
    .find((kind) => kind !== undefined);
}

/** An element's `key=value` pairs that may tell its kind, the most telling first. */
export function kindPairs(tags: Tags): string[] {
  return KIND_KEYS.filter((key) => key in tags).map((key) => `${key}=${tags[key]}`);
}

const KIND_KEYS = [
  "place",
  "railway",
  "public_transport",
  "amenity",
  "leisure",
  "natural",
  "waterway",
  "man_made",
  "landuse",
  "highway",
];
