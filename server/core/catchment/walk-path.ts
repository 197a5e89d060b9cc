import { canPass, costOf, type Milli, type WalkingGraph } from "../network/graph.ts";
import { NO_EDGE, type Linkage } from "../network/linkage.ts";
import { BACKWARD, FORWARD } from "../network/walking-rules.ts";
import type { EdgeIndex, NodeIndex } from "../vocabulary.ts";
import { costAlongEdge, costAtFrom, costAtTo, facilityRole, NO_WAY, visitorRole } from "./ends.ts";
import type { VisitorScan } from "./matrix.ts";
import type { StreetPlaces } from "./street-places.ts";

/** A way as it is walked. The costs of its pieces add up to its own exactly. */
export interface WalkPath {
  readonly cost: Milli;
  /** In the order of walking, legs off the network first and last. Any of them may be of no length. */
  readonly pieces: readonly WalkPiece[];
}

/** A walk along one edge, from one place of it to another, or off the network where `edge` is `NO_EDGE`. */
export interface WalkPiece {
  readonly edge: EdgeIndex;
  /** Millimetres from the edge's `from` end; off the network from 0. */
  readonly start: number;
  readonly end: number;
  readonly cost: Milli;
}

/** The last run of a scan: from point `index` of `points`, up to `limit`. */
export interface LastRun {
  readonly scan: Pick<VisitorScan, "search">;
  readonly points: Linkage;
  readonly index: number;
  readonly limit: Milli;
}

/**
 * The way between the point a scan was run from and one of the linked points it found; undefined where none is within
 * the limit. It costs what the scan says. Of equally cheap ways the same one is always given.
 */
export function walkPath(
  graph: WalkingGraph,
  { edgesAt }: Pick<StreetPlaces, "edgesAt">,
  run: LastRun,
  visitors: Linkage,
  visitor: number,
): WalkPath | undefined {
  const { points, index } = run;
  const [first, last] = [points.edge[index]!, visitors.edge[visitor]!];
  if (first === NO_EDGE || last === NO_EDGE) return undefined;
  const searched = cheapest(graph, edgesAt, run, visitors, visitor);
  if (searched === undefined) return undefined;
  const legs = [points.leg[index]!, visitors.leg[visitor]!].map((leg): WalkPiece => ({
    edge: NO_EDGE,
    start: 0,
    end: leg,
    cost: costOf(graph.measure, leg, 0),
  }));
  const pieces = [legs[0]!, ...searched.pieces, legs[1]!];
  return {
    cost: searched.cost,
    // People walk towards what was searched from, or away from it.
    pieces: graph.direction === "from" ? pieces : pieces.toReversed().map(turned),
  };
}

/** In the order of the search, without the legs; the cost has them. */
function cheapest(
  graph: WalkingGraph,
  edgesAt: StreetPlaces["edgesAt"],
  { scan, points, index, limit }: LastRun,
  visitors: Linkage,
  visitor: number,
): WalkPath | undefined {
  const { network, measure } = graph;
  const { from, to, length, traits } = network;
  const [first, last] = [points.edge[index]!, visitors.edge[visitor]!];
  const [setOut, arrive] = [points.along[index]!, visitors.along[visitor]!];
  const stretch = (edge: EdgeIndex, start: number, end: number): WalkPiece => ({
    edge,
    start,
    end,
    cost: costOf(measure, Math.abs(end - start), traits[edge]!),
  });
  const role = facilityRole(graph);
  const starts = [
    {
      node: from[first]!,
      cost: costAtFrom(graph, points, index, role),
      piece: stretch(first, setOut, 0),
    },
    {
      node: to[first]!,
      cost: costAtTo(graph, points, index, role),
      piece: stretch(first, setOut, length[first]!),
    },
  ].filter(({ cost }) => cost !== NO_WAY);

  const direct = first === last ? costAlongEdge(graph, points, index, visitors, visitor) : NO_WAY;
  let best =
    direct === NO_WAY
      ? undefined
      : { cost: direct, node: -1, piece: stretch(last, setOut, arrive) };
  const other = visitorRole(graph);
  for (const { node, cost, piece } of [
    {
      node: from[last]!,
      cost: costAtFrom(graph, visitors, visitor, other),
      piece: stretch(last, 0, arrive),
    },
    {
      node: to[last]!,
      cost: costAtTo(graph, visitors, visitor, other),
      piece: stretch(last, length[last]!, arrive),
    },
  ]) {
    const toNode = scan.search.costOf(node);
    if (cost === NO_WAY || toNode > limit) continue;
    if (best === undefined || toNode + cost < best.cost)
      best = { cost: toNode + cost, node, piece };
  }
  if (best === undefined || best.cost > limit) return undefined;
  if (best.node === -1) return { cost: best.cost, pieces: [best.piece] };
  const { start, edges } = backToStart(graph, edgesAt, scan.search.costOf, best.node, starts);
  const between = edges.map(({ edge, forward }) =>
    stretch(edge, forward ? 0 : length[edge]!, forward ? length[edge]! : 0),
  );
  return { cost: best.cost, pieces: [start.piece, ...between, best.piece] };
}

interface Start {
  readonly node: NodeIndex;
  readonly cost: Milli;
  readonly piece: WalkPiece;
}

/** An edge in the order of the search: from its `from` end to its `to` end, or back. */
interface Passed {
  readonly edge: EdgeIndex;
  readonly forward: boolean;
}

/**
 * From a node back along edges whose cost is the difference of the labels at their ends. Labels never rise that way
 * and each node is looked at once, so that edges of no cost lead round in no circle.
 */
function backToStart(
  graph: WalkingGraph,
  edgesAt: StreetPlaces["edgesAt"],
  label: (node: NodeIndex) => Milli,
  node: NodeIndex,
  starts: readonly Start[],
): { readonly start: Start; readonly edges: Passed[] } {
  const { from, to, length, traits } = graph.network;
  const cameBy = new Map<NodeIndex, { readonly next: NodeIndex; readonly passed: Passed }>();
  const waiting = [node];
  const seen = new Set(waiting);
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const cost = label(here);
    const start = starts.find((one) => one.node === here && one.cost === cost);
    if (start !== undefined) return { start, edges: edgesFrom(here) };
    for (const edge of edgesAt(here))
      for (const forward of [true, false]) {
        const [tail, head] = forward ? [from[edge]!, to[edge]!] : [to[edge]!, from[edge]!];
        if (head !== here || seen.has(tail) || !isSearched(graph, edge, forward)) continue;
        if (label(tail) + costOf(graph.measure, length[edge]!, traits[edge]!) !== cost) continue;
        seen.add(tail);
        cameBy.set(tail, { next: here, passed: { edge, forward } });
        waiting.push(tail);
      }
  }
  throw new Error(`No edges lead back from node ${node} to where the search began.`);

  function edgesFrom(first: NodeIndex): Passed[] {
    const edges: Passed[] = [];
    for (let step = cameBy.get(first); step !== undefined; step = cameBy.get(step.next))
      edges.push(step.passed);
    return edges;
  }
}

/** Whether the search runs along an edge this way; walkers towards its origin come the other. */
function isSearched(
  { network, measure, direction }: WalkingGraph,
  edge: EdgeIndex,
  forward: boolean,
) {
  if (!canPass(network, measure, edge)) return false;
  const walked = forward === (direction === "from") ? FORWARD : BACKWARD;
  return (network.traits[edge]! & walked) !== 0;
}

function turned({ start, end, ...piece }: WalkPiece): WalkPiece {
  return { ...piece, start: end, end: start };
}
