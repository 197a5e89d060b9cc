import { unitsOfCells } from "../demand/unit-of-cell.ts";
import { wholeTenths, type Measure } from "../network/graph.ts";
import {
  SERVICES,
  WALKERS,
  type MetresPerSecond,
  type Pace,
  type Service,
  type WalkerProfile,
} from "../vocabulary.ts";
import { cover, type Tally } from "./coverage.ts";
import { nearestWalks, type Joined } from "./nearest-walks.ts";
import { speedOf } from "./spatial-metrics.ts";
import { facilitiesOf, type Ground } from "./survey.ts";

/** How many of the people a service is for walk to one within so many minutes, at three paces. */
export interface Reach {
  readonly service: Service;
  readonly profile: WalkerProfile;
  readonly minutes: number;
  /** The age group that is counted; null for all people, where the service is for all or the study lacks the group. */
  readonly group: string | null;
  readonly paces: Readonly<Record<Pace, ReachAtPace>>;
  /** At the normal pace, as if there were no facilities outside all units. A study without units has none outside. */
  readonly withoutNeighbours: ReachAtPace;
}

export interface ReachAtPace {
  readonly speed: MetresPerSecond;
  readonly all: Tally;
  /** In the order of the units. */
  readonly units: readonly Tally[];
}

/** Every service in turn, each worked out when it is asked for. `minutes` are inclusive. */
export function* reaches(
  ground: Ground,
  joined: (steps: Measure["steps"]) => Joined,
  minutes: number,
): Generator<Reach> {
  const limit = wholeTenths("time", minutes);
  const isInside = insideUnits(ground);
  for (const service of SERVICES) {
    const { profile, group } = fittingOf(ground, service);
    const counted = countedOf(ground, group);
    const at = (pace: Pace, among: readonly number[]): ReachAtPace => {
      const speed = speedOf(profile, pace);
      const walks = nearestWalks(joined(WALKERS[profile].steps), { kind: "time", speed });
      const states = walks.states(walks.surface(among), limit);
      return { speed, ...talliesOf(counted, states) };
    };
    const all = facilitiesOf(ground, service);
    const inside = all.filter(isInside);
    const normal = at("normal", all);
    yield {
      service,
      profile,
      minutes,
      group,
      paces: { slow: at("slow", all), normal, fast: at("fast", all) },
      withoutNeighbours: inside.length === all.length ? normal : at("normal", inside),
    };
  }
}

/** Whether a facility lies in some unit; where there are none, every one counts. */
export function insideUnits({ facilities, units }: Ground): (facility: number) => boolean {
  if (units.length === 0) return () => true;
  const unitOf = unitsOfCells(
    {
      lng: Float64Array.from(facilities, ({ lng }) => lng),
      lat: Float64Array.from(facilities, ({ lat }) => lat),
    },
    units,
  );
  return (facility) => unitOf[facility]! >= 0;
}

/** Who walks to a service, and the age group it is for; null where it is for everybody. */
const FITTING: Readonly<
  Record<Service, { readonly profile: WalkerProfile; readonly group: string | null }>
> = {
  childcare: { profile: "child", group: "0_2" },
  kindergarten: { profile: "child", group: "3_5" },
  "elderly-care": { profile: "elder", group: "60_plus" },
  meal: { profile: "elder", group: "60_plus" },
  clinic: { profile: "adult", group: null },
  convenience: { profile: "adult", group: null },
  market: { profile: "adult", group: null },
};

export function fittingOf({ demand }: Ground, service: Service) {
  const { profile, group } = FITTING[service];
  return { profile, group: group !== null && demand.groups.has(group) ? group : null };
}

/** The ground with only those counted who a service is for. */
export function countedOf(ground: Ground, group: string | null): Ground {
  const { demand } = ground;
  const people = (group === null ? undefined : demand.groups.get(group)) ?? demand.people;
  return { ...ground, demand: { ...demand, people, groups: new Map() } };
}

function talliesOf({ demand, unitOf, units }: Ground, states: Uint8Array) {
  const { all, units: byUnit } = cover(demand, states, unitOf, units.length);
  return { all, units: byUnit };
}
