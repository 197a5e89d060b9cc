import { expect, it } from "vitest";
import {
  markNotGiven,
  notGivenFact,
  notGivenIn,
  notGivenOf,
  type NotGiven,
} from "#core/demand/not-given.ts";
import type { Unit } from "#core/demand/units.ts";

const counts = (people: number, groups: Record<string, number>, ...units: string[]) => ({
  people,
  groups,
  estimated: [],
  units,
});
const unit = (id: string): Unit => ({
  id,
  name: id,
  geometry: { type: "Polygon", coordinates: [] },
});

it("are the units without people, and by age group those where it is blank though somebody lives there", () => {
  const matched = [
    counts(100, { "0_2": 3, "60_plus": 20 }, "a"),
    counts(50, { "0_2": 0 }, "b", "c"),
    counts(0, {}, "d"),
  ];
  expect(notGivenOf(matched, ["e"])).toEqual({
    people: ["e"],
    groups: { "60_plus": ["b", "c"] },
  });
});

it("are marked on the units there are, and come back from the facts of a layer as they were", () => {
  const notGiven: NotGiven = {
    people: ["甲 社区", "gone"],
    groups: { "60_plus": ["b"], "0_2": ["b"] },
  };
  expect(notGivenIn(notGivenFact(notGiven))).toEqual(notGiven);
  expect(markNotGiven([unit("甲 社区"), unit("b"), unit("c")], notGiven)).toEqual([
    { ...unit("甲 社区"), withoutPeople: true },
    { ...unit("b"), withoutGroups: ["60_plus", "0_2"] },
    unit("c"),
  ]);
});

it("are no fact where everything was given", () => {
  expect(notGivenFact({ people: [], groups: {} })).toEqual({});
  expect(notGivenIn({ spread: "evenly" })).toBeNull();
});
