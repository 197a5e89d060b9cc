import { visitorScan, tenths, type VisitorScan } from "#core/catchment/matrix.ts";
import { largestLimit, type Survey } from "#core/coverage/survey.ts";
import { walkingGraph, type WalkingGraph } from "#core/network/graph.ts";
import {
  snapper,
  type Linkage,
  type NotSnapped,
  type Snap,
  type Snapper,
} from "#core/network/linkage.ts";
import { SERVICES, type Degrees, type Service } from "#core/vocabulary.ts";
import { catchmentOf, type CatchmentDrawing } from "../report/layers.ts";

/**
 * Somebody who sets out from any point of a study. A survey looks at the world from its facilities; this one
 * stands where the people are, so its graph runs the other way: with people going towards facilities, the
 * walk leads away from the point.
 */
export interface Walker {
  readonly survey: Survey;
  readonly graph: WalkingGraph;
  readonly toCells: VisitorScan;
  readonly toFacilities: VisitorScan;
  readonly snapper: Snapper;
}

/** What lies within reach of one point. */
export type WalkFrom =
  | { readonly snap: null; readonly refused: NotSnapped }
  | {
      readonly snap: Snap;
      readonly refused: null;
      readonly reach: CatchmentDrawing;
      /** By service, nearest first, within the largest limit. `cost` in tenths, rounded up. */
      readonly nearest: readonly {
        readonly service: Service;
        readonly facility: number;
        readonly cost: number;
      }[];
    };

export function walker(survey: Survey): Walker {
  const { network, measure, direction } = survey.graph;
  const graph = walkingGraph(network, measure, direction === "towards" ? "from" : "towards");
  return {
    survey,
    graph,
    toCells: visitorScan(graph, survey.cellLinks),
    toFacilities: visitorScan(graph, survey.facilityLinks),
    snapper: snapper(network, measure.steps === "closed"),
  };
}

/** At most so many facilities of each service are named. */
const NAMED = 5;

/** `limit` in thousandths of the measure, inclusive. */
export function walkFrom(walk: Walker, lng: Degrees, lat: Degrees, limit: number): WalkFrom {
  const { survey, graph, toCells } = walk;
  const { ground } = survey;
  const snap = walk.snapper.nearest(lng, lat, ground.snapCap);
  if (snap === undefined) return { snap: null, refused: walk.snapper.whyNot(lng, lat) };
  const point: Linkage = {
    count: 1,
    edge: Int32Array.of(snap.edge),
    along: Uint32Array.of(snap.along),
    leg: Uint32Array.of(Math.round(snap.leg * 1000)),
  };
  const scan = { ...toCells, run: (index: number) => toCells.run(point, index, limit) };
  return {
    snap,
    refused: null,
    reach: catchmentOf({ ground, graph }, scan, point, 0, limit),
    nearest: nearestFacilities(walk, point),
  };
}

function nearestFacilities({ survey, graph, toFacilities }: Walker, point: Linkage) {
  const { facilities } = survey.ground;
  const count = toFacilities.run(point, 0, largestLimit(graph.measure));
  const found = [...toFacilities.cells.subarray(0, count)]
    .map((facility) => ({ facility, cost: tenths(toFacilities.costOf(facility)) }))
    .sort((a, b) => a.cost - b.cost || a.facility - b.facility);
  return SERVICES.flatMap((service) =>
    found
      .filter(({ facility }) => facilities[facility]!.services.includes(service))
      .slice(0, NAMED)
      .map(({ facility, cost }) => ({ service, facility, cost })),
  );
}
