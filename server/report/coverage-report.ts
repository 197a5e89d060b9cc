import type { Tally } from "#core/coverage/coverage.ts";
import type { Survey } from "#core/coverage/survey.ts";
import type { Measure } from "#core/network/graph.ts";
import type { Direction } from "#core/vocabulary.ts";
import type { Answer } from "./layers.ts";

/** What was asked, besides the service. */
export interface CoverageQuestion {
  readonly measure: Measure;
  readonly profile: string;
  readonly direction: Direction;
  /** Thousandths of a second or a metre, inclusive. */
  readonly limit: number;
  readonly resolution: number;
  readonly snapCap: number;
}

/** Every dependence of the numbers, in the words the files use. */
export function parametersOf(question: CoverageQuestion): Readonly<Record<string, unknown>> {
  const { measure, limit } = question;
  return {
    profile: question.profile,
    speed_m_per_s: measure.speed,
    steps: measure.steps,
    direction: question.direction,
    ...(measure.kind === "time"
      ? { limit_minutes: limit / 60_000 }
      : { limit_metres: limit / 1000 }),
    resolution: question.resolution,
    snap_cap_metres: question.snapCap,
  };
}

/** Coverage of every service: overall, by age group and by unit. */
export function coverageReport(
  survey: Survey,
  answers: readonly Answer[],
  question: CoverageQuestion,
) {
  const { units } = survey.ground;
  return {
    metric:
      "步行可达率（本系统测算，不是政策指标） Share within a walk (our measurement, not a policy indicator)",
    parameters: parametersOf(question),
    services: Object.fromEntries(
      answers.map(({ service, result: { coverage }, gaps }) => [
        service,
        {
          ...coverage.all,
          gaps: gaps.length,
          groups: Object.fromEntries(
            [...coverage.groups].map(([group, tally]): [string, Tally] => [group, tally]),
          ),
          units: coverage.units.map((tally, u) => ({
            id: units[u]!.id,
            name: units[u]!.name,
            ...tally,
          })),
        },
      ]),
    ),
  };
}
