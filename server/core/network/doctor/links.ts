import { lngShrink, METRES_PER_DEGREE, nearestOnSegment } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import type { EdgeIndex, Metres } from "../../vocabulary.ts";
import type { Components } from "../islands.ts";
import type { Network } from "../network.ts";
import type { StretchFinder } from "../stretches.ts";
import { E7 } from "../streets.ts";
import { crossingOf, type Segment } from "./segment-pairs.ts";
import type { StreetEnds } from "./street-ends.ts";

/** A place where two parts of a network that do not meet come near each other. */
export interface Link {
  /** Numbers of the two parts. */
  readonly parts: readonly [number, number];
  readonly how: LinkKind;
  /** Of an end, `from` is the end. */
  readonly from: LngLat;
  readonly to: LngLat;
  readonly metres: Metres;
  readonly fromEdge: EdgeIndex;
  readonly toEdge: EdgeIndex;
}

/** A crossing drawn without meeting, a closed gate, the end of a street, or streets side by side. */
export type LinkKind = "crossing" | "gate" | "end" | "side";

/** Places this near are one. */
const TOUCHING: Metres = 0.02;

/**
 * Every way to link parts of the network over at most `reach` metres: per pair of parts all crossings and gates,
 * the nearest place to every end of a street, and the one place where streets side by side are nearest.
 */
export function linksBetweenParts(
  network: Network,
  { ofEdge }: Components,
  finder: StretchFinder,
  ends: StreetEnds,
  reach: Metres,
): Link[] {
  const { edgeCount, firstPoint, points, from, to, nodeLat } = network;
  const found = new Map<string, Link>();
  const keepNearest = (key: string, link: Link): void => {
    const known = found.get(key);
    if (known === undefined || link.metres < known.metres) found.set(key, link);
  };
  for (let e = 0; e < edgeCount; e++) {
    if (ofEdge[e] === 0) continue;
    const tall = (reach / METRES_PER_DEGREE) * E7 + 1;
    const wide = tall / Math.max(0.01, lngShrink(nodeLat[from[e]!]! / E7));
    for (let p = firstPoint[e]!; p + 1 < firstPoint[e + 1]!; p++) {
      const [x1, y1, x2, y2] = segmentAt(p);
      finder.within(
        Math.min(x1, x2) - wide,
        Math.min(y1, y2) - tall,
        Math.max(x1, x2) + wide,
        Math.max(y1, y2) + tall,
        (other, q) => {
          if (ofEdge[other] !== ofEdge[e]) compare(e, p, other, q);
        },
      );
    }
  }
  return [...found.values()];

  function compare(e: EdgeIndex, p: number, other: EdgeIndex, q: number): void {
    const parts: [number, number] =
      ofEdge[e]! < ofEdge[other]! ? [ofEdge[e]!, ofEdge[other]!] : [ofEdge[other]!, ofEdge[e]!];
    const pair = parts.join(" ");
    const crossing = crossingOf(segmentAt(p), segmentAt(q));
    if (crossing !== undefined) {
      const at: LngLat = [crossing[0] / E7, crossing[1] / E7];
      const edges = { fromEdge: e, toEdge: other };
      keepNearest(`crossing ${crossing.join(" ")}`, {
        parts,
        how: "crossing",
        from: at,
        to: at,
        metres: 0,
        ...edges,
      });
    }
    drop(e, p, other, q, parts, pair);
    drop(e, p + 1, other, q, parts, pair);
    drop(other, q, e, p, parts, pair);
    drop(other, q + 1, e, p, parts, pair);
  }

  /** The perpendicular from a point of one edge to a piece of another. */
  function drop(
    e: EdgeIndex,
    point: number,
    other: EdgeIndex,
    piece: number,
    parts: readonly [number, number],
    pair: string,
  ): void {
    const at: LngLat = [points[2 * point]! / E7, points[2 * point + 1]! / E7];
    const [x1, y1, x2, y2] = segmentAt(piece);
    const { share, metres } = nearestOnSegment(...at, x1 / E7, y1 / E7, x2 / E7, y2 / E7);
    if (metres > reach) return;
    const foot: LngLat = [
      Math.round(x1 + share * (x2 - x1)) / E7,
      Math.round(y1 + share * (y2 - y1)) / E7,
    ];
    const node =
      point === firstPoint[e]! ? from[e]! : point === firstPoint[e + 1]! - 1 ? to[e]! : undefined;
    const link = { parts, from: at, to: foot, metres, fromEdge: e, toEdge: other };
    if (node !== undefined && ends.isGate(node)) {
      if (metres <= TOUCHING) keepNearest(`gate ${pair} ${node}`, { ...link, how: "gate" });
    } else if (node !== undefined && ends.isDeadEnd(node))
      keepNearest(`end ${pair} ${node}`, { ...link, how: "end" });
    else keepNearest(`side ${pair}`, { ...link, how: "side" });
  }

  function segmentAt(p: number): Segment {
    return [points[2 * p]!, points[2 * p + 1]!, points[2 * p + 2]!, points[2 * p + 3]!];
  }
}
