import { setImmediate } from "node:timers/promises";
import { nearestInUnits, type NearestInUnit } from "#core/coverage/nearest-in-units.ts";
import { joinGround, nearestWalks, type Joined } from "#core/coverage/nearest-walks.ts";
import { reaches, type Reach } from "#core/coverage/reach.ts";
import { spatialMetrics, type SpatialMetric } from "#core/coverage/spatial-metrics.ts";
import { facilitiesOf } from "#core/coverage/survey.ts";
import type { FloorArea } from "#core/demand/floor-area.ts";
import { wholeTenths, type Measure } from "#core/network/graph.ts";
import { MAX_LIMIT_METRES, SERVICES, type NoFloor, type Service } from "#core/vocabulary.ts";
import { kept, type Kept } from "./kept.ts";
import type { OpenStudy } from "./library.ts";

/** A study as long as it stays open: what has been worked out for it is remembered with it. */
export type Measured = Pick<OpenStudy, "ground">;

/** 空间可达性 of a study as one table. */
export interface SpatialMetrics {
  readonly minutes: number;
  /** What floor of dwellings there is to count by, or why none. */
  readonly floor: FloorArea | NoFloor;
  /** By service; within one minutes by profile and pace, then metres along the streets, then straight ones. */
  readonly metrics: readonly SpatialMetric[];
}

/** What each unit's people have nearest, for one service. */
export interface NearestOf {
  readonly service: Service;
  /** In the order of the units. */
  readonly units: readonly NearestInUnit[];
}

/**
 * 步行可达率 of every service for every walker, by so many minutes and by the radii, of people and of floor. Worked
 * out once while the study stays open, as the two below.
 */
export function spatialMetricsOf(
  study: Measured,
  minutes: number,
  findFloor: () => Promise<FloorArea | NoFloor>,
): Promise<SpatialMetrics> {
  const { metrics, floors, joined } = memoryOf(study);
  return metrics.get(String(minutes), async () => {
    const floor = await floors.get("", findFloor);
    const counted = typeof floor === "string" ? null : floor;
    const found = (await inTurn(spatialMetrics(study.ground, joined, minutes, counted))).flat();
    found.sort((a, b) => SERVICES.indexOf(a.service) - SERVICES.indexOf(b.service));
    return { minutes, floor, metrics: found };
  });
}

/** For each service, how many of those it is for reach one within so many minutes, at three paces, by unit. */
export function reachOf(study: Measured, minutes = 15): Promise<readonly Reach[]> {
  const { reach, joined } = memoryOf(study);
  return reach.get(String(minutes), () => inTurn(reaches(study.ground, joined, minutes)));
}

/** For each service, what the people of each unit have nearest along the streets, within 3,000 m. */
export function nearestOf(study: Measured): Promise<readonly NearestOf[]> {
  const { nearest, joined } = memoryOf(study);
  return nearest.get("", () => inTurn(nearestByService(study, joined("slow"))));
}

function* nearestByService({ ground }: Measured, onFoot: Joined): Generator<NearestOf> {
  const walks = nearestWalks(onFoot, { kind: "distance", speed: 1 });
  for (const service of SERVICES) {
    const surface = walks.surface(facilitiesOf(ground, service));
    const states = walks.states(surface, wholeTenths("distance", MAX_LIMIT_METRES));
    yield { service, units: nearestInUnits(ground, surface, states) };
  }
}

interface Memory {
  readonly metrics: Kept<SpatialMetrics>;
  readonly floors: Kept<FloorArea | NoFloor>;
  readonly reach: Kept<readonly Reach[]>;
  readonly nearest: Kept<readonly NearestOf[]>;
  readonly joined: (steps: Measure["steps"]) => Joined;
}

/** As many lists by different minutes are remembered of a study. */
const REMEMBERED = 6;

const memories = new WeakMap<Measured, Memory>();

function memoryOf(study: Measured): Memory {
  const known = memories.get(study);
  if (known !== undefined) return known;
  const joints = new Map<Measure["steps"], Joined>();
  const fresh: Memory = {
    metrics: kept(REMEMBERED),
    floors: kept(1),
    reach: kept(REMEMBERED),
    nearest: kept(1),
    joined(steps) {
      const joint = joints.get(steps) ?? joinGround(study.ground, steps);
      joints.set(steps, joint);
      return joint;
    },
  };
  memories.set(study, fresh);
  return fresh;
}

/** All that comes, others being served between one and the next: each takes a while. */
async function inTurn<Item>(items: Iterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for (const item of items) {
    all.push(item);
    await setImmediate();
  }
  return all;
}
