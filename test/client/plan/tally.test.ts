import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankUnits } from "../../../client/plan/ranking.ts";
import { cellColumns, surfaceColumns } from "../../../client/plan/columns.ts";
import { answerFor, coverageWithin, ground, shareByMinute } from "../../../client/plan/tally.ts";
import type { Surface, Tally } from "#contract/coverage.ts";
import type { Cells } from "#contract/study.ts";

interface Home {
  readonly people: number;
  readonly child: number;
  readonly unit: number;
  readonly linked: boolean;
  readonly edge: number;
  readonly cost: number | null;
}

const UNITS = 3;
const SPEED = 1.1;

function town(homes: readonly Home[], speed = SPEED) {
  const cells: Cells = {
    cells: homes.map((_, i) => `cell-${i}`),
    people: homes.map((home) => home.people),
    groups: { "0_2": homes.map((home) => home.child) },
    unit: homes.map((home) => home.unit),
    linked: homes.map((home) => home.linked),
    leg: homes.map((home) => (home.linked ? 20 : null)),
    edge: homes.map((home) => home.edge),
  };
  const surface: Surface = {
    cost: homes.map((home) => home.cost),
    facility: homes.map((home) => (home.cost === null ? null : 0)),
    speed,
    unlinked: homes.flatMap((home, i) => (home.linked ? [] : [i])),
  };
  return ground(cellColumns(cells, UNITS), surfaceColumns(surface));
}

const home = (given: Partial<Home>): Home => ({
  people: 10,
  child: 1,
  unit: 0,
  linked: true,
  edge: 5000,
  cost: null,
  ...given,
});

/** Sixty-fourths, so that every order of adding gives the same sum. */
const peopleCount = fc.integer({ min: 0, max: 64_000 }).map((n) => n / 64);
const anyHome: fc.Arbitrary<Home> = fc.record({
  people: peopleCount,
  child: peopleCount,
  unit: fc.integer({ min: -1, max: UNITS - 1 }),
  linked: fc.boolean(),
  edge: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 4000, noNaN: true })),
  cost: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 18_000 }).map((tenths) => tenths / 10),
    fc.integer({ min: 0, max: 30 }).map((minutes) => minutes * 60),
  ),
});
const anyTown = fc.array(anyHome, { maxLength: 40 });

/** The rule of the contract, one home at a time. */
function stateByHand(it: Home, limit: number, speed = SPEED) {
  if (it.cost !== null && it.cost <= limit) return "covered";
  if (!it.linked) return "unknown";
  return Math.floor(it.edge * (10 / speed)) / 10 <= limit ? "unknown" : "gap";
}

