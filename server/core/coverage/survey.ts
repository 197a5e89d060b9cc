import type { Facility } from "../catchment/facility.ts";
import {
  catchmentMatrix,
  catchmentScan,
  type CatchmentScan,
  type Matrix,
} from "../catchment/matrix.ts";
import { nearestFacility, nearestTo } from "../catchment/nearest-facility.ts";
import { streetPlaces, type StreetPlaces } from "../catchment/street-places.ts";
import { surfaceOf, type Surface } from "../catchment/surface.ts";
import type { Demand } from "../demand/demand.ts";
import type { Unit } from "../demand/units.ts";
import { unitsOfCells } from "../demand/unit-of-cell.ts";
import { metresToEdge } from "../network/extract-edge.ts";
import { walkingGraph, type Measure, type WalkingGraph } from "../network/graph.ts";
import { linkPoints, NO_EDGE, snapper, type Linkage, type NotSnapped } from "../network/linkage.ts";
import type { Network } from "../network/network.ts";
import {
  MAX_LIMIT_METRES,
  MAX_LIMIT_SECONDS,
  type CellId,
  type Direction,
  type Metres,
  type Service,
} from "../vocabulary.ts";
import { cover, type Coverage } from "./coverage.ts";
import { findGaps, type Gap, type GapChoice, type GapQuestion } from "./gaps.ts";
import { cellStates } from "./states.ts";

/** Everything a study brings: where people can walk, where they live, and what there is. */
export interface Ground {
  readonly network: Network;
  readonly facilities: readonly Facility[];
  readonly demand: Demand;
  readonly units: readonly Unit[];
  readonly cellIndex: ReadonlyMap<CellId, number>;
  readonly places: StreetPlaces;
  /** Index into `units` per cell, −1 outside all. */
  readonly unitOf: Int32Array;
  /** Straight metres from each cell's people to the edge of the extract, in tenths rounded down. */
  readonly edgeMetres: Float64Array;
  readonly snapCap: Metres;
}

/** A study seen by one walker going one way. Every percentage, gap and catchment is read off it. */
export interface Survey {
  readonly ground: Ground;
  readonly graph: WalkingGraph;
  readonly facilityLinks: Linkage;
  readonly cellLinks: Linkage;
  /** Per facility: why it could not be joined to the network, or undefined. */
  readonly refused: readonly (NotSnapped | undefined)[];
  readonly matrix: Matrix;
  /** Tenths of the measure from each cell straight to the edge of the extract. */
  readonly edge: Float64Array;
}

/** The answer for one service and one limit. */
export interface ServiceResult {
  readonly surface: Surface;
  readonly states: Uint8Array;
  readonly coverage: Coverage;
}

export function layGround(
  network: Network,
  facilities: readonly Facility[],
  demand: Demand,
  units: readonly Unit[],
  snapCap: Metres,
): Ground {
  const { boundary } = network.report;
  const edgeMetres = Float64Array.from(
    demand.cells,
    (_, c) => Math.floor(metresToEdge(boundary, demand.lng[c]!, demand.lat[c]!) * 10) / 10,
  );
  return {
    network,
    facilities,
    demand,
    units,
    places: streetPlaces(network, demand.resolution),
    cellIndex: new Map(demand.cells.map((cell, c) => [cell, c])),
    unitOf: unitsOfCells(demand, units),
    edgeMetres,
    snapCap,
  };
}

/** Joins everything to the network and computes the facility × cell matrix up to the largest limit. */
export function survey(ground: Ground, measure: Measure, direction: Direction): Survey {
  const { network, facilities, demand, snapCap } = ground;
  const wheels = measure.steps === "closed";
  const graph = walkingGraph(network, measure, direction);
  const facilityLinks = linkPoints(
    network,
    facilities.map((f) => f.lng),
    facilities.map((f) => f.lat),
    snapCap,
    wheels,
  );
  const cellLinks = linkPoints(network, demand.lng, demand.lat, snapCap, wheels);
  const { whyNot } = snapper(network, wheels);
  return {
    ground,
    graph,
    facilityLinks,
    cellLinks,
    refused: facilities.map((f, i) =>
      facilityLinks.edge[i] === NO_EDGE ? whyNot(f.lng, f.lat) : undefined,
    ),
    matrix: catchmentMatrix(graph, facilityLinks, cellLinks, largestLimit(measure)),
    edge: edgeCosts(ground, measure),
  };
}

/** Tenths of the measure from each cell straight to the edge of the extract, rounded down. */
export function edgeCosts({ edgeMetres }: Ground, { kind, speed }: Measure): Float64Array {
  const tenthsPerMetre = kind === "time" ? 10 / speed : 10;
  return edgeMetres.map((metres) => Math.floor(metres * tenthsPerMetre));
}

/** Thousandths of the largest limit a surface is computed to. */
export function largestLimit(measure: Measure): number {
  return 1000 * (measure.kind === "time" ? MAX_LIMIT_SECONDS : MAX_LIMIT_METRES);
}

/** Indices of the facilities that offer a service. */
export function facilitiesOf(ground: Ground, service: Service): number[] {
  return ground.facilities.flatMap((f, i) => (f.services.includes(service) ? [i] : []));
}

/** `limit` in thousandths of the measure, inclusive. */
export function assess(survey: Survey, service: Service, limit: number): ServiceResult {
  const { ground, matrix, cellLinks, edge } = survey;
  const surface = surfaceOf(matrix, facilitiesOf(ground, service));
  const states = cellStates(surface, cellLinks, edge, Math.floor(limit / 100));
  return {
    surface,
    states,
    coverage: cover(ground.demand, states, ground.unitOf, ground.units.length),
  };
}

/** The gaps of a result of `assess` for the same service and limit. */
export function gapsOf(
  survey: Survey,
  service: Service,
  limit: number,
  result: ServiceResult,
  choice: GapChoice = {},
): Gap[] {
  const { ground, graph, facilityLinks, cellLinks } = survey;
  const { network, demand } = ground;
  const among = facilitiesOf(ground, service);
  let nearest: ReturnType<typeof nearestFacility> | undefined;
  const question: GapQuestion = {
    demand,
    unitOf: ground.unitOf,
    unitNames: ground.units.map((unit) => unit.name),
    surface: result.surface,
    states: result.states,
    scan: scanFromCells(survey, limit),
    farthest: graph.measure.kind === "time" ? (limit / 1000) * graph.measure.speed : limit / 1000,
    streetOf: (cell) => network.names[network.name[cellLinks.edge[cell]!]!]!,
    nearestOf: (cell) => {
      nearest ??= nearestFacility(graph, facilityLinks, among);
      return nearestTo(graph, nearest, facilityLinks, among, cellLinks, cell);
    },
  };
  return findGaps(question, choice);
}

/** A would-be site at the people of a cell: which cells would it serve? */
function scanFromCells(survey: Survey, limit: number): CatchmentScan {
  return catchmentScan(survey.graph, survey.cellLinks, survey.cellLinks, limit);
}
