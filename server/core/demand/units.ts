import type { PolygonRings } from "../geo/rings.ts";

/** A statistical unit: the community, village, township or county that coverage is told by. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** What kind of unit it is, in the words of the input file. */
  readonly level?: string;
  /** Name of the unit it lies in, in the words of the input file. */
  readonly parent?: string;
  /** The table of people says nothing of it: how many live there is not known. */
  readonly withoutPeople?: true;
  /** Age groups the table of people leaves blank for it. */
  readonly withoutGroups?: readonly string[];
  /** Closed rings, wound after RFC 7946. */
  readonly geometry:
    | { readonly type: "Polygon"; readonly coordinates: PolygonRings }
    | { readonly type: "MultiPolygon"; readonly coordinates: PolygonRings[] };
}
