import type { Graph, Milli, WalkingGraph } from "../network/graph.ts";
import { NO_EDGE, type Linkage } from "../network/linkage.ts";
import { costAlongEdge, costAtFrom, costAtTo, facilityRole, NO_WAY, visitorRole } from "./ends.ts";

/** For every node of the network: the least cost to any facility, however far, and which one. */
export interface NearestFacility {
  /** `NO_COST` where no walk leads to any. */
  readonly cost: Int32Array;
  /** −1 where `cost` is `NO_COST`. */
  readonly facility: Int32Array;
}

export const NO_COST = 0x7fffffff;

/** Width of a bucket: 2¹³ thousandths, 8.2 s or 8.2 m. */
const BUCKET_BITS = 13;

/**
 * One search from all facilities at once, without a limit. Equal costs name the facility that comes first in
 * the list, so the answer does not depend on the order of the search.
 */
export function nearestFacility(
  graph: WalkingGraph,
  facilities: Linkage,
  among: Iterable<number>,
): NearestFacility {
  const { network } = graph;
  const { first, arcs, nodeCount }: Graph = graph.graph;
  const cost = new Int32Array(nodeCount).fill(NO_COST);
  const facility = new Int32Array(nodeCount).fill(-1);
  const role = facilityRole(graph);
  const buckets: number[][] = [];

  for (const f of among) {
    const edge = facilities.edge[f]!;
    if (edge === NO_EDGE) continue;
    const fromCost = costAtFrom(graph, facilities, f, role);
    const toCost = costAtTo(graph, facilities, f, role);
    if (fromCost !== NO_WAY) reach(network.from[edge]!, fromCost, f);
    if (toCost !== NO_WAY) reach(network.to[edge]!, toCost, f);
  }
  for (let b = 0; b < buckets.length; b++) {
    const bucket = buckets[b];
    if (bucket === undefined) continue;
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      const here = cost[node]!;
      if (here >> BUCKET_BITS !== b) continue; // settled from an earlier bucket
      const owner = facility[node]!;
      for (let arc = 2 * first[node]!; arc < 2 * first[node + 1]!; arc += 2)
        reach(arcs[arc]! >> 1, here + arcs[arc + 1]!, owner);
    }
  }
  return { cost, facility };

  function reach(node: number, next: Milli, owner: number) {
    const old = cost[node]!;
    if (next > old || (next === old && owner >= facility[node]!)) return;
    cost[node] = next;
    facility[node] = owner;
    const bucket = next >> BUCKET_BITS;
    while (buckets.length <= bucket) buckets.push([]);
    buckets[bucket]!.push(node);
  }
}

/** Cost from one linked point to its nearest facility, or undefined when no walk leads to any. */
export function nearestTo(
  graph: WalkingGraph,
  nearest: NearestFacility,
  facilities: Linkage,
  among: Iterable<number>,
  points: Linkage,
  point: number,
): { cost: Milli; facility: number } | undefined {
  const edge = points.edge[point]!;
  if (edge === NO_EDGE) return undefined;
  const role = visitorRole(graph);
  let best: { cost: Milli; facility: number } | undefined;
  const offer = (cost: Milli, facility: number) => {
    if (best === undefined || cost < best.cost || (cost === best.cost && facility < best.facility))
      best = { cost, facility };
  };
  const { from, to } = graph.network;
  const fromCost = costAtFrom(graph, points, point, role);
  const toCost = costAtTo(graph, points, point, role);
  const atFrom = from[edge]!;
  const atTo = to[edge]!;
  if (fromCost !== NO_WAY && nearest.cost[atFrom] !== NO_COST)
    offer(nearest.cost[atFrom]! + fromCost, nearest.facility[atFrom]!);
  if (toCost !== NO_WAY && nearest.cost[atTo] !== NO_COST)
    offer(nearest.cost[atTo]! + toCost, nearest.facility[atTo]!);
  for (const f of among) {
    if (facilities.edge[f] !== edge) continue;
    const direct = costAlongEdge(graph, facilities, f, points, point);
    if (direct !== NO_WAY) offer(direct, f);
  }
  return best;
}
