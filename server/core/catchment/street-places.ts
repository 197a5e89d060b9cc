import { cellAt } from "../geo/cells.ts";
import { metresBetween } from "../geo/lonlat.ts";
import type { Network } from "../network/network.ts";
import { E7 } from "../network/streets.ts";
import type { CellId, EdgeIndex, Metres, NodeIndex } from "../vocabulary.ts";

/** Which cells every street passes through, and where along it: worked out once per street, when first asked. */
export interface StreetPlaces {
  readonly onEdge: (edge: EdgeIndex) => readonly Place[];
  /** Edges that end at a node. */
  readonly edgesAt: (node: NodeIndex) => Uint32Array;
}

export interface Place {
  /** Millimetres from the edge's `from` end. */
  readonly along: number;
  readonly cell: CellId;
}

/** Streets are looked at every so many metres: about a third of a cell's edge, by resolution. */
const STEP: Readonly<Record<number, Metres>> = { 8: 170, 9: 65, 10: 25, 11: 9 };

export function streetPlaces(network: Network, resolution: number): StreetPlaces {
  const { nodeCount, edgeCount, from, to, length, firstPoint, points } = network;
  const step = STEP[resolution] ?? 9;
  const known: (readonly Place[] | undefined)[] = Array.from({ length: edgeCount });
  const first = new Uint32Array(nodeCount + 1);
  for (let e = 0; e < edgeCount; e++) {
    first[from[e]! + 1]! += 1;
    if (to[e] !== from[e]) first[to[e]! + 1]! += 1;
  }
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!;
  const edges = new Uint32Array(first[nodeCount]!);
  const slot = first.slice(0, nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    edges[slot[from[e]!]!++] = e;
    if (to[e] !== from[e]) edges[slot[to[e]!]!++] = e;
  }
  return {
    onEdge: (edge) => (known[edge] ??= placesOf(edge)),
    edgesAt: (node) => edges.subarray(first[node]!, first[node + 1]!),
  };

  function placesOf(edge: EdgeIndex): Place[] {
    const places: Place[] = [];
    let start = 0;
    for (let p = 2 * firstPoint[edge]!; p < 2 * (firstPoint[edge + 1]! - 1); p += 2) {
      const [aLng, aLat] = [points[p]! / E7, points[p + 1]! / E7];
      const [bLng, bLat] = [points[p + 2]! / E7, points[p + 3]! / E7];
      const metres = metresBetween(aLng, aLat, bLng, bLat);
      const steps = Math.max(1, Math.ceil(metres / step));
      for (let s = places.length === 0 ? 0 : 1; s <= steps; s++) {
        const share = s / steps;
        places.push({
          along: Math.min(length[edge]!, Math.round((start + share * metres) * 1000)),
          cell: cellAt(aLng + share * (bLng - aLng), aLat + share * (bLat - aLat), resolution),
        });
      }
      start += metres;
    }
    return places;
  }
}
