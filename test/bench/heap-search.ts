import type { Graph, Milli } from "#core/network/graph.ts";

/**
 * Dijkstra's algorithm as in a textbook, for comparison: a binary heap of (cost, node) with stale entries
 * skipped, on the same packed graph and with the same limit as ours. Gives the number of nodes within it.
 */
export function heapSearch(graph: Graph): (origin: number, limit: Milli) => number {
  const { first, arcs, nodeCount } = graph;
  const best = new Int32Array(nodeCount).fill(0x7fffffff);
  const reached = new Uint32Array(nodeCount);
  // Every arc is queued once at most, and the origin.
  const heapCost = new Int32Array(arcs.length / 2 + 1);
  const heapNode = new Int32Array(arcs.length / 2 + 1);
  let size = 0;

  return (origin, limit) => {
    let count = 0;
    best[origin] = 0;
    reached[count++] = origin;
    push(origin, 0);
    while (size > 0) {
      const node = heapNode[0]!;
      const here = heapCost[0]!;
      pop();
      if (here > best[node]!) continue;
      for (let arc = 2 * first[node]!; arc < 2 * first[node + 1]!; arc += 2) {
        const next = arcs[arc]! >> 1;
        const cost = here + arcs[arc + 1]!;
        const old = best[next]!;
        if (cost > limit || cost >= old) continue;
        if (old === 0x7fffffff) reached[count++] = next;
        best[next] = cost;
        push(next, cost);
      }
    }
    for (let i = 0; i < count; i++) best[reached[i]!] = 0x7fffffff;
    return count;
  };

  function push(node: number, cost: Milli) {
    let at = size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heapCost[parent]! <= cost) break;
      heapCost[at] = heapCost[parent]!;
      heapNode[at] = heapNode[parent]!;
      at = parent;
    }
    heapCost[at] = cost;
    heapNode[at] = node;
  }

  function pop() {
    const cost = heapCost[--size]!;
    const node = heapNode[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heapCost[child + 1]! < heapCost[child]!) child++;
      if (heapCost[child]! >= cost) break;
      heapCost[at] = heapCost[child]!;
      heapNode[at] = heapNode[child]!;
      at = child;
    }
    heapCost[at] = cost;
    heapNode[at] = node;
  }
}
