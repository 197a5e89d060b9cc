import Flatbush from "flatbush";
import type { DuplicatePair } from "#contract/import.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { METRES_PER_DEGREE, lngShrink, metresBetween } from "#core/geo/lonlat.ts";
import { SERVICES, type Metres } from "#core/vocabulary.ts";
import { nameKeys, type NameKeys } from "./institution-names.ts";

/** A facility made of a row of the file. */
export interface RowFacility {
  /** The row's number in the file. */
  readonly row: number;
  readonly facility: Facility;
}

/** A facility the study has already, from another layer. */
export interface KnownFacility {
  readonly layer: string;
  readonly facility: Facility;
}

/** Two that may be one: a row and a later row, or a row and a known facility. */
export interface FoundPair extends Pick<DuplicatePair, "key" | "why" | "sure" | "metres"> {
  readonly a: RowFacility;
  readonly b: RowFacility | KnownFacility;
}

export interface Duplicates {
  /** In the order of the rows. */
  readonly pairs: readonly FoundPair[];
  /** False where there were so many that the search was given up. */
  readonly complete: boolean;
  /** Rows that share their exact position with more than `CROWD` others: not compared by place. */
  readonly crowded: readonly { readonly row: number; readonly rows: number }[];
}

/** Names the same in one file. */
const NEAR: Metres = 300;
/** Names the same in two lists, whose positions were found in different ways. */
const SAME_INSTITUTION: Metres = 1000;
/** One place, as good as coordinates of offices are. */
const SAME_PLACE: Metres = 30;
/** So near are two of exactly the same name that they are surely one. */
const SURE: Metres = 100;
/** More rows than this at exactly one position are the default of an address search rather than one house. */
const CROWD = 10;
const MOST_PAIRS = 50_000;
const MOST_COMPARISONS = 20_000_000;

/**
 * Pairs that may be one institution: of the same name and near, at the same place with the same service, or of the
 * same name in another layer of the study. A pair is found once, by the first of these that holds.
 */
export function findDuplicates(
  rows: readonly RowFacility[],
  known: readonly KnownFacility[],
): Duplicates {
  const entries: readonly Entry[] = [
    ...rows.map((one) => entryOf(one)),
    ...known.map((one) => entryOf(one)),
  ];
  const crowds = crowdsOf(rows);
  const pairs = new Map<string, FoundPair>();
  let comparisons = 0;
  const goOn = () => pairs.size < MOST_PAIRS && (comparisons += 1) < MOST_COMPARISONS;
  const add = (
    a: RowFacility,
    b: RowFacility | KnownFacility,
    why: FoundPair["why"],
    sure: boolean,
    metres: number,
  ) => {
    const key = keyOf(a, b);
    if (!pairs.has(key)) pairs.set(key, { key, why, sure, metres: Math.round(metres), a, b });
  };
  byName(entries, goOn, add);
  byPlace(
    entries.filter(({ of }) => !isRow(of) || !crowds.has(of.row)),
    goOn,
    add,
  );
  return {
    pairs: [...pairs.values()].toSorted((x, y) => x.a.row - y.a.row || x.metres - y.metres),
    complete: goOn(),
    crowded: Array.from(crowds, ([row, size]) => ({ row, rows: size })),
  };
}

export function isRow(one: RowFacility | KnownFacility): one is RowFacility {
  return "row" in one;
}

interface Entry {
  readonly of: RowFacility | KnownFacility;
  readonly names: NameKeys;
  /** One bit for each service. */
  readonly services: number;
}

type Add = (
  a: RowFacility,
  b: RowFacility | KnownFacility,
  why: FoundPair["why"],
  sure: boolean,
  metres: Metres,
) => void;

function entryOf(of: RowFacility | KnownFacility): Entry {
  const { name, services } = of.facility;
  const bits = services.reduce((sum, service) => sum | (1 << SERVICES.indexOf(service)), 0);
  return { of, names: nameKeys(name), services: bits };
}

/** Those of one name, from south to north, so that only those near in latitude are compared. */
function byName(entries: readonly Entry[], goOn: () => boolean, add: Add): void {
  const named = entries.filter(({ names }) => names.loose !== "");
  for (const group of Map.groupBy(named, ({ names }) => names.loose).values()) {
    if (group.length < 2) continue;
    const sorted = group.toSorted((a, b) => a.of.facility.lat - b.of.facility.lat);
    for (const [i, first] of sorted.entries()) {
      for (let j = i + 1; j < sorted.length; j++) {
        const second = sorted[j];
        if (second === undefined || !goOn()) return;
        const north = second.of.facility.lat - first.of.facility.lat;
        if (north * METRES_PER_DEGREE > SAME_INSTITUTION * 1.001) break;
        compareNames(first, second, add);
      }
    }
  }
}

function compareNames(one: Entry, two: Entry, add: Add): void {
  const [a, b] = inOrder(one.of, two.of) ?? [];
  if (a === undefined || b === undefined) return;
  const metres = distance(a.facility, b.facility);
  if (metres > (isRow(b) ? NEAR : SAME_INSTITUTION)) return;
  const sure = metres <= SURE && one.names.strict === two.names.strict;
  add(a, b, isRow(b) ? "same-name-near" : "same-institution-other-list", sure, metres);
}

function byPlace(entries: readonly Entry[], goOn: () => boolean, add: Add): void {
  if (entries.length < 2) return;
  const index = new Flatbush(entries.length);
  for (const { of } of entries) index.add(of.facility.lng, of.facility.lat);
  index.finish();
  const high = (SAME_PLACE / METRES_PER_DEGREE) * 1.001;
  for (const [i, { of, services }] of entries.entries()) {
    if (!isRow(of)) return;
    const { lng, lat } = of.facility;
    const wide = high / Math.max(1e-6, lngShrink(lat));
    let on = true;
    index.search(lng - wide, lat - high, lng + wide, lat + high, (j) => {
      const other = entries[j];
      if (!on || j <= i || other === undefined || (services & other.services) === 0) return false;
      on = goOn();
      const metres = distance(of.facility, other.of.facility);
      if (metres <= SAME_PLACE) add(of, other.of, "same-place-and-service", false, metres);
      return false;
    });
    if (!on) return;
  }
}

/** The earlier row first, a row before a known facility; undefined for two known ones. */
function inOrder(
  one: RowFacility | KnownFacility,
  two: RowFacility | KnownFacility,
): readonly [RowFacility, RowFacility | KnownFacility] | undefined {
  if (isRow(one)) return isRow(two) && two.row < one.row ? [two, one] : [one, two];
  return isRow(two) ? [two, one] : undefined;
}

function keyOf(a: RowFacility, b: RowFacility | KnownFacility): string {
  return isRow(b) ? `${a.row}~${b.row}` : `${a.row}~${b.layer}/${b.facility.id}`;
}

function distance(a: Facility, b: Facility): Metres {
  return metresBetween(a.lng, a.lat, b.lng, b.lat);
}

/** By row on a crowded spot, how many there are on it. */
function crowdsOf(rows: readonly RowFacility[]): Map<number, number> {
  const spots = Map.groupBy(rows, ({ facility: { lng, lat } }) => `${lng},${lat}`);
  const crowds = new Map<number, number>();
  for (const spot of spots.values()) {
    if (spot.length > CROWD) for (const { row } of spot) crowds.set(row, spot.length);
  }
  return crowds;
}
