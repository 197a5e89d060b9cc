import Flatbush from "flatbush";
import type { Degrees, Metres } from "../../vocabulary.ts";
import { lngShrink, METRES_PER_DEGREE } from "../lonlat.ts";
import type { LngLat } from "../rings.ts";
import type { Box } from "./reference.ts";

/** Metres from a place to the nearest of a set of shapes; the cap when none is nearer. */
export type Nearest = (lng: Degrees, lat: Degrees, cap: Metres) => Metres;

/**
 * Metres to the nearest of some outlines or lines, 0 inside an outline (a hole is outside). Shapes that do not
 * come into the box are left out, so it holds for places inside the box that are `cap` off its edge. It is
 * measured on a plane through the middle of the box, which over a county is true to one part in a hundred.
 */
export function nearestOf(
  shapes: readonly (readonly (readonly LngLat[])[])[],
  kind: "outlines" | "lines",
  box: Box,
): Nearest {
  const scale: Scale = [METRES_PER_DEGREE * lngShrink((box[1] + box[3]) / 2), METRES_PER_DEGREE];
  const runs = edgeRuns(shapes, kind, box, scale);
  if (runs === undefined) return (_lng, _lat, cap) => cap;
  const { index, firstEdge, edges, boxes } = runs;
  return (lng, lat, cap) => {
    const x = lng * scale[0];
    const y = lat * scale[1];
    // What is near is found in a small box, where there is little else.
    const close = Math.min(CLOSE, cap);
    const metres = within(x, y, close);
    return metres < close || close === cap ? metres : within(x, y, cap);
  };

  function within(x: Metres, y: Metres, cap: Metres): Metres {
    let least = cap * cap;
    for (const run of index.search(x - cap, y - cap, x + cap, y + cap)) {
      const besideX = Math.max(boxes[4 * run]! - x, 0, x - boxes[4 * run + 2]!);
      const besideY = Math.max(boxes[4 * run + 1]! - y, 0, y - boxes[4 * run + 3]!);
      if (besideX * besideX + besideY * besideY > least) continue;
      const end = 4 * firstEdge[run + 1]!;
      let inside = false;
      for (let e = 4 * firstEdge[run]!; e < end; e += 4) {
        const ax = edges[e]! - x;
        const ay = edges[e + 1]! - y;
        const dx = edges[e + 2]! - edges[e]!;
        const dy = edges[e + 3]! - edges[e + 1]!;
        const squared = dx * dx + dy * dy;
        const along = -(ax * dx + ay * dy);
        const share = along <= 0 ? 0 : along >= squared ? 1 : along / squared;
        const offX = ax + share * dx;
        const offY = ay + share * dy;
        least = Math.min(least, offX * offX + offY * offY);
        // Crosses the ray that leaves the place eastward.
        if (ay > 0 !== ay + dy > 0 && ax - (ay * dx) / dy > 0) inside = !inside;
      }
      if (inside && kind === "outlines") return 0;
    }
    return Math.sqrt(least);
  }
}

const CLOSE: Metres = 25;

/** Metres per degree of longitude and of latitude. */
type Scale = readonly [perLng: Metres, perLat: Metres];

/** Edges of a line that share one entry of the index. */
const LONGEST_RUN = 8;

/** Runs of edges (x and y of both ends, in metres): a whole outline, or a piece of a line. */
function edgeRuns(
  shapes: readonly (readonly (readonly LngLat[])[])[],
  kind: "outlines" | "lines",
  [west, south, east, north]: Box,
  [perLng, perLat]: Scale,
) {
  let most = 0;
  for (const shape of shapes) for (const line of shape) most += Math.max(0, line.length - 1);
  const edges = new Float64Array(4 * most);
  const firstEdge = [0];
  const boxes: number[] = [];
  let end = 0;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const endRun = () => {
    const [left, right] = [west * perLng, east * perLng];
    const [bottom, top] = [south * perLat, north * perLat];
    if (maxX >= left && minX <= right && maxY >= bottom && minY <= top) {
      firstEdge.push(end / 4);
      boxes.push(minX, minY, maxX, maxY);
    } else end = 4 * firstEdge.at(-1)!;
    minX = minY = Infinity;
    maxX = maxY = -Infinity;
  };
  for (const shape of shapes) {
    for (const line of shape) {
      for (let i = 1; i < line.length; i++) {
        const a = line[i - 1]!;
        const b = line[i]!;
        const ax = (edges[end++] = a[0] * perLng);
        const ay = (edges[end++] = a[1] * perLat);
        const bx = (edges[end++] = b[0] * perLng);
        const by = (edges[end++] = b[1] * perLat);
        minX = Math.min(minX, ax, bx);
        minY = Math.min(minY, ay, by);
        maxX = Math.max(maxX, ax, bx);
        maxY = Math.max(maxY, ay, by);
        if (kind === "lines" && (i % LONGEST_RUN === 0 || i === line.length - 1)) endRun();
      }
    }
    if (kind === "outlines") endRun();
  }
  if (boxes.length === 0) return undefined;
  const index = new Flatbush(boxes.length / 4);
  for (let i = 0; i < boxes.length; i += 4)
    index.add(boxes[i]!, boxes[i + 1]!, boxes[i + 2]!, boxes[i + 3]!);
  index.finish();
  return {
    index,
    firstEdge: Uint32Array.from(firstEdge),
    edges,
    boxes: Float64Array.from(boxes),
  };
}
