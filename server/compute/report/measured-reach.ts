import { cover, type Tally } from "#core/coverage/coverage.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import { joinGround, nearestWalks } from "#core/coverage/nearest-walks.ts";
import { speedOf } from "#core/coverage/spatial-metrics.ts";
import {
  assess,
  facilitiesOf,
  gapsOf,
  survey,
  type Ground,
  type ServiceResult,
  type Survey,
} from "#core/coverage/survey.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import { wholeTenths } from "#core/network/graph.ts";
import { WALKERS, type Pace, type Service } from "#core/vocabulary.ts";
import type { ServiceReach, WalkingFacts } from "../../report/document/facts.ts";

/** 步行可达 of a study or a part of it, by service: an adult's walk, at three paces. */
export interface MeasuredReach {
  readonly minutes: number;
  readonly survey: Survey;
  readonly services: readonly MeasuredService[];
}

export interface MeasuredService {
  readonly reach: ServiceReach;
  readonly result: ServiceResult;
  /** The largest with people of the part that is asked about, those people being counted and ranked by. */
  readonly gaps: readonly Gap[];
}

/** `members` are the indices of the units that are asked about; null for everything, also what lies in no unit. */
export function measureReach(
  ground: Ground,
  minutes: number,
  members: ReadonlySet<number> | null,
  services: readonly Service[],
): MeasuredReach {
  const seen = survey(ground, { kind: "time", ...WALKERS.adult }, "towards");
  const joined = joinGround(ground, "slow");
  const walking = walkingFacts(ground, minutes);
  const at = (speed: number) => nearestWalks(joined, { kind: "time", speed });
  const [slow, fast] = [at(walking.slow), at(walking.fast)];
  const limit = wholeTenths("time", minutes);
  const shareAt = (walks: typeof slow, service: Service) => {
    const states = walks.states(walks.surface(facilitiesOf(ground, service)), limit);
    const { demand, unitOf, units } = ground;
    return tallyOf(cover(demand, states, unitOf, units.length), members).share;
  };
  const inside = facilitiesInside(ground, members);
  return {
    minutes,
    survey: seen,
    services: services.map((service) => {
      const result = assess(seen, service, limit);
      const gaps = gapsOf(seen, service, limit, result, {
        most: MOST_GAPS,
        isAsked: (cell) => members?.has(ground.unitOf[cell] ?? -1) ?? true,
      }).map((gap) => ({ ...gap, people: peopleInside(gap, ground, members) }));
      const reach: ServiceReach = {
        service,
        facilities: facilitiesOf(ground, service).filter((f) => inside(f)).length,
        ...tallyOf(result.coverage, members),
        slow: shareAt(slow, service),
        fast: shareAt(fast, service),
        gaps: gaps.map(({ name, people, squareMetres }) => ({
          name,
          people,
          squareKilometres: squareMetres / 1e6,
        })),
      };
      return { reach, result, gaps };
    }),
  };
}

/** As many gaps are told of each service. */
const MOST_GAPS = 5;

/** How an adult is taken to walk. */
export function walkingFacts({ snapCap }: Ground, minutes: number): WalkingFacts {
  const at = (pace: Pace) => speedOf("adult", pace);
  return { minutes, snapCap, slow: at("slow"), normal: at("normal"), fast: at("fast") };
}

function tallyOf(
  { all, units }: ServiceResult["coverage"],
  members: ReadonlySet<number> | null,
): Tally {
  if (members === null) return all;
  const sum = (of: (tally: Tally) => number) =>
    units.reduce((total, tally, unit) => (members.has(unit) ? total + of(tally) : total), 0);
  const [covered, gap, unknown] = [
    sum((tally) => tally.covered),
    sum((tally) => tally.gap),
    sum((tally) => tally.unknown),
  ];
  return {
    people: covered + gap + unknown,
    covered,
    gap,
    unknown,
    share: covered + gap === 0 ? null : covered / (covered + gap),
  };
}

function peopleInside(gap: Gap, ground: Ground, members: ReadonlySet<number> | null): number {
  if (members === null) return gap.people;
  return gap.cells.reduce(
    (sum, cell) =>
      members.has(ground.unitOf[cell] ?? -1) ? sum + (ground.demand.people[cell] ?? 0) : sum,
    0,
  );
}

function facilitiesInside(
  { facilities, units }: Ground,
  members: ReadonlySet<number> | null,
): (facility: number) => boolean {
  if (members === null) return () => true;
  const within = unitsOfCells(
    {
      lng: Float64Array.from(facilities, ({ lng }) => lng),
      lat: Float64Array.from(facilities, ({ lat }) => lat),
    },
    units,
  );
  return (facility) => members.has(within[facility] ?? -1);
}
