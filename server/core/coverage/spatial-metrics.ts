import type { FloorArea } from "../demand/floor-area.ts";
import { wholeTenths, type Measure } from "../network/graph.ts";
import {
  PACES,
  RADII,
  SERVICES,
  WALKER_PROFILES,
  WALKERS,
  type MetresPerSecond,
  type Pace,
  type ReachWay,
  type Service,
  type WalkerProfile,
} from "../vocabulary.ts";
import { cover, type Tally } from "./coverage.ts";
import { nearestWalks, type Joined } from "./nearest-walks.ts";
import { COVERED, GAP } from "./states.ts";
import { straightLines, straightStates } from "./straight-line.ts";
import { facilitiesOf, type Ground } from "./survey.ts";

/** 步行可达率 of one service for one limit: a measurement of ours, never a policy indicator. */
export interface SpatialMetric {
  readonly service: Service;
  readonly way: ReachWay;
  /** Whom it holds for: by metres everybody who may use the same streets. */
  readonly profiles: readonly WalkerProfile[];
  /** For minutes of walking only, as the speed. */
  readonly pace: Pace | null;
  readonly speed: MetresPerSecond | null;
  /** Minutes or metres, inclusive. */
  readonly limit: number;
  readonly people: Tally;
  readonly groups: ReadonlyMap<string, Tally>;
  /** Null when no floor area is known. */
  readonly floor: FloorTally | null;
}

/** Square metres of dwellings' floor by the state of their cell; covered + gap + unknown = squareMetres, exactly. */
export interface FloorTally {
  readonly squareMetres: number;
  readonly covered: number;
  readonly gap: number;
  readonly unknown: number;
  /** covered ÷ (covered + gap); null when no floor is known to be either. */
  readonly share: number | null;
}

/**
 * Every service by minutes, for each profile at three paces; by the radii along the streets, on foot and on wheels;
 * and by the radii in a straight line. Each piece is the metrics of one service by one way, worked out when it is
 * asked for.
 */
export function* spatialMetrics(
  ground: Ground,
  joined: (steps: Measure["steps"]) => Joined,
  minutes: number,
  floor: FloorArea | null,
): Generator<SpatialMetric[]> {
  const metric = (asked: Asked, states: Uint8Array) => metricOf(asked, states, ground, floor);
  for (const profile of WALKER_PROFILES)
    for (const pace of PACE_NAMES) {
      const speed = speedOf(profile, pace);
      const walks = nearestWalks(joined(WALKERS[profile].steps), { kind: "time", speed });
      const asked = { way: "time", profiles: [profile], pace, speed, limit: minutes } as const;
      const limit = wholeTenths("time", minutes);
      for (const service of SERVICES) {
        const surface = walks.surface(facilitiesOf(ground, service));
        yield [metric({ service, ...asked }, walks.states(surface, limit))];
      }
    }
  for (const steps of ["slow", "closed"] as const) {
    const walks = nearestWalks(joined(steps), { kind: "distance", speed: 1 });
    const profiles = WALKER_PROFILES.filter((profile) => WALKERS[profile].steps === steps);
    const asked = { way: "network", profiles, pace: null, speed: null } as const;
    for (const service of SERVICES) {
      const surface = walks.surface(facilitiesOf(ground, service));
      yield RADII.map((limit) =>
        metric({ service, ...asked, limit }, walks.states(surface, wholeTenths("distance", limit))),
      );
    }
  }
  const lines = straightLines(ground, Math.max(...RADII));
  const asked = { way: "straight", profiles: WALKER_PROFILES, pace: null, speed: null } as const;
  for (const service of SERVICES) {
    const metres = lines(facilitiesOf(ground, service));
    yield RADII.map((limit) =>
      metric({ service, ...asked, limit }, straightStates(metres, ground.edgeMetres, limit)),
    );
  }
}

type Asked = Omit<SpatialMetric, "people" | "groups" | "floor">;

const PACE_NAMES = Object.keys(PACES) as Pace[];

function metricOf(
  asked: Asked,
  states: Uint8Array,
  ground: Ground,
  floor: FloorArea | null,
): SpatialMetric {
  const { all, groups } = cover(ground.demand, states, ground.unitOf, ground.units.length);
  return { ...asked, people: all, groups, floor: floor === null ? null : floorBy(states, floor) };
}

function floorBy(states: Uint8Array, { cells }: FloorArea): FloorTally {
  let [covered, gap, unknown] = [0, 0, 0];
  for (let c = 0; c < cells.length; c++) {
    if (states[c] === COVERED) covered += cells[c]!;
    else if (states[c] === GAP) gap += cells[c]!;
    else unknown += cells[c]!;
  }
  return {
    squareMetres: covered + gap + unknown,
    covered,
    gap,
    unknown,
    share: covered + gap === 0 ? null : covered / (covered + gap),
  };
}

/** A profile's speed at a pace, to the centimetre a second. */
export function speedOf(profile: WalkerProfile, pace: Pace): MetresPerSecond {
  return Math.round(WALKERS[profile].speed * PACES[pace] * 100) / 100;
}
