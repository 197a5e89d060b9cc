import type { Path2D } from "@napi-rs/canvas";
import { UNITS_PER_DEGREE, type Features } from "#core/osm/base-map.ts";
import type { Box, Pixel } from "./boxes.ts";
import type { View } from "./view.ts";

/** The features of a layer that a view shows, lowest first. */
export function* inView<P>({ sets, set, fromZoom, ...shapes }: Features<P>, view: View) {
  const [west, south, east, north] = view.shown.map((degrees) => degrees * UNITS_PER_DEGREE);
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return;
  for (let feature = 0; feature < set.length; feature++) {
    if (fromZoom[feature]! > view.zoom) continue;
    const bounds = boundsOf(shapes, feature);
    if (bounds.right < west || bounds.left > east || bounds.top < south || bounds.bottom > north)
      continue;
    yield { feature, properties: sets[set[feature]!]!, bounds };
  }
}

type Shapes = Pick<Features<unknown>, "firstRing" | "firstPosition" | "positions">;

/** In units of positions; `top` is north. */
function boundsOf({ firstRing, firstPosition, positions }: Shapes, feature: number): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  const end = 2 * firstPosition[firstRing[feature + 1]!]!;
  for (let i = 2 * firstPosition[firstRing[feature]!]!; i < end; i += 2) {
    const [x, y] = [positions[i]!, positions[i + 1]!];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  return { left, top, right, bottom };
}

/** Nearer than this to the last point, in px, and a point is left out. */
const FINEST = 0.3;

/** Adds the rings, or the line, of a feature to a path. */
export function addFeature(
  path: Path2D,
  features: Shapes,
  feature: number,
  view: View,
  closed: boolean,
): void {
  for (const ring of ringsOf(features, feature, view)) {
    for (const [i, [x, y]] of ring.entries()) {
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    if (closed) path.closePath();
  }
}

/** The rings of a feature in px, without the points that would not be seen. */
export function* ringsOf(
  { firstRing, firstPosition, positions }: Shapes,
  feature: number,
  { toPixel }: View,
): Generator<readonly Pixel[]> {
  for (let ring = firstRing[feature]!; ring < firstRing[feature + 1]!; ring++) {
    const line: Pixel[] = [];
    let [lastX, lastY] = [Infinity, Infinity];
    const last = 2 * firstPosition[ring + 1]! - 2;
    for (let i = 2 * firstPosition[ring]!; i <= last; i += 2) {
      const at = toPixel([positions[i]! / UNITS_PER_DEGREE, positions[i + 1]! / UNITS_PER_DEGREE]);
      const near = Math.abs(at[0] - lastX) < FINEST && Math.abs(at[1] - lastY) < FINEST;
      if (near && i !== last) continue;
      [lastX, lastY] = at;
      line.push(at);
    }
    yield line;
  }
}
