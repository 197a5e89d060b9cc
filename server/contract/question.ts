import { Type, type Static } from "typebox";
import { DIRECTIONS, SERVICES, WALKER_PROFILES } from "#core/vocabulary.ts";

/** Who walks, which way, and whether the limit is minutes or metres: what a surface depends on. */
export const Walking = Type.Object({
  profile: Type.Enum([...WALKER_PROFILES], { default: "adult" }),
  /** Metres per second; replaces the profile's own speed when given. */
  speed: Type.Optional(Type.Number({ minimum: 0.3, maximum: 3 })),
  direction: Type.Enum([...DIRECTIONS], { default: "towards" }),
  measure: Type.Enum(["time", "distance"], { default: "time" }),
});
export type Walking = Static<typeof Walking>;

/** A limit: whole or fractional minutes when `measure` is time, metres when it is distance. Inclusive. */
export const Limit = Type.Object({
  limitMinutes: Type.Number({ minimum: 1, maximum: 30, default: 15 }),
  limitMetres: Type.Number({ minimum: 50, maximum: 3000, default: 1000 }),
});
export type Limit = Static<typeof Limit>;

const ServiceName = Type.Enum([...SERVICES]);

/** A misspelt parameter is refused rather than answered with a default. */
const CLOSED = { additionalProperties: false };

export const SurfaceQuery = Type.Interface([Walking], { service: ServiceName }, CLOSED);
export type SurfaceQuery = Static<typeof SurfaceQuery>;

export const CoverageQuery = Type.Interface([Walking, Limit], { service: ServiceName }, CLOSED);
export type CoverageQuery = Static<typeof CoverageQuery>;

export const WalkQuery = Type.Interface(
  [Walking, Limit],
  {
    lng: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  },
  CLOSED,
);
export type WalkQuery = Static<typeof WalkQuery>;

export const CatchmentQuery = Type.Interface(
  [Walking, Limit],
  {
    facility: Type.String({ minLength: 1, maxLength: 200 }),
  },
  CLOSED,
);
export type CatchmentQuery = Static<typeof CatchmentQuery>;
