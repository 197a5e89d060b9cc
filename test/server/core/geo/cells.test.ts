import { area as landArea, booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areaOf,
  boundaryOf,
  cellAt,
  cellNumber,
  cellsInPolygon,
  centreOf,
  childrenOf,
  isCell,
  neighboursOf,
  numberedCell,
  outlineOf,
  parentOf,
  resolutionOf,
} from "../../../../server/core/geo/cells.ts";
import { signedArea, type Ring } from "../../../../server/core/geo/rings.ts";

const HEIDELBERG = cellAt(8.69, 49.41, 9);

function square(west: number, south: number, side: number): Ring {
  return [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
}

describe("a cell", () => {
  it("takes longitude first and gives longitude first", () => {
    const [lng, lat] = centreOf(HEIDELBERG);
    expect(lng).toBeCloseTo(8.69, 1);
    expect(lat).toBeCloseTo(49.41, 1);
    expect(cellAt(lng, lat, 9)).toBe(HEIDELBERG);
    expect(resolutionOf(HEIDELBERG)).toBe(9);
  });

  it("has a number of 52 bits: its text without the first two digits", () => {
    expect(cellNumber("8b248c820803fff")).toBe(0x248c820803fff);
    expect(numberedCell(0x248c820803fff, 11)).toBe("8b248c820803fff");
    expect(cellNumber("8f28308280f18f2")).toBe(0x28308280f18f2);
    expect(numberedCell(0x28308280f18f2, 15)).toBe("8f28308280f18f2");
  });

  it("is the one its number tells, in the same order, all over the world", () => {
    const place = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -90, max: 90, noNaN: true }),
    );
    fc.assert(
      fc.property(place, place, fc.integer({ min: 0, max: 15 }), (a, b, resolution) => {
        const [one, other] = [cellAt(...a, resolution), cellAt(...b, resolution)];
        expect(numberedCell(cellNumber(one), resolution)).toBe(one);
        expect(cellNumber(one) < cellNumber(other)).toBe(one < other);
      }),
    );
  });

  it("is recognised in its one written form only", () => {
    expect(isCell("8928308280fffff")).toBe(true);
    for (const text of [
      "",
      "8928308280FFFFF",
      " 8928308280fffff",
      "0x8928308280fffff",
      "8928308280ffff",
      "8928308280fffff0",
      "ffffffffffffffff",
      "000000000000000",
      "89283082g0fffff",
    ]) {
      expect(isCell(text), text).toBe(false);
    }
  });

  it("has seven children, ascending, each with it as parent", () => {
    const children = childrenOf(HEIDELBERG, 10);
    expect(children).toHaveLength(7);
    expect(children).toEqual(children.toSorted());
    expect(new Set(children.map((child) => parentOf(child, 9)))).toEqual(new Set([HEIDELBERG]));
    expect(childrenOf(HEIDELBERG, 9)).toEqual([HEIDELBERG]);
    expect(parentOf(HEIDELBERG, 9)).toBe(HEIDELBERG);
  });

  it("has six neighbours which have it as neighbour, and five around a pentagon", () => {
    const neighbours = neighboursOf(HEIDELBERG);
    expect(new Set(neighbours).size).toBe(6);
    expect(neighbours).not.toContain(HEIDELBERG);
    for (const neighbour of neighbours) expect(neighboursOf(neighbour)).toContain(HEIDELBERG);
    expect(neighboursOf("891c0000003ffff")).toHaveLength(5);
  });

  it("is bounded by a closed ring, counter-clockwise, around its centre", () => {
    const ring = boundaryOf(HEIDELBERG);
    expect(ring).toHaveLength(7);
    expect(ring.at(-1)).toEqual(ring[0]);
    expect(signedArea(ring)).toBeGreaterThan(0);
    expect(
      booleanPointInPolygon(centreOf(HEIDELBERG), { type: "Polygon", coordinates: [ring] }),
    ).toBe(true);
  });

  it("has its area in square metres, as its ring has on the ground", () => {
    const onTheGround = landArea({ type: "Polygon", coordinates: [boundaryOf(HEIDELBERG)] });
    expect(areaOf(HEIDELBERG) / onTheGround).toBeCloseTo(1, 3);
    expect(areaOf(HEIDELBERG)).toBeGreaterThan(80_000);
    expect(areaOf(HEIDELBERG)).toBeLessThan(130_000);
  });
});

