import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestOf } from "#core/geo/coordinate-doctor/nearest.ts";
import type { Box } from "#core/geo/coordinate-doctor/reference.ts";
import { nearestOnSegment } from "#core/geo/lonlat.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { at } from "./town.ts";

const BOX: Box = [...at(-2000, -2000), ...at(2000, 2000)];

const square = (x: number, y: number, half: number): LngLat[] => [
  at(x - half, y - half),
  at(x + half, y - half),
  at(x + half, y + half),
  at(x - half, y + half),
  at(x - half, y - half),
];

describe("the nearest outline", () => {
  const nearest = nearestOf(
    [[square(0, 0, 50), square(0, 0, 20)], [square(1000, 0, 10)]],
    "outlines",
    BOX,
  );

  it.each([
    ["in it", 35, 0, 0],
    ["in its hole", 0, 5, 15],
    ["beside it", 90, 0, 40],
    ["off its corner", 80, 90, 50],
    ["nearer to another", 960, 0, 30],
    ["out of reach", 300, 300, 100],
  ])("%s", (_, east, north, metres) => {
    expect(nearest(...at(east, north), 100)).toBeCloseTo(metres, 0);
  });

  it("is none where there is nothing, or nothing in the box", () => {
    expect(nearestOf([], "outlines", BOX)(...at(0, 0), 100)).toBe(100);
    const far = nearestOf([[square(9000, 9000, 10)]], "outlines", BOX);
    expect(far(...at(0, 0), 100)).toBe(100);
    expect(nearestOf([[]], "lines", BOX)(...at(0, 0), 100)).toBe(100);
  });
});

it("the nearest line is the one a plain search over all segments finds", () => {
  const place = fc.tuple(
    fc.integer({ min: -1500, max: 1500 }),
    fc.integer({ min: -1500, max: 1500 }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(place, { minLength: 2, maxLength: 25 }), { minLength: 1, maxLength: 6 }),
      place,
      (lines, [east, north]) => {
        const drawn = lines.map((line) => line.map(([x, y]) => at(x, y)));
        const [lng, lat] = at(east, north);
        let least = 400;
        for (const line of drawn)
          for (let i = 1; i < line.length; i++)
            least = Math.min(
              least,
              nearestOnSegment(lng, lat, ...line[i - 1]!, ...line[i]!).metres,
            );
        const found = nearestOf(
          drawn.map((line) => [line]),
          "lines",
          BOX,
        )(lng, lat, 400);
        // Planes laid at two latitudes 1.5 km apart.
        expect(Math.abs(found - least)).toBeLessThan(0.15);
      },
    ),
  );
});
