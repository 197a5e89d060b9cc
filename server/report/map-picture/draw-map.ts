import { loadCanvas } from "./canvas.ts";
import { checkPicture } from "./check.ts";
import type { MapPicture } from "./map-picture.ts";
import { paintMap } from "./paint-map.ts";

/** A map as a file of a report. */
export interface DrawnMap {
  readonly png: Buffer;
  /** In pixels. The height follows from the legend and the notes. */
  readonly width: number;
  readonly height: number;
  /** The picture in words. */
  readonly alt: string;
  /** No font of this machine writes Chinese: its characters show as boxes until one is installed. */
  readonly missingFont: boolean;
}

/**
 * Draws a map. The same picture gives the same bytes on one machine. Throws `NoPictures` where nothing can be drawn,
 * and `UnusablePicture` for a description that makes no map.
 */
export async function drawMap(picture: MapPicture): Promise<DrawnMap> {
  checkPicture(picture);
  const { canvas, alt, missingFont } = paintMap(picture, await loadCanvas());
  const { width, height } = canvas;
  return { png: await canvas.encode("png"), width, height, alt, missingFont };
}
