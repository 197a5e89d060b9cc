import type { ScenarioQuestion, ScenarioState } from "#contract/scenario.ts";
import { nearestFacility, type NearestFacility } from "../catchment/nearest-facility.ts";
import { visitorScan, type VisitorScan } from "../catchment/matrix.ts";
import { assess, facilitiesOf, type ServiceResult, type Survey } from "../coverage/survey.ts";
import { walkingGraph, wholeTenths, type Milli, type WalkingGraph } from "../network/graph.ts";
import { snapper, type Linkage, type Snap, type Snapper } from "../network/linkage.ts";
import type { Scene } from "./scene.ts";

/** A scene as it is seen from its places, for one question: the walks run from the places, not from the facilities. */
export interface Sight {
  readonly scene: Scene;
  readonly state: ScenarioState;
  readonly question: ScenarioQuestion;
  readonly limit: Milli;
  readonly survey: Survey;
  readonly result: ServiceResult;
  /** Rows of the facilities that offer the service. */
  readonly among: readonly number[];
  readonly nearest: NearestFacility;
  /** The graph of the survey, searched from the other end. */
  readonly graph: WalkingGraph;
  readonly toFacilities: VisitorScan;
  readonly toCells: VisitorScan;
  readonly snapper: Snapper;
}

/** `survey` is the scene's. */
export function sightOf(
  scene: Scene,
  state: ScenarioState,
  survey: Survey,
  question: ScenarioQuestion,
): Sight {
  const { network, measure, direction } = survey.graph;
  const limit = wholeTenths("time", question.limitMinutes);
  const among = facilitiesOf(survey.ground, question.service);
  const graph = walkingGraph(network, measure, direction === "towards" ? "from" : "towards");
  return {
    scene,
    state,
    question,
    limit,
    survey,
    result: assess(survey, question.service, limit),
    among,
    nearest: nearestFacility(survey.graph, survey.facilityLinks, among),
    graph,
    toFacilities: visitorScan(graph, survey.facilityLinks),
    toCells: visitorScan(graph, survey.cellLinks),
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
