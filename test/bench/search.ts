import { travelTimes } from "#core/catchment/travel-times.ts";
import { walkingGraph, type Graph, type Measure } from "#core/network/graph.ts";
import { MAIN, type Network } from "#core/network/network.ts";
import { picks, seededRandom } from "./random.ts";
import { timed, type Timing } from "./timing.ts";

export const METRES: Measure = { kind: "distance", speed: 1.1, steps: "slow" };
export const SECONDS: Measure = { kind: "time", speed: 1.1, steps: "slow" };

/** How far the search bench looks: 15 minutes at 1.25 m/s. */
export const SEARCH_METRES = 1125;
export const ORIGINS = 1000;

export interface SearchFigures {
  readonly graph: Graph;
  readonly origins: Uint32Array;
  /** One run is a search from every origin. */
  readonly timing: Timing;
  /** Nodes within the limit, and arcs that leave them, over all origins. */
  readonly settled: number;
  readonly arcs: number;
}

/** Bounded searches from seeded nodes of the main component, one after the other on one thread. */
export function benchSearch(network: Network): SearchFigures {
  const { graph } = walkingGraph(network, METRES, "from");
  const origins = seededOrigins(network, ORIGINS);
  const search = travelTimes(graph);
  const start = new Uint32Array(1);
  const atOnce = new Int32Array(1);
  const limit = SEARCH_METRES * 1000;

  let settled = 0;
  let arcs = 0;
  for (const origin of origins) {
    start[0] = origin;
    const count = search.run(start, atOnce, 1, limit);
    settled += count;
    for (const node of search.reached.subarray(0, count))
      arcs += graph.first[node + 1]! - graph.first[node]!;
  }
  const timing = timed({ runs: 60, warmUp: 10 }, () => {
    let found = 0;
    for (let i = 0; i < origins.length; i++) {
      start[0] = origins[i]!;
      found += search.run(start, atOnce, 1, limit);
    }
    return found;
  });
  return { graph, origins, timing, settled, arcs };
}

/** Nodes of the main component, the same ones for the same network. */
export function seededOrigins(network: Network, count: number): Uint32Array {
  const inMain = new Uint8Array(network.nodeCount);
  for (let e = 0; e < network.edgeCount; e++) {
    if ((network.traits[e]! & MAIN) === 0) continue;
    inMain[network.from[e]!] = 1;
    inMain[network.to[e]!] = 1;
  }
  const nodes = Array.from(inMain.keys()).filter((node) => inMain[node] === 1);
  return Uint32Array.from(picks(nodes, count, seededRandom(20_260)));
}
