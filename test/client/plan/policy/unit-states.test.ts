import { describe, expect, it } from "vitest";
import type { UnitVerdict } from "#contract/policy/compliance.ts";
import {
  rankedUnits,
  stateCounts,
  statesOfUnits,
} from "../../../../client/plan/policy/unit-states.ts";
import { PLACES } from "../../policy/assessment.ts";

const verdict = (
  code: string,
  state: UnitVerdict["state"],
  lacks: number | null = null,
  value: number | null = null,
): UnitVerdict => ({ code, state, value, lacks });

describe("the units on the map", () => {
  it("take their own verdict, and none where they are not counted", () => {
    const own = verdict("112", "not-met");
    expect(statesOfUnits([own], PLACES, 3)).toEqual([undefined, own, undefined]);
  });

  it("take that of the township around them", () => {
    const east = verdict("11", "met");
    const west = verdict("12", "unknown");
    expect(statesOfUnits([east, west], PLACES, 3)).toEqual([east, east, west]);
  });

  it("are looked for once in places that lie in each other", () => {
    const circle = PLACES.map((place) => (place.code === "1" ? { ...place, within: "11" } : place));
    expect(statesOfUnits([verdict("9", "met")], circle, 3)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("the list of units", () => {
  it("begins with what lacks most, and ends with what is not known, unranked", () => {
    const units = [
      verdict("a", "unknown"),
      verdict("b", "met", null, 9),
      verdict("c", "not-met", 12),
      verdict("d", "nearly"),
      verdict("e", "not-met", 40),
      verdict("f", "not-met", 12),
      verdict("g", "met", null, 5),
    ];
    expect(rankedUnits({ units }).map(({ code }) => code)).toEqual([
      "e",
      "c",
      "f",
      "d",
      "g",
      "b",
      "a",
    ]);
  });

  it("is counted by state, states that do not occur left out", () => {
    const units = [verdict("a", "met"), verdict("b", "unknown"), verdict("c", "met")];
    expect(stateCounts(units)).toEqual([
      ["met", 2],
      ["unknown", 1],
    ]);
  });
});
