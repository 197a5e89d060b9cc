import type { Metres } from "../../vocabulary.ts";
import { mathsOf } from "../crs/crs.ts";
import { metresBetween } from "../lonlat.ts";
import { calibration } from "./calibrate.ts";
import type { Candidate } from "./candidates.ts";
import { IMPOSSIBLE, moved, standOut, type Fit, type Place } from "./fit.ts";
import { stride } from "./stride.ts";
import { divide } from "./two-systems.ts";

/** Two systems in one file. */
export interface Mixture {
  readonly main: Candidate;
  readonly other: Candidate;
  /** 1 for each point of the other. */
  readonly isOther: Uint8Array;
  /** Points that are expected to be on the wrong side. */
  readonly doubt: number;
}

/** Times e by which two systems must be likelier than one: 22,000 to one. */
const CLEAR_GAIN = 10;
/** By which a stranger explanation must be likelier than a plainer one. */
const CLEARLY_MORE = 3;

/** Points of another system that are taken notice of; fewer where they cannot be of the main one at all. */
const FEWEST_OTHER = 8;
const FEWEST_IMPOSSIBLE = 3;

/** Points that are moved about to see whether they stand out. */
export const MOVED = 300;

/**
 * The second system of a file, if it is clear that it has one: many rows in runs fit it better than the system
 * that fits the file best, and its rows, and those of the other alone, stand out where they lie.
 */
export function findMixture(candidates: readonly Candidate[], fit: Fit): Mixture | undefined {
  const [first, ...rest] = candidates.toSorted((a, b) => sum(a.misfits) - sum(b.misfits));
  if (first === undefined) return undefined;
  // Where the place is well mapped its own measure of evidence tells more, where it is not the usual one does.
  return findBy(fit.misfit, first, rest, fit) ?? findBy(calibration(first, fit), first, rest, fit);
}

/** Evidence of a place that is possible, on the scale of `divide`: the lower, the likelier it is right. */
type Worth = (place: Place) => number;

function findBy(
  worth: Worth,
  first: Candidate,
  rest: readonly Candidate[],
  fit: Fit,
): Mixture | undefined {
  // Exchanged columns in some rows are likelier than exchanged columns of another system.
  const isPlain = (other: Candidate) => mathsOf(other.crs) === mathsOf(first.crs);
  const others = [...rest.filter(isPlain), ...rest.filter((other) => !isPlain(other))];
  const ofFirst = worthOf(first, worth);
  let best = { gain: CLEAR_GAIN - CLEARLY_MORE, mixture: undefined as Mixture | undefined };
  for (const other of others) {
    const { second, gain, doubt } = divide(ofFirst, worthOf(other, worth));
    if (gain > best.gain + CLEARLY_MORE)
      best = { gain, mixture: { main: first, other, isOther: second, doubt } };
  }
  const mixture = best.mixture && mainFirst(best.mixture);
  return mixture && isSound(mixture, worth, fit) ? mixture : undefined;
}

function worthOf({ misfits, places }: Candidate, worth: Worth): Float64Array {
  return misfits.map((misfit, i) => (misfit === IMPOSSIBLE ? IMPOSSIBLE : worth(places[i]!)));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function mainFirst({ main, other, isOther, doubt }: Mixture): Mixture {
  const others = isOther.reduce((count, is) => count + is, 0);
  return 2 * others <= isOther.length
    ? { main, other, isOther, doubt }
    : { main: other, other: main, isOther: isOther.map((is) => 1 - is), doubt };
}

function isSound({ main, other, isOther }: Mixture, worth: Worth, fit: Fit): boolean {
  const rows = [...isOther.keys()];
  const otherRows = rows.filter((i) => isOther[i] === 1);
  const impossible = otherRows.filter((i) => main.misfits[i] === IMPOSSIBLE).length;
  if (2 * impossible > otherRows.length) return impossible >= FEWEST_IMPOSSIBLE;
  const stand = (some: readonly number[]) => {
    const of = (i: number) => (isOther[i] === 1 ? other : main);
    const possible = some.filter((i) => of(i).misfits[i]! < IMPOSSIBLE);
    const places = stride(possible, MOVED).map((i) => of(i).places[i]!);
    return standOut(places, fit.misfit);
  };
  return (
    otherRows.length >= FEWEST_OTHER &&
    stand(otherRows) &&
    stand(rows) &&
    isBetterThanChance(main, other, worth)
  );
}

/** Rows that are divided over again for comparison. */
const DIVIDED = 1000;
const DIRECTIONS = 12;

/**
 * Whether the second system explains more than the places of the first would, moved as far to any other side.
 * A list in the order of its townships has runs of rows where nothing is mapped, and these fit better wherever
 * they are moved to; rows of a second system fit better in one place only.
 */
function isBetterThanChance(main: Candidate, other: Candidate, worth: Worth): boolean {
  const rows = stride([...main.misfits.keys()], DIVIDED);
  const of = (candidate: Candidate) => {
    const all = worthOf(candidate, worth);
    return rows.map((i) => all[i]!);
  };
  const first = of(main);
  const distance = medianDistance(rows.map((i) => [main.places[i]!, other.places[i]!]));
  const own = divide(first, of(other)).gain;
  return Array.from({ length: DIRECTIONS }, (_, k) => (2 * Math.PI * k) / DIRECTIONS).every(
    (angle) => {
      const [east, north] = [distance * Math.cos(angle), distance * Math.sin(angle)];
      const elsewhere = rows.map((i) =>
        main.misfits[i] === IMPOSSIBLE ? IMPOSSIBLE : worth(moved(main.places[i]!, east, north)),
      );
      return own > divide(first, elsewhere).gain + CLEARLY_MORE;
    },
  );
}

/** Between the two places of each row. Systems lie no more than so far apart, or part of the places is impossible. */
const FARTHEST: Metres = 2000;

function medianDistance(pairs: readonly (readonly [Place, Place])[]): Metres {
  const all = pairs.map(([[lng, lat], [otherLng, otherLat]]) =>
    metresBetween(lng, lat, otherLng, otherLat),
  );
  const known = all.filter((metres) => metres < FARTHEST).toSorted((a, b) => a - b);
  return known[known.length >> 1] ?? FARTHEST;
}
