import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COVERED, GAP, UNKNOWN } from "#core/coverage/states.ts";
import { straightLines, straightStates } from "#core/coverage/straight-line.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import { gridCity, inCity, study } from "../../../fixtures/study.ts";

const CITY = gridCity(4);

describe("straight metres", () => {
  it("are those of the crow, whatever the streets", () => {
    // Nobody can walk to the clinic, 500 m south of every street.
    const { ground } = study(CITY, [inCity(0, -500)], [{ at: inCity(300, -100), people: 1 }]);
    expect(straightLines(ground, 1000)([0])[0]).toBeCloseTo(500, 2);
    expect(straightLines(ground, 499)([0])[0]).toBe(Infinity);
    expect(straightLines(ground, 1000)([])[0]).toBe(Infinity);
  });

  it("are those to the nearest one, wherever on earth", () => {
    const offset = fc.integer({ min: -1500, max: 1500 });
    fc.assert(
      fc.property(
        fc.integer({ min: -80, max: 80 }),
        fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 8 }),
        (lat, facilities, cells) => {
          const shrink = Math.cos((lat * Math.PI) / 180);
          const place = ([east, north]: readonly [number, number]) => ({
            lng: 100 + east / 111_195 / shrink,
            lat: lat + north / 111_195,
          });
          const { ground } = study(CITY, [], [{ at: inCity(0, 0), people: 1 }]);
          const there = cells.map(place);
          const moved = {
            ...ground,
            facilities: facilities.map((at, i) => ({
              id: `${i}`,
              name: "",
              services: [],
              capacity: null,
              ...place(at),
            })),
            demand: {
              ...ground.demand,
              lng: Float64Array.from(there, (one) => one.lng),
              lat: Float64Array.from(there, (one) => one.lat),
            },
          };
          const found = straightLines(moved, 1000)(facilities.keys());
          const wrong = there.filter((cell, c) => {
            const nearest = Math.min(
              ...moved.facilities.map((f) => metresBetween(f.lng, f.lat, cell.lng, cell.lat)),
            );
            return nearest > 1000.0005
              ? found[c] !== Infinity
              : Math.abs(found[c]! - nearest) > 0.000_500_1;
          });
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});

it("a radius is inclusive, and beyond the edge of the extract nothing is known", () => {
  const metres = Float64Array.of(300, 300.001, 300.001, Infinity);
  const edge = Float64Array.of(0, 300, 300.1, 5000);
  expect([...straightStates(metres, edge, 300)]).toEqual([COVERED, UNKNOWN, GAP, GAP]);
});
