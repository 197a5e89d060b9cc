import { expect, it } from "vitest";
import { indexStreets } from "#core/demand/spread/streets.ts";
import { METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { BLOCK, networkOf, town } from "../../../../fixtures/town.ts";

it("streets are cut into equal pieces of at most 50 m, each at its middle with its metres", () => {
  const network = networkOf(town("a---b---c", ["abc"]));
  const { lng, lat, weight } = indexStreets(network);
  const metres = (2 * BLOCK) / 1000;
  const pieces = Math.ceil(metres / 50);
  expect(weight).toHaveLength(pieces);
  for (const each of weight) expect(each).toBeCloseTo(metres / pieces, 2);
  const west = Math.min(...network.nodeLng) / 1e7;
  const found = [...lng].toSorted((a, b) => a - b);
  for (const [i, at] of found.entries()) {
    const fromWest = (at - west) * METRES_PER_DEGREE * Math.cos(((lat[0] ?? 0) * Math.PI) / 180);
    expect(fromWest).toBeCloseTo(((i + 0.5) * metres) / pieces, 1);
  }
});

it("a street around a corner has its pieces on both sides of it", () => {
  const network = networkOf(
    town(
      `
    a---b
        |
        c
    `,
      ["abc"],
    ),
  );
  const { lng, lat } = indexStreets(network);
  const onEast = [...lng].filter((at) => Math.abs(at - Math.max(...lng)) < 1e-7).length;
  const onNorth = [...lat].filter((at) => Math.abs(at - Math.max(...lat)) < 1e-7).length;
  expect([onEast, onNorth]).toEqual([lng.length / 2, lng.length / 2]);
});
