import { cellToLatLng } from "h3-js";
import type { FeatureCollection } from "geojson";
import type { GapView } from "#contract/coverage.ts";
import { placeLabels, type Box, type Pixel } from "./label-places.ts";
import type { Mark } from "./marks.ts";
import type { Picture } from "./picture.ts";
import { drawnGaps, gapLabels, gapMark } from "./scene.ts";

/** The screen the labels are laid out on. */
export interface Screen {
  readonly size: Pixel;
  /** What stands on the map and must not be covered, nor cover. */
  readonly taken: readonly Box[];
  readonly toPixel: (lng: number, lat: number) => Pixel;
  readonly toPlace: (pixel: Pixel) => readonly [lng: number, lat: number];
  /** Width and height of a mark, px. */
  readonly sizeOf: (mark: Mark) => Pixel;
}

/** The labels of the drawn gaps, moved apart and into the screen as it is now. */
export function gapLabelsOn(screen: Screen, picture: Picture): FeatureCollection {
  const labels = drawnGaps(picture).map((gap) => ({
    size: screen.sizeOf(gapMark(gap, picture)),
    at: screen.toPixel(...gap.label),
    elsewhere: () => middles(gap, picture).map((middle) => screen.toPixel(...middle)),
  }));
  return gapLabels(picture, placeLabels(labels, screen.size, screen.taken).map(screen.toPlace));
}

/** The middles of a gap's cells. */
function middles(gap: GapView, { cells }: Picture): [lng: number, lat: number][] {
  return gap.cells.flatMap((index) => {
    const id = cells.ids[index];
    if (id === undefined) return [];
    const [lat, lng] = cellToLatLng(id);
    return [[lng, lat] as [number, number]];
  });
}
