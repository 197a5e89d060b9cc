import { Type, type Static } from "typebox";
import { REFUSALS, SERVICES } from "#core/vocabulary.ts";

/**
 * Walking cost per cell to the nearest facility of one service, in study cell order, up to the largest
 * limit (30 min or 3 km). A cell is *covered* when `cost <= limit`, *unknown* when it is not covered and
 * (in `unlinked`, or `Math.floor(edge * (10 / speed)) / 10 <= limit`; in distance mode `edge <= limit`), and
 * a *gap* otherwise. The rounding makes the page count the very people the server counts.
 */
export const Surface = Type.Object({
  /** Seconds for `measure: time`, metres for `distance`; one decimal, rounded up. Null beyond the largest limit or without a way. */
  cost: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  /** Index into the study's facilities, null where `cost` is null. */
  facility: Type.Array(Type.Union([Type.Integer(), Type.Null()])),
  speed: Type.Number(),
  /** Rising indices of the cells this walker has no network near: wheels cannot use every street. */
  unlinked: Type.Array(Type.Integer()),
});
export type Surface = Static<typeof Surface>;

export const Tally = Type.Object({
  people: Type.Number(),
  covered: Type.Number(),
  gap: Type.Number(),
  unknown: Type.Number(),
  /** covered ÷ (covered + gap); null when both are 0. */
  share: Type.Union([Type.Number(), Type.Null()]),
});
export type Tally = Static<typeof Tally>;

export const Coverage = Type.Object({
  all: Tally,
  groups: Type.Record(Type.String(), Tally),
  /** In the order of the study's units. */
  units: Type.Array(Tally),
});
export type Coverage = Static<typeof Coverage>;

const Position = Type.Tuple([Type.Number(), Type.Number()]);
const PolygonGeometry = Type.Object({
  type: Type.Literal("Polygon"),
  coordinates: Type.Array(Type.Array(Position)),
});
const MultiPolygonGeometry = Type.Object({
  type: Type.Literal("MultiPolygon"),
  coordinates: Type.Array(Type.Array(Type.Array(Position))),
});

export const GapView = Type.Object({
  rank: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  people: Type.Number(),
  groups: Type.Record(Type.String(), Type.Number()),
  /** Indices into the study's cells. */
  cells: Type.Array(Type.Integer()),
  areaKm2: Type.Number(),
  /** The nearest facility now, weighed by people; null when no way leads to any. */
  nearest: Type.Union([
    Type.Object({
      facility: Type.Integer(),
      /** One decimal; null when distance was asked for. */
      minutes: Type.Union([Type.Number(), Type.Null()]),
      /** Whole metres; null when time was asked for. */
      metres: Type.Union([Type.Number(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  /** Where a label sits: inside the polygon. */
  label: Position,
  geometry: PolygonGeometry,
});
export type GapView = Static<typeof GapView>;
export const GapList = Type.Array(GapView);
export type GapList = Static<typeof GapList>;

/** The cells within the limit, and a drawing that agrees with them. */
export const Reach = Type.Object({
  cells: Type.Array(Type.Integer()),
  people: Type.Number(),
  groups: Type.Record(Type.String(), Type.Number()),
  outline: MultiPolygonGeometry,
});
export type Reach = Static<typeof Reach>;

/**
 * "Walk from here": what a person standing at a point reaches, and the facilities near; with `direction: from`
 * who reaches the point, and from which facilities.
 */
export const Walk = Type.Object({
  snap: Type.Union([
    Type.Object({
      metres: Type.Number(),
      lng: Type.Number(),
      lat: Type.Number(),
      street: Type.String(),
    }),
    Type.Null(),
  ]),
  refused: Type.Union([
    Type.Object({
      reason: Type.Enum([...REFUSALS]),
      metres: Type.Union([Type.Number(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  reach: Type.Union([Reach, Type.Null()]),
  /**
   * Facilities in reach of the largest limit, nearest first within each service, at most 5 per service. `cost`
   * as in a surface.
   */
  nearest: Type.Array(
    Type.Object({
      service: Type.Enum([...SERVICES]),
      facility: Type.Integer(),
      cost: Type.Number(),
    }),
  ),
});
export type Walk = Static<typeof Walk>;

/** The catchment of one facility, or why it has none. */
export const Catchment = Type.Object({
  facility: Type.Integer(),
  reach: Type.Union([Reach, Type.Null()]),
  refused: Type.Union([
    Type.Object({
      reason: Type.Enum([...REFUSALS]),
      metres: Type.Union([Type.Number(), Type.Null()]),
    }),
    Type.Null(),
  ]),
});
export type Catchment = Static<typeof Catchment>;
