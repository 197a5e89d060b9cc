import { GlobalFonts, Path2D, createCanvas } from "@napi-rs/canvas";
import { cellAt, centreOf } from "#core/geo/cells.ts";
import type { LngLat } from "#core/geo/rings.ts";
import type { CellState } from "#core/vocabulary.ts";
import type {
  MapPicture,
  Reach,
  ReachedCell,
} from "../../../../server/report/map-picture/map-picture.ts";
import { paintMap, type Painted } from "../../../../server/report/map-picture/paint-map.ts";

/** A kilometre and a bit around a place on the 39th parallel. */
const MIDDLE: LngLat = [100.45, 38.93];
const EXTENT = [100.443, 38.925, 100.457, 38.935] as const;

/** A place so many thousandths of a degree east and north of the middle. */
export function off(east: number, north: number): LngLat {
  return [MIDDLE[0] + east / 1000, MIDDLE[1] + north / 1000];
}

export function reached(place: LngLat, state: CellState, seconds: number): ReachedCell {
  return { id: cellAt(place[0], place[1], 10), state, seconds };
}

export const REACH: Reach = {
  kind: "reach",
  service: "childcare",
  paint: { by: "minutes", limit: 15 },
  cells: [],
  gaps: [],
  facilities: [],
};

export function picture(changes: Partial<MapPicture> = {}): MapPicture {
  return {
    language: "zh",
    title: "图1　试图",
    extent: EXTENT,
    width: 1480,
    ratio: 1.37,
    ground: null,
    edge: [],
    borders: [],
    subject: REACH,
    notes: { dates: "设施2025-12", speed: 1.1, crs: "CGCS2000", approval: "", synthetic: false },
    ...changes,
  };
}

export const LIBRARY = { createCanvas, Path2D, GlobalFonts };

export function paint(changes: Partial<MapPicture> = {}, library = LIBRARY): Painted {
  return paintMap(picture(changes), library);
}

/** Red, green and blue of the pixel at a place. */
export function colourAt(painted: Painted, place: LngLat): number[] {
  const [x, y] = painted.view.toPixel(place);
  return pixel(painted, x * painted.scale, y * painted.scale);
}

export function pixel({ canvas }: Painted, x: number, y: number): number[] {
  const { data } = canvas.getContext("2d").getImageData(Math.round(x), Math.round(y), 1, 1);
  return Array.from(data.subarray(0, 3));
}

/** The middle of the cell that holds a place. */
export function inCell([lng, lat]: LngLat): LngLat {
  return centreOf(cellAt(lng, lat, 10));
}

export function written({ texts }: Painted): string[] {
  return texts.map(({ text }) => text);
}
