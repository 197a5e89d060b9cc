import type { Counts } from "#core/demand/spread/counts.ts";
import type { PolygonRings } from "#core/geo/rings.ts";
import type { CellId, Degrees } from "#core/vocabulary.ts";

/** Where the people of a row are. A "unit" is named, and found in a layer of units. */
export type RowPlace =
  | { readonly kind: "point"; readonly lng: Degrees; readonly lat: Degrees }
  | { readonly kind: "cell"; readonly cell: CellId }
  | { readonly kind: "area"; readonly polygons: readonly PolygonRings[] }
  | { readonly kind: "unit" };

/** One row of a table of people. */
export interface PeopleRow extends Counts {
  /** As the user counts the rows of the file. */
  readonly row: number;
  readonly place: RowPlace;
  /** See `unitCode`; undefined where the row has none. */
  readonly code: string | undefined;
  /** The unit's own name and that of the unit it lies in, as they stand; "" where not given. */
  readonly name: string;
  readonly parent: string;
  /** A row of totals: its people are those of other rows, whatever it is called. */
  readonly isTotal?: true;
}
