import type { Decisions, DuplicatePair, RowNote } from "#contract/import.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { isRow, type FoundPair, type KnownFacility, type RowFacility } from "./find-duplicates.ts";
import { mergeFacilities } from "./merge-facilities.ts";
import { ownValue } from "#core/own-value.ts";

/** What the decisions make of the pairs found. */
export interface Settled {
  /** What is stored: merged rows are one, at the place of the earliest. */
  readonly rows: readonly RowFacility[];
  /** On rows that were merged away, values that differed, and rows of open pairs. */
  readonly notes: readonly RowNote[];
  /** The open ones first, then in the order found; at most `SHOWN`. */
  readonly pairs: readonly DuplicatePair[];
  readonly open: number;
}

const SHOWN = 1000;

/**
 * Merges what is decided to be one. A row merged with a facility of another layer leaves the services that one has
 * to it, and is stored with what it lacks at the same place, or not at all. A row of an open pair is kept as it is.
 */
export function settleDuplicates(
  rows: readonly RowFacility[],
  pairs: readonly FoundPair[],
  decided: Decisions["duplicates"] = {},
): Settled {
  const decisions = pairs.map((pair) => ({ pair, decided: decisionOn(pair, decided) }));
  const merges = decisions.flatMap((one) => (one.decided === "merge" ? [one.pair] : []));
  const notes: RowNote[] = [];
  const together = mergeRows(rows, merges, notes);
  const stored = mergeWithKnown(together.rows, merges, together.first, notes);
  const open = decisions.filter((one) => one.decided === "open");
  notes.push(...open.map(({ pair }) => mayBeOne(pair)));
  const closed = decisions.filter((one) => one.decided !== "open");
  return {
    rows: stored,
    notes,
    pairs: [...open, ...closed].slice(0, SHOWN).map((one) => viewOf(one.pair, one.decided)),
    open: open.length,
  };
}

function decisionOn(
  pair: FoundPair,
  decided: NonNullable<Decisions["duplicates"]>,
): DuplicatePair["decided"] {
  const own = ownValue(decided.byKey, pair.key);
  if (own !== undefined) return own;
  switch (decided.rule ?? "ask") {
    case "ask":
      return "open";
    case "keep-all":
      return "keep";
    case "merge-sure":
      return pair.sure ? "merge" : "open";
  }
}

/** Rows joined by merges, however many, become the earliest of them. */
function mergeRows(
  rows: readonly RowFacility[],
  merges: readonly FoundPair[],
  notes: RowNote[],
): { rows: RowFacility[]; first: (row: number) => number } {
  const leader = new Map<number, number>();
  const first = (row: number): number => {
    let at = row;
    for (let next = leader.get(at); next !== undefined; next = leader.get(at)) at = next;
    if (at !== row) leader.set(row, at);
    return at;
  };
  for (const { a, b } of merges) {
    if (!isRow(b)) continue;
    const [one, two] = [first(a.row), first(b.row)];
    if (one !== two) leader.set(Math.max(one, two), Math.min(one, two));
  }
  const merged = new Map<number, RowFacility>();
  for (const one of rows.toSorted((x, y) => x.row - y.row)) {
    const head = merged.get(first(one.row));
    if (head === undefined) merged.set(one.row, one);
    else {
      const { facility, differences } = mergeFacilities(head.facility, one.facility);
      merged.set(head.row, { row: head.row, facility });
      notes.push(mergedInto(one.row, facility.name));
      for (const { field, kept, other } of differences) {
        const reason = { code: "merged-value-differs", values: { field, kept, other } };
        notes.push({ row: one.row, outcome: "noted", reason });
      }
    }
  }
  return { rows: [...merged.values()], first };
}

function mergeWithKnown(
  rows: readonly RowFacility[],
  merges: readonly FoundPair[],
  first: (row: number) => number,
  notes: RowNote[],
): RowFacility[] {
  const partners = new Map<number, KnownFacility[]>();
  for (const { a, b } of merges) {
    if (isRow(b)) continue;
    partners.set(first(a.row), [...(partners.get(first(a.row)) ?? []), b]);
  }
  return rows.flatMap((one) => {
    const [known, ...more] = partners.get(one.row) ?? [];
    if (known === undefined) return [one];
    notes.push(mergedInto(one.row, known.facility.name));
    const taken = new Set([known, ...more].flatMap(({ facility }) => facility.services));
    const facility = whatRemains(one.facility, known.facility, taken);
    return facility.services.length === 0 ? [] : [{ row: one.row, facility }];
  });
}

function whatRemains(own: Facility, known: Facility, taken: ReadonlySet<string>): Facility {
  const services = own.services.filter((service) => !taken.has(service));
  const { id, capacity, capacities = {}, attributes } = own;
  const left = Object.fromEntries(
    Object.entries(capacities).filter(([service]) => !taken.has(service)),
  );
  return {
    id,
    name: known.name,
    services,
    lng: known.lng,
    lat: known.lat,
    capacity: services.length === own.services.length ? capacity : null,
    ...(Object.keys(left).length > 0 && { capacities: left }),
    ...(attributes !== undefined && { attributes }),
  };
}

function mergedInto(row: number, name: string): RowNote {
  return { row, outcome: "noted", reason: { code: "merged-into", values: { name } } };
}

function mayBeOne({ a, b, metres }: FoundPair): RowNote {
  if (isRow(b)) {
    const values = { row: a.row, name: a.facility.name, metres };
    return { row: b.row, outcome: "noted", reason: { code: "duplicate-of-row", values } };
  }
  const values = { name: b.facility.name, metres };
  return { row: a.row, outcome: "noted", reason: { code: "duplicate-of-layer", values } };
}

function viewOf(
  { key, why, sure, metres, a, b }: FoundPair,
  decided: DuplicatePair["decided"],
): DuplicatePair {
  return {
    key,
    why,
    sure,
    metres,
    a: { row: a.row, ...shown(a.facility) },
    b: { row: isRow(b) ? b.row : null, layer: isRow(b) ? null : b.layer, ...shown(b.facility) },
    decided,
  };
}

function shown({ name, services, capacity, capacities = {}, attributes = {} }: Facility) {
  const values: Record<string, string> = { ...(capacity !== null && { capacity: `${capacity}` }) };
  for (const [service, value] of Object.entries(capacities))
    values[`capacity_${service}`] = `${value}`;
  for (const [field, value] of Object.entries(attributes)) values[field] = `${value}`;
  return { name, services: [...services], values };
}
