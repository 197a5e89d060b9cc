import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePlaces } from "../../../../server/core/osm/node-places.ts";

describe("nodePlaces", () => {
  it("knows the wanted nodes that the file holds, in whatever order they come and are asked for", () => {
    const id = fc.integer({ min: -3, max: 8 }).map((n) => n * 500_000_000);
    const nodes = fc.uniqueArray(id);
    fc.assert(
      fc.property(fc.array(id), nodes, fc.array(id), (wanted, held, asked) => {
        const places = nodePlaces(wanted);
        for (const node of held) places.set(node, node / 1e9, node / 1e10);
        for (const node of asked) {
          const positions: number[] = [];
          const known = wanted.includes(node) && held.includes(node);
          expect(places.pushTo(positions, node)).toBe(known);
          const place = [Math.round((node / 1e9) * 1e7), Math.round((node / 1e10) * 1e7)];
          expect(positions).toEqual(known ? place : []);
        }
      }),
    );
  });

  it("keeps a position as the file has it, to the seventh decimal", () => {
    const places = nodePlaces([1, 2]);
    places.set(1, 100.4512345, 38.9312345);
    places.set(2, -180, -85.0511287);
    const positions: number[] = [];
    places.pushTo(positions, 1);
    places.pushTo(positions, 2);
    expect(positions).toEqual([1_004_512_345, 389_312_345, -1_800_000_000, -850_511_287]);
  });
});
