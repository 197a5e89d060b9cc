import type { Milli, WalkingGraph } from "../network/graph.ts";
import { NO_EDGE, type Linkage } from "../network/linkage.ts";
import { costAlongEdge, costAtFrom, costAtTo, facilityRole, NO_WAY, visitorRole } from "./ends.ts";
import { travelTimes } from "./travel-times.ts";

/**
 * The sparse facility × cell costs, the one source of every later number. Row `f` is the places from
 * `first[f]` up to, not including, `first[f + 1]`, by rising cell; a pair beyond the limit is absent.
 * `visitors` need not be cells: any linked points will do.
 */
export interface Matrix {
  readonly facilityCount: number;
  readonly cellCount: number;
  readonly first: Uint32Array;
  readonly cell: Uint32Array;
  /** Tenths of a second or of a metre, rounded up, so that comparing with a limit in whole tenths is exact. */
  readonly cost: Uint16Array;
}

/** Tenths from thousandths, never to the walker's advantage. */
export function tenths(cost: Milli): number {
  return Math.ceil(cost / 100);
}

/**
 * One bounded search per facility, and from every node it reaches on to the cells joined to the streets there.
 * `limit` is inclusive, in thousandths, at most 6,553.4 s or m.
 */
export function catchmentMatrix(
  graph: WalkingGraph,
  facilities: Linkage,
  cells: Linkage,
  limit: Milli,
): Matrix {
  const scan = catchmentScan(graph, facilities, cells, limit);
  const first = new Uint32Array(facilities.count + 1);
  let cell = new Uint32Array(1024);
  let cost = new Uint16Array(1024);
  let length = 0;
  for (let f = 0; f < facilities.count; f++) {
    const found = scan.run(f);
    if (length + found > cell.length) {
      const capacity = Math.max(2 * cell.length, length + found);
      cell = enlarged(cell, new Uint32Array(capacity));
      cost = enlarged(cost, new Uint16Array(capacity));
    }
    const row = scan.cells.subarray(0, found).sort();
    for (const c of row) {
      cell[length] = c;
      cost[length++] = tenths(scan.costOf(c));
    }
    first[f + 1] = length;
  }
  return {
    facilityCount: facilities.count,
    cellCount: cells.count,
    first,
    cell: cell.slice(0, length),
    cost: cost.slice(0, length),
  };
}

/** One facility at a time: `run` gives how many cells are within the limit, `cells` which, `costOf` at what cost. */
export interface CatchmentScan extends Omit<VisitorScan, "run"> {
  readonly run: (facility: number) => number;
}

/**
 * `limit` counts in whole tenths, inclusive, as in a comparison with the matrix: what a scan finds and what a
 * surface says is covered are then the same cells.
 */
export function catchmentScan(
  graph: WalkingGraph,
  facilities: Linkage,
  cells: Linkage,
  limit: Milli,
): CatchmentScan {
  const scan = visitorScan(graph, cells);
  const wholeTenths = limit - (limit % 100);
  return { ...scan, run: (facility) => scan.run(facilities, facility, wholeTenths) };
}

/** The visitors of any linked point, up to any limit; what can be known beforehand is worked out once. */
export interface VisitorScan {
  /** How many visitors are within the limit (inclusive) of point `index` of `points`. */
  readonly run: (points: Linkage, index: number, limit: Milli) => number;
  /** Which, in the first places; overwritten by the next run. */
  readonly cells: Uint32Array;
  /** Only for cells found by the last run. */
  readonly costOf: (cell: number) => Milli;
  readonly reaches: (cell: number) => boolean;
  /** The nodes of the same run, for drawing. */
  readonly search: ReturnType<typeof travelTimes>;
}

