import type { Limit, Walking } from "#contract/question.ts";
import { wholeTenths, type Measure } from "#core/network/graph.ts";
import { WALKERS, type Direction, type WalkerProfile } from "#core/vocabulary.ts";
import type { CoverageQuestion } from "../report/coverage-report.ts";
import type { Ground } from "#core/coverage/survey.ts";

/** What a query asks, in the core's terms. */
export interface Asked {
  readonly measure: Measure;
  readonly direction: Direction;
  readonly profile: WalkerProfile;
}

export function asked({ profile, speed, direction, measure }: Walking): Asked {
  const walker = WALKERS[profile];
  return {
    measure: { kind: measure, speed: speed ?? walker.speed, steps: walker.steps },
    direction,
    profile,
  };
}

/** The limit in thousandths of the measure, in whole tenths. */
export function limitOf({ measure, limitMinutes, limitMetres }: Walking & Limit): number {
  return wholeTenths(measure, measure === "time" ? limitMinutes : limitMetres);
}

/** The question as the files that are downloaded tell it. */
export function questionOf(query: Walking & Limit, ground: Ground): CoverageQuestion {
  return {
    ...asked(query),
    limit: limitOf(query),
    resolution: ground.demand.resolution,
    snapCap: ground.snapCap,
  };
}
