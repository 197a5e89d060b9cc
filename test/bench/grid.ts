import type { OsmElements } from "../fixtures/osm-file.ts";

export interface Grid {
  /** Streets in each of the two directions. */
  readonly streets: number;
  readonly metresApart: number;
}

/** Ten thousandths of a degree are 11.12 m; near the equator in both directions. */
const DEGREES_PER_METRE = 1e-4 / 11.12;

/** A town of straight streets that all cross: its network is known before it is read. */
export function gridElements({ streets, metresApart }: Grid): OsmElements {
  const step = metresApart * DEGREES_PER_METRE;
  const lines = Array.from({ length: streets }, (_, i) => i);
  const idAt = (column: number, row: number) => row * streets + column + 1;
  return {
    nodes: lines.flatMap((row) =>
      lines.map((column) => ({
        id: idAt(column, row),
        lng: 20 + column * step,
        lat: row * step,
      })),
    ),
    ways: lines.flatMap((line) => [
      {
        id: 2 * line + 1,
        refs: lines.map((column) => idAt(column, line)),
        tags: { highway: "residential", name: `East ${line + 1}` },
      },
      {
        id: 2 * line + 2,
        refs: lines.map((row) => idAt(line, row)),
        tags: { highway: "residential", name: `North ${line + 1}` },
      },
    ]),
  };
}

/** Crossings and the four corners that are only bends: what the compiled network must hold. */
export function gridSize({ streets }: Grid): { nodes: number; edges: number } {
  return { nodes: streets * streets - 4, edges: 2 * streets * (streets - 1) - 4 };
}
