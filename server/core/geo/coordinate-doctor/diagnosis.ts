import type { Metres } from "../../vocabulary.ts";
import type { CrsId } from "../crs/crs.ts";
import type { Supposition } from "./suppositions.ts";

/** One supposition about the coordinates of a file, and how well it fits what is known of the place. */
export interface Hypothesis extends Supposition {
  /** Why it cannot be at all (value range, or everything far outside the study); then nothing was measured. */
  readonly excluded: "range" | "far" | null;
  /** Share of the points in a building, within 25 m of a street, or in a unit, after `against`. */
  readonly onTarget: number | null;
  /** Median metres to the nearest building or street, after `against`; followed to 3,200 m. */
  readonly medianMetres: Metres | null;
}

/** What was found out about the coordinates of a file. */
export interface Diagnosis {
  readonly declared: CrsId | null;
  readonly verdict: "declared" | "found" | "contradicted" | "too-few" | "unclear";
  readonly proposed: Supposition | null;
  /** Whether the buildings and streets bear the proposal out; else it rests on what the file says, or on units. */
  readonly confirmed: boolean;
  /** Best first. */
  readonly ranking: Hypothesis[];
  /** What the buildings and streets seem to be in themselves, though they are held to be WGS 84; null for nothing. */
  readonly referenceIn: CrsId | null;
  /** What fit is told in; it is judged by buildings and streets together. */
  readonly against: "buildings" | "streets" | "units" | null;
  /** Points that are pairs of finite numbers, other than 0, 0. */
  readonly points: number;
  /** Random draws of 100 points (of all, where there are fewer) judged again, and how many agreed. */
  readonly resampled: { readonly draws: number; readonly agreed: number } | null;
  /** Median movement from where the points lie plainly read, by most as WGS 84; null where they cannot be. */
  readonly shift: { readonly east: Metres; readonly north: Metres; readonly metres: Metres } | null;
  /** Points that fit another system than the rest; as runs of indices into the points, ends included. */
  readonly mixed: Mixed | null;
  /** Of each point, whether it is one of those. */
  readonly other: Uint8Array;
}

export interface Mixed extends Supposition {
  readonly rows: number;
  readonly runs: [first: number, last: number][];
  /** Rows of either system that are expected to be taken for the other: many where they are not in runs. */
  readonly doubt: number;
}
