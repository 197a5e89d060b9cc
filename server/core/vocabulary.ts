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

/** What may be stated about idle premises besides what is stated of a facility: what they were built or are kept for, whose they are, and in the office's own words what they are let for and a remark. */
export const PREMISES_TEXTS = ["premises-kind", "owned-by", "rent", "note"] as const;
/** Yuan to bring them into use. */
export const PREMISES_AMOUNTS = ["cost"] as const;
export const PREMISES_ATTRIBUTES = [...PREMISES_AMOUNTS, ...PREMISES_TEXTS] as const;
export type PremisesAttribute = (typeof PREMISES_ATTRIBUTES)[number];

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

/**
 * Shares of a walker's own speed: a fifth slower and a fifth faster show how much an answer hangs on the speed.
 * A range of ours; no standard names one.
 */
export const PACES = { slow: 0.8, normal: 1, fast: 1.2 } as const;
export type Pace = keyof typeof PACES;

/** People walk towards a facility, or set out from it. */
export const DIRECTIONS = ["towards", "from"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What every inhabited cell is, for one service and one limit. */
export const CELL_STATES = ["covered", "gap", "unknown"] as const;
export type CellState = (typeof CELL_STATES)[number];

/** What a spatial metric measures a way by: minutes of walking, metres along the streets, or metres as the crow flies. */
export const REACH_WAYS = ["time", "network", "straight"] as const;
export type ReachWay = (typeof REACH_WAYS)[number];

/**
 * The service radii of GB 50180-2018 for the five-, ten- and fifteen-minute circle. They are planning radii, in a
 * straight line by convention; along the streets they are stricter.
 */
export const RADII: readonly Metres[] = [300, 500, 1000];

/** How the weight of a walk falls with its cost in an access score. */
export const DECAYS = ["binary", "enhanced", "gaussian"] as const;
export type Decay = (typeof DECAYS)[number];

/** What can be offered to those in reach: the capacity of the service, staff, or square metres of floor. */
export const SUPPLIES = ["capacity", "staff", "floor-area"] as const;
export type Supply = (typeof SUPPLIES)[number];

/** Why a facility adds nothing to an access score. */
export const LEFT_OUT = ["not-stated", "not-joined"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** The age groups that services and indicators ask for, by their first and last years; tables may give others. */
export const AGE_GROUPS = ["0_2", "3_5", "0_14", "60_plus", "65_plus", "80_plus"] as const;

/** Why there is no floor area of dwellings to count by. */
export const NO_FLOOR = ["no-buildings", "no-dwellings", "no-storeys"] as const;
export type NoFloor = (typeof NO_FLOOR)[number];

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

/** A text in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** What is counted or judged, from the largest down. An estate is a housing estate or a building project. */
export const LEVELS = [
  "province",
  "city",
  "county",
  "township",
  "community",
  "village",
  "estate",
] as const;
export type Level = (typeof LEVELS)[number];

/** How a value stands to a target. "≈" (左右) has a tolerance; "trend-up" asks for a rise; "exists" has no number. */
export const OPERATORS = [">=", "<=", "=", "≈", "trend-up", "exists"] as const;
export type Operator = (typeof OPERATORS)[number];

/** target: to be met; standard: for new building; strive (力争, 逐步): never a failure; condition: of another rule. */
export const STRENGTHS = ["target", "standard", "strive", "condition"] as const;
export type Strength = (typeof STRENGTHS)[number];

export const ENTRY_KINDS = ["ratio", "count", "spatial", "qualitative"] as const;

/** How sure a definition is: proved by figures, the document's literal words, or inferred by us. */
export const DEFINITIONS = ["verified", "literal", "inferred"] as const;
export type Definition = (typeof DEFINITIONS)[number];

/** Whether a document names the departments itself. */
export const DEPARTMENT_BASES = ["stated", "inferred"] as const;

export const VERDICTS = ["met", "not-met", "not-assessable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How a unit counts as served: a facility inside it, a registered relation, or enough of its people within reach. */
export const CALIBERS = ["inside", "registered", "reach"] as const;
export type Caliber = (typeof CALIBERS)[number];

/** One unit under one indicator. "nearly": a place is there, but not registered. */
export const UNIT_STATES = ["met", "nearly", "not-met", "unknown"] as const;
export type UnitState = (typeof UNIT_STATES)[number];

/** Which target applies where both a province's and a city's document set one. */
export const TARGET_BASES = ["city", "stricter", "province"] as const;
export type TargetBasis = (typeof TARGET_BASES)[number];

/** By what a settlement is urban: its committee (居委会 or 村委会), or the statistical urban-rural code. */
export const URBAN_BASES = ["committee", "code"] as const;

export const TASK_STATES = ["not-started", "under-way", "done", "regular"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** V: seen on a page; S: second-hand; R: recalled only, to be verified (待核). */
export const EVIDENCE_MARKS = ["V", "S", "R"] as const;
export type EvidenceMark = (typeof EVIDENCE_MARKS)[number];

/** A street added or closed in a scenario: a piece of street, a bridge, a gate into a compound, or one left out. */
export const STREET_CHANGES = ["street", "bridge", "gate", "closed"] as const;
export type StreetChangeKind = (typeof STREET_CHANGES)[number];

/** An area drawn for siting: where new sites are looked for, or where none may stand. */
export const AREA_ROLES = ["search", "exclusion"] as const;

/**
 * What new sites are chosen for. lscp: everybody who can be covered, with the fewest; target: a share of the
 * people; units: so many communities; indicator: a policy indicator; mclp: most people with so many sites or so much
 * money; cflp: within what each can take; p-median: least total walking; p-center: shortest longest walk.
 */
export const OBJECTIVES = [
  "lscp",
  "target",
  "units",
  "indicator",
  "mclp",
  "cflp",
  "p-median",
  "p-center",
] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** Where new sites may stand: points drawn in the scenario, idle premises of a layer, existing facilities that could take the service in, every inhabited cell. */
export const CANDIDATE_SOURCES = ["drawn", "premises", "upgrade", "cells"] as const;
export type CandidateSource = (typeof CANDIDATE_SOURCES)[number];
