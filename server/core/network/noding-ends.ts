import Flatbush from "flatbush";
import type { Metres } from "../vocabulary.ts";
import {
  nearestShare,
  ON_LINE,
  piecesOf,
  withCorners,
  type Corner,
  type Path,
  type Scale,
} from "./noding-paths.ts";

/** A place where lines end. */
interface EndPlace {
  x: number;
  y: number;
  /** Number of the line, doubled, and 1 more for its last point. */
  readonly ends: number[];
}

/**
 * Moves ends of lines that nearly meet onto each other, and what then still ends near a line onto that line.
 * Ends that share a place stay together. Lines that shrink to nothing come back empty.
 */
export function joinEnds(
  paths: readonly Path[],
  tolerance: Metres,
  scale: Scale,
): { paths: Path[]; moved: number } {
  const places = gathered(endPlaces(paths), tolerance, scale);
  const moved = new Set<number>();
  let now = paths.map((path, p) => placed(path, p, places, moved));
  const corners = new Map<number, Corner[]>();
  const { path, at, tree } = piecesOf(now);
  for (const place of new Set(places.values())) {
    const levels = new Set(place.ends.map((end) => now[end >> 1]!.level));
    // A bridge that ends by itself comes down onto what runs there; where two of its parts meet it goes on.
    const comesDown = place.ends.length === 1 && !levels.has(0);
    const near =
      nearestPiece(place, (level) => levels.has(level)) ??
      (comesDown ? nearestPiece(place, () => true) : undefined);
    if (near === undefined) continue;
    const { piece, share, metres } = near;
    const line = now[path[piece]!]!;
    const i = at[piece]!;
    if (metres > ON_LINE) {
      place.x = Math.round(line.x[i]! + share * (line.x[i + 1]! - line.x[i]!));
      place.y = Math.round(line.y[i]! + share * (line.y[i + 1]! - line.y[i]!));
      for (const end of place.ends) moved.add(end);
    }
    const corner = { after: i, share, x: place.x, y: place.y };
    if (share > 0 && share < 1)
      corners.set(path[piece]!, [...(corners.get(path[piece]!) ?? []), corner]);
  }
  now = now.map((line, p) => placed(withCorners(line, corners.get(p)), p, places, moved));
  return { paths: now, moved: moved.size };

  /** The nearest piece of a line that does not end here itself, or only comes back here from afar. */
  function nearestPiece(place: EndPlace, isThere: (level: number) => boolean) {
    let best: { piece: number; share: number; metres: Metres } | undefined;
    const [wide, tall] = [tolerance / scale.x, tolerance / scale.y];
    const own = new Set(place.ends.map((end) => end >> 1));
    const found =
      tree?.search(place.x - wide, place.y - tall, place.x + wide, place.y + tall, (piece) =>
        isThere(now[path[piece]!]!.level),
      ) ?? [];
    for (const piece of found.sort((a, b) => a - b)) {
      const line = now[path[piece]!]!;
      const i = at[piece]!;
      const { share, metres } = nearestShare(
        place.x,
        place.y,
        line.x[i]!,
        line.y[i]!,
        line.x[i + 1]!,
        line.y[i + 1]!,
        scale,
      );
      if (metres > tolerance || metres >= (best?.metres ?? Infinity)) continue;
      if (own.has(path[piece]!) && metresToEnd(line, i, share) < 3 * tolerance) continue;
      best = { piece, share, metres };
    }
    return best;
  }

  /** Along a line from a place on it to its nearer end. */
  function metresToEnd({ x, y }: Path, piece: number, share: number): Metres {
    const long = (i: number): Metres =>
      Math.hypot((x[i + 1]! - x[i]!) * scale.x, (y[i + 1]! - y[i]!) * scale.y);
    let before = share * long(piece);
    for (let i = 0; i < piece; i++) before += long(i);
    let after = (1 - share) * long(piece);
    for (let i = piece + 1; i + 1 < x.length; i++) after += long(i);
    return Math.min(before, after);
  }
}

/** Where lines end, the places where most of them end first. */
function endPlaces(paths: readonly Path[]): EndPlace[] {
  const places = new Map<string, EndPlace>();
  for (const [p, { x, y }] of paths.entries()) {
    for (const [last, i] of [0, x.length - 1].entries()) {
      const key = `${x[i]} ${y[i]}`;
      const known = places.get(key);
      if (known === undefined) places.set(key, { x: x[i]!, y: y[i]!, ends: [2 * p + last] });
      else known.ends.push(2 * p + last);
    }
  }
  return [...places.values()].sort((a, b) => b.ends.length - a.ends.length);
}

/** By end its place, places within the tolerance of a greater one having gone over to it. */
function gathered(
  places: readonly EndPlace[],
  tolerance: Metres,
  scale: Scale,
): Map<number, EndPlace> {
  const placeOf = new Map<number, EndPlace>();
  if (places.length === 0) return placeOf;
  const tree = new Flatbush(places.length);
  for (const { x, y } of places) tree.add(x, y, x, y);
  tree.finish();
  const stays = new Uint8Array(places.length);
  const [wide, tall] = [tolerance / scale.x, tolerance / scale.y];
  for (const [i, place] of places.entries()) {
    const metresTo = (other: number): Metres =>
      Math.hypot((places[other]!.x - place.x) * scale.x, (places[other]!.y - place.y) * scale.y);
    const [greater] = tree
      .search(place.x - wide, place.y - tall, place.x + wide, place.y + tall)
      .filter((other) => stays[other] === 1 && metresTo(other) <= tolerance)
      .sort((a, b) => metresTo(a) - metresTo(b) || a - b);
    if (greater === undefined) stays[i] = 1;
    const target = greater === undefined ? place : places[greater]!;
    for (const end of place.ends.slice()) {
      placeOf.set(end, target);
      if (target !== place) target.ends.push(end);
    }
  }
  return placeOf;
}

/** A line with its ends where they now are. */
function placed(
  path: Path,
  p: number,
  places: ReadonlyMap<number, EndPlace>,
  moved: Set<number>,
): Path {
  if (path.x.length < 2) return path;
  const x = path.x.slice();
  const y = path.y.slice();
  for (const [last, i] of [0, x.length - 1].entries()) {
    const place = places.get(2 * p + last);
    if (place === undefined || (place.x === x[i] && place.y === y[i])) continue;
    x[i] = place.x;
    y[i] = place.y;
    moved.add(2 * p + last);
  }
  const isSpent = x.length === 2 && x[0] === x[1] && y[0] === y[1];
  return isSpent ? { level: path.level, x: [], y: [] } : { level: path.level, x, y };
}
