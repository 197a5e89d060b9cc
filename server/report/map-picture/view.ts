import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import type { LngLat } from "#core/geo/rings.ts";
import type { Metres } from "#core/vocabulary.ts";
import type { Box, Pixel } from "./boxes.ts";
import type { Extent } from "./map-picture.ts";

/** An extent laid into a part of the picture. Straight north, true to scale on the middle latitude. */
export interface View {
  readonly panel: Box;
  readonly toPixel: (place: LngLat) => Pixel;
  readonly metresPerPx: number;
  /** Of the web map that shows as much on a pixel (512-pixel tiles). */
  readonly zoom: number;
  /** What the panel shows, which is the extent and what lies beside it. */
  readonly shown: Extent;
}

/** Between the extent and the frame, and above it, where the title stands, px. */
const MARGIN = 8;
const TITLE_ROOM = 40;

/** Metres around the equator of the Web Mercator sphere. */
const EQUATOR = 2 * Math.PI * 6_378_137;

export function viewOf([west, south, east, north]: Extent, panel: Box): View {
  const [width, height] = [panel.right - panel.left, panel.bottom - panel.top];
  const room = [width - 2 * MARGIN, height - TITLE_ROOM - MARGIN] as const;
  const middle: LngLat = [(west + east) / 2, (south + north) / 2];
  const shrink = lngShrink(middle[1]);
  const perDegree = Math.min(room[0] / ((east - west) * shrink), room[1] / (north - south));
  const metresPerPx = METRES_PER_DEGREE / perDegree;
  const [x, y] = [panel.left + width / 2, panel.top + TITLE_ROOM + room[1] / 2];
  const aside = width / 2 / perDegree / shrink;
  return {
    panel,
    toPixel: ([lng, lat]) => [
      x + (lng - middle[0]) * shrink * perDegree,
      y - (lat - middle[1]) * perDegree,
    ],
    metresPerPx,
    zoom: Math.log2((EQUATOR * shrink) / (512 * metresPerPx)),
    shown: [
      middle[0] - aside,
      middle[1] - (panel.bottom - y) / perDegree,
      middle[0] + aside,
      middle[1] + (y - panel.top) / perDegree,
    ],
  };
}

/** The longest of 1, 2 or 5 × 10ⁿ metres that fits into so many px. */
export function scaleBar(metresPerPx: number, room: number): { metres: Metres; px: number } {
  const most = metresPerPx * room;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2].find((digit) => digit * power <= most) ?? 1) * power;
  return { metres, px: metres / metresPerPx };
}
