import type { ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import { visitorScan, type VisitorScan } from "../catchment/matrix.ts";
import { nearestFacility, type NearestFacility } from "../catchment/nearest-facility.ts";
import { nearestSurface } from "../coverage/nearest-walks.ts";
import { cellStates } from "../coverage/states.ts";
import { edgeCosts, facilitiesOf, type Ground } from "../coverage/survey.ts";
import { walkingGraph, wholeTenths, type Milli, type WalkingGraph } from "../network/graph.ts";
import { linkPoints, snapper, type Linkage, type Snap, type Snapper } from "../network/linkage.ts";
import { WALKERS } from "../vocabulary.ts";
import type { Scene } from "./scene.ts";

/**
 * A scene as it is seen from its places, for one question. No facility is searched from for itself, as in a survey:
 * what is asked of one place needs one search from it and one from all facilities at once.
 */
export interface Sight {
  readonly scene: Scene;
  readonly state: ScenarioState;
  readonly question: ScenarioQuestion;
  readonly limit: Milli;
  readonly ground: Ground;
  /** Searched from facilities. */
  readonly fromFacilities: WalkingGraph;
  /** Searched from places. */
  readonly fromPlaces: WalkingGraph;
  readonly facilityLinks: Linkage;
  readonly cellLinks: Linkage;
  /** See `Survey`. */
  readonly edge: Float64Array;
  /** Of every cell, as in a survey. */
  readonly states: Uint8Array;
  /** Rows of the facilities that offer the service. */
  readonly among: readonly number[];
  readonly nearest: NearestFacility;
  readonly toFacilities: VisitorScan;
  readonly toCells: VisitorScan;
  readonly snapper: Snapper;
}

export function sightOf(scene: Scene, state: ScenarioState, question: ScenarioQuestion): Sight {
  const { ground } = scene;
  const { network, facilities, demand, snapCap } = ground;
  const measure = { kind: "time", ...WALKERS[question.profile] } as const;
  const wheels = measure.steps === "closed";
  const limit = wholeTenths("time", question.limitMinutes);
  const [fromFacilities, fromPlaces] =
    question.direction === "towards"
      ? [walkingGraph(network, measure, "towards"), walkingGraph(network, measure, "from")]
      : [walkingGraph(network, measure, "from"), walkingGraph(network, measure, "towards")];
  const facilityLinks = linkPoints(
    network,
    facilities.map(({ lng }) => lng),
    facilities.map(({ lat }) => lat),
    snapCap,
    wheels,
  );
  const cellLinks = linkPoints(network, demand.lng, demand.lat, snapCap, wheels);
  const among = facilitiesOf(ground, question.service);
  const nearest = nearestFacility(fromFacilities, facilityLinks, among);
  const surface = nearestSurface(fromFacilities, { facilityLinks, cellLinks }, among, nearest);
  const edge = edgeCosts(ground, measure);
  return {
    scene,
    state,
    question,
    limit,
    ground,
    fromFacilities,
    fromPlaces,
    facilityLinks,
    cellLinks,
    edge,
    states: cellStates(surface, cellLinks, edge, Math.floor(limit / 100)),
    among,
    nearest,
    toFacilities: visitorScan(fromPlaces, facilityLinks),
    toCells: visitorScan(fromPlaces, cellLinks),
    snapper: snapper(network, wheels),
  };
}

/** One snapped place as a linkage of its own. */
export function linkageOf({ edge, along, leg }: Snap): Linkage {
  return {
    count: 1,
    edge: Int32Array.of(edge),
    along: Uint32Array.of(along),
    leg: Uint32Array.of(Math.round(leg * 1000)),
  };
}
