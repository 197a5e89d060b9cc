import { tenths } from "../catchment/matrix.ts";
import { nearestFacility, nearestTo } from "../catchment/nearest-facility.ts";
import { BEYOND, type Surface } from "../catchment/surface.ts";
import { walkingGraph, type Measure, type WalkingGraph } from "../network/graph.ts";
import { linkPoints, type Linkage } from "../network/linkage.ts";
import { cellStates } from "./states.ts";
import { edgeCosts, largestLimit, type Ground } from "./survey.ts";

/** The facilities and the people of a ground joined to the streets that somebody can use. */
export interface Joined {
  readonly ground: Ground;
  readonly steps: Measure["steps"];
  readonly facilityLinks: Linkage;
  readonly cellLinks: Linkage;
}

export function joinGround(ground: Ground, steps: Measure["steps"]): Joined {
  const { network, facilities, demand, snapCap } = ground;
  const wheels = steps === "closed";
  const lng = facilities.map((f) => f.lng);
  const lat = facilities.map((f) => f.lat);
  return {
    ground,
    steps,
    facilityLinks: linkPoints(network, lng, lat, snapCap, wheels),
    cellLinks: linkPoints(network, demand.lng, demand.lat, snapCap, wheels),
  };
}

/**
 * Walks towards the nearest of some facilities, for questions that need no more than that: one search from all of
 * them at once instead of one from each. Costs and states are those of a survey, to the tenth.
 */
export interface NearestWalks {
  /** Of some of the ground's facilities. */
  readonly surface: (among: readonly number[]) => Surface;
  /** `limit` in thousandths of the measure, inclusive. */
  readonly states: (surface: Surface, limit: number) => Uint8Array;
}

export function nearestWalks(joined: Joined, measure: Omit<Measure, "steps">): NearestWalks {
  const { ground, steps, cellLinks } = joined;
  const graph = walkingGraph(ground.network, { ...measure, steps }, "towards");
  const edge = edgeCosts(ground, graph.measure);
  return {
    surface: (among) => nearestSurface(graph, joined, among),
    states: (surface, limit) => cellStates(surface, cellLinks, edge, Math.floor(limit / 100)),
  };
}

/** The surface of some facilities from one search, as a survey's is to the tenth. */
export function nearestSurface(
  graph: WalkingGraph,
  { facilityLinks, cellLinks }: Pick<Joined, "facilityLinks" | "cellLinks">,
  among: readonly number[],
  nearest = nearestFacility(graph, facilityLinks, among),
): Surface {
  const onEdge = Map.groupBy(among, (f) => facilityLinks.edge[f]!);
  const most = tenths(largestLimit(graph.measure));
  const cost = new Uint16Array(cellLinks.count).fill(BEYOND);
  const facility = new Int32Array(cellLinks.count).fill(-1);
  for (let c = 0; c < cellLinks.count; c++) {
    const beside = onEdge.get(cellLinks.edge[c]!) ?? [];
    const found = nearestTo(graph, nearest, facilityLinks, beside, cellLinks, c);
    if (found === undefined || tenths(found.cost) > most) continue;
    cost[c] = tenths(found.cost);
    facility[c] = found.facility;
  }
  return { cost, facility };
}