describe("the tally of a service within a limit", () => {
  it("counts a home exactly on the limit as covered and one a tenth of a second past it as a gap", () => {
    const { all } = coverageWithin(
      town([home({ cost: 900 }), home({ cost: 900.1, people: 7 })]),
      15,
    );
    expect(all).toEqual({ people: 17, covered: 10, gap: 7, unknown: 0, share: 10 / 17 });
  });

  it("counts a home without a network as unknown, never as a gap", () => {
    const { all } = coverageWithin(town([home({ linked: false })]), 15);
    expect(all).toEqual({ people: 10, covered: 0, gap: 0, unknown: 10, share: null });
  });

  it("counts a home as unknown only when the edge of the extract is within the limit in a straight line", () => {
    const near = home({ edge: 990, people: 1 });
    const far = home({ edge: 990.2, people: 2 });
    const { all } = coverageWithin(town([near, far]), 15);
    expect([all.unknown, all.gap]).toEqual([1, 2]);
  });

  it("counts a covered home near the edge as covered", () => {
    expect(coverageWithin(town([home({ edge: 0, cost: 60 })]), 15).all.covered).toBe(10);
  });

  it("counts by unit and by age group, and leaves homes outside every unit to the whole", () => {
    const result = coverageWithin(
      town([home({ cost: 60, unit: 1 }), home({ unit: 2, child: 4 }), home({ unit: -1 })]),
      15,
    );
    expect(result.units.map((unit) => unit.people)).toEqual([0, 10, 10]);
    expect(result.units.map((unit) => unit.share)).toEqual([null, 1, 0]);
    expect(result.groups["0_2"]).toEqual({
      people: 6,
      covered: 1,
      gap: 5,
      unknown: 0,
      share: 1 / 6,
    });
    expect(result.all.people).toBe(30);
  });

  it("says nothing about nobody: no share, and every sum zero", () => {
    expect(coverageWithin(town([]), 15).all).toEqual({
      people: 0,
      covered: 0,
      gap: 0,
      unknown: 0,
      share: null,
    });
  });

  it("agrees with counting home by home, and always adds up to the people there are", () => {
    fc.assert(
      fc.property(anyTown, fc.integer({ min: 1, max: 30 }), (homes, minutes) => {
        const limit = minutes * 60;
        const found = coverageWithin(town(homes), minutes);
        const byHand = (of: (it: Home) => number) => {
          const sum = (state: string) =>
            homes.reduce((n, it) => n + (stateByHand(it, limit) === state ? of(it) : 0), 0);
          return ["covered", "gap", "unknown"].map(sum);
        };
        const said = (tally: Tally | undefined) => [tally?.covered, tally?.gap, tally?.unknown];
        expect(said(found.all)).toEqual(byHand((it) => it.people));
        expect(said(found.groups["0_2"])).toEqual(byHand((it) => it.child));
        found.units.forEach((tally, unit) => {
          expect(said(tally)).toEqual(byHand((it) => (it.unit === unit ? it.people : 0)));
        });
        expect(found.all.people).toBe(homes.reduce((n, it) => n + it.people, 0));
      }),
    );
  });

  it("never covers fewer people within a longer limit", () => {
    fc.assert(
      fc.property(anyTown, fc.integer({ min: 1, max: 29 }), (homes, minutes) => {
        const there = town(homes);
        const shorter = coverageWithin(there, minutes).all.covered;
        expect(coverageWithin(there, minutes + 1).all.covered).toBeGreaterThanOrEqual(shorter);
      }),
    );
  });
});

describe("the share by minute", () => {
  it("is the share of the tally at every whole minute", () => {
    fc.assert(
      fc.property(anyTown, (homes) => {
        const there = town(homes);
        const expected = Array.from(
          { length: 30 },
          (_, m) => coverageWithin(there, m + 1).all.share,
        );
        expect(shareByMinute(there)).toEqual(expected);
      }),
    );
  });
});

describe("the answer for one cell", () => {
  it("says what the tally counts it as", () => {
    fc.assert(
      fc.property(anyHome, fc.integer({ min: 1, max: 30 }), (it, minutes) => {
        expect(answerFor(town([it]), minutes * 60, 0).state).toBe(stateByHand(it, minutes * 60));
      }),
    );
  });

  it("tells no network from the nearness of the edge, with the metres", () => {
    expect(answerFor(town([home({ linked: false })]), 900, 0)).toEqual({
      state: "unknown",
      why: "no-network",
    });
    expect(answerFor(town([home({ edge: 400, cost: 1000 })]), 900, 0)).toEqual({
      state: "unknown",
      why: "near-edge",
      seconds: 1000,
      edgeMetres: 400,
    });
  });

  it("keeps no way at all apart from any number of seconds", () => {
    expect(answerFor(town([home({})]), 900, 0)).toEqual({ state: "gap", seconds: Infinity });
  });
});

describe("the order of the units", () => {
  const unit = (covered: number, gap: number, unknown: number) => ({
    people: covered + gap + unknown,
    covered,
    gap,
    unknown,
    share: covered + gap > 0 ? covered / (covered + gap) : null,
  });

  it("goes from the lowest share up, and puts the larger gap first among equals", () => {
    const order = rankUnits(
      [unit(9, 1, 0), unit(0, 5, 0), unit(0, 8, 0), unit(5, 5, 0)],
      () => false,
    );
    expect(order.map((it) => it.index)).toEqual([2, 1, 3, 0]);
  });

  it("does not rank a unit the study has no people of, whoever counts there", () => {
    const order = rankUnits([unit(1, 9, 0), unit(5, 5, 0)], (index) => index === 0);
    expect(order.map((it) => [it.index, it.ranked])).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  it("puts units with more than half their people unknown last, unranked, and those without people after them", () => {
    const order = rankUnits(
      [unit(0, 0, 0), unit(0, 4, 6), unit(0, 5, 5), unit(10, 0, 0)],
      () => false,
    );
    expect(order.map((it) => [it.index, it.ranked])).toEqual([
      [2, true],
      [3, true],
      [1, false],
      [0, false],
    ]);
  });
});
