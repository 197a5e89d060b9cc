import type { PolygonRings } from "../geo/rings.ts";

/** A statistical unit: the community, village, township or county that coverage is told by. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** What kind of unit it is, in the words of the input file. */
  readonly level?: string;
  /** Name of the unit it lies in, in the words of the input file. */
  readonly parent?: string;
  /** Closed rings, wound after RFC 7946. */
  readonly geometry:
    | { readonly type: "Polygon"; readonly coordinates: PolygonRings }
    | { readonly type: "MultiPolygon"; readonly coordinates: PolygonRings[] };
}
