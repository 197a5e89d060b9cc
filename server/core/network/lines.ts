import { metresBetween } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import type { Metres } from "../vocabulary.ts";
import { uint32Column } from "./column.ts";
import type { Ring } from "./extract-edge.ts";
import { buildNetwork, type Network, type NetworkSource } from "./network.ts";
import type { Path } from "./noding-paths.ts";
import { nodePaths } from "./noding.ts";
import { E7, type Streets } from "./streets.ts";
import { ABOVE, BACKWARD, BELOW, FORWARD } from "./walking-rules.ts";

/** A street as an office draws it: a line with a name. */
export interface PlainLine {
  /** WGS 84. */
  readonly points: readonly LngLat[];
  readonly name: string;
  /** Above the ground, below it when negative; null when not stated. */
  readonly level: number | null;
  /** Nobody walks here. */
  readonly closed?: boolean;
  /** Walking traits where they are known; both ways on its level when left out. */
  readonly traits?: number;
}

export interface LineOptions {
  /** Lines that end this near another were meant to meet it; 2 when left out. */
  readonly tolerance?: Metres;
  readonly source: NetworkSource;
  readonly boundary?: readonly Ring[];
}

/** What became of the lines. `read` = `used` + `closed` + `degenerate` + `duplicates`. */
export interface LineAccount {
  readonly read: number;
  readonly used: number;
  readonly closed: number;
  /** Of fewer than two different places, or shorter than the tolerance with both ends in one place. */
  readonly degenerate: number;
  /** The same line drawn again. */
  readonly duplicates: number;
  /** Ends that were moved to meet a line or another end. */
  readonly joinedEnds: number;
  /** Crossings put in. */
  readonly crossings: number;
  /** Ends that stuck out beyond a crossing by less than the tolerance, cut off. */
  readonly overshoots: number;
}

export const TOLERANCE: Metres = 2;

/**
 * A walking network from plain lines, which meet where they cross, touch or end near each other. Lines on
 * different levels meet only where one of them ends: at a corner of the other, or by itself on or near it. Throws a
 * RangeError when no line is left.
 */
export function networkFromLines(
  lines: readonly PlainLine[],
  { tolerance = TOLERANCE, source, boundary }: LineOptions,
): { network: Network; account: LineAccount } {
  const open = lines.filter(({ closed }) => closed !== true);
  const whole = open.map((line) => ({ line, path: pathOf(line) }));
  const drawn = whole.filter(({ path }) => path.x.length > 1);
  const distinct = withoutDuplicates(drawn);
  const noded = nodePaths(
    distinct.map(({ path }) => path),
    tolerance,
  );
  const kept = noded.paths
    .map((path, i) => ({ path, line: distinct[i]!.line }))
    .filter(({ path }) => path.x.length > 1);
  const levelsKnown = open.some(({ level }) => level !== null);
  const { streets, overshoots } = streetsOf(kept, tolerance, levelsKnown);
  return {
    network: buildNetwork(streets, source, boundary),
    account: {
      read: lines.length,
      used: kept.length,
      closed: lines.length - open.length,
      degenerate: whole.length - drawn.length + distinct.length - kept.length,
      duplicates: drawn.length - distinct.length,
      joinedEnds: noded.joinedEnds,
      crossings: noded.crossings,
      overshoots,
    },
  };
}

function pathOf({ points, level }: PlainLine): Path {
  const x: number[] = [];
  const y: number[] = [];
  for (const [lng, lat] of points) {
    if (!Number.isFinite(lng) || !Number.isFinite(lat)) continue;
    const [nextX, nextY] = [Math.round(lng * E7), Math.round(lat * E7)];
    if (x.at(-1) === nextX && y.at(-1) === nextY) continue;
    x.push(nextX);
    y.push(nextY);
  }
  return { level: Math.sign(level ?? 0) === 0 ? 0 : (level ?? 0), x, y };
}

