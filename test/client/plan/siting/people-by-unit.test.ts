import { expect, it } from "vitest";
import { peopleByUnit } from "../../../../client/plan/siting/people-by-unit.ts";

it("adds the people of cells up by unit, most first, and leaves out who lives in none", () => {
  const columns = {
    people: Float64Array.of(10, 20, 5, 40, 7),
    unit: Int32Array.of(2, 0, 2, -1, 0),
  };
  expect(peopleByUnit([0, 1, 2, 3], columns)).toEqual([
    { unit: 0, people: 20 },
    { unit: 2, people: 15 },
  ]);
  expect(peopleByUnit([], columns)).toEqual([]);
});
