import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visitorScan } from "#core/catchment/matrix.ts";
import { streetPlaces } from "#core/catchment/street-places.ts";
import { walkLine } from "#core/catchment/walk-line.ts";
import { walkPath, type WalkPath } from "#core/catchment/walk-path.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import { canPass, costOf, walkingGraph, type Measure } from "#core/network/graph.ts";
import { NO_EDGE } from "#core/network/linkage.ts";
import type { Network } from "#core/network/network.ts";
import { BACKWARD, FORWARD } from "#core/network/walking-rules.ts";
import { DIRECTIONS, type Direction } from "#core/vocabulary.ts";
import type { OsmElements } from "../../../fixtures/osm-file.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { BLOCK, networkOf, streetsOf, town } from "../../../fixtures/town.ts";
import { FAR, linked, METRES, STROLL, WHEELS, type Place } from "../../../fixtures/walks.ts";

const HALF = BLOCK / 2000;
const ONE_WAY = { highway: "footway", "oneway:foot": "yes" };

/** The way from `from` to `to` as it is walked, searched from `from` ("from") or from `to` ("towards"). */
function way(
  network: Network,
  from: Place,
  to: Place,
  measure: Measure = METRES,
  direction: Direction = "from",
): { path: WalkPath | undefined; cost: number | undefined; line: readonly Place[] } {
  const graph = walkingGraph(network, measure, direction);
  const wheels = measure.steps === "closed";
  const [origin, end] = direction === "from" ? [from, to] : [to, from];
  const points = linked(network, [origin], wheels);
  const visitors = linked(network, [end], wheels);
  const scan = visitorScan(graph, visitors);
  scan.run(points, 0, FAR);
  const run = { scan, points, index: 0, limit: FAR };
  const path = walkPath(graph, streetPlaces(network, 10), run, visitors, 0);
  return {
    path,
    cost: scan.reaches(0) ? scan.costOf(0) : undefined,
    line: path === undefined ? [] : walkLine(network, path, [...from], [...to]),
  };
}

describe("the way between two places", () => {
  const drawn = town(
    `
    a---b---c
    |       |
    d---e---f
    `,
    [["abc", ONE_WAY], "ad", "def", "fc"],
  );
  const network = networkOf(drawn);
  const at = (letter: string, east = 0, north = 0): Place => drawn.at(letter, east, north);

  it("runs along a one-way street with it and round about against it", () => {
    const there = way(network, at("a"), at("c"));
    expect(there.path?.cost).toBe(2 * BLOCK);
    expect(there.line[0]).toEqual(at("a"));
    const back = way(network, at("c"), at("a"));
    expect(back.path?.cost).toBe(4 * BLOCK);
    const [, ...corners] = back.line;
    expect(corners).toEqual(["f", "e", "d", "a"].map((letter) => at(letter)));
  });

  it("is the same way whether it is searched from its beginning or from its end", () => {
    for (const [one, other] of [
      ["a", "f"],
      ["c", "d"],
      ["e", "a"],
    ] as const) {
      const [from, towards] = DIRECTIONS.map((direction) =>
        way(network, at(one, 10, 5), at(other, -10, -5), METRES, direction),
      );
      expect(towards?.path?.cost).toBe(from?.path?.cost);
      expect(towards?.line).toEqual(from?.line);
    }
  });

  it("begins and ends off the street, with the legs walked too", () => {
    const { path, line } = way(network, at("d", HALF, -30), at("e", HALF, 20));
    expect(path?.pieces.map(({ edge, cost }) => [edge === NO_EDGE, cost])).toEqual([
      [true, 30_000],
      [false, BLOCK],
      [true, 20_000],
    ]);
    expect(line[0]).toEqual(at("d", HALF, -30));
    expect(line.at(-1)).toEqual(at("e", HALF, 20));
    expect(line).toHaveLength(5);
    expect(line[2]).toEqual(at("e"));
  });

  it("stays on one street that both are on, and goes round where it is one-way", () => {
    const [west, east] = [at("a", 20), at("a", 70)];
    expect(way(network, west, east).path?.pieces).toHaveLength(3);
    expect(way(network, west, east).path?.cost).toBe(50_000);
    // From 70 m back to 20 m: on to c, round by f, d and a, and 20 m into the street.
    expect(way(network, east, west).path?.cost).toBe(2 * BLOCK - 70_000 + 4 * BLOCK + 20_000);
  });

  it("costs nothing where one stands at the other, and is a line still", () => {
    const { path, line } = way(network, at("e"), at("e"));
    expect(path?.cost).toBe(0);
    expect(line).toEqual([at("e"), at("e")]);
  });

  it("leads to the street and back between two places beside it", () => {
    const beside = at("e", HALF, 20);
    const { path, line } = way(network, beside, beside);
    expect(path?.cost).toBe(40_000);
    expect(line).toHaveLength(3);
  });

  it("is none to what is not joined, or farther than the limit", () => {
    expect(way(network, at("a"), at("a", -5000)).path).toBeUndefined();
    const alone = networkOf(town("a---b   c---d", [["ab", ONE_WAY]]));
    expect(way(alone, at("b"), at("a")).path).toBeUndefined();
  });
});

const MEASURES = [METRES, STROLL, WHEELS, { kind: "time", speed: 1.1, steps: "slow" } as const];
const place = fc
  .tuple(fc.integer({ min: -3000, max: 50_000 }), fc.integer({ min: -3000, max: 50_000 }))
  .map(([east, north]): Place => [(1e9 + east) / 1e7, north / 1e7]);

it("ways in random towns cost what the scan says, hang together, and keep to where one may walk", () => {
  let walked = 0;
  fc.assert(
    fc.property(
      randomTowns,
      fc.tuple(place, place),
      fc.constantFrom(...MEASURES),
      fc.constantFrom(...DIRECTIONS),
      (elements, [from, to], measure, direction) => {
        const network = compiled(elements);
        fc.pre(network !== undefined);
        const { path, cost, line } = way(network, from, to, measure, direction);
        expect(path?.cost).toBe(cost);
        if (path === undefined) return;
        walked++;
        expect(path.pieces.reduce((sum, piece) => sum + piece.cost, 0)).toBe(cost);
        const millimetres = path.pieces.reduce(
          (sum, { start, end }) => sum + Math.abs(end - start),
          0,
        );
        let metres = 0;
        for (let i = 1; i < line.length; i++) metres += metresBetween(...line[i - 1]!, ...line[i]!);
        // Lengths are whole millimetres, the ends of legs hundredths of one: nothing else may be missing.
        expect(Math.abs(metres - millimetres / 1000)).toBeLessThan(
          0.002 * (path.pieces.length + 2),
        );
        for (const { edge, start, end, cost: own } of path.pieces) {
          if (edge === NO_EDGE || start === end) continue;
          expect(canPass(network, measure, edge)).toBe(true);
          expect(network.traits[edge]! & (end > start ? FORWARD : BACKWARD)).not.toBe(0);
          expect(own).toBe(costOf(measure, Math.abs(end - start), network.traits[edge]!));
        }
      },
    ),
    { numRuns: 600 },
  );
  expect(walked).toBeGreaterThan(200);
});

function compiled(elements: OsmElements): Network | undefined {
  try {
    return networkOf({ streets: streetsOf(elements) });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
