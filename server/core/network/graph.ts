import type { Direction, MetresPerSecond } from "../vocabulary.ts";
import type { Network } from "./network.ts";
import { BACKWARD, FORWARD, NO_WHEELS, STEPS } from "./walking-rules.ts";

/**
 * What a walk costs: seconds at a speed, or plain metres. Inside the core every cost is an integer number of
 * thousandths (milliseconds or millimetres), so that sums are exact and no pair at the limit is lost.
 */
export interface Measure {
  readonly kind: "time" | "distance";
  /** Used when `kind` is time. */
  readonly speed: MetresPerSecond;
  /** Stairs take longer, or are closed (wheelchair, pram). */
  readonly steps: "slow" | "closed";
}

/** Thousandths of a second or of a metre. */
export type Milli = number;

/**
 * A limit of so many minutes or metres in thousandths, rounded to whole tenths, the grain in which surfaces are
 * kept: so that a catchment, a surface and a coverage never draw the line at different places.
 */
export function wholeTenths(kind: Measure["kind"], minutesOrMetres: number): Milli {
  return 100 * Math.round(minutesOrMetres * (kind === "time" ? 600 : 10));
}

/**
 * Along the slope of a flight of stairs people move at about half their pace on the level. A planning value of
 * ours; in distance mode stairs count their length.
 */
const STEPS_FACTOR = 2;

/** A cost beyond every limit. */
export const CLOSED: Milli = 0x3fffffff;

/**
 * The network as the search reads it: the arcs of node `n` are the pairs (target, cost) from `2 × first[n]`
 * up to, not including, `2 × first[n + 1]`. Bit 0 of a target is set when it is a dead end, whose arcs lead
 * only back; the node is `target >> 1`.
 */
export interface Graph {
  readonly nodeCount: number;
  readonly first: Uint32Array;
  readonly arcs: Int32Array;
}

/** A network seen by one walker going one way: everything a search needs to know. */
export interface WalkingGraph {
  readonly network: Network;
  readonly measure: Measure;
  readonly direction: Direction;
  readonly graph: Graph;
}

/**
 * Packs the graph that is searched *from facilities*: towards them against the direction of walking, from
 * them along it.
 */
export function walkingGraph(
  network: Network,
  measure: Measure,
  direction: Direction,
): WalkingGraph {
  const { nodeCount, edgeCount, from, to } = network;
  const first = new Uint32Array(nodeCount + 1);
  const degree = new Uint32Array(nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    if (!canPass(network, measure, e)) continue;
    degree[from[e]!]! += 1;
    degree[to[e]!]! += 1;
    if (leaves(network, e, FORWARD, direction)) first[from[e]! + 1]! += 1;
    if (leaves(network, e, BACKWARD, direction)) first[to[e]! + 1]! += 1;
  }
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!;
  const arcs = new Int32Array(2 * first[nodeCount]!);
  const slot = first.slice(0, nodeCount);
  const add = (node: number, target: number, cost: Milli) => {
    const at = 2 * slot[node]!++;
    arcs[at] = 2 * target + (degree[target] === 1 ? 1 : 0);
    arcs[at + 1] = cost;
  };
  for (let e = 0; e < edgeCount; e++) {
    if (!canPass(network, measure, e)) continue;
    const cost = costOf(measure, network.length[e]!, network.traits[e]!);
    if (leaves(network, e, FORWARD, direction)) add(from[e]!, to[e]!, cost);
    if (leaves(network, e, BACKWARD, direction)) add(to[e]!, from[e]!, cost);
  }
  return { network, measure, direction, graph: { nodeCount, first, arcs } };
}

/** Cost of walking `millimetres` of a way with these traits. */
export function costOf(measure: Measure, millimetres: number, traits: number): Milli {
  if (measure.kind === "distance") return Math.min(millimetres, CLOSED);
  const slowed = traits & STEPS ? millimetres * STEPS_FACTOR : millimetres;
  return Math.min(Math.round(slowed / measure.speed), CLOSED);
}

/** Whether the walker may be on this edge at all. */
export function canPass(network: Network, measure: Measure, edge: number): boolean {
  return measure.steps === "slow" || (network.traits[edge]! & NO_WHEELS) === 0;
}

/** Whether the search may run along an edge in the sense `way`: walking against it when going towards. */
function leaves(network: Network, edge: number, way: number, direction: Direction): boolean {
  const walked = direction === "from" ? way : way === FORWARD ? BACKWARD : FORWARD;
  return (network.traits[edge]! & walked) !== 0;
}
