import fc from "fast-check";
import { expect, it } from "vitest";
import { essential, type Demands } from "#core/siting/nearest/essential.ts";

const SITES = 6;

const lists: fc.Arbitrary<Demands> = fc.array(
  fc.uniqueArray(fc.nat(SITES - 1)).map((sites) => sites.sort((a, b) => a - b)),
  { maxLength: 8 },
);

/** Fewest sites that meet every list, by trying all; Infinity where one list is empty. */
function fewest(demands: Demands): number {
  let least = Infinity;
  for (let mask = 0; mask < 2 ** SITES; mask++) {
    const chosen = Array.from({ length: SITES }, (_, site) => (mask >> site) % 2 === 1);
    if (demands.every((sites) => sites.some((site) => chosen[site])))
      least = Math.min(least, chosen.filter(Boolean).length);
  }
  return least;
}

it("takes as many sites as before, of those there are", () => {
  fc.assert(
    fc.property(lists, fc.boolean(), (demands, freely) => {
      const left = essential(demands, SITES, () => freely);
      expect(fewest(left)).toBe(fewest(demands));
      expect(left.length).toBeLessThanOrEqual(demands.length);
    }),
    { numRuns: 300 },
  );
});

it("leaves what is implied, and one of two sites that serve the same", () => {
  const demands = [
    [0, 1, 2],
    [0, 1],
    [2, 3],
    [3, 4],
  ];
  // The first list holds the second. 1 serves what 0 does; 3 serves all that 2 and 4 do.
  expect(essential(demands, 5, () => true)).toEqual([[0], [3]]);
  expect(essential(demands, 5, () => false)).toEqual([
    [0, 1],
    [2, 3],
    [3, 4],
  ]);
});
