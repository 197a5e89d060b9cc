import type { ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import { visitorScan, type VisitorScan } from "../catchment/matrix.ts";
import { nearestFacility, type NearestFacility } from "../catchment/nearest-facility.ts";
import { nearestSurface } from "../coverage/nearest-walks.ts";
import { cellStates } from "../coverage/states.ts";
import { facilitiesOf, type Ground, type Survey } from "../coverage/survey.ts";
import { walkingGraph, wholeTenths, type Milli, type WalkingGraph } from "../network/graph.ts";
import { snapper, type Linkage, type Snap, type Snapper } from "../network/linkage.ts";
import type { Scene } from "./scene.ts";

/** A scene as it is seen from its places, for one question. */
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

/** `survey` is the scene's, for the walker and the direction of the question; its matrix is not needed. */
export function sightOf(
  scene: Scene,
  state: ScenarioState,
  { graph: fromFacilities, facilityLinks, cellLinks, edge }: Omit<Survey, "matrix">,
  question: ScenarioQuestion,
): Sight {
  const { ground } = scene;
  const { network, measure, direction } = fromFacilities;
  const limit = wholeTenths("time", question.limitMinutes);
  const fromPlaces = walkingGraph(network, measure, direction === "towards" ? "from" : "towards");
  const among = facilitiesOf(ground, question.service);
  const nearest = nearestFacility(fromFacilities, facilityLinks, among);
  const surface = nearestSurface(fromFacilities, { facilityLinks, cellLinks }, among, nearest);
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
    snapper: snapper(network, measure.steps === "closed"),
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
