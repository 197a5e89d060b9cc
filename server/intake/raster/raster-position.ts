import { TAG, type TiffDirectory } from "./tiff-directory.ts";

/** From column and row of a pixel's centre to the coordinates of the raster. */
export type PixelPlace = (column: number, row: number) => [x: number, y: number];

const RASTER_TYPE_KEY = 1025;
const GEOGRAPHIC_KEY = 2048;
const PROJECTED_KEY = 3072;
const PIXEL_IS_POINT = 2;
/** Codes from here on are the user's own, and 0 is undefined (OGC 19-008r4, annex B). */
const USER_DEFINED = 32767;

/**
 * Where the pixels of a GeoTIFF lie (OGC 19-008r4, requirements class 6): by its transformation, or its tie point and
 * scale, which tie the corner of a pixel, or its centre where pixels are points. Undefined when it does not say.
 */
export function pixelPlaces(directory: TiffDirectory): PixelPlace | undefined {
  const half = geoKey(directory, RASTER_TYPE_KEY) === PIXEL_IS_POINT ? 0 : 0.5;
  const matrix = directory.numbers(TAG.transformation);
  if (matrix.length === 16) {
    const [a = 0, b = 0, , d = 0, e = 0, f = 0, , h = 0] = matrix;
    return finite((column, row) => {
      const [i, j] = [column + half, row + half];
      return [a * i + b * j + d, e * i + f * j + h];
    });
  }
  const [scaleX = 0, scaleY = 0] = directory.numbers(TAG.pixelScale);
  const [i0, j0, , x0, y0] = directory.numbers(TAG.tiePoints);
  if (i0 === undefined || j0 === undefined || x0 === undefined || y0 === undefined)
    return undefined;
  if (!(scaleX > 0) || scaleY === 0) return undefined;
  return finite((column, row) => [
    x0 + (column + half - i0) * scaleX,
    y0 - (row + half - j0) * scaleY,
  ]);
}

/** "EPSG:n" of the projected, else the geographic system; null when the raster has its own or names none. */
export function systemOf(directory: TiffDirectory): string | null {
  const projected = geoKey(directory, PROJECTED_KEY);
  const code = projected ?? geoKey(directory, GEOGRAPHIC_KEY);
  return code === undefined || code === 0 || code >= USER_DEFINED ? null : `EPSG:${code}`;
}

/** A key whose value is a number in the directory of keys itself. */
function geoKey(directory: TiffDirectory, key: number): number | undefined {
  const keys = directory.numbers(TAG.geoKeys);
  for (let at = 4; at + 3 < keys.length; at += 4)
    if (keys[at] === key && keys[at + 1] === 0) return keys[at + 3];
  return undefined;
}

function finite(place: PixelPlace): PixelPlace | undefined {
  return [...place(0, 0), ...place(1, 1)].every(Number.isFinite) ? place : undefined;
}
