import fc from "fast-check";
import { expect, it } from "vitest";
import { catchmentMatrix } from "#core/catchment/matrix.ts";
import { nearestFacility, nearestTo } from "#core/catchment/nearest-facility.ts";
import { BEYOND, surfaceOf } from "#core/catchment/surface.ts";
import type { Measure } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import { DIRECTIONS, type Direction } from "#core/vocabulary.ts";
import { naiveWalk } from "../../../fixtures/naive-walk.ts";
import type { OsmElements } from "../../../fixtures/osm-file.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { networkOf, streetsOf } from "../../../fixtures/town.ts";
import { METRES, walks, type Place } from "../../../fixtures/walks.ts";

const MEASURES: readonly Measure[] = [
  METRES,
  { kind: "time", speed: 1.1, steps: "slow" },
  { kind: "time", speed: 0.7, steps: "closed" },
];

/** Anywhere in and around the town, to the centimetre. */
const place = fc
  .tuple(fc.integer({ min: -3000, max: 50_000 }), fc.integer({ min: -3000, max: 50_000 }))
  .map(([east, north]): Place => [(1e9 + east) / 1e7, north / 1e7]);

const question = fc.record({
  town: randomTowns,
  facilities: fc.array(place, { minLength: 1, maxLength: 4 }),
  visitors: fc.array(place, { minLength: 1, maxLength: 6 }),
  measure: fc.constantFrom(...MEASURES),
  direction: fc.constantFrom(...DIRECTIONS),
  limit: fc.oneof(fc.constant(3_000_000), fc.integer({ min: 0, max: 900_000 })),
});

/** Most a walk can differ by: lengths and costs are rounded once per edge, on steps to twice as much. */
const ROUNDING_PER_ARC = 0.0015;