describe("the cells in a polygon", () => {
  it("are those whose centre lies inside and outside its holes, whichever way the rings run", () => {
    const outer = square(8.6, 49.4, 0.04);
    const hole = square(8.61, 49.41, 0.01);
    const polygon = { type: "Polygon" as const, coordinates: [outer, hole] };
    const found = cellsInPolygon([outer, hole], 10);
    const around = cellsInPolygon([square(8.59, 49.39, 0.06)], 10);
    expect(found).toEqual(
      around.filter((cell) => booleanPointInPolygon(centreOf(cell), polygon)).toSorted(),
    );
    expect(found.length).toBeGreaterThan(500);
    expect(cellsInPolygon([outer.toReversed(), hole.toReversed()], 10)).toEqual(found);
  });

  it("are none when no centre lies inside", () => {
    const [lng, lat] = boundaryOf(HEIDELBERG)[0] ?? [0, 0];
    expect(cellsInPolygon([square(lng, lat, 0.0001)], 9)).toEqual([]);
  });
});

describe("the outline of cells", () => {
  const around = (steps: number) => {
    let cells = new Set([HEIDELBERG]);
    for (let i = 0; i < steps; i++)
      cells = new Set([...cells].flatMap((c) => [c, ...neighboursOf(c)]));
    return cells;
  };

  it("keeps a hole, wound clockwise inside a counter-clockwise ring", () => {
    const ring = around(1);
    ring.delete(HEIDELBERG);
    const [polygon, ...others] = outlineOf(ring);
    expect(others).toEqual([]);
    const [outer = [], hole = [], ...more] = polygon ?? [];
    expect(more).toEqual([]);
    // Six cells in a ring show three outer edges each; the hole is the missing cell.
    expect(outer).toHaveLength(18 + 1);
    expect(hole).toHaveLength(6 + 1);
    expect(signedArea(outer)).toBeGreaterThan(0);
    expect(signedArea(hole)).toBeLessThan(0);
  });

  it("tells an island in a hole apart from the ring around it", () => {
    const outside = around(3);
    for (const cell of around(2)) outside.delete(cell);
    const outline = outlineOf([...outside, HEIDELBERG]);
    expect(outline).toHaveLength(2);
    expect(outline.filter((polygon) => polygon.length === 2)).toHaveLength(1);
  });

  it("is empty for no cells and does not mind a cell given twice", () => {
    expect(outlineOf([])).toEqual([]);
    expect(outlineOf([HEIDELBERG, HEIDELBERG])).toEqual(outlineOf([HEIDELBERG]));
  });

  it("covers exactly its cells, is closed, wound after RFC 7946 and free of order", () => {
    const all = [...around(4)];
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), fc.integer(), (cells, seed) => {
        const outline = outlineOf(cells);
        for (const [outer = [], ...holes] of outline) {
          for (const ring of [outer, ...holes]) expect(ring.at(-1)).toEqual(ring[0]);
          expect(signedArea(outer)).toBeGreaterThan(0);
          for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
        }
        const shape = { type: "MultiPolygon" as const, coordinates: outline };
        const held = new Set(cells);
        for (const cell of all) {
          expect(booleanPointInPolygon(centreOf(cell), shape)).toBe(held.has(cell));
        }
        const sum = cells.reduce((area, cell) => area + areaOf(cell), 0);
        expect(landArea(shape) / sum).toBeCloseTo(1, 3);
        const turned = cells.toSorted((a, b) => (a < b ? -1 : 1) * (seed % 2 === 0 ? 1 : -1));
        expect(outlineOf(turned)).toEqual(outline);
      }),
      { numRuns: 60 },
    );
  });
});
