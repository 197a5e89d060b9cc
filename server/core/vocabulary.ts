/** The closed word lists and units of the whole system. A new word here is a compile error wherever it matters. */

/** What a facility can offer. */
export const SERVICES = [
  "childcare",
  "kindergarten",
  "elderly-care",
  "meal",
  "clinic",
  "convenience",
  "market",
] as const;
export type Service = (typeof SERVICES)[number];

/** What may be stated about a facility besides its place, name, services and capacity. */
export const NUMBER_ATTRIBUTES = [
  "childcare-places",
  "beds",
  "nursing-beds",
  "meal-seats",
  "staff",
  /** Square metres, as the next two. */
  "floor-area",
  "site-area",
  "outdoor-area",
  "enrolled",
  "year",
] as const;
export const TRUTH_ATTRIBUTES = ["inclusive", "registered"] as const;
export const TEXT_ATTRIBUTES = ["address", "unit", "unit-code"] as const;
export const ATTRIBUTES = [...NUMBER_ATTRIBUTES, ...TRUTH_ATTRIBUTES, ...TEXT_ATTRIBUTES] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** Who walks. */
export const WALKER_PROFILES = ["adult", "elder", "child", "wheelchair"] as const;
export type WalkerProfile = (typeof WALKER_PROFILES)[number];

export interface Walker {
  readonly speed: MetresPerSecond;
  /** Stairs cost extra time, or are closed altogether. */
  readonly steps: "slow" | "closed";
}

/**
 * Our planning defaults, not a standard's text: 1.1 m/s is what 1,000 m in 15 minutes implies, and the
 * others follow Chinese planning practice. Every result prints the speed it used.
 */
export const WALKERS: Readonly<Record<WalkerProfile, Walker>> = {
  adult: { speed: 1.1, steps: "slow" },
  elder: { speed: 0.9, steps: "slow" },
  child: { speed: 1.0, steps: "slow" },
  wheelchair: { speed: 0.7, steps: "closed" },
};

/** People walk towards a facility, or set out from it. */
export const DIRECTIONS = ["towards", "from"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What every inhabited cell is, for one service and one limit. */
export const CELL_STATES = ["covered", "gap", "unknown"] as const;
export type CellState = (typeof CELL_STATES)[number];

/** Why a point could not be joined to the network. */
export const REFUSALS = ["outside-extract", "too-far", "no-network"] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Aliases, not brands: they name the unit in every signature, and cost nothing inside a hot loop. */
export type Seconds = number;
export type Metres = number;
export type MetresPerSecond = number;
export type NodeIndex = number;
export type EdgeIndex = number;
/** A count of people; a multiple of 2⁻²⁰, so that sums are exact (see core/demand). */
export type People = number;
/** An H3 index in its string form. */
export type CellId = string;
export type Degrees = number;

/** The largest limits a surface is computed to; every smaller one is read off it. */
export const MAX_LIMIT_SECONDS: Seconds = 1800;
export const MAX_LIMIT_METRES: Metres = 3000;

/** Off-network distance beyond which a point is refused rather than guessed. */
export const DEFAULT_SNAP_CAP: Metres = 300;

export const MIN_RESOLUTION = 8;
export const MAX_RESOLUTION = 11;
export const DEFAULT_RESOLUTION = 10;
