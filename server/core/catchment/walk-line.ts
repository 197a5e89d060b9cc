import { metresBetween } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import { NO_EDGE } from "../network/linkage.ts";
import type { Network } from "../network/network.ts";
import { E7 } from "../network/streets.ts";
import type { EdgeIndex } from "../vocabulary.ts";
import type { WalkPath, WalkPiece } from "./walk-path.ts";

/** A way as a line from where it sets out to where it ends, both of which may lie off the streets. */
export function walkLine(
  network: Network,
  { pieces }: WalkPath,
  from: LngLat,
  to: LngLat,
): readonly LngLat[] {
  const line = [from];
  for (const next of pieces.flatMap((piece) => pieceLine(network, piece)))
    if (!isSame(line.at(-1), next)) line.push(next);
  return [...(line.length > 1 && isSame(line.at(-1), to) ? line.slice(0, -1) : line), to];
}

/** Where on the ground a piece runs; nothing off the network, where only its neighbours know. */
function pieceLine(network: Network, { edge, start, end }: WalkPiece): LngLat[] {
  if (edge === NO_EDGE) return [];
  const line = stretchOf(network, edge, Math.min(start, end), Math.max(start, end));
  return start <= end ? line : line.toReversed();
}

/** To a millimetre. */
function isSame(a: LngLat | undefined, b: LngLat): boolean {
  return a !== undefined && Math.abs(a[0] - b[0]) < 1e-8 && Math.abs(a[1] - b[1]) < 1e-8;
}

/** An edge from one place to a later one, in millimetres from its `from` end. */
function stretchOf(network: Network, edge: EdgeIndex, start: number, end: number): LngLat[] {
  const { firstPoint, points, length } = network;
  const line: LngLat[] = [];
  let before = 0;
  for (let p = firstPoint[edge]!; p < firstPoint[edge + 1]! - 1; p++) {
    const a: LngLat = [points[2 * p]! / E7, points[2 * p + 1]! / E7];
    const b: LngLat = [points[2 * p + 2]! / E7, points[2 * p + 3]! / E7];
    const isLast = p === firstPoint[edge + 1]! - 2;
    // The parts of an edge are measured in metres, the whole in millimetres; the last part takes what is left.
    const after = isLast ? length[edge]! : before + 1000 * metresBetween(...a, ...b);
    if (after >= start && line.length === 0) line.push(between(a, b, before, after, start));
    if (line.length > 0) line.push(after < end ? b : between(a, b, before, after, end));
    if (after >= end) break;
    before = after;
  }
  return line;
}

function between(a: LngLat, b: LngLat, before: number, after: number, at: number): LngLat {
  const share = after > before ? Math.min(1, Math.max(0, (at - before) / (after - before))) : 1;
  if (share === 0) return a;
  if (share === 1) return b;
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}
