import { Type, type Static } from "typebox";

const STAGES = [
  "upload",
  "streets",
  "network",
  "base-map",
  "people",
  "facilities",
  "catchments",
  "store",
] as const;

export const Progress = Type.Object({
  stage: Type.Enum([...STAGES]),
  done: Type.Number(),
  /** 0 where the end is not known. */
  total: Type.Number(),
});
export type Progress = Static<typeof Progress>;

/** A study being made from uploaded files. */
export const Job = Type.Object({
  id: Type.String(),
  state: Type.Enum(["running", "done", "failed", "cancelled"]),
  progress: Type.Array(Progress),
  /** The new study, once done. */
  study: Type.Optional(Type.String()),
  /** What was wrong, where, and what to do, once failed. */
  error: Type.Optional(Type.String()),
});
export type Job = Static<typeof Job>;

/** The one shape of every error reply. */
export const Problem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  /** What to do about it. */
  remedy: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;
