import { Type, type Static } from "typebox";
import {
  DECAYS,
  LEFT_OUT,
  NO_FLOOR,
  PACES,
  REACH_WAYS,
  SERVICES,
  SUPPLIES,
  WALKER_PROFILES,
  type Pace,
} from "#core/vocabulary.ts";
import { Tally } from "./coverage.ts";

/**
 * 空间可达性: measurements of ours over the walking network. None of them is an indicator of a policy document, and
 * none is judged against a target.
 */

const Count = Type.Integer({ minimum: 0 });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Service = Type.Enum([...SERVICES]);
const Profile = Type.Enum([...WALKER_PROFILES]);
const PaceName = Type.Enum(Object.keys(PACES) as Pace[]);
/** A misspelt parameter is refused rather than answered with a default. */
const CLOSED = { additionalProperties: false };
const Minutes = Type.Number({ minimum: 1, maximum: 30, default: 15, description: "Inclusive" });

export const AccessQuery = Type.Object(
  {
    service: Service,
    decay: Type.Enum([...DECAYS], {
      default: "gaussian",
      description:
        "Weight of a walk: all equal (Luo & Wang 2003), by thirds of the limit (Luo & Qi 2009), or Gaussian (Dai 2010)",
    }),
    minutes: Minutes,
    profile: Type.Enum([...WALKER_PROFILES], { default: "adult" }),
    group: Type.Optional(
      Type.String({ description: "Age group that shares the supply; all people when left out" }),
    ),
    supply: Type.Enum([...SUPPLIES], {
      default: "capacity",
      description:
        "What is shared out: places, beds or seats of the service, staff, or m² of floor",
    }),
  },
  CLOSED,
);
export type AccessQuery = Static<typeof AccessQuery>;

/** People whose score is exact, is at least what is said, or is not known; the three add up to `people`. */
const AccessTally = Type.Object({
  people: Type.Number(),
  exact: Type.Number(),
  atLeast: Type.Number(),
  unknown: Type.Number(),
  /** Over those exactly or at least known, weighed by people; null when there are none. */
  mean: nullable(Type.Number()),
});
export type AccessTally = Static<typeof AccessTally>;

/** Supply per person by the two-step floating catchment area method. Scores have six significant digits. */
export const AccessScores = Type.Object({
  speed: Type.Number(),
  /** The steps of the weight, as shares of the limit; empty where it does not fall by steps. */
  zones: Type.Array(Type.Object({ upTo: Type.Number(), weight: Type.Number() })),
  /**
   * By cell, in study cell order. Null where it is not known: no streets near, so near the edge of the extract
   * that facilities beyond may serve it, or nothing in reach states what it offers.
   */
  score: Type.Array(nullable(Type.Number())),
  /** Rising indices of the cells that also reach facilities left out: they have at least this score. */
  atLeast: Type.Array(Type.Integer()),
  all: AccessTally,
  /** In the order of the study's units. */
  units: Type.Array(AccessTally),
  /** Indices into the study's facilities, with what each offers per person who shares it. */
  counted: Type.Array(
    Type.Object({
      facility: Count,
      amount: Type.Number(),
      /** People in its catchment, weighed by their walk. */
      demand: Type.Number(),
      /** Null when nobody is in reach. */
      ratio: nullable(Type.Number()),
    }),
  ),
  /** Facilities that add nothing: what they offer is not stated, or they are not joined to the streets. */
  leftOut: Type.Array(Type.Object({ facility: Count, why: Type.Enum([...LEFT_OUT]) })),
});
export type AccessScores = Static<typeof AccessScores>;

export const SpatialMetricsQuery = Type.Object({ minutes: Minutes }, CLOSED);
export type SpatialMetricsQuery = Static<typeof SpatialMetricsQuery>;

const FloorTally = Type.Object({
  squareMetres: Type.Number(),
  covered: Type.Number(),
  gap: Type.Number(),
  unknown: Type.Number(),
  /** covered ÷ (covered + gap); null when both are 0. */
  share: nullable(Type.Number()),
});

/** 步行可达率 of one service for one limit. */
export const SpatialMetric = Type.Object({
  service: Service,
  /** Minutes of walking, metres along the streets, or straight metres. */
  way: Type.Enum([...REACH_WAYS]),
  /** Whom it holds for: by metres everybody who may use the same streets. */
  profiles: Type.Array(Profile),
  /** For minutes only: the walker's own speed, a fifth less or a fifth more. */
  pace: nullable(PaceName),
  speed: nullable(Type.Number()),
  /** Minutes or metres, inclusive. */
  limit: Type.Number(),
  people: Tally,
  groups: Type.Record(Type.String(), Tally),
  /** Null when no floor of dwellings is known. */
  floor: nullable(FloorTally),
});
export type SpatialMetric = Static<typeof SpatialMetric>;

const ReachAtPace = Type.Object({
  speed: Type.Number(),
  all: Tally,
  /** People by unit, as columns in the order of the study's units. */
  covered: Type.Array(Type.Number()),
  gap: Type.Array(Type.Number()),
  unknown: Type.Array(Type.Number()),
});

/** Of the people a service is for, how many walk to one within the minutes. */
const Reach = Type.Object({
  service: Service,
  profile: Profile,
  /** The age group counted; null for all people. */
  group: nullable(Type.String()),
  slow: ReachAtPace,
  normal: ReachAtPace,
  fast: ReachAtPace,
});
export type Reach = Static<typeof Reach>;

export const SpatialMetrics = Type.Object({
  minutes: Type.Number(),
  /** Square metres of dwellings' floor, footprint × storeys; or why there are none to count by. */
  floor: Type.Union([
    Type.Object({
      total: Type.Number(),
      /** Beside the total: in cells that hold no count of people. */
      elsewhere: Type.Number(),
      dwellings: Count,
      /** Dwellings that do not state their storeys and are taken to have `usualLevels`. */
      assumed: Count,
      usualLevels: Type.Number(),
    }),
    Type.Object({ missing: Type.Enum([...NO_FLOOR]) }),
  ]),
  metrics: Type.Array(SpatialMetric),
  reach: Type.Array(Reach),
});
export type SpatialMetrics = Static<typeof SpatialMetrics>;
