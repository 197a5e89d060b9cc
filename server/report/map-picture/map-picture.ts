import type { Ring, LngLat, PolygonRings } from "#core/geo/rings.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import type { CellId, CellState, People, Service, UnitState } from "#core/vocabulary.ts";

/** A map of a report, described: the same value always gives the same picture. */
export interface MapPicture {
  /** Of the legend and the notes; names on the map stay as they are. */
  readonly language: Language;
  /** 图名. */
  readonly title: string;
  /** Shown whole, in the middle. Fixed for a place, so that the figures of two years lie on each other. */
  readonly extent: Extent;
  /** Of the picture, in pixels. */
  readonly width: number;
  /** Width of the map proper divided by its height. */
  readonly ratio: number;
  /** Null draws no base map. */
  readonly ground: BaseMap | null;
  /** The end of what is known of streets; empty draws none. */
  readonly edge: readonly Ring[];
  /** Lines between units, drawn over the cells. */
  readonly borders: readonly PolygonRings[];
  readonly subject: Reach | Statuses;
  readonly notes: Notes;
}

export type Language = "zh" | "en";

/** West, south, east, north, in degrees. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

/** How long people walk to a service, cell by cell. */
export interface Reach {
  readonly kind: "reach";
  readonly service: Service;
  /** By minutes of walking around a limit, or only by what the cells are. */
  readonly paint: { readonly by: "minutes"; readonly limit: number } | { readonly by: "state" };
  readonly cells: readonly ReachedCell[];
  /** Most people first; of those that the map shows the first few are outlined. */
  readonly gaps: readonly DrawnGap[];
  readonly facilities: readonly LngLat[];
}

export interface ReachedCell {
  readonly id: CellId;
  readonly state: CellState;
  /** Infinity beyond the largest limit, or without a way. */
  readonly seconds: number;
}

export interface DrawnGap {
  readonly rank: number;
  readonly people: People;
  /** Where its label belongs, and other places inside for when that is taken or off the map. */
  readonly label: LngLat;
  readonly elsewhere: readonly LngLat[];
  readonly polygon: readonly Ring[];
}

/** Units by an official indicator. */
export interface Statuses {
  readonly kind: "statuses";
  /** What is judged, as the legend's title. */
  readonly title: string;
  /** What the states are called, where an indicator has words of its own: 已备案, 有点位未备案, 没有, 未填报. */
  readonly words: Readonly<Partial<Record<UnitState, string>>>;
  readonly units: readonly JudgedUnit[];
}

export interface JudgedUnit {
  readonly name: string;
  readonly polygons: readonly PolygonRings[];
  readonly state: UnitState;
}

export interface Notes {
  /** 数据时点, in words: 设施2025-12，路网2026-05. */
  readonly dates: string;
  /** Metres per second; null where nobody walks. */
  readonly speed: number | null;
  /** 坐标系. */
  readonly crs: string;
  /** 审图号; empty as long as the map was not examined. */
  readonly approval: string;
  readonly synthetic: boolean;
}

/** A4 upright at 200 dots per inch. */
export const A4_WIDTH = 1654;
export const USUAL_RATIO = 1.37;
