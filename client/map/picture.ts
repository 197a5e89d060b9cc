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
  /** What a scenario puts on the map; undefined where none is in view. */
  readonly plan: PlanPicture | undefined;
}

/** A scenario on the map: its sites, areas and streets, what it changes, and the tool in hand. */
export interface PlanPicture {
  readonly sites: readonly SiteMark[];
  readonly areas: readonly AreaMark[];
  readonly streets: readonly StreetMark[];
  /** Existing facilities by `FacilityMark.index`: closed, counted by siting, or moved away from where they are drawn. */
  readonly facilities: readonly {
    readonly index: number;
    readonly look: "closed" | "counted" | "moved";
  }[];
  /**
   * In place of the minutes, how they change: seconds before and after per cell, `Infinity` past 30 minutes.
   * Undefined to paint the minutes (of `Picture.cells`) or the states.
   */
  readonly difference:
    | {
        readonly before: Float32Array;
        readonly after: Float32Array;
      }
    | undefined;
  /** Cells newly within the limit and newly beyond it, outlined; indices into `cells.ids`. */
  readonly gained: readonly number[];
  readonly lost: readonly number[];
  /** A way walked, drawn as a line, with the places on it that matter. */
  readonly route: readonly (readonly [number, number])[] | undefined;
  /** Two pictures side by side: left of this share of the width the `before` costs, right the `after`. */
  readonly swipe: number | undefined;
  /** What the two are called, left and right; today and the scenario where it is absent. */
  readonly swipeNames?: readonly [left: string, right: string] | undefined;
  readonly tool: MapTool;
  /** The one that is being dragged; it is drawn here and nowhere else. Undefined or absent when none is. */
  readonly drag?: DragPicture | undefined;
}

/** A site or an existing facility on its way: a disc where it is, a ghost where it stood, a line between. */
export interface DragPicture {
  readonly what: Dragged;
  readonly glyph: Service;
  /** Where it stood, as [lng, lat]. */
  readonly from: readonly [number, number];
  /** Where the pointer is. */
  readonly at: readonly [number, number];
  /** Where that meets the network; undefined while unknown, or when it is refused. */
  readonly snapped: readonly [number, number] | undefined;
}

/** A site by its id, or an existing facility by its `FacilityMark.index`. */
export type Dragged = { readonly site: string } | { readonly facility: number };

/** What a click or drag on the map does. */
export type MapTool =
  | "look"
  | "site"
  | "move"
  | "close"
  | "street"
  | "bridge"
  | "gate"
  | "close-street"
  | "search"
  | "exclusion";

export interface SiteMark {
  readonly id: string;
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  readonly glyph: Service;
  /** "proposed": of a siting plan, and no part of the scenario yet. */
  readonly look:
    | "possible"
    | "chosen"
    | "proposed"
    | "required"
    | "forbidden"
    | "refused"
    | "upgrade";
  /** At the upper right of a chosen or proposed one. */
  readonly number: number | undefined;
  /** Under a refused one: "距路网 412 米 ＞ 300 米". */
  readonly note: string | undefined;
  readonly selected: boolean;
}

export interface AreaMark {
  readonly id: string;
  readonly role: "search" | "exclusion";
  readonly name: string;
  readonly ring: readonly (readonly [number, number])[];
  readonly selected: boolean;
}

export interface StreetMark {
  readonly id: string;
  readonly kind: "street" | "bridge" | "gate" | "closed";
  readonly name: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** It could not be made. */
  readonly failed: boolean;
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
  | { readonly kind: "escape" }
  /** A click on a site of the scenario, or on one of its areas or streets. */
  | { readonly kind: "site"; readonly id: string }
  | { readonly kind: "area"; readonly id: string }
  | { readonly kind: "street"; readonly id: string }
  /**
   * With the tool "site": a new one is wanted here, whatever lies under it. With "close" and "close-street": this
   * place is meant; but "close" on a facility or a site reports that one ("facility", "site").
   */
  | { readonly kind: "placed"; readonly tool: MapTool; readonly lng: number; readonly lat: number }
  /** A line of two places (street, bridge, gate) or a closed ring (search, exclusion) was drawn. */
  | {
      readonly kind: "drawn";
      readonly tool: MapTool;
      readonly points: readonly (readonly [number, number])[];
    }
  /**
   * A site, or an existing facility by its index, is dragged; x and y are px on the map. "started" says where it stood,
   * "ended" where it is to stand, "cancelled" (by Esc) that it stands where it stood. "moved" comes 60 times a second
   * at most. Sites can be dragged with "look" and "move", facilities with "move"; arrow keys on a focused site do the
   * same.
   */
  | {
      readonly kind: "drag";
      readonly phase: "started" | "moved" | "ended" | "cancelled";
      readonly what: Dragged;
      readonly lng: number;
      readonly lat: number;
      readonly x: number;
      readonly y: number;
      /** When the pointer or a key brought it there, on the clock of `performance.now()`. */
      readonly since: number;
    }
  /** The corners of an area were changed: its outline now, the first place again as the last. */
  | {
      readonly kind: "reshaped";
      readonly id: string;
      readonly ring: readonly (readonly [number, number])[];
      /** Pushed by a key, of which several in a row are one change. */
      readonly joins: boolean;
    }
  /** The line between the two pictures is wanted at this share of the width. */
  | { readonly kind: "swiped"; readonly share: number };

/** Where to fly; a new object flies again. */
export type Flight =
  | { readonly bounds: readonly [number, number, number, number] }
  | { readonly lng: number; readonly lat: number; readonly zoom?: number };
