import { canPass, costOf, type Milli, type WalkingGraph } from "../network/graph.ts";
import type { Linkage } from "../network/linkage.ts";
import { BACKWARD, FORWARD } from "../network/walking-rules.ts";
import type { CellId, EdgeIndex } from "../vocabulary.ts";
import { costAlongEdge, NO_WAY, visitorRole } from "./ends.ts";
import type { CatchmentScan } from "./matrix.ts";
import type { StreetPlaces } from "./street-places.ts";

/**
 * The cells that the streets walked within the limit pass through, for drawing a catchment. Reads the nodes
 * of the scan's last run, which must have been for this facility. A larger limit gives a superset, so drawn
 * outlines nest; no part lies farther from a street within the limit than one cell.
 */
export function streetCells(
  graph: WalkingGraph,
  scan: CatchmentScan,
  facilities: Linkage,
  facility: number,
  limit: Milli,
  places: StreetPlaces,
): Set<CellId> {
  const { network, measure } = graph;
  const { from, to, length, traits } = network;
  const { search } = scan;
  const leaving = visitorRole(graph) === "leaves";
  const ownEdge = facilities.edge[facility]!;
  const cells = new Set<CellId>();
  const seen = new Set<EdgeIndex>();
  addEdge(ownEdge);
  for (let r = 0; r < search.count(); r++)
    for (const edge of places.edgesAt(search.reached[r]!)) addEdge(edge);
  return cells;

  function addEdge(edge: EdgeIndex) {
    if (seen.has(edge) || !canPass(network, measure, edge)) return;
    seen.add(edge);
    const trait = traits[edge]!;
    // Labels of nodes that this run did not reach read as beyond the limit.
    const atFrom =
      (trait & (leaving ? BACKWARD : FORWARD)) === 0 ? Infinity : search.costOf(from[edge]!);
    const atTo =
      (trait & (leaving ? FORWARD : BACKWARD)) === 0 ? Infinity : search.costOf(to[edge]!);
    for (const { along, cell } of places.onEdge(edge)) {
      const within =
        atFrom + costOf(measure, along, trait) <= limit ||
        atTo + costOf(measure, length[edge]! - along, trait) <= limit ||
        (edge === ownEdge && alongOwnEdge(along) <= limit);
      if (within) cells.add(cell);
    }
  }

  function alongOwnEdge(along: number): number {
    const here: Linkage = {
      count: 1,
      edge: Int32Array.of(ownEdge),
      along: Uint32Array.of(along),
      leg: Uint32Array.of(0),
    };
    const cost = costAlongEdge(graph, facilities, facility, here, 0);
    return cost === NO_WAY ? Infinity : cost;
  }
}
