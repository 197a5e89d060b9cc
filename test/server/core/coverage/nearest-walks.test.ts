import fc from "fast-check";
import { expect, it } from "vitest";
import { BEYOND, surfaceOf } from "#core/catchment/surface.ts";
import { joinGround, nearestWalks } from "#core/coverage/nearest-walks.ts";
import { assess, facilitiesOf } from "#core/coverage/survey.ts";
import { METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import type { Measure } from "#core/network/graph.ts";
import type { Network } from "#core/network/network.ts";
import type { OsmElements } from "../../../fixtures/osm-file.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { study } from "../../../fixtures/study.ts";
import { networkOf, streetsOf, town } from "../../../fixtures/town.ts";
import type { Place } from "../../../fixtures/walks.ts";

const MEASURES: readonly Measure[] = [
  { kind: "distance", speed: 1, steps: "slow" },
  { kind: "time", speed: 0.88, steps: "slow" },
  { kind: "time", speed: 0.7, steps: "closed" },
];

/** Anywhere in and around the town, to the centimetre. */
const place = fc
  .tuple(fc.integer({ min: -3000, max: 30_000 }), fc.integer({ min: -3000, max: 30_000 }))
  .map(([east, north]): Place => [(1e9 + east) / 1e7, north / 1e7]);

/** The streets end here: some of the town is near the edge of what is known. */
const EDGE: readonly Place[] = [
  [99.998, -0.002],
  [100.004, -0.002],
  [100.004, 0.006],
  [99.998, 0.006],
  [99.998, -0.002],
];

it("one search from all facilities says what a survey from each of them says", () => {
  let covered = 0;
  fc.assert(
    fc.property(
      fc.record({
        town: randomTowns,
        clinics: fc.array(place, { maxLength: 5 }),
        homes: fc.array(place, { minLength: 1, maxLength: 8 }),
        measure: fc.constantFrom(...MEASURES),
        limit: fc.integer({ min: 0, max: 6000 }),
      }),
      ({ town, clinics, homes, measure, limit }) => {
        const network = compiled(town);
        fc.pre(network !== undefined);
        const people = homes.map((at) => ({ at, people: 1 }));
        const seen = study(network, clinics, people, { measure, resolution: 11, snapCap: 200 });
        const walks = nearestWalks(joinGround(seen.ground, measure.steps), measure);

        const among = facilitiesOf(seen.ground, "clinic");
        const surface = walks.surface(among);
        const truth = surfaceOf(seen.matrix, among);
        expect(surface.cost).toEqual(truth.cost);
        expect([...surface.facility].map((f) => f >= 0)).toEqual(
          [...truth.facility].map((f) => f >= 0),
        );
        const result = assess(seen, "clinic", 100 * limit);
        expect(walks.states(surface, 100 * limit)).toEqual(result.states);
        covered += result.coverage.all.covered;
      },
    ),
    { numRuns: 300 },
  );
  expect(covered).toBeGreaterThan(100); // not all of them are cut off
});

it("nothing is known to be nearest beyond the largest limit", () => {
  // Two blocks of 90 m drawn 23 times as long: 4.1 km.
  const short = town("a---b---c", ["abc"]);
  const stretched = Int32Array.from(short.streets.lng, (lng) => 1e9 + 23 * (lng - 1e9));
  const long = networkOf({ streets: { ...short.streets, lng: stretched } });
  const at = (metres: number): Place => [100 + metres / METRES_PER_DEGREE, 0];
  const homes = [0, 2000, 4000].map((metres) => ({ at: at(metres), people: 1 }));
  const { ground } = study(long, [at(0)], homes);
  const found = (measure: Omit<Measure, "steps">) =>
    [...nearestWalks(joinGround(ground, "slow"), measure).surface([0]).cost].sort((a, b) => a - b);
  const metres = found({ kind: "distance", speed: 1 });
  expect(Math.abs(metres[1]! - 20_000)).toBeLessThanOrEqual(1);
  expect(metres[2]).toBe(BEYOND);
  // 2 km in 30 minutes need 1.11 m/s.
  expect(found({ kind: "time", speed: 1.1 }).slice(1)).toEqual([BEYOND, BEYOND]);
  expect(found({ kind: "time", speed: 1.12 })[1]).toBeLessThan(18_000);
});

/** Undefined for a town nobody can walk in. */
function compiled(town: OsmElements): Network | undefined {
  const streets = streetsOf(town);
  try {
    return networkOf({ streets }, EDGE);
  } catch {
    return undefined;
  }
}
