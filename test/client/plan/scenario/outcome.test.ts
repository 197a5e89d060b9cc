import { describe, expect, it } from "vitest";
import type { Tally } from "#contract/coverage.ts";
import type { Live } from "#contract/scenario.ts";
import {
  changedUnits,
  liveOutcome,
  type Outcome,
} from "../../../../client/plan/scenario/outcome.ts";

function tally(covered: number): Tally {
  return { people: 100, covered, gap: 100 - covered, unknown: 0, share: covered / 100 };
}

const TODAY: Outcome = {
  all: tally(30),
  groups: {},
  units: [tally(10), tally(20), tally(0)],
  indicators: [],
};

describe("an outcome under the pointer", () => {
  const live: Live = {
    seq: 1,
    snap: null,
    refused: null,
    own: 9,
    ownBefore: 0,
    before: { all: tally(30), groups: {} },
    after: { all: tally(42), groups: { "0_2": tally(5) } },
    units: [
      { unit: 2, before: tally(0), after: tally(15) },
      { unit: 1, before: tally(20), after: tally(17) },
    ],
    changed: { cells: [], before: [], after: [] },
    indicators: [],
    milliseconds: 1,
  };

  it("leaves the other units as they are today", () => {
    const outcome = liveOutcome(live, TODAY);
    expect(outcome.units.map(({ covered }) => covered)).toEqual([10, 17, 15]);
    expect(outcome.all.covered).toBe(42);
    expect(TODAY.units[2]?.covered).toBe(0);
  });

  it("names the units it changes, the largest change first, whichever way", () => {
    expect(changedUnits(TODAY, liveOutcome(live, TODAY)).map(({ unit }) => unit)).toEqual([2, 1]);
    expect(changedUnits(TODAY, TODAY)).toEqual([]);
  });
});
