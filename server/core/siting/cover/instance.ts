import type { People } from "../../vocabulary.ts";

/**
 * A cover problem without what is settled beforehand: required sites are opened, forbidden ones gone, and the
 * demand either leaves nobody covered gone too. Its sites and places of demand have indexes of their own.
 */
export interface Instance {
  readonly siteCount: number;
  readonly demandCount: number;
  /** By site: its index in the problem, rising. */
  readonly origin: Int32Array;
  readonly price: Float64Array;
  readonly preferred: Uint8Array;
  /** By site the demand it covers, by demand the sites that cover it; both rising. */
  readonly demandOf: Lists;
  readonly siteOf: Lists;
  /** By demand; above 0. */
  readonly weight: Float64Array;
  /** Sites that may not be chosen with each. */
  readonly apart: Lists;
  /** Sites, and their price, that may still be chosen; Infinity for any. */
  readonly count: number;
  readonly budget: number;
  /** Whether every place of demand must be covered; each then weighs 1. */
  readonly everything: boolean;
  readonly goal: InstanceGoal;
  /** By demand and in all: people of units that must be covered still. Undefined where nothing is missing. */
  readonly floor: UnitDemand | undefined;
}

/** What is still missing. */
export type InstanceGoal =
  | { readonly kind: "most-people" }
  | { readonly kind: "people"; readonly people: People }
  | { readonly kind: "units"; readonly units: number; readonly rule: InstanceRule }
  | { readonly kind: "most-units"; readonly rule: InstanceRule };

/** Units not served yet that can be. */
export type InstanceRule =
  | { readonly by: "inside"; readonly unitCount: number; readonly ofSite: Int32Array }
  | ({ readonly by: "people" } & UnitDemand);

export interface UnitDemand {
  readonly unitCount: number;
  /** By demand, -1 where it counts for none. */
  readonly ofDemand: Int32Array;
  /** By unit, above 0. */
  readonly people: Float64Array;
}

/** Lists of indexes one after another: list `i` stands from `first[i]` up to, not including, `first[i + 1]`. */
export interface Lists {
  readonly first: Uint32Array;
  readonly items: Uint32Array;
}

/** The lists of who is in which list. Rising. */
export function transposed({ first, items }: Lists, itemCount: number): Lists {
  const starts = new Uint32Array(itemCount + 1);
  for (const item of items) starts[item + 1]!++;
  for (let i = 0; i < itemCount; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice(0, itemCount);
  const lists = new Uint32Array(items.length);
  for (let list = 0; list + 1 < first.length; list++)
    for (let at = first[list]!; at < first[list + 1]!; at++) lists[next[items[at]!]!++] = list;
  return { first: starts, items: lists };
}

/** The lists that are kept, of the items that are kept, under their new indexes; -1 for what is not. */
export function kept(
  { first, items }: Lists,
  lists: readonly number[],
  itemIndex: Int32Array,
): Lists {
  const starts = new Uint32Array(lists.length + 1);
  const found = new Uint32Array(
    lists.reduce((sum, list) => sum + first[list + 1]! - first[list]!, 0),
  );
  let size = 0;
  lists.forEach((list, i) => {
    for (let at = first[list]!; at < first[list + 1]!; at++) {
      const index = itemIndex[items[at]!]!;
      if (index >= 0) found[size++] = index;
    }
    starts[i + 1] = size;
  });
  return { first: starts, items: found.slice(0, size) };
}
