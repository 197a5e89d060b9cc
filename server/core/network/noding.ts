import { lngShrink, METRES_PER_DEGREE } from "../geo/lonlat.ts";
import type { Metres } from "../vocabulary.ts";
import { joinEnds } from "./noding-ends.ts";
import {
  nearestShare,
  ON_LINE,
  piecesOf,
  withCorners,
  type Corner,
  type Path,
  type Scale,
} from "./noding-paths.ts";
import { E7 } from "./streets.ts";

export interface Noded {
  /** The same lines in the same order, with a corner wherever they meet another; empty where nothing is left. */
  readonly paths: readonly Path[];
  /** Ends of lines that were moved to meet another line. */
  readonly joinedEnds: number;
  /** Places where lines crossed without a corner in common. */
  readonly crossings: number;
}

/** Putting in a corner moves a line by a centimetre, which may make it touch another one. */
const MOST_ROUNDS = 6;

/**
 * Lets lines meet: ends are joined to ends, or else to the nearest line, within the tolerance; then all lines
 * of one level get a common corner wherever they cross, touch or run along each other.
 */
export function nodePaths(paths: readonly Path[], tolerance: Metres): Noded {
  const scale = scaleOf(paths);
  const { paths: joined, moved } = joinEnds(paths, tolerance, scale);
  let noded = joined;
  let crossings = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { corners, count } = commonCorners(noded, scale);
    if (corners.size === 0) break;
    crossings += count;
    noded = noded.map((path, i) => withCorners(path, corners.get(i)));
  }
  return { paths: noded, joinedEnds: moved, crossings };
}

function scaleOf(paths: readonly Path[]): Scale {
  let [south, north] = [Infinity, -Infinity];
  for (const { y } of paths)
    for (const value of y) {
      south = Math.min(south, value);
      north = Math.max(north, value);
    }
  const step = METRES_PER_DEGREE / E7;
  const middle = south <= north ? (south + north) / 2 / E7 : 0;
  return { x: step * Math.max(0.01, lngShrink(middle)), y: step };
}

/** Corners that lines of one level lack where they cross or touch others, by line. */
function commonCorners(
  paths: readonly Path[],
  scale: Scale,
): { corners: Map<number, Corner[]>; count: number } {
  const pieces = piecesOf(paths);
  const { path, at, tree } = pieces;
  const corners = new Map<number, Corner[]>();
  let count = 0;
  if (tree === undefined) return { corners, count };
  const put = (piece: number, share: number, x: number, y: number): boolean => {
    const line = paths[path[piece]!]!;
    const i = at[piece]!;
    const isOwn = (k: number): boolean => line.x[k] === x && line.y[k] === y;
    if (isOwn(i) || isOwn(i + 1)) return false;
    const corner = { after: i, share, x, y };
    const known = corners.get(path[piece]!);
    if (known === undefined) corners.set(path[piece]!, [corner]);
    else known.push(corner);
    return true;
  };
  const [wide, tall] = [ON_LINE / scale.x, ON_LINE / scale.y];
  for (let p = 0; p < path.length; p++) {
    const one = paths[path[p]!]!;
    const i = at[p]!;
    const [ax, ay, bx, by] = [one.x[i]!, one.y[i]!, one.x[i + 1]!, one.y[i + 1]!];
    const others = tree.search(
      Math.min(ax, bx) - wide,
      Math.min(ay, by) - tall,
      Math.max(ax, bx) + wide,
      Math.max(ay, by) + tall,
      (q) => q > p && paths[path[q]!]!.level === one.level,
    );
    for (const q of others.sort((a, b) => a - b)) {
      const other = paths[path[q]!]!;
      const j = at[q]!;
      const [cx, cy, dx, dy] = [other.x[j]!, other.y[j]!, other.x[j + 1]!, other.y[j + 1]!];
      const touches = [
        touch(p, cx, cy, ax, ay, bx, by),
        touch(p, dx, dy, ax, ay, bx, by),
        touch(q, ax, ay, cx, cy, dx, dy),
        touch(q, bx, by, cx, cy, dx, dy),
      ];
      if (touches.some((touching) => touching)) continue;
      const across = (dx - cx) * (by - ay) - (dy - cy) * (bx - ax);
      if (across === 0) continue;
      const share = ((dx - cx) * (cy - ay) - (dy - cy) * (cx - ax)) / across;
      const otherShare = ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / across;
      if (share <= 0 || share >= 1 || otherShare <= 0 || otherShare >= 1) continue;
      const [x, y] = [Math.round(ax + share * (bx - ax)), Math.round(ay + share * (by - ay))];
      const [first, second] = [put(p, share, x, y), put(q, otherShare, x, y)];
      if (first || second) count++;
    }
  }
  return { corners, count };

  /** Puts a corner of one piece into another that it lies on; true when it lies on it, its ends included. */
  function touch(
    piece: number,
    x: number,
    y: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
  ): boolean {
    const { share, metres } = nearestShare(x, y, ax, ay, bx, by, scale);
    if (metres > ON_LINE) return false;
    if (share > 0 && share < 1) put(piece, share, x, y);
    return true;
  }
}
