import { describe, expect, it } from "vitest";
import { BEYOND } from "#core/catchment/surface.ts";
import { cellStates, STATE_NAMES } from "#core/coverage/states.ts";
import { assess } from "#core/coverage/survey.ts";
import { NO_EDGE } from "#core/network/linkage.ts";
import { CELL_STATES } from "#core/vocabulary.ts";
import { gridCity, inCity, study } from "../../../fixtures/study.ts";
import type { Place } from "../../../fixtures/walks.ts";

describe("a cell, at a limit of 900 s", () => {
  const LIMIT = 9000;
  const FAR = 50_000;
  const JOINED = 7;

  it.each([
    ["covered", "its walk is exactly the limit", 9000, JOINED, FAR],
    ["gap", "its walk is a tenth of a second longer", 9001, JOINED, FAR],
    ["gap", "no facility is near at all", BEYOND, JOINED, FAR],
    ["unknown", "no street is within the cap", BEYOND, NO_EDGE, FAR],
    ["unknown", "the edge of the extract is exactly the limit away", BEYOND, JOINED, 9000],
    ["gap", "the edge of the extract is a tenth of a second farther", BEYOND, JOINED, 9001],
    ["unknown", "it lies outside the extract", 9001, JOINED, 0],
    ["covered", "its walk is short, near the edge though it is", 100, JOINED, 5],
    ["covered", "its walk is short, outside the extract though it is", 100, JOINED, 0],
  ] as const)("is %s when %s", (state, _, cost, edge, toEdge) => {
    const states = cellStates(
      { cost: Uint16Array.of(cost), facility: Int32Array.of(0) },
      { count: 1, edge: Int32Array.of(edge), along: new Uint32Array(1), leg: new Uint32Array(1) },
      Float64Array.of(toEdge),
      LIMIT,
    );
    expect(STATE_NAMES[states[0]!]).toBe(state);
  });
});

it("the names of states are those of the vocabulary", () => {
  expect(STATE_NAMES).toEqual(CELL_STATES);
});

describe("near the edge of the extract", () => {
  // The city ends at its own western side, 1 km of it inside the extract on the east.
  const [west, south, north, east] = [0, -2000, 4000, 4000];
  const boundary: Place[] = [
    inCity(west, south),
    inCity(east, south),
    inCity(east, north),
    inCity(west, north),
    inCity(west, south),
  ];
  const network = gridCity(10, boundary);
  const stateAt = (metresFromEdge: number, limitMetres: number) => {
    const surveyed = study(network, [], [{ at: inCity(metresFromEdge, 500), people: 1 }]);
    return STATE_NAMES[assess(surveyed, "clinic", 1000 * limitMetres).states[0]!];
  };

  it("people as far from it as the limit do not know, those farther do", () => {
    expect(stateAt(500, 500)).toBe("unknown");
    expect(stateAt(500, 499)).toBe("gap");
    expect(stateAt(501, 500)).toBe("gap");
    expect(stateAt(499, 500)).toBe("unknown");
  });

  it("in minutes it is as far as a straight walk there takes", () => {
    // 550 m at 1.1 m/s are 500 s
    const surveyed = study(network, [], [{ at: inCity(550, 500), people: 1 }], {
      measure: { kind: "time", speed: 1.1, steps: "slow" },
    });
    const state = (seconds: number) =>
      STATE_NAMES[assess(surveyed, "clinic", 1000 * seconds).states[0]!];
    expect(state(500)).toBe("unknown");
    expect(state(499)).toBe("gap");
  });
});
