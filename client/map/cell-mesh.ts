import { cellToBoundary } from "h3-js";

/** The cells as triangles: per cell one fan around its middle. */
export interface CellMesh {
  /** Web Mercator position (0…1) the vertices are relative to, so that 32 bits are exact to 0.01 px at zoom 18. */
  readonly origin: readonly [number, number];
  /** x, y, rim per vertex; rim is 1 in the middle of a cell and 0 on its edge. */
  readonly vertices: Float32Array;
  /** The cell each vertex belongs to. */
  readonly owners: Uint32Array;
  readonly triangles: Uint32Array;
  readonly chunks: readonly CellChunk[];
}

/** Neighbouring cells that are drawn or left out together. */
export interface CellChunk {
  /** Where its corners stand in `triangles`. */
  readonly start: number;
  readonly count: number;
  /** Least x, least y, greatest x, greatest y, relative to the mesh's origin. */
  readonly box: readonly [number, number, number, number];
}

/** Stands for "no way" on the graphics card, where infinity is not safe: far more than any limit. */
export const NO_WAY = 1e9;

/** Cells in a chunk: few enough to leave out what is off the screen, many enough to be few calls. */
const CHUNK = 512;

/** Cells in one row of the cost texture. */
export const COST_ROW = 1024;

/** Builds the triangles of H3 cells. Cells have 6 corners, or 5 to 10 where H3 bends; all are kept. */
export function cellMesh(ids: readonly string[]): CellMesh {
  const rings = ids.map((id) => cellToBoundary(id));
  const corners = rings.reduce((sum, { length }) => sum + length, 0);
  const vertices = new Float32Array((corners + ids.length) * 3);
  const owners = new Uint32Array(corners + ids.length);
  const triangles = new Uint32Array(corners * 3);
  const chunks: CellChunk[] = [];
  const first = rings[0]?.[0];
  const origin = first ? ([mercatorX(first[1]), mercatorY(first[0])] as const) : ([0, 0] as const);

  let vertex = 0;
  let corner = 0;
  const order = byPlace(ids);
  for (let from = 0; from < order.length; from += CHUNK) {
    const start = corner;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const cell of order.subarray(from, from + CHUNK)) {
      const ring = rings[cell] ?? [];
      const middle = vertex;
      let [sumX, sumY] = [0, 0];
      for (const [lat, lng] of ring) {
        const x = mercatorX(lng) - origin[0];
        const y = mercatorY(lat) - origin[1];
        vertex += 1;
        vertices[vertex * 3] = x;
        vertices[vertex * 3 + 1] = y;
        owners[vertex] = cell;
        triangles[corner] = middle;
        triangles[corner + 1] = vertex;
        triangles[corner + 2] = vertex < middle + ring.length ? vertex + 1 : middle + 1;
        corner += 3;
        sumX += x;
        sumY += y;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      vertices[middle * 3] = sumX / ring.length;
      vertices[middle * 3 + 1] = sumY / ring.length;
      vertices[middle * 3 + 2] = 1;
      owners[middle] = cell;
      vertex += 1;
    }
    chunks.push({ start, count: corner - start, box: [left, top, right, bottom] });
  }
  return { origin, vertices, owners, triangles, chunks };
}

/** The cells in the order of their H3 ids, in which neighbours mostly stand together. */
function byPlace(ids: readonly string[]): Uint32Array {
  const at = (index: number) => ids[index] ?? "";
  return Uint32Array.from(ids.keys()).sort((a, b) => (at(a) < at(b) ? -1 : 1));
}

/** Cost and cost from the edge of the extract, side by side per cell, in whole rows of a texture. */
export function costTexels(cost: Float32Array, edgeCost: Float32Array): Float32Array {
  const rows = Math.max(1, Math.ceil(cost.length / COST_ROW));
  const texels = new Float32Array(rows * COST_ROW * 2).fill(NO_WAY);
  for (let cell = 0; cell < cost.length; cell += 1) {
    texels[cell * 2] = finite(cost[cell]);
    texels[cell * 2 + 1] = finite(edgeCost[cell]);
  }
  return texels;
}

/** One time per cell in whole rows of a texture. */
export function timeTexels(times: Float32Array): Float32Array {
  const rows = Math.max(1, Math.ceil(times.length / COST_ROW));
  const texels = new Float32Array(rows * COST_ROW).fill(NO_WAY, times.length);
  for (let cell = 0; cell < times.length; cell += 1) texels[cell] = finite(times[cell]);
  return texels;
}

function finite(cost: number | undefined): number {
  return cost !== undefined && cost < NO_WAY ? cost : NO_WAY;
}

function mercatorX(lng: number): number {
  return lng / 360 + 0.5;
}

function mercatorY(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}
