import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinRings } from "../../../../server/core/osm/join-rings.ts";

describe("joinRings", () => {
  it("joins ways end to end, turning round those drawn the other way", () => {
    expect(
      joinRings([
        [1, 2, 3],
        [5, 1],
        [5, 4, 3],
      ]),
    ).toEqual({ rings: [[1, 2, 3, 4, 5, 1]], left: 0 });
  });

  it("keeps closed ways as rings of their own", () => {
    const square = [7, 8, 9, 7];
    expect(joinRings([square, [1, 2, 3], [3, 1]]).rings).toEqual([square, [1, 2, 3, 1]]);
  });

  it("loses one ring to a missing way, and says how many ways that leaves", () => {
    expect(
      joinRings([
        [1, 2, 3],
        [3, 4],
        [7, 8, 9, 7],
      ]),
    ).toEqual({ rings: [[7, 8, 9, 7]], left: 2 });
  });

  it("does not take a line there and back, a lone node or nothing for a ring", () => {
    expect(
      joinRings([
        [1, 2],
        [2, 1],
      ]),
    ).toEqual({ rings: [], left: 2 });
    expect(joinRings([[1, 1]])).toEqual({ rings: [], left: 1 });
    expect(joinRings([[1], []])).toEqual({ rings: [], left: 0 });
    expect(joinRings([])).toEqual({ rings: [], left: 0 });
  });

  it("gives back any rings that were cut up, shuffled and partly turned round", () => {
    const town = fc
      .array(fc.integer({ min: 3, max: 12 }), { minLength: 1, maxLength: 5 })
      .chain((sizes) =>
        fc.record({
          rings: fc.constant(ringsOfSizes(sizes)),
          cuts: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
          turned: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
          order: fc.shuffledSubarray([...Array(40).keys()], { minLength: 40 }),
        }),
      );
    fc.assert(
      fc.property(town, ({ rings, cuts, turned, order }) => {
        const ways = rings
          .flatMap((ring, i) => cutUp(ring, (cuts[i] ?? 0) % ring.length))
          .map((way, i) => (turned[i % 40] ? way.toReversed() : way));
        const shuffled = order.map((i) => ways[i]).filter((way) => way !== undefined);
        const rest = ways.slice(40);
        const joined = joinRings([...shuffled, ...rest]);
        expect(joined.left).toBe(0);
        expect(joined.rings.map(edges).toSorted()).toEqual(rings.map(edges).toSorted());
      }),
    );
  });
});

/** Rings that share no node. */
function ringsOfSizes(sizes: readonly number[]): number[][] {
  let id = 0;
  return sizes.map((size) => {
    const ring = Array.from({ length: size }, () => ++id);
    return [...ring, ring[0]!];
  });
}

/** Cuts a closed ring before node `at`, and the remaining line in the middle. */
function cutUp(ring: readonly number[], at: number): number[][] {
  const open = ring.slice(0, -1);
  const line = [...open.slice(at), ...open.slice(0, at), open[at % open.length]!];
  const middle = line.length >> 1;
  return [line.slice(0, middle + 1), line.slice(middle)];
}

/** The ring as a set of undirected edges: the same wherever it starts and whichever way it runs. */
function edges(ring: readonly number[]): string {
  return ring
    .slice(1)
    .map((node, i) => [node, ring[i]!].toSorted((a, b) => a - b).join("-"))
    .toSorted()
    .join(" ");
}
