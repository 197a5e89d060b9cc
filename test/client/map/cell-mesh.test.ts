import { cellToBoundary, getPentagons, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import {
  cellMesh,
  COST_ROW,
  costTexels,
  NO_WAY,
  timeTexels,
  type CellMesh,
} from "../../../client/map/cell-mesh.ts";

const town = gridDisk(latLngToCell(38.93, 100.45, 10), 20);

/** The corners of a cell as the triangles have them, back in degrees. */
function cornersOf(mesh: CellMesh, cell: number): [number, number][] {
  const corners: [number, number][] = [];
  mesh.owners.forEach((owner, vertex) => {
    const [x = 0, y = 0, rim = 0] = mesh.vertices.subarray(vertex * 3, vertex * 3 + 3);
    if (owner !== cell || rim === 1) return;
    const mercatorY = Math.PI * (1 - 2 * (y + mesh.origin[1]));
    corners.push([
      (Math.atan(Math.sinh(mercatorY)) * 180) / Math.PI,
      (x + mesh.origin[0] - 0.5) * 360,
    ]);
  });
  return corners;
}

/** Twice the area of a triangle of vertices; the sign is its turn. */
function turn({ vertices }: CellMesh, [a, b, c]: readonly number[]): number {
  const at = (vertex = 0) => [vertices[vertex * 3] ?? 0, vertices[vertex * 3 + 1] ?? 0] as const;
  const [[ax, ay], [bx, by], [cx, cy]] = [at(a), at(b), at(c)];
  return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
}

describe("the mesh of the cells", () => {
  const mesh = cellMesh(town);

  it("has H3's corners, exact to a hundredth of a pixel at zoom 18", () => {
    const degreesPerPx = 360 / (512 * 2 ** 18);
    for (const cell of [0, 1, 400, town.length - 1]) {
      const expected = cellToBoundary(town[cell] ?? "");
      const corners = cornersOf(mesh, cell);
      expect(corners).toHaveLength(expected.length);
      corners.forEach(([lat, lng], corner) => {
        expect(Math.abs(lat - (expected[corner]?.[0] ?? 0))).toBeLessThan(degreesPerPx / 100);
        expect(Math.abs(lng - (expected[corner]?.[1] ?? 0))).toBeLessThan(degreesPerPx / 100);
      });
    }
  });

  it("fills each cell with as many triangles as it has corners, all turning as H3's corners do", () => {
    expect(mesh.triangles).toHaveLength(town.length * 6 * 3);
    const turns: number[] = [];
    for (let at = 0; at < mesh.triangles.length; at += 3) {
      turns.push(turn(mesh, [...mesh.triangles.subarray(at, at + 3)]));
    }
    // Against the clock, where y grows to the south.
    expect(Math.max(...turns)).toBeLessThan(0);
  });

  it("gives each triangle to one cell", () => {
    const owners = [...mesh.triangles].map((vertex) => mesh.owners[vertex]);
    const middles = owners.filter((_, at) => at % 3 === 0);
    expect(owners.filter((_, at) => at % 3 === 1)).toEqual(middles);
    expect(owners.filter((_, at) => at % 3 === 2)).toEqual(middles);
  });

  it("keeps the study's numbers of the cells, whatever order they are drawn in", () => {
    const shuffled = [...town].reverse();
    const other = cellMesh(shuffled);
    const [lat, lng] = cornersOf(other, 3)[0] ?? [0, 0];
    const [expectedLat, expectedLng] = cellToBoundary(shuffled[3] ?? "")[0] ?? [1, 1];
    expect(lat).toBeCloseTo(expectedLat, 7);
    expect(lng).toBeCloseTo(expectedLng, 7);
  });

  it("draws every triangle in exactly one chunk, within the chunk's box", () => {
    let drawn = 0;
    for (const { start, count, box } of mesh.chunks) {
      expect(start).toBe(drawn);
      drawn += count;
      const vertices = [...mesh.triangles.subarray(start, start + count)];
      const xs = vertices.map((vertex) => mesh.vertices[vertex * 3] ?? NaN);
      const ys = vertices.map((vertex) => mesh.vertices[vertex * 3 + 1] ?? NaN);
      const ends = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      expect(ends).toEqual(box.map((end) => Math.fround(end)));
    }
    expect(drawn).toBe(mesh.triangles.length);
    expect(mesh.chunks.length).toBeGreaterThan(1);
  });

  it("fills the cells that have not six corners, too", () => {
    // A pentagon of an odd resolution has ten: five of its own, five where H3 bends.
    const pentagon = getPentagons(9)[0] ?? "";
    const odd = cellMesh([pentagon]);
    expect(cellToBoundary(pentagon)).toHaveLength(10);
    expect(odd.triangles).toHaveLength(10 * 3);
    const third = [...odd.triangles].filter((_, at) => at % 3 === 2);
    expect(third).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 1]);
  });

  it("is empty for a study without cells", () => {
    const none = cellMesh([]);
    expect(none.triangles).toHaveLength(0);
    expect(none.chunks).toEqual([]);
  });
});

describe("the texels of the costs", () => {
  it("stand side by side per cell and fill whole rows", () => {
    const texels = costTexels(new Float32Array([12.5, 900]), new Float32Array([60, 0]));
    expect(texels).toHaveLength(COST_ROW * 2);
    expect([...texels.subarray(0, 5)]).toEqual([12.5, 60, 900, 0, NO_WAY]);
  });

  it("hold no infinity: no way is far beyond every limit", () => {
    const texels = costTexels(new Float32Array([Infinity]), new Float32Array([Infinity]));
    expect([...texels.subarray(0, 2)]).toEqual([NO_WAY, NO_WAY]);
  });

  it("take a second row for one cell more than a row", () => {
    const cells = COST_ROW + 1;
    const texels = costTexels(new Float32Array(cells).fill(5), new Float32Array(cells));
    expect(texels).toHaveLength(COST_ROW * 4);
    expect(texels[COST_ROW * 2]).toBe(5);
    expect(texels[COST_ROW * 2 + 2]).toBe(NO_WAY);
  });
});

describe("the texels of a time", () => {
  it("are one per cell in whole rows, without infinity", () => {
    const texels = timeTexels(new Float32Array([12.5, Infinity, 0]));
    expect(texels).toHaveLength(COST_ROW);
    expect([...texels.subarray(0, 4)]).toEqual([12.5, NO_WAY, 0, NO_WAY]);
    expect(timeTexels(new Float32Array(COST_ROW + 1))).toHaveLength(2 * COST_ROW);
    expect(timeTexels(new Float32Array())).toHaveLength(COST_ROW);
  });
});
