import { crossingOf } from "../geo/crossing.ts";
import { metresBetween, nearestOnSegment } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import type { Metres } from "../vocabulary.ts";
import { detours, type Detour, type EdgePlace } from "./detours.ts";
import type { Network } from "./network.ts";
import { streetsCrossed } from "./repairs-crossings.ts";
import { benchLines, type LineEdits } from "./repairs-lines.ts";
import { repairedStreets } from "./repairs-streets.ts";
import { stretchFinder } from "./stretches.ts";
import { E7, type Streets } from "./streets.ts";
import { BACKWARD, FORWARD } from "./walking-rules.ts";

/**
 * The streets of a network while they are being repaired. Lines are the network's edges by number, then the new
 * pieces; points are its nodes by number, then the points of its edges, then new ones.
 */
export interface RepairBench {
  /** The nearest place of every line within reach, nearest first; places left out are not found. */
  readonly near: (at: LngLat, reach: Metres) => BenchPlace[];
  readonly metres: (a: LngLat, b: LngLat) => Metres;
  /**
   * Whether a walk of at most so many metres leads from place to place as the network was, with nothing left out
   * since.
   */
  readonly isWalked: (a: BenchPlace, b: BenchPlace, most: Metres) => boolean;
  /** The point at a place of a line: one it has, or a new one, which the line then runs through. */
  readonly pointAt: (place: BenchPlace) => number;
  /** A new point off all streets. */
  readonly pointIn: (at: LngLat) => number;
  /** A new straight line, which may meet what it crosses on the ground; false when it would join what is joined. */
  readonly connect: (a: number, b: number, crosses: boolean) => boolean;
  /** Lets the lines meet in one point at these places; false when they are fewer than two points. */
  readonly meet: (places: readonly BenchPlace[]) => boolean;
  /** Leaves out the piece around a place, between the points where its line meets others; false if it is the last. */
  readonly drop: (place: BenchPlace) => boolean;
  readonly streets: () => Streets;
}

/** `along` counts the points of a line from its first one, with a share of the way to the next. */
export interface BenchPlace {
  readonly line: number;
  readonly along: number;
  readonly metres: Metres;
  readonly traits: number;
}

/** New points and lines, and points that became one. */
export interface BenchEdits {
  readonly lines: ReadonlyMap<number, LineEdits>;
  /** Positions of new points in ten-millionths of a degree, lng and lat in turn. */
  readonly positions: readonly number[];
  /** Ends of new lines. */
  readonly added: readonly (readonly [a: number, b: number])[];
  readonly same: (point: number) => number;
}

/** This near a point of a line, a place is that point. */
const AT_POINT: Metres = 0.05;

/** A line that comes by twice walks at least this far in between. */
const ONE_PASSAGE: Metres = 5;

const NEW_TRAITS = FORWARD | BACKWARD;

