import type { People } from "../vocabulary.ts";

/**
 * Who can be served from where: the places of demand of site `s` stand from `first[s]` up to, not including,
 * `first[s + 1]`, rising. A pair that is absent cannot serve. The solvers know nothing else of streets or cells.
 */
export interface Pairs {
  readonly demandCount: number;
  readonly siteCount: number;
  readonly first: Uint32Array;
  readonly demand: Uint32Array;
  /** What it costs to get from the one to the other; not negative. */
  readonly cost: Float64Array;
}

/** What is said of a candidate site beforehand. */
export const FREE = 0;
export const REQUIRED = 1;
export const FORBIDDEN = 2;

/** What every problem has in common. Arrays are by site unless told otherwise. */
export interface SiteRules {
  /** `FREE`, `REQUIRED` or `FORBIDDEN`. */
  readonly status: Uint8Array;
  /** What opening it costs, above 0; 1 each where only their number counts. */
  readonly price: Float64Array;
  /** 1 where it is chosen before another that is as good. */
  readonly preferred: Uint8Array;
  /** Pairs of sites of which at most one may be chosen. */
  readonly apart: readonly (readonly [number, number])[];
  /** At most so many sites, the required among them; null for any number. */
  readonly count: number | null;
  /** At most so much for all prices together; null for any amount. */
  readonly budget: number | null;
}

/** When a unit counts as served. */
export interface UnitRule {
  /** Unit of each place of demand, and of each site; -1 for none. */
  readonly ofDemand: Int32Array;
  readonly ofSite: Int32Array;
  readonly unitCount: number;
  /** By a site inside it, or by so much of its people being covered (by unit; Infinity where it never counts). */
  readonly by: "inside" | { readonly people: Float64Array };
  /** By unit: 1 where it is served already. */
  readonly served: Uint8Array;
}

/** LSCP, MCLP, a share of the people, so many units: places of demand are covered or not. */
export interface CoverProblem extends SiteRules {
  readonly kind: "cover";
  readonly pairs: Pairs;
  /** By place of demand; multiples of 2⁻²⁰, so that sums are exact; not negative. */
  readonly weight: Float64Array;
  /** By place of demand: 1 where an existing facility covers it. It counts, whatever is chosen. */
  readonly served: Uint8Array;
  readonly goal:
    /** Most people, within count or budget. */
    | { readonly kind: "most-people" }
    /** Least price for so many people in all, those served already included. */
    | { readonly kind: "people"; readonly people: People }
    /** Least price for so many units in all; of equal prices the one with more people. */
    | { readonly kind: "units"; readonly units: number; readonly rule: UnitRule }
    /** Most units, within count or budget. */
    | { readonly kind: "most-units"; readonly rule: UnitRule };
  /** By unit, people of it that must be covered at least; null for none. Beyond reach is infeasible. */
  readonly floor: {
    readonly ofDemand: Int32Array;
    readonly people: Float64Array;
  } | null;
}

/** Several services in shared buildings: price of a building once, of each service there, less a discount. */
export interface SharedProblem extends Omit<SiteRules, "price"> {
  readonly kind: "shared";
  /** All over the same sites. */
  readonly layers: readonly {
    readonly pairs: Pairs;
    readonly weight: Float64Array;
    readonly served: Uint8Array;
    readonly people: People;
    /** By site. */
    readonly price: Float64Array;
  }[];
  /** Of the building, by site. */
  readonly price: Float64Array;
  /** Saved at a site for every service beyond its first; at most the smallest price of a service. */
  readonly discount: number;
}

/** p-median and p-center: everybody goes to the nearest chosen site. */
export interface NearestProblem extends SiteRules {
  readonly kind: "median" | "center";
  readonly pairs: Pairs;
  readonly weight: Float64Array;
  /** By place of demand: cost to the nearest existing facility, Infinity where there is none. */
  readonly now: Float64Array;
}

/** CFLP: who is assigned where, within what each site can take. Demand may be divided among sites. */
export interface CapacitatedProblem extends SiteRules {
  readonly kind: "capacitated";
  readonly pairs: Pairs;
  /** What is left to be assigned after the existing facilities took what they can. */
  readonly weight: Float64Array;
  /** By site, above 0. */
  readonly capacity: Float64Array;
  readonly goal:
    | { readonly kind: "most-people" }
    /** Least price for so many people assigned. */
    | { readonly kind: "people"; readonly people: People };
}

export type SitingProblem = CoverProblem | SharedProblem | NearestProblem | CapacitatedProblem;

/** A choice of sites and how good it is known to be. */
export interface SitingAnswer {
  /** Rising. For a shared problem the services of each are in `services`. */
  readonly sites: readonly number[];
  readonly services?: readonly (readonly number[])[];
  readonly sense: "most" | "least";
  /** What the choice comes to by the problem's own data; NaN when nothing was found that keeps the rules. */
  readonly value: number;
  /** What no choice can beat. */
  readonly bound: number;
  readonly status: "proven" | "not-proven" | "infeasible";
  /** Of a capacitated problem: what of each place of demand goes where. */
  readonly assignment?: readonly {
    readonly demand: number;
    readonly site: number;
    readonly amount: number;
  }[];
  /** Of an infeasible problem: why, by the rules that cannot be kept together. */
  readonly conflict?: SitingConflict;
}

export type SitingConflict =
  /** Places of demand that no candidate covers leave too few; `most` is what all candidates together reach. */
  | { readonly kind: "beyond-reach"; readonly most: number; readonly asked: number }
  | { readonly kind: "floor"; readonly units: readonly number[] }
  | { readonly kind: "apart"; readonly sites: readonly number[] }
  | { readonly kind: "too-few-sites"; readonly count: number }
  | { readonly kind: "budget"; readonly least: number }
  | { readonly kind: "capacity"; readonly most: number; readonly asked: number };

/** How a search is kept in bounds and watched. Nothing of the core looks at a clock or throws dice by itself. */
export interface SearchTools {
  /** Whether to end with the best so far: out of time, or told to stop. Cheap, asked often. */
  readonly ended: () => boolean;
  /** Seconds left; Infinity for any time. */
  readonly left: () => number;
  /** Told of every better plan and every better bound; null until there is one. */
  readonly onProgress: (value: number | null, bound: number | null) => void;
  readonly seed: number;
  /** Solves linear and mixed-integer models; undefined where none is to be had. */
  readonly solver: Solver | undefined;
}

/** A model of columns and rows, the matrix by rows; infinite bounds are ±Infinity. */
export interface Model {
  readonly sense: "most" | "least";
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** By column: 1 where it must be whole. */
  readonly whole: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly rowFirst: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

export interface Solved {
  /** "limit": time, or told to stop; values and bound are then the best so far. */
  readonly status: "optimal" | "infeasible" | "limit" | "failed";
  /** Columns of the best solution found; undefined where there is none. */
  readonly columns: Float64Array | undefined;
  readonly value: number;
  /** What no solution can beat. */
  readonly bound: number;
  /** Of the rows, for a model without whole columns. */
  readonly duals?: Float64Array;
}

export interface Solver {
  readonly solve: (
    model: Model,
    options: {
      readonly ended: () => boolean;
      readonly seconds: number;
      readonly seed: number;
      /** A solution to start from. */
      readonly start?: Float64Array;
      readonly onProgress?: (value: number | null, bound: number | null) => void;
      /** Done when value and bound are this near, as a share of the value; 0 for proof. */
      readonly near?: number;
    },
  ) => Solved;
}
