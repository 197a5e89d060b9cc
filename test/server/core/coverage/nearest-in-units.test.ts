import { expect, it } from "vitest";
import { BEYOND } from "#core/catchment/surface.ts";
import { nearestInUnits } from "#core/coverage/nearest-in-units.ts";
import { COVERED, GAP, UNKNOWN } from "#core/coverage/states.ts";
import { boxUnit, gridCity, inCity, study } from "../../../fixtures/study.ts";

const UNITS = [boxUnit("西", [0, 0, 500, 500]), boxUnit("东", [500, 0, 1000, 500])];

it("is told for every unit of the people it is nearest to", () => {
  const homes = [100, 300, 450, 600, 800].map((east) => ({ at: inCity(east, 100), people: 1 }));
  const { ground } = study(gridCity(10), [], homes, { resolution: 11, units: UNITS });
  const order = [...ground.demand.lng.keys()].sort(
    (a, b) => ground.demand.lng[a]! - ground.demand.lng[b]!,
  );
  /** Given from west to east, in the order of the cells. */
  const column = (values: readonly number[]) => order.map((_, c) => values[order.indexOf(c)]!);
  const counted = {
    ...ground,
    demand: { ...ground.demand, people: Float64Array.from(column([10, 30, 5, 7, 0])) },
  };
  const surface = {
    cost: Uint16Array.from(column([1000, 4000, 2000, BEYOND, 10])),
    facility: Int32Array.from(column([4, 2, 4, -1, 9])),
  };
  const states = Uint8Array.from(column([COVERED, COVERED, UNKNOWN, GAP, COVERED]));
  expect(nearestInUnits(counted, surface, states)).toEqual([
    {
      reached: 40,
      beyond: 0,
      unknown: 5,
      beyondShare: 0,
      metres: (10 * 100 + 30 * 400) / 40,
      facility: 2,
    },
    { reached: 0, beyond: 7, unknown: 0, beyondShare: 1, metres: null, facility: null },
  ]);
});

it("is the first in the list of two facilities that are nearest to as many", () => {
  const homes = [100, 300].map((east) => ({ at: inCity(east, 100), people: 6 }));
  const { ground } = study(gridCity(10), [], homes, { resolution: 11, units: UNITS });
  const surface = { cost: Uint16Array.of(10, 10), facility: Int32Array.of(3, 1) };
  expect(nearestInUnits(ground, surface, Uint8Array.of(COVERED, COVERED))[0]?.facility).toBe(1);
});

it("is not known in a unit where nobody is known to be reached or not", () => {
  const homes = [{ at: inCity(100, 100), people: 6 }];
  const { ground } = study(gridCity(10), [], homes, { units: UNITS });
  const surface = { cost: Uint16Array.of(BEYOND), facility: Int32Array.of(-1) };
  const none = { metres: null, facility: null, beyondShare: null, reached: 0, beyond: 0 };
  expect(nearestInUnits(ground, surface, Uint8Array.of(UNKNOWN))).toEqual([
    { ...none, unknown: 6 },
    { ...none, unknown: 0 },
  ]);
});
