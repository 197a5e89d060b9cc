import { cellAt } from "../geo/cells.ts";
import { metresBetween } from "../geo/lonlat.ts";
import { costOf, type Milli, type WalkingGraph } from "../network/graph.ts";
import type { Linkage } from "../network/linkage.ts";
import { E7 } from "../network/streets.ts";
import { BACKWARD, FORWARD } from "../network/walking-rules.ts";
import type { CellId, Metres } from "../vocabulary.ts";
import { costAlongEdge, NO_WAY, visitorRole } from "./ends.ts";
import type { CatchmentScan } from "./matrix.ts";

/** Streets are looked at every so many metres: well under the width of the finest cell. */
const STEP: Metres = 20;

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
  resolution: number,
): Set<CellId> {
  const { network, measure } = graph;
  const { from, to, length, traits, firstPoint, points } = network;
  const { search } = scan;
  const leaving = visitorRole(graph) === "leaves";
  const ownEdge = facilities.edge[facility]!;
  const cells = new Set<CellId>();
  for (let e = 0; e < network.edgeCount; e++) {
    // Labels of earlier runs read as beyond the limit.
    const atFrom = search.costOf(from[e]!);
    const atTo = search.costOf(to[e]!);
    if (atFrom > limit && atTo > limit && e !== ownEdge) continue;
    const trait = traits[e]!;
    const byFrom = atFrom <= limit && (trait & (leaving ? BACKWARD : FORWARD)) !== 0;
    const byTo = atTo <= limit && (trait & (leaving ? FORWARD : BACKWARD)) !== 0;
    if (!byFrom && !byTo && e !== ownEdge) continue;

    let start = 0;
    for (let p = 2 * firstPoint[e]!; p < 2 * (firstPoint[e + 1]! - 1); p += 2) {
      const [aLng, aLat] = [points[p]! / E7, points[p + 1]! / E7];
      const [bLng, bLat] = [points[p + 2]! / E7, points[p + 3]! / E7];
      const metres = metresBetween(aLng, aLat, bLng, bLat);
      const steps = Math.max(1, Math.ceil(metres / STEP));
      for (let s = 0; s <= steps; s++) {
        const share = s / steps;
        const along = Math.min(length[e]!, Math.round((start + share * metres) * 1000));
        const cost = Math.min(
          byFrom ? atFrom + costOf(measure, along, trait) : Infinity,
          byTo ? atTo + costOf(measure, length[e]! - along, trait) : Infinity,
          e === ownEdge ? alongOwnEdge(along) : Infinity,
        );
        if (cost > limit) continue;
        cells.add(cellAt(aLng + share * (bLng - aLng), aLat + share * (bLat - aLat), resolution));
      }
      start += metres;
    }
  }
  return cells;

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
