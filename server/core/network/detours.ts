import type { EdgeIndex, Metres } from "../vocabulary.ts";
import type { Network } from "./network.ts";

/** A place on an edge, in metres from its first point. */
export interface EdgePlace {
  readonly edge: EdgeIndex;
  readonly along: Metres;
}

/** Metres walked between two places; Infinity when they are more than `most`. One-way rules aside. */
export type Detour = (start: EdgePlace, end: EdgePlace, most: Metres) => Metres;

/** Short walks in a network, searched afresh each time: within a hundred metres there is little to search. */
export function detours(network: Network): Detour {
  const { nodeCount, edgeCount, from, to } = network;
  const metres = (edge: EdgeIndex): Metres => network.length[edge]! / 1000;
  const first = new Uint32Array(nodeCount + 1);
  for (let e = 0; e < edgeCount; e++) {
    first[from[e]! + 1]! += 1;
    first[to[e]! + 1]! += 1;
  }
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!;
  const edgeAt = new Uint32Array(2 * edgeCount);
  const slot = first.slice(0, nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    edgeAt[slot[from[e]!]!++] = e;
    edgeAt[slot[to[e]!]!++] = e;
  }

  return (start, end, most) => {
    let best = start.edge === end.edge ? Math.abs(start.along - end.along) : Infinity;
    const reached = new Map<number, Metres>();
    const open = new Map<number, Metres>();
    const offer = (node: number, walked: Metres): void => {
      if (walked > most || reached.has(node) || walked >= (open.get(node) ?? Infinity)) return;
      open.set(node, walked);
    };
    offer(from[start.edge]!, start.along);
    offer(to[start.edge]!, metres(start.edge) - start.along);
    for (;;) {
      let here = -1;
      let walked = Math.min(best, most);
      for (const [node, so] of open) {
        if (so > walked || (so === walked && here !== -1)) continue;
        here = node;
        walked = so;
      }
      if (here === -1) break;
      open.delete(here);
      reached.set(here, walked);
      if (here === from[end.edge]) best = Math.min(best, walked + end.along);
      if (here === to[end.edge]) best = Math.min(best, walked + metres(end.edge) - end.along);
      for (let k = first[here]!; k < first[here + 1]!; k++) {
        const edge = edgeAt[k]!;
        offer(from[edge] === here ? to[edge]! : from[edge]!, walked + metres(edge));
      }
    }
    return best <= most ? best : Infinity;
  };
}
