import type { People } from "../../vocabulary.ts";

/** People of one row of a table, or of one unit, before they have their places. */
export interface Counts {
  /** Null is not known; 0 is nobody. */
  readonly people: People | null;
  /** A group that is not named here is not known. */
  readonly groups: Readonly<Record<string, People>>;
  /** Groups that were not counted here but follow from the share of a larger unit. */
  readonly estimated: readonly string[];
}
