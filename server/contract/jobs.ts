import { Type, type Static } from "typebox";
import { SearchPoint } from "./siting.ts";

const STAGES = [
  "upload",
  "generate",
  "read",
  "coordinates",
  "sort",
  "spread",
  "streets",
  "network",
  "base-map",
  "people",
  "facilities",
  "catchments",
  "store",
  "assess",
  "pictures",
  "write",
  "candidates",
  "pairs",
  "search",
  "check",
  "robustness",
] as const;

const PROGRESS_UNITS = ["bytes", "records", "layers", "cells"] as const;

export const Progress = Type.Object({
  stage: Type.Enum([...STAGES]),
  done: Type.Number(),
  /** 0 where the end is not known. */
  total: Type.Number(),
  /** What is counted; left out where the stage tells it, or where it is a part of the whole only. */
  unit: Type.Optional(Type.Enum([...PROGRESS_UNITS])),
});
export type ProgressUnit = (typeof PROGRESS_UNITS)[number];
export type Progress = Static<typeof Progress>;

/** Words for the user in both languages. */
export const Said = Type.Object({ zh: Type.String(), en: Type.String() });
export type Said = Static<typeof Said>;

/** A result of a study being computed. */
export const Job = Type.Object({
  id: Type.String(),
  state: Type.Enum(["running", "done", "failed", "cancelled"]),
  progress: Type.Array(Progress),
  /** The study whose result it was, once done. */
  study: Type.Optional(Type.String()),
  /** Of a search for new sites: how far it is, and once done the number of its plan. */
  trace: Type.Optional(Type.Array(SearchPoint)),
  plan: Type.Optional(Type.Integer({ minimum: 1 })),
  /** What was wrong, where, and what to do, once failed. */
  error: Type.Optional(Said),
});
export type Job = Static<typeof Job>;

/** The one shape of every error reply. */
export const Problem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  /** What to do about it. */
  remedy: Type.Optional(Type.String()),
  /** Where several things are wrong, each with its place. */
  details: Type.Optional(
    Type.Array(
      Type.Object({
        /** Of a file, the first being 1. */
        line: Type.Optional(Type.Integer()),
        row: Type.Optional(Type.Integer()),
        /** Which value: "entries[3].numbers[0].unit". */
        path: Type.String(),
        zh: Type.String(),
        en: Type.String(),
      }),
    ),
  ),
});
export type Problem = Static<typeof Problem>;