function withoutDuplicates<D extends { readonly path: Path }>(drawn: readonly D[]): D[] {
  const seen = new Set<string>();
  return drawn.filter(({ path: { level, x, y } }) => {
    const there = x.map((value, i) => `${value} ${y[i]}`);
    const back = there.toReversed();
    const [one, other] = [there.join(), back.join()];
    const key = `${level}:${one < other ? one : other}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

interface DrawnPath {
  readonly path: Path;
  readonly line: PlainLine;
}

/** The lines as streets: one point for all corners in one place, every stretch once. */
function streetsOf(
  kept: readonly DrawnPath[],
  tolerance: Metres,
  levelsKnown: boolean,
): { streets: Streets; overshoots: number } {
  const { pointsOf, lng, lat } = numberPoints(kept);
  const links = new Map<string, { a: number; b: number; line: number }>();
  const degree = new Uint32Array(lng.length);
  for (const [line, points] of pointsOf.entries())
    for (let i = 0; i + 1 < points.length; i++) {
      const [a, b] = [points[i]!, points[i + 1]!];
      const key = linkKey(a, b);
      if (a === b || links.has(key)) continue;
      links.set(key, { a, b, line });
      degree[a]! += 1;
      degree[b]! += 1;
    }
  let overshoots = 0;
  for (const points of pointsOf)
    for (const inwards of [points, points.toReversed()]) {
      const stub = overshootAt(inwards);
      for (const key of stub) links.delete(key);
      overshoots += stub.length > 0 ? 1 : 0;
    }

  const firstPoint = uint32Column();
  const point = uint32Column();
  const traits: number[] = [];
  const name = uint32Column();
  const names = [""];
  const nameIndex = new Map([["", 0]]);
  for (const [line, points] of pointsOf.entries()) {
    const { path, line: drawn } = kept[line]!;
    let isOpen = false;
    for (let i = 0; i + 1 < points.length; i++) {
      const link = links.get(linkKey(points[i]!, points[i + 1]!));
      const isOurs = link?.line === line && link.a === points[i] && link.b === points[i + 1];
      if (isOurs && !isOpen) {
        firstPoint.push(point.length);
        traits.push(drawn.traits ?? FORWARD | BACKWARD | levelTrait(path.level));
        name.push(indexOfName(drawn.name));
        point.push(points[i]!);
      }
      if (isOurs) point.push(points[i + 1]!);
      isOpen = isOurs;
    }
  }
  firstPoint.push(point.length);
  return {
    overshoots,
    streets: {
      wayCount: traits.length,
      firstPoint: firstPoint.values(),
      point: point.values(),
      traits: Uint8Array.from(traits),
      square: new Uint8Array(traits.length),
      name: name.values(),
      names,
      lng: Int32Array.from(lng),
      lat: Int32Array.from(lat),
      closed: new Uint8Array(lng.length),
      levelsKnown,
      statedBounds: undefined,
      missingPoints: 0,
    },
  };

  /** The links of a line from its dead end to the first crossing, if that is nearer than the tolerance. */
  function overshootAt(points: readonly number[]): string[] {
    const [end] = points;
    if (end === undefined || degree[end] !== 1) return [];
    const stub: string[] = [];
    let metres = 0;
    for (let i = 0; i + 1 < points.length; i++) {
      const [a, b] = [points[i]!, points[i + 1]!];
      metres += metresBetween(lng[a]! / E7, lat[a]! / E7, lng[b]! / E7, lat[b]! / E7);
      if (metres >= tolerance || !links.has(linkKey(a, b))) return [];
      stub.push(linkKey(a, b));
      if (degree[b]! > 2) return stub;
      if (degree[b] === 1) return [];
    }
    return [];
  }

  function indexOfName(text: string): number {
    const known = nameIndex.get(text);
    if (known !== undefined) return known;
    nameIndex.set(text, names.length);
    names.push(text);
    return names.length - 1;
  }
}

/**
 * Numbers for the corners of lines: one for each place and level, and one for all levels where a line ends,
 * as a ramp does on a bridge.
 */
function numberPoints(kept: readonly DrawnPath[]): {
  pointsOf: number[][];
  lng: number[];
  lat: number[];
} {
  const lineEnds = new Set<string>();
  for (const { path } of kept)
    for (const i of [0, path.x.length - 1]) lineEnds.add(`${path.x[i]} ${path.y[i]}`);
  const numbers = new Map<string, number>();
  const lng: number[] = [];
  const lat: number[] = [];
  const pointsOf = kept.map(({ path: { x, y, level } }) =>
    x.map((value, i) => {
      const place = `${value} ${y[i]}`;
      const key = lineEnds.has(place) ? place : `${place} ${level}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, lng.length);
      lng.push(value);
      lat.push(y[i]!);
      return lng.length - 1;
    }),
  );
  return { pointsOf, lng, lat };
}

function linkKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function levelTrait(level: number): number {
  return level > 0 ? ABOVE : level < 0 ? BELOW : 0;
}