export function repairBench(network: Network): RepairBench {
  const { edgeCount, firstPoint, traits } = network;
  const finder = stretchFinder(network);
  const added: [number, number][] = [];
  const lines = benchLines(network, added);
  const { editsOf, metresAlong, lastOf, vertexOf, placeOf, newPoint } = lines;
  /** Those of the added lines that meet what crosses them. */
  const onGround: number[] = [];
  const parent = new Map<number, number>();
  let detour: Detour | undefined;
  let left = network.length.reduce((sum, long) => sum + long, 0) / 1000;

  return {
    near,
    metres: (a, b) => metresBetween(...a, ...b),
    isWalked,
    pointAt,
    pointIn: ([lng, lat]) => newPoint(Math.round(lng * E7), Math.round(lat * E7)),
    connect(one, other, crosses) {
      const [a, b] = [same(one), same(other)];
      const known = added.some(
        ([p, q]) => (same(p) === a && same(q) === b) || (same(p) === b && same(q) === a),
      );
      if (a === b || known) return false;
      left += metresBetween(...placeOf(a), ...placeOf(b));
      added.push([a, b]);
      if (!crosses) return true;
      const line = edgeCount + added.length - 1;
      for (const places of crossings(line)) meet(places);
      onGround.push(line);
      return true;
    },
    meet,
    drop,
    streets: () =>
      repairedStreets(network, { lines: lines.edits, positions: lines.positions, added, same }),
  };

  function isWalked(a: BenchPlace, b: BenchPlace, most: Metres): boolean {
    if (a.line >= edgeCount || b.line >= edgeCount) return false;
    for (const { dropped } of lines.edits.values()) if (dropped.length > 0) return false;
    detour ??= detours(network);
    const edgePlace = ({ line, along }: BenchPlace): EdgePlace => ({
      edge: line,
      along: metresAlong(line, 0, along),
    });
    return detour(edgePlace(a), edgePlace(b), most) <= most;
  }

  function meet(places: readonly BenchPlace[]): boolean {
    const [first, ...others] = places;
    if (first === undefined) return false;
    const point = pointAt(first);
    let joined = 0;
    for (const place of others) {
      const known = knownPointAt(place);
      if (known !== undefined && same(known) === same(point)) continue;
      if (known === undefined) editsOf(place.line).points.set(place.along, point);
      else parent.set(Math.max(same(known), same(point)), Math.min(same(known), same(point)));
      joined++;
    }
    return joined > 0;
  }

  /** A new line with each that it crosses: streets on the ground, and new lines that cross too. */
  function crossings(line: number): BenchPlace[][] {
    const own = endsOf(line);
    const crossed = [
      ...streetsCrossed(network, finder, own),
      ...onGround.flatMap((other) => {
        const crossing = crossingOf(own, endsOf(other));
        return crossing ? [{ share: crossing.share, line: other, along: crossing.other }] : [];
      }),
    ];
    return crossed
      .map(({ share, ...place }) => [
        { line, along: share, metres: 0, traits: NEW_TRAITS },
        { ...place, metres: 0, traits: NEW_TRAITS },
      ])
      .filter((places) => !places.some(isDropped));
  }

  function endsOf(line: number): readonly [LngLat, LngLat] {
    return [placeOf(vertexOf(line, 0)), placeOf(vertexOf(line, 1))];
  }

  function near(at: LngLat, reach: Metres): BenchPlace[] {
    const found: BenchPlace[] = [];
    for (const { edge, point, share, metres } of finder.near(...at, reach))
      found.push({
        line: edge,
        along: point - firstPoint[edge]! + share,
        metres,
        traits: traits[edge]!,
      });
    for (const [i, [a, b]] of added.entries()) {
      const { share, metres } = nearestOnSegment(...at, ...placeOf(a), ...placeOf(b));
      if (metres <= reach)
        found.push({ line: edgeCount + i, along: share, metres, traits: NEW_TRAITS });
    }
    found.sort((a, b) => a.metres - b.metres || a.line - b.line || a.along - b.along);
    // A line that comes by twice is found twice, a bend of it once.
    return found.filter(
      (place, i) =>
        !isDropped(place) &&
        !found
          .slice(0, i)
          .some((other) => other.line === place.line && isSamePassage(place, other)),
    );
  }

  function isSamePassage(one: BenchPlace, other: BenchPlace): boolean {
    const [start, end] = [one.along, other.along].sort((a, b) => a - b);
    return metresAlong(one.line, start!, end!) < ONE_PASSAGE;
  }

  function isDropped({ line, along }: BenchPlace): boolean {
    const dropped = lines.edits.get(line)?.dropped ?? [];
    return dropped.some(([start, end]) => along >= start && along <= end);
  }

  function pointAt(place: BenchPlace): number {
    const known = knownPointAt(place);
    if (known !== undefined) return known;
    const { line, along } = place;
    const before = Math.floor(along);
    const share = along - before;
    const [aLng, aLat] = placeOf(vertexOf(line, before));
    const [bLng, bLat] = placeOf(vertexOf(line, before + 1));
    const point = newPoint(
      Math.round((aLng + share * (bLng - aLng)) * E7),
      Math.round((aLat + share * (bLat - aLat)) * E7),
    );
    editsOf(line).points.set(along, point);
    return point;
  }

  function knownPointAt({ line, along }: BenchPlace): number | undefined {
    const before = Math.min(Math.floor(along), lastOf(line) - 1);
    const long = metresAlong(line, before, before + 1);
    if ((along - before) * long <= AT_POINT) return meetsIn(line, before);
    if ((before + 1 - along) * long <= AT_POINT) return meetsIn(line, before + 1);
    for (const [position, point] of editsOf(line).points)
      if (Math.floor(position) === before && Math.abs(position - along) * long <= AT_POINT)
        return point;
    return undefined;
  }

  function meetsIn(line: number, position: number): number {
    const point = vertexOf(line, position);
    if (position > 0 && position < lastOf(line)) editsOf(line).points.set(position, point);
    return point;
  }

  function drop({ line, along }: BenchPlace): boolean {
    const edits = editsOf(line);
    let [start, end] = [0, lastOf(line)];
    for (const position of edits.points.keys()) {
      if (position <= along) start = Math.max(start, position);
      if (position >= along) end = Math.min(end, position);
    }
    if (start === end) return false;
    const metres = metresAlong(line, start, end);
    if (left - metres < AT_POINT) return false;
    left -= metres;
    edits.dropped.push([start, end]);
    return true;
  }

  function same(point: number): number {
    let root = point;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  }
}
