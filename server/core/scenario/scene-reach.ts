import type { VisitorScan } from "../catchment/matrix.ts";
import { nearestSurface } from "../coverage/nearest-walks.ts";
import {
  countedOf,
  fittingOf,
  insideUnits,
  type Reach,
  type ReachAtPace,
} from "../coverage/reach.ts";
import { speedOf } from "../coverage/spatial-metrics.ts";
import { cover } from "../coverage/coverage.ts";
import { cellStates } from "../coverage/states.ts";
import { edgeCosts, facilitiesOf, type Ground } from "../coverage/survey.ts";
import { wholeTenths, type WalkingGraph } from "../network/graph.ts";
import type { Linkage } from "../network/linkage.ts";
import type { Degrees, MetresPerSecond, Pace, Service, WalkerProfile } from "../vocabulary.ts";
import { joining, type Standing } from "./live.ts";
import { rowFinder, type RowFinder } from "./site-rows.ts";

/** A scene joined to its streets as the people that a service is for can use them. */
export interface SceneWalks {
  readonly ground: Ground;
  readonly facilityLinks: Linkage;
  readonly cellLinks: Linkage;
  /** Those people at a speed, towards facilities; the same for the same speed. */
  readonly walker: (speed: MetresPerSecond) => {
    readonly graph: WalkingGraph;
    readonly scan: VisitorScan;
  };
}

/** How many of those a service is for reach one, in a scene without the one place that is under the pointer. */
export interface StandingReach extends Omit<Reach, "paces" | "withoutNeighbours"> {
  readonly paces: Readonly<Record<Pace, StandingAtPace>>;
  readonly withoutNeighbours: StandingAtPace;
}

interface StandingAtPace extends Standing {
  readonly speed: MetresPerSecond;
  readonly rowAt: RowFinder;
}

/** Equal to what `reaches` says of the service on the scene's ground. `minutes` are inclusive. */
export function standingReach(walks: SceneWalks, service: Service, minutes: number): StandingReach {
  const { ground, facilityLinks, cellLinks } = walks;
  const { profile, group } = fittingOf(ground, service);
  const counted = countedOf(ground, group);
  const at = (pace: Pace, among: readonly number[]): StandingAtPace => {
    const speed = speedOf(profile, pace);
    const { graph, scan } = walks.walker(speed);
    const limit = wholeTenths("time", minutes) / 100;
    const surface = nearestSurface(graph, { facilityLinks, cellLinks }, among);
    const states = cellStates(surface, cellLinks, edgeCosts(ground, graph.measure), limit);
    return {
      ground: counted,
      speed,
      limit,
      surface,
      states,
      coverage: cover(counted.demand, states, ground.unitOf, ground.units.length),
      rowAt: rowFinder({ ground, graph, cellLinks }, scan),
    };
  };
  const all = facilitiesOf(ground, service);
  const inside = all.filter(insideUnits(ground));
  const normal = at("normal", all);
  return {
    service,
    profile,
    minutes,
    group,
    paces: { slow: at("slow", all), normal, fast: at("fast", all) },
    withoutNeighbours: inside.length === all.length ? normal : at("normal", inside),
  };
}

/** With the place under the pointer, or without one. `isInside`: it lies in some unit, or there are none. */
export function reachWith(
  rest: StandingReach,
  place: { readonly lng: Degrees; readonly lat: Degrees; readonly isInside: boolean } | null,
): Reach {
  const { paces, withoutNeighbours, ...about } = rest;
  const at = (standing: StandingAtPace, joins: boolean): ReachAtPace => {
    const { speed, coverage, rowAt } = standing;
    const { all, units } =
      place === null || !joins ? coverage : joining(standing, rowAt(place.lng, place.lat)).coverage;
    return { speed, all, units };
  };
  return {
    ...about,
    paces: {
      slow: at(paces.slow, true),
      normal: at(paces.normal, true),
      fast: at(paces.fast, true),
    },
    withoutNeighbours: at(withoutNeighbours, place?.isInside === true),
  };
}

/** Whom a service is for walks at the profile's paces. */
export function profileOf(ground: Ground, service: Service): WalkerProfile {
  return fittingOf(ground, service).profile;
}
