import { metresBetween } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import type { Metres } from "../vocabulary.ts";
import type { Network } from "./network.ts";
import { E7 } from "./streets.ts";

/** What became of a line. */
export interface LineEdits {
  /** New points, and old ones that something now meets in, by where on the line they are. */
  readonly points: Map<number, number>;
  /** Stretches left out, from and to. */
  readonly dropped: (readonly [from: number, to: number])[];
}

/** The lines of a network and the new pieces, with their points and where these are. */
export interface BenchLines {
  /** What became of the lines that were touched. */
  readonly edits: ReadonlyMap<number, LineEdits>;
  readonly editsOf: (line: number) => LineEdits;
  /** Positions of new points in ten-millionths of a degree, lng and lat in turn. */
  readonly positions: readonly number[];
  /** Between two places of a line, along it. */
  readonly metresAlong: (line: number, start: number, end: number) => Metres;
  /** The number of a line's last point, its first being 0. */
  readonly lastOf: (line: number) => number;
  readonly vertexOf: (line: number, position: number) => number;
  readonly placeOf: (point: number) => LngLat;
  readonly newPoint: (lng: number, lat: number) => number;
}

/** `added` are the ends of the new lines, which may become more. */
export function benchLines(
  network: Network,
  added: readonly (readonly [a: number, b: number])[],
): BenchLines {
  const { edgeCount, nodeCount, firstPoint, points, from, to } = network;
  const firstNew = nodeCount + points.length / 2;
  const lines = new Map<number, LineEdits>();
  const positions: number[] = [];

  return { edits: lines, editsOf, positions, metresAlong, lastOf, vertexOf, placeOf, newPoint };

  function metresAlong(line: number, start: number, end: number): Metres {
    let metres = 0;
    for (let i = Math.floor(start); i < end; i++) {
      const stretch = metresBetween(
        ...placeOf(vertexOf(line, i)),
        ...placeOf(vertexOf(line, i + 1)),
      );
      metres += stretch * (Math.min(end, i + 1) - Math.max(start, i));
    }
    return metres;
  }

  function editsOf(line: number): LineEdits {
    const known = lines.get(line);
    if (known !== undefined) return known;
    const edits: LineEdits = { points: new Map(), dropped: [] };
    lines.set(line, edits);
    return edits;
  }

  function lastOf(line: number): number {
    return line < edgeCount ? firstPoint[line + 1]! - firstPoint[line]! - 1 : 1;
  }

  function vertexOf(line: number, position: number): number {
    if (line >= edgeCount) return added[line - edgeCount]![position]!;
    if (position === 0) return from[line]!;
    if (position === lastOf(line)) return to[line]!;
    return nodeCount + firstPoint[line]! + position;
  }

  function placeOf(point: number): LngLat {
    const [lng, lat] =
      point < nodeCount
        ? [network.nodeLng[point]!, network.nodeLat[point]!]
        : point < firstNew
          ? [points[2 * (point - nodeCount)]!, points[2 * (point - nodeCount) + 1]!]
          : [positions[2 * (point - firstNew)]!, positions[2 * (point - firstNew) + 1]!];
    return [lng / E7, lat / E7];
  }

  function newPoint(lng: number, lat: number): number {
    positions.push(lng, lat);
    return firstNew + positions.length / 2 - 1;
  }
}
