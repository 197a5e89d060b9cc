import type { Graph, Milli } from "../network/graph.ts";
import type { NodeIndex } from "../vocabulary.ts";

/**
 * Bounded search over one graph, made once and run for any number of origins. After `run`, `reached` holds
 * the nodes within the limit in its first `count` places and `costOf` their least cost; both are overwritten
 * by the next run.
 */
export interface TravelTimes {
  /** Least cost from any start to every node within `limit`, inclusive. Returns how many nodes that is. */
  readonly run: (
    nodes: ArrayLike<NodeIndex>,
    costs: ArrayLike<Milli>,
    starts: number,
    limit: Milli,
  ) => number;
  readonly reached: Uint32Array;
  /** How many nodes the last run reached. */
  readonly count: () => number;
  /** For nodes the last run did not reach: some number above its limit. */
  readonly costOf: (node: NodeIndex) => Milli;
}

/** Width of a bucket: 2¹³ thousandths, 8.2 s or 8.2 m. */
const BUCKET_BITS = 13;

/** So far below the largest label that no sum of a label and an arc leaves 32 bits. */
const HIGHEST_FLOOR = 0x3fffffff;

/** Costs and limits stay below this, so that several hundred runs fit between two resets. */
export const LARGEST_LIMIT: Milli = 1 << 24;

/**
 * Dijkstra's algorithm with coarse buckets (Dial 1969, Denardo and Fox 1979): inside a bucket nodes are
 * taken in any order and may be relabelled, which is correct because a node is settled only when its bucket
 * is empty, and cheap because few arcs are shorter than a bucket is wide.
 *
 * Labels are never cleared between runs. Each run writes its costs above a floor that lies a whole limit
 * below the floor of the run before, so every older label reads as "farther than the limit".
 */
export function travelTimes(graph: Graph): TravelTimes {
  const memory = {
    label: new Int32Array(graph.nodeCount).fill(0x7fffffff),
    reached: new Uint32Array(graph.nodeCount),
    bucketHead: new Int32Array((LARGEST_LIMIT >> BUCKET_BITS) + 1).fill(-1),
  };
  // Entries of the buckets, three numbers each: node, label when queued, next entry.
  let entries = new Int32Array(3 * 4096);
  let floor = HIGHEST_FLOOR;
  let lastCount = 0;

  return {
    run,
    reached: memory.reached,
    count: () => lastCount,
    costOf: (node) => memory.label[node]! - floor,
  };

  /** Arrays in locals, and room made before the innermost loop and not in it: a fifth faster together. */
  function run(
    nodes: ArrayLike<NodeIndex>,
    costs: ArrayLike<Milli>,
    starts: number,
    limit: Milli,
  ): number {
    if (limit < 0 || limit >= LARGEST_LIMIT)
      throw new RangeError(`Limit ${limit} is outside 0 to ${LARGEST_LIMIT - 1} thousandths.`);
    const { first, arcs } = graph;
    const { label, reached, bucketHead } = memory;
    if (floor - (limit + 1) < -0x7fffffff) {
      label.fill(0x7fffffff);
      floor = HIGHEST_FLOOR;
    }
    floor -= limit + 1;
    const base = floor;
    const top = base + limit;
    let count = 0;
    let used = 0;
    let queued = entries;

    for (let s = 0; s < starts; s++) {
      const node = nodes[s]!;
      const start = base + costs[s]!;
      const old = label[node]!;
      if (start > top || start >= old) continue;
      if (old > top) reached[count++] = node;
      label[node] = start;
      if (used + 3 > queued.length) queued = grow(used + 3);
      const bucket = (start - base) >> BUCKET_BITS;
      queued[used] = node;
      queued[used + 1] = start;
      queued[used + 2] = bucketHead[bucket]!;
      bucketHead[bucket] = used;
      used += 3;
    }

    const lastBucket = limit >> BUCKET_BITS;
    for (let bucket = 0; bucket <= lastBucket; bucket++) {
      for (let entry = bucketHead[bucket]!; entry !== -1; entry = bucketHead[bucket]!) {
        bucketHead[bucket] = queued[entry + 2]!;
        const node = queued[entry]!;
        const here = queued[entry + 1]!;
        if (here !== label[node]) continue; // a cheaper way was found after this was queued
        const begin = 2 * first[node]!;
        const end = 2 * first[node + 1]!;
        if (used + 3 * (end - begin) > queued.length) queued = grow(used + 3 * (end - begin));
        for (let arc = begin; arc < end; arc += 2) {
          const cost = here + arcs[arc + 1]!;
          if (cost > top) continue;
          const target = arcs[arc]!;
          const next = target >> 1;
          const old = label[next]!;
          if (cost >= old) continue;
          if (old > top) reached[count++] = next;
          label[next] = cost;
          if ((target & 1) === 1) continue; // a dead end leads nowhere else
          const into = (cost - base) >> BUCKET_BITS;
          queued[used] = next;
          queued[used + 1] = cost;
          queued[used + 2] = bucketHead[into]!;
          bucketHead[into] = used;
          used += 3;
        }
      }
    }
    lastCount = count;
    return count;
  }

  function grow(least: number): Int32Array<ArrayBuffer> {
    let length = 2 * entries.length;
    while (length < least) length *= 2;
    const larger = new Int32Array(length);
    larger.set(entries);
    entries = larger;
    return larger;
  }
}