it("walks cost what a plain search on the uncut streets says", () => {
  let compared = 0;
  fc.assert(
    fc.property(question, ({ town, facilities, visitors, measure, direction, limit }) => {
      const network = compiled(town);
      fc.pre(network !== undefined);
      const naive = naiveWalk(streetsOf(town), measure);
      const join = ([lng, lat]: Place) => naive.join(lng, lat, 300);
      const [from, to] = [facilities.map(join), visitors.map(join)];
      const rounding = ROUNDING_PER_ARC * (network.edgeCount + 3);

      const { costs, ...links } = walks(network, facilities, visitors, measure, direction, limit);
      const wrong: string[] = [];
      for (const [f, facility] of from.entries()) {
        expect(links.facilities.edge[f] === -1).toBe(facility === undefined);
        for (const [v, visitor] of to.entries()) {
          if (facility?.clear === false || visitor?.clear === false) continue;
          const expected =
            facility === undefined || visitor === undefined
              ? Infinity
              : direction === "towards"
                ? naive.from(visitor)(facility)
                : naive.from(facility)(visitor);
          const found = (costs[f]![v] ?? Infinity) / 1000;
          if (!agree(found, expected, limit / 1000, rounding))
            wrong.push(`${found} instead of ${expected} between facility ${f} and visitor ${v}`);
          if (found < Infinity) compared++;
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(compared).toBeGreaterThan(1000); // the towns are not all gates and islands
});

it("a smaller limit reaches nothing that a larger one does not, and costs the same", () => {
  fc.assert(
    fc.property(question, fc.nat(900_000), (asked, smaller) => {
      const network = compiled(asked.town);
      fc.pre(network !== undefined && smaller < asked.limit);
      const ask = (limit: number) =>
        walks(network, asked.facilities, asked.visitors, asked.measure, asked.direction, limit);
      const [few, many] = [ask(smaller).costs.flat(), ask(asked.limit).costs.flat()];
      expect(few).toEqual(
        many.map((cost) => (cost !== undefined && cost <= smaller ? cost : undefined)),
      );
    }),
    { numRuns: 200 },
  );
});

it("another facility makes no walk longer", () => {
  fc.assert(
    fc.property(question, (asked) => {
      const network = compiled(asked.town);
      fc.pre(network !== undefined);
      const matrix = matrixOf(network, asked);
      const some = surfaceOf(matrix, [...asked.facilities.keys()].slice(1));
      const all = surfaceOf(matrix, asked.facilities.keys());
      for (const [cell, cost] of all.cost.entries())
        expect(cost).toBeLessThanOrEqual(some.cost[cell]!);
    }),
    { numRuns: 200 },
  );
});

it("walking towards is walking from, in the town with every way drawn backwards", () => {
  fc.assert(
    fc.property(question, (asked) => {
      const network = compiled(asked.town);
      fc.pre(network !== undefined);
      const mirror = compiled({
        ...asked.town,
        ways: asked.town.ways.map(({ refs, ...way }) => ({ ...way, refs: refs.toReversed() })),
      })!;
      const ask = (of: Network, direction: Direction) =>
        walks(of, asked.facilities, asked.visitors, asked.measure, direction, asked.limit);
      const [towards, from] = [ask(network, "towards"), ask(mirror, "from")];
      fc.pre(clear(asked.town, asked.measure, [...asked.facilities, ...asked.visitors]));
      const same = from.costs.flatMap((row, f) =>
        row.map((cost, v) =>
          // A chain may be summed from its other end and round otherwise.
          agree(cost ?? Infinity, towards.costs[f]![v] ?? Infinity, asked.limit, 10),
        ),
      );
      expect(same).not.toContain(false);
    }),
    { numRuns: 300 },
  );
});

it("the nearest facility of one search from all is the least of all rows of the matrix", () => {
  fc.assert(
    fc.property(question, (asked) => {
      const network = compiled(asked.town);
      fc.pre(network !== undefined);
      const { graph, facilities, visitors, costs } = walks(
        network,
        asked.facilities,
        asked.visitors,
        asked.measure,
        asked.direction,
      );
      const among = [...asked.facilities.keys()];
      const nearest = nearestFacility(graph, facilities, among);
      for (const v of asked.visitors.keys()) {
        const column = costs.map((row) => row[v] ?? Infinity);
        const least = Math.min(...column);
        const found = nearestTo(graph, nearest, facilities, among, visitors, v);
        expect(found?.cost ?? Infinity).toBe(least);
        // Of equally near facilities the first in the list.
        expect(found?.facility ?? -1).toBe(least === Infinity ? -1 : column.indexOf(least));
      }
    }),
    { numRuns: 500 },
  );
});

it("the surface is the least of all rows, and names the first facility that has it", () => {
  fc.assert(
    fc.property(question, (asked) => {
      const network = compiled(asked.town);
      fc.pre(network !== undefined);
      const matrix = matrixOf(network, asked);
      const surface = surfaceOf(matrix, asked.facilities.keys());
      const rows = asked.facilities.map((_, f) => {
        const row = new Map<number, number>();
        for (let i = matrix.first[f]!; i < matrix.first[f + 1]!; i++)
          row.set(matrix.cell[i]!, matrix.cost[i]!);
        return row;
      });
      for (const cell of asked.visitors.keys()) {
        const column = rows.map((row) => row.get(cell) ?? BEYOND);
        const least = Math.min(...column);
        expect(surface.cost[cell]).toBe(least);
        expect(surface.facility[cell]).toBe(least === BEYOND ? -1 : column.indexOf(least));
      }
    }),
    { numRuns: 200 },
  );
});

/** Alike to within the rounding; within it of the limit, a walk may be found or not. */
function agree(found: number, expected: number, limit: number, rounding: number): boolean {
  if (found === Infinity) return expected > limit - rounding;
  return found <= limit && Math.abs(found - expected) < rounding;
}

type Question = typeof question extends fc.Arbitrary<infer Asked> ? Asked : never;

function matrixOf(network: Network, asked: Question) {
  const { graph, facilities, visitors } = walks(
    network,
    asked.facilities,
    asked.visitors,
    asked.measure,
    asked.direction,
  );
  return catchmentMatrix(graph, facilities, visitors, asked.limit);
}

/** Undefined when gates and missing nodes left no street. */
function compiled(town: OsmElements): Network | undefined {
  try {
    return networkOf({ streets: streetsOf(town) });
  } catch {
    return undefined;
  }
}

/** Whether no point is equally near to two streets, so that it does not matter in which order they are looked at. */
function clear(town: OsmElements, measure: Measure, places: readonly Place[]): boolean {
  const naive = naiveWalk(streetsOf(town), measure);
  return places.every(([lng, lat]) => naive.join(lng, lat, 300)?.clear !== false);
}
