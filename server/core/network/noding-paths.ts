import Flatbush from "flatbush";
import type { Metres } from "../vocabulary.ts";

/** A line of whole ten-millionths of a degree. Lines on different levels pass over each other. */
export interface Path {
  readonly level: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Metres of a step of one ten-millionth of a degree, eastwards and northwards. */
export interface Scale {
  readonly x: Metres;
  readonly y: Metres;
}

/** This near a line, a corner is on it: rounding to whole coordinates moves a point by half as much. */
export const ON_LINE: Metres = 0.02;

/** A corner to be put into a line: after which of its own, how far along to the next, and where. */
export interface Corner {
  readonly after: number;
  readonly share: number;
  readonly x: number;
  readonly y: number;
}

export function withCorners(path: Path, corners: readonly Corner[] | undefined): Path {
  if (corners === undefined) return path;
  const sorted = corners.toSorted((a, b) => a.after - b.after || a.share - b.share);
  const x: number[] = [];
  const y: number[] = [];
  const push = (nextX: number, nextY: number): void => {
    if (x.at(-1) === nextX && y.at(-1) === nextY) return;
    x.push(nextX);
    y.push(nextY);
    // Corners a centimetre apart may come in turns, there and back again: each is passed once.
    const isAgain = (back: number) =>
      x.at(-back) === x.at(-back - 2) && y.at(-back) === y.at(-back - 2);
    if (x.length >= 4 && isAgain(1) && isAgain(2)) {
      x.length -= 2;
      y.length -= 2;
    }
  };
  let next = 0;
  for (let i = 0; i < path.x.length; i++) {
    push(path.x[i]!, path.y[i]!);
    for (; next < sorted.length && sorted[next]!.after === i; next++)
      push(sorted[next]!.x, sorted[next]!.y);
  }
  return { level: path.level, x, y };
}

/** Every straight piece of every line, with an index over them. */
export function piecesOf(paths: readonly Path[]): {
  readonly path: readonly number[];
  readonly at: readonly number[];
  readonly tree: Flatbush | undefined;
} {
  const path: number[] = [];
  const at: number[] = [];
  for (const [p, { x }] of paths.entries())
    for (let i = 0; i + 1 < x.length; i++) {
      path.push(p);
      at.push(i);
    }
  if (path.length === 0) return { path, at, tree: undefined };
  const tree = new Flatbush(path.length);
  for (let k = 0; k < path.length; k++) {
    const { x, y } = paths[path[k]!]!;
    const i = at[k]!;
    tree.add(
      Math.min(x[i]!, x[i + 1]!),
      Math.min(y[i]!, y[i + 1]!),
      Math.max(x[i]!, x[i + 1]!),
      Math.max(y[i]!, y[i + 1]!),
    );
  }
  tree.finish();
  return { path, at, tree };
}

/** Nearest point of the piece a–b to a place: how far along, and how far off. */
export function nearestShare(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  scale: Scale,
): { share: number; metres: Metres } {
  const [dx, dy] = [(bx - ax) * scale.x, (by - ay) * scale.y];
  const [px, py] = [(x - ax) * scale.x, (y - ay) * scale.y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
  return { share, metres: Math.hypot(px - share * dx, py - share * dy) };
}
