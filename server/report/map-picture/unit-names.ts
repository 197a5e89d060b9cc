import polylabel from "polylabel";
import { signedArea, type PolygonRings } from "#core/geo/rings.ts";
import { holds, type Pixel, type Places } from "./boxes.ts";
import { HALO } from "./colours.ts";
import type { JudgedUnit } from "./map-picture.ts";
import { sizeOf, type Pen, type TextStyle } from "./pen.ts";
import type { View } from "./view.ts";

const NAME: TextStyle = { size: 12, colour: "#1D2733", halo: HALO };
/** A name may be so much wider than the circle that fits into its unit. */
const LOOSE = 1.35;
const SMALLEST = 9.5;

/** Writes the names that fit, those of large units first. */
export function writeUnitNames(
  units: readonly JudgedUnit[],
  view: View,
  pen: Pen,
  free: Places,
): void {
  const shorten = commonEnding(units.map(({ name }) => name));
  const rooms = units
    .map(({ name, polygons }) => ({ name: shorten(name), ...roomIn(polygons, view) }))
    .toSorted((a, b) => b.radius - a.radius);
  for (const { name, middle, radius } of rooms) {
    if (!holds(view.panel, middle)) continue;
    const size = Math.min(NAME.size, (NAME.size * 2 * radius * LOOSE) / pen.measure(name, NAME));
    if (size < SMALLEST) continue;
    const style = { ...NAME, size };
    const at = free.find([middle], sizeOf(name, style, pen.measure));
    if (at !== undefined) pen.write(name, at, style);
  }
}

/** Where a name stands in the largest of a unit's polygons, and how far its borders are from there, px. */
function roomIn(
  polygons: readonly PolygonRings[],
  { toPixel }: View,
): { middle: Pixel; radius: number } {
  const areaOf = ([outer = []]: PolygonRings) => Math.abs(signedArea(outer));
  const largest = polygons.toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? [];
  const rings = largest.map((ring) => ring.map(toPixel));
  const [outer] = rings;
  if (outer === undefined || outer.length < 4) return { middle: [0, 0], radius: 0 };
  const pole = polylabel(
    rings.map((ring) => ring.map(([x, y]) => [x, y])),
    0.5,
  );
  const farthest: Pixel = [pole[0] ?? 0, pole[1] ?? 0];
  const centre = centroid(outer);
  const around = Math.min(...rings.map((ring) => distanceTo(ring, centre)));
  // In a long unit many circles are as large: the one in its middle looks best.
  const isCentred = isWithin(rings, centre) && around > NEARLY * pole.distance;
  return isCentred
    ? { middle: centre, radius: around }
    : { middle: farthest, radius: pole.distance };
}

const NEARLY = 0.8;

function centroid(ring: readonly Pixel[]): Pixel {
  const [originX, originY] = ring[0] ?? [0, 0];
  let [area, sumX, sumY] = [0, 0, 0];
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[i + 1] ?? [originX, originY];
    const cross = (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
    area += cross;
    sumX += cross * (x + nextX - 2 * originX);
    sumY += cross * (y + nextY - 2 * originY);
  }
  if (area === 0) return [originX, originY];
  return [originX + sumX / area / 3, originY + sumY / area / 3];
}

function distanceTo(ring: readonly Pixel[], [x, y]: Pixel): number {
  let least = Infinity;
  for (const [i, [startX, startY]] of ring.entries()) {
    const [endX, endY] = ring[i + 1] ?? [startX, startY];
    const [dx, dy] = [endX - startX, endY - startY];
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : ((x - startX) * dx + (y - startY) * dy) / squared;
    const share = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(startX + share * dx - x, startY + share * dy - y));
  }
  return least;
}

/** Even-odd. */
function isWithin(rings: readonly (readonly Pixel[])[], [x, y]: Pixel): boolean {
  let within = false;
  for (const ring of rings) {
    for (const [i, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[i + 1] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) within = !within;
    }
  }
  return within;
}

const ENDINGS = ["社区居民委员会", "村民委员会", "社区居委会", "居委会", "村委会", "社区", "村"];

/** What all names end in is left out; where they differ, they are written in full. */
function commonEnding(names: readonly string[]): (name: string) => string {
  const ending = ENDINGS.find((one) =>
    names.every((name) => name.endsWith(one) && name.length > one.length + 1),
  );
  return ending === undefined ? (name) => name : (name) => name.slice(0, -ending.length);
}
