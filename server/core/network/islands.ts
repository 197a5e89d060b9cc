import type { EdgeIndex, Metres } from "../vocabulary.ts";

/** Which connected part of the network every edge belongs to; parts are numbered from the longest. */
export interface Components {
  readonly count: number;
  readonly ofEdge: Uint32Array;
  /** Metres of each part. */
  readonly length: readonly Metres[];
}

/** Edges that `open` leaves out belong to no part. */
const NO_COMPONENT = 0xffffffff;

/**
 * Connected parts, one-way streets taken as open both ways: a part is an island when no walk of any direction
 * leads to it.
 */
export function findComponents(
  nodeCount: number,
  from: Uint32Array,
  to: Uint32Array,
  length: ArrayLike<Metres>,
  open: (edge: EdgeIndex) => boolean,
): Components {
  const parent = new Uint32Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) parent[n] = n;
  for (let e = 0; e < from.length; e++) {
    if (!open(e)) continue;
    const a = rootOf(from[e]!);
    const b = rootOf(to[e]!);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }

  const metres = new Map<number, number>();
  for (let e = 0; e < from.length; e++) {
    if (!open(e)) continue;
    const root = rootOf(from[e]!);
    metres.set(root, (metres.get(root) ?? 0) + length[e]!);
  }
  const ranked = [...metres].sort(([a, long], [b, longer]) => longer - long || a - b);
  const rank = new Map(ranked.map(([root], i) => [root, i]));
  const ofEdge = new Uint32Array(from.length).fill(NO_COMPONENT);
  for (let e = 0; e < from.length; e++) if (open(e)) ofEdge[e] = rank.get(rootOf(from[e]!))!;
  return { count: ranked.length, ofEdge, length: ranked.map(([, long]) => long) };

  function rootOf(node: number): number {
    let root = node;
    while (parent[root] !== root) root = parent[root]!;
    for (let n = node; parent[n] !== root;) {
      const next = parent[n]!;
      parent[n] = root;
      n = next;
    }
    return root;
  }
}
