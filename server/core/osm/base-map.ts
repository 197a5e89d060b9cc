/** What the base map draws, as compact columns: one `Features` per layer, ready to be cut into tiles. */
export type BaseMap = {
  readonly [L in BaseLayer]: Features<BaseProperties[L]>;
} & {
  /** What the extract names but does not hold in full, and is therefore not drawn or drawn in part. */
  readonly skipped: { readonly areas: number; readonly lines: number };
};

/** The layers, and what a feature of each says of itself. */
export interface BaseProperties {
  readonly land: { readonly kind: LandKind };
  readonly water: { readonly kind: "area" | "river" | "stream"; readonly name?: string };
  readonly building: { readonly levels?: number };
  readonly barrier: { readonly kind: "wall" | "fence" };
  readonly street: {
    readonly class: StreetClass;
    readonly name?: string;
    readonly bridge?: true;
    readonly tunnel?: true;
  };
  readonly railway: Readonly<Record<never, never>>;
  readonly place: { readonly kind: PlaceKind; readonly name: string };
  readonly label: { readonly kind: LabelKind; readonly name: string };
}
export type BaseLayer = keyof BaseProperties;
export const BASE_LAYERS = [
  "land",
  "water",
  "building",
  "barrier",
  "street",
  "railway",
  "place",
  "label",
] as const satisfies readonly BaseLayer[];

export type LandKind =
  | "residential"
  | "industry"
  | "park"
  | "farm"
  | "wetland"
  | "forest"
  | "sand"
  | "campus"
  | "square";
export type StreetClass =
  | "motorway"
  | "trunk"
  | "primary"
  | "secondary"
  | "tertiary"
  | "residential"
  | "service"
  | "pedestrian"
  | "path"
  | "steps";
export type PlaceKind = "city" | "town" | "suburb" | "quarter" | "village" | "hamlet" | "locality";
export type LabelKind =
  | "park"
  | "water"
  | "school"
  | "hospital"
  | "station"
  | "square"
  | "residential";

export const SHAPES = ["point", "line", "polygon"] as const;
export type Shape = (typeof SHAPES)[number];

/**
 * The features of one layer in the order they are painted, first at the bottom. A point or a line has one
 * ring, a polygon its outer ring and then its holes, each closed by its first position.
 */
export interface Features<Properties> {
  /** Every different set of properties once. */
  readonly sets: readonly Properties[];
  /** By feature: its properties, as an index into `sets`. */
  readonly set: Uint32Array;
  /** By feature: an index into `SHAPES`. */
  readonly shape: Uint8Array;
  /** By feature: the lowest zoom at which it is worth drawing (512-pixel tiles). */
  readonly fromZoom: Uint8Array;
  /** Rings of feature i: `firstRing[i]` up to, not including, `firstRing[i + 1]`. */
  readonly firstRing: Uint32Array;
  /** Positions of ring r: `firstPosition[r]` up to, not including, `firstPosition[r + 1]`. */
  readonly firstPosition: Uint32Array;
  /** Longitude and latitude by turns, in 1e-7 degrees, as OpenStreetMap keeps them. */
  readonly positions: Int32Array;
}

/** Of `Features.positions`. */
export const UNITS_PER_DEGREE = 1e7;