export function visitorScan(graph: WalkingGraph, cells: Linkage): VisitorScan {
  const search = travelTimes(graph.graph);
  const approaches = approachesOf(graph, cells);
  const best = new Int32Array(cells.count).fill(UNSEEN);
  const found = new Uint32Array(cells.count);
  const nodes = new Uint32Array(2);
  const costs = new Int32Array(2);
  const role = facilityRole(graph);
  let count = 0;
  let most: Milli = 0;

  return {
    run,
    cells: found,
    costOf: (cell) => best[cell]!,
    reaches: (cell) => best[cell] !== UNSEEN,
    search,
  };

  function run(points: Linkage, index: number, limit: Milli): number {
    for (let i = 0; i < count; i++) best[found[i]!] = UNSEEN;
    count = 0;
    most = limit;
    const edge = points.edge[index]!;
    if (edge === NO_EDGE) return 0;

    let starts = 0;
    const fromCost = costAtFrom(graph, points, index, role);
    const toCost = costAtTo(graph, points, index, role);
    if (fromCost !== NO_WAY) {
      nodes[starts] = graph.network.from[edge]!;
      costs[starts++] = fromCost;
    }
    if (toCost !== NO_WAY) {
      nodes[starts] = graph.network.to[edge]!;
      costs[starts++] = toCost;
    }
    const reachedCount = search.run(nodes, costs, starts, limit);

    const { reached } = search;
    const { firstAtNode, cellAtNode, costAtNode, cellsOnEdge } = approaches;
    for (let r = 0; r < reachedCount; r++) {
      const node = reached[r]!;
      const end = firstAtNode[node + 1]!;
      let a = firstAtNode[node]!;
      if (a === end) continue;
      const toNode = search.costOf(node);
      for (; a < end; a++) reach(cellAtNode[a]!, toNode + costAtNode[a]!);
    }
    for (const cell of cellsOnEdge.get(edge) ?? []) {
      const direct = costAlongEdge(graph, points, index, cells, cell);
      if (direct !== NO_WAY) reach(cell, direct);
    }
    return count;
  }

  function reach(cell: number, cost: Milli) {
    if (cost > most) return;
    const old = best[cell]!;
    if (cost >= old) return;
    if (old === UNSEEN) found[count++] = cell;
    best[cell] = cost;
  }
}

const UNSEEN = 0x7fffffff;

/** For every node, the cells whose edge ends there and what the rest of the way costs. */
function approachesOf(graph: WalkingGraph, cells: Linkage) {
  const { network } = graph;
  const role = visitorRole(graph);
  const firstAtNode = new Uint32Array(network.nodeCount + 1);
  const fromCost = new Int32Array(cells.count);
  const toCost = new Int32Array(cells.count);
  const cellsOnEdge = new Map<number, number[]>();
  for (let c = 0; c < cells.count; c++) {
    const edge = cells.edge[c]!;
    if (edge === NO_EDGE) continue;
    fromCost[c] = costAtFrom(graph, cells, c, role);
    toCost[c] = costAtTo(graph, cells, c, role);
    if (fromCost[c] !== NO_WAY) firstAtNode[network.from[edge]! + 1]! += 1;
    if (toCost[c] !== NO_WAY) firstAtNode[network.to[edge]! + 1]! += 1;
    const onEdge = cellsOnEdge.get(edge);
    if (onEdge === undefined) cellsOnEdge.set(edge, [c]);
    else onEdge.push(c);
  }
  for (let n = 0; n < network.nodeCount; n++) firstAtNode[n + 1]! += firstAtNode[n]!;
  const slot = firstAtNode.slice(0, network.nodeCount);
  const cellAtNode = new Uint32Array(firstAtNode[network.nodeCount]!);
  const costAtNode = new Int32Array(cellAtNode.length);
  for (let c = 0; c < cells.count; c++) {
    const edge = cells.edge[c]!;
    if (edge === NO_EDGE) continue;
    if (fromCost[c] !== NO_WAY) {
      const at = slot[network.from[edge]!]!++;
      cellAtNode[at] = c;
      costAtNode[at] = fromCost[c]!;
    }
    if (toCost[c] !== NO_WAY) {
      const at = slot[network.to[edge]!]!++;
      cellAtNode[at] = c;
      costAtNode[at] = toCost[c]!;
    }
  }
  return { firstAtNode, cellAtNode, costAtNode, cellsOnEdge };
}

function enlarged<A extends Uint32Array | Uint16Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
