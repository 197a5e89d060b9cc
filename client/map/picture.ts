import type { Service } from "#contract/vocabulary.ts";
import type { GapView } from "#contract/coverage.ts";
import type { UnitShapes } from "#contract/units.ts";

/** Everything the map shows, as one value. The map component draws it and holds nothing else. */
export interface Picture {
  readonly studyId: string;
  readonly bounds: readonly [number, number, number, number];
  /** Edge of the extract, closed ring of [lng, lat]; outside it the map is veiled. */
  readonly boundary: readonly (readonly [number, number])[];
  readonly synthetic: boolean;
  readonly language: "zh" | "en";
  /** Words for readers who need bigger type. */
  readonly large: boolean;
  readonly cells: CellPicture;
  /** Seconds; inclusive. Changing it alone must only change a uniform. */
  readonly limit: number;
  readonly paint: "minutes" | "states";
  /** Legend classes the reader switched off. */
  readonly hidden: ReadonlySet<string>;
  readonly facilities: readonly FacilityMark[];
  /** By `FacilityMark.index`. */
  readonly selectedFacility: number | undefined;
  /** Largest first; outlines are drawn for the five largest and the selected one. */
  readonly gaps: readonly GapView[];
  /** By `GapView.rank`. */
  readonly selectedGap: number | undefined;
  readonly units: UnitShapes | undefined;
  /** Indices into `units` and `cells.ids`. */
  readonly selectedUnit: number | undefined;
  readonly selectedCell: number | undefined;
  /** The outline of a walk or of one facility's catchment, with the point it starts from. */
  readonly reach: ReachPicture | undefined;
}

/** Columns in study cell order. The same object identity means unchanged data. */
export interface CellPicture {
  readonly ids: readonly string[];
  /** Seconds to the nearest facility of the service in view; `Infinity` beyond 30 minutes or without a way. */
  readonly cost: Float32Array;
  /** Seconds a walker needs in a straight line from the edge of the extract; 0 where the cell has no network, so it is unknown unless covered. */
  readonly edgeCost: Float32Array;
  readonly people: Float32Array;
}

export interface FacilityMark {
  /** Index into the study's facilities. */
  readonly index: number;
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  readonly glyph: Service;
  /** How many services the place offers. */
  readonly services: number;
}

export interface ReachPicture {
  readonly origin: readonly [number, number];
  /** Where the origin met the network; a thin line joins the two. */
  readonly snapped: readonly [number, number] | undefined;
  readonly outline:
    | { readonly type: "MultiPolygon"; readonly coordinates: number[][][][] }
    | undefined;
}

export type MapEvent =
  | {
      readonly kind: "hover";
      readonly cell: number | undefined;
      readonly x: number;
      readonly y: number;
    }
  | {
      readonly kind: "click";
      readonly lng: number;
      readonly lat: number;
      readonly cell: number | undefined;
    }
  | { readonly kind: "facility"; readonly index: number }
  | { readonly kind: "gap"; readonly rank: number }
  | { readonly kind: "moved"; readonly lng: number; readonly lat: number; readonly zoom: number }
  | { readonly kind: "escape" };

/** Where to fly; a new object flies again. */
export type Flight =
  | { readonly bounds: readonly [number, number, number, number] }
  | { readonly lng: number; readonly lat: number; readonly zoom?: number };
