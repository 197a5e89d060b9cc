import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BEYOND_CLASS,
  cellClass,
  cellState,
  legendClasses,
  MINUTE_BANDS,
  PAINT_SLOTS,
} from "../../../client/map/bands.ts";

const keys = (paint: "minutes" | "states", minutes: number) =>
  legendClasses(paint, minutes).map(({ key }) => key);

describe("what a cell is", () => {
  it("is covered at exactly the limit and not a tenth of a second beyond it", () => {
    expect(cellState(900, Infinity, 900)).toBe("covered");
    expect(cellState(Math.fround(900.1), Infinity, 900)).toBe("gap");
  });

  it("is covered at the limit when the 32-bit number lies above the 64-bit one", () => {
    const cost = Math.fround(738.1);
    expect(cellState(cost, Infinity, 738.1)).toBe("covered");
    expect(Math.fround(0.3)).toBeGreaterThan(0.3);
    expect(cellState(Math.fround(0.3), Infinity, 0.3)).toBe("covered");
  });

  it("is unknown when a walker could come from beyond the edge within the limit, the limit included", () => {
    expect(cellState(Infinity, 900, 900)).toBe("unknown");
    expect(cellState(Infinity, 901, 900)).toBe("gap");
  });

  it("is unknown without a network, and covered all the same when it is reached", () => {
    expect(cellState(Infinity, 0, 60)).toBe("unknown");
    expect(cellState(30, 0, 60)).toBe("covered");
  });
});

describe("the class a cell is painted in", () => {
  it("holds the upper end of its band", () => {
    expect(cellClass("minutes", 300, Infinity, 900)).toBe("in-5");
    expect(cellClass("minutes", 301, Infinity, 900)).toBe("in-10");
    expect(cellClass("minutes", 1800, Infinity, 900)).toBe("out-30");
  });

  it("changes family at the limit, also inside a band", () => {
    expect(cellClass("minutes", 720, Infinity, 720)).toBe("in-15");
    expect(cellClass("minutes", 721, Infinity, 720)).toBe("out-15");
  });

  it("is one class for over 30 minutes and for no way at all", () => {
    expect(cellClass("minutes", Infinity, Infinity, 900)).toBe(BEYOND_CLASS.key);
    expect(cellClass("minutes", 1801, Infinity, 1800)).toBe(BEYOND_CLASS.key);
  });

  it("is the state itself when states are painted", () => {
    expect(cellClass("states", 60, Infinity, 900)).toBe("covered");
    expect(cellClass("states", 1000, Infinity, 900)).toBe("gap");
  });

  it("is unknown in both paints", () => {
    expect(cellClass("minutes", 1000, 10, 900)).toBe("unknown");
    expect(cellClass("states", 1000, 10, 900)).toBe("unknown");
  });
});

describe("the legend", () => {
  it("shows three bands within 15 minutes and two beyond, then over 30 and unknown", () => {
    expect(keys("minutes", 15)).toEqual([
      "in-5",
      "in-10",
      "in-15",
      "out-20",
      "out-30",
      "beyond",
      "unknown",
    ]);
  });

  it("splits the band that contains the limit", () => {
    const split = legendClasses("minutes", 12).filter(({ key }) => key.endsWith("-15"));
    expect(split).toEqual([
      {
        key: "in-15",
        label: { zh: "10–12", en: "10–12" },
        from: 10,
        to: 12,
        inside: true,
        color: "#7FB4D0",
      },
      {
        key: "out-15",
        label: { zh: "12–15", en: "12–15" },
        from: 12,
        to: 15,
        inside: false,
        color: "#F7DBA6",
      },
    ]);
  });

  it("shows no band that cannot occur at either end of the slider", () => {
    expect(keys("minutes", 30)).toEqual([
      "in-5",
      "in-10",
      "in-15",
      "in-20",
      "in-30",
      "beyond",
      "unknown",
    ]);
    expect(keys("minutes", 1)).toEqual([
      "in-5",
      "out-5",
      "out-10",
      "out-15",
      "out-20",
      "out-30",
      "beyond",
      "unknown",
    ]);
  });

  it("shows the three states when states are painted", () => {
    expect(keys("states", 7)).toEqual(["covered", "gap", "unknown"]);
  });

  it("hatches unknown and nothing else", () => {
    const classes = [...legendClasses("minutes", 12), ...legendClasses("states", 12)];
    const hatched = classes.filter(({ pattern }) => pattern === "hatch");
    expect(new Set(hatched.map(({ key }) => key))).toEqual(new Set(["unknown"]));
    expect(classes.every(({ key, color }) => (color === undefined) === (key === "unknown"))).toBe(
      true,
    );
  });

  it("has the class of every cell, with the cell's minutes between its ends", () => {
    const cost = fc.oneof(
      fc.integer({ min: 0, max: 2000 }),
      fc.constantFrom(300, 600, 900, 1200, 1800, Infinity),
    );
    fc.assert(
      fc.property(cost, cost, fc.integer({ min: 60, max: 1800 }), (walk, edge, limit) => {
        const key = cellClass("minutes", walk, edge, limit);
        const found = legendClasses("minutes", limit / 60).find((each) => each.key === key);
        expect(found).toBeDefined();
        if (found?.from === undefined) return;
        expect(walk).toBeGreaterThanOrEqual(found.from * 60);
        expect(walk).toBeLessThanOrEqual((found.to ?? Infinity) * 60);
        expect(found.inside).toBe(walk <= limit);
      }),
    );
  });
});

describe("the slots of the shader", () => {
  it("are the bands inside, the bands outside, beyond, then the states", () => {
    const count = MINUTE_BANDS.length;
    expect(PAINT_SLOTS.map(({ key }) => key)).toEqual([
      "in-5",
      "in-10",
      "in-15",
      "in-20",
      "in-30",
      "out-5",
      "out-10",
      "out-15",
      "out-20",
      "out-30",
      "beyond",
      "covered",
      "gap",
      "unknown",
    ]);
    expect(PAINT_SLOTS[2 * count]?.key).toBe("beyond");
  });

  it("paint each class in the colour the legend shows", () => {
    for (const { key, color } of [
      ...legendClasses("minutes", 1),
      ...legendClasses("minutes", 30),
      ...legendClasses("states", 15),
    ]) {
      if (color === undefined) continue;
      expect(PAINT_SLOTS.find((slot) => slot.key === key)?.color).toBe(color);
    }
  });
});
