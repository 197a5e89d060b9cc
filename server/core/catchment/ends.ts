import { costOf, type Milli, type WalkingGraph } from "../network/graph.ts";
import type { Linkage } from "../network/linkage.ts";
import { BACKWARD, FORWARD } from "../network/walking-rules.ts";

/** A point sets out on its walk, or the walk ends there. */
export type Role = "leaves" | "arrives";

/** What it costs to walk between a point and an end of its edge; `NO_WAY` against a one-way street. */
export const NO_WAY = -1;

/** The role of a facility; everyone else has the other one. */
export function facilityRole(graph: WalkingGraph): Role {
  return graph.direction === "towards" ? "arrives" : "leaves";
}

export function visitorRole(graph: WalkingGraph): Role {
  return graph.direction === "towards" ? "leaves" : "arrives";
}

/** Cost between point `i` and the `from` end of its edge, off-network leg included. */
export function costAtFrom(graph: WalkingGraph, points: Linkage, i: number, role: Role): Milli {
  const { network, measure } = graph;
  const edge = points.edge[i]!;
  const traits = network.traits[edge]!;
  const stretch = points.along[i]!;
  // At the very end the point stands on the corner: no one-way street lies between.
  if (stretch > 0 && (traits & (role === "arrives" ? FORWARD : BACKWARD)) === 0) return NO_WAY;
  return costOf(measure, stretch, traits) + costOf(measure, points.leg[i]!, 0);
}

/** Cost between point `i` and the `to` end of its edge, off-network leg included. */
export function costAtTo(graph: WalkingGraph, points: Linkage, i: number, role: Role): Milli {
  const { network, measure } = graph;
  const edge = points.edge[i]!;
  const traits = network.traits[edge]!;
  const stretch = network.length[edge]! - points.along[i]!;
  if (stretch > 0 && (traits & (role === "arrives" ? BACKWARD : FORWARD)) === 0) return NO_WAY;
  return costOf(measure, stretch, traits) + costOf(measure, points.leg[i]!, 0);
}

/** Cost of walking along the one edge both points are on, both legs included, or `NO_WAY`. */
export function costAlongEdge(
  graph: WalkingGraph,
  facilities: Linkage,
  facility: number,
  visitors: Linkage,
  visitor: number,
): Milli {
  const { network, measure, direction } = graph;
  const traits = network.traits[facilities.edge[facility]!]!;
  const ahead = facilities.along[facility]! - visitors.along[visitor]!;
  const walked = direction === "towards" ? ahead : -ahead;
  if ((traits & (walked >= 0 ? FORWARD : BACKWARD)) === 0 && walked !== 0) return NO_WAY;
  return (
    costOf(measure, Math.abs(ahead), traits) +
    costOf(measure, facilities.leg[facility]!, 0) +
    costOf(measure, visitors.leg[visitor]!, 0)
  );
}
