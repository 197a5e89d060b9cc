import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  barOf,
  frameOf,
  isInside,
  moves,
  movesNearby,
  pathOf,
  streetLabels,
} from "../../../client/plan/crs-picture.ts";

/** 0.01 degrees each way at the equator: 1,113.2 m square. */
const SQUARE = [-0.005, -0.005, 0.005, 0.005] as const;

describe("the frame of a picture", () => {
  it("puts the middle of the window in the middle, north up, east right", () => {
    const frame = frameOf([...SQUARE], 400, 400);
    expect(frame.toPixel([0, 0])).toEqual([200, 200]);
    const [x, y] = frame.toPixel([0.005, 0.005]);
    expect(x).toBeCloseTo(400, 6);
    expect(y).toBeCloseTo(0, 6);
  });

  it("has the same scale both ways, and narrower degrees away from the equator", () => {
    const frame = frameOf([100, 59.99, 100.04, 60.01], 800, 400);
    const [x0, y0] = frame.toPixel([100.02, 60]);
    const [x1] = frame.toPixel([100.03, 60]);
    const [, y1] = frame.toPixel([100.02, 60.005]);
    // cos 60° is a half: 0.01° east is as far as 0.005° north.
    expect(x1 - x0).toBeCloseTo(y0 - y1, 6);
  });

  it("is filled by the window whatever its shape", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 900 }),
        fc.integer({ min: 50, max: 900 }),
        (width, height) => {
          const frame = frameOf([...SQUARE], width, height);
          const [left, bottom] = frame.toPixel([-0.005, -0.005]);
          const [right, top] = frame.toPixel([0.005, 0.005]);
          expect(left).toBeLessThan(1e-6);
          expect(top).toBeLessThan(1e-6);
          expect(right).toBeGreaterThan(width - 1e-6);
          expect(bottom).toBeGreaterThan(height - 1e-6);
        },
      ),
    );
  });

  it("knows what lies in it, with a margin", () => {
    const frame = frameOf([...SQUARE], 100, 100);
    expect(isInside([0, 100], frame)).toBe(true);
    expect(isInside([-5, 50], frame)).toBe(false);
    expect(isInside([-5, 50], frame, 5)).toBe(true);
  });
});

describe("the scale bar", () => {
  it("is the longest of 1, 2, 5 times a power of ten that fits", () => {
    // 0.5 px a metre: 96 px are 192 m.
    const frame = { ...frameOf([...SQUARE], 400, 400), pixelsPerMetre: 0.5 };
    expect(barOf(frame, 96)).toEqual({ metres: 100, px: 50 });
    expect(barOf(frame, 100)).toEqual({ metres: 200, px: 100 });
    expect(barOf(frame, 260)).toEqual({ metres: 500, px: 250 });
  });
});

describe("paths", () => {
  it("are drawn to a tenth of a pixel; a single place is no line", () => {
    const frame = frameOf([...SQUARE], 400, 400);
    expect(pathOf([[0, 0]], frame)).toBe("");
    expect(
      pathOf(
        [
          [0, 0],
          [0.005, 0],
        ],
        frame,
      ),
    ).toBe("M200 200L400 200");
  });
});

describe("whether points move", () => {
  it("is yes for a shift of GCJ-02, no for the noise of rounding", () => {
    // 0.0017° east are some 147 m; 0.000001° are a decimetre.
    expect(moves({ before: [[100.4517, 38.9]], after: [[100.45, 38.9]] })).toBe(true);
    expect(moves({ before: [[100.450001, 38.9]], after: [[100.45, 38.9]] })).toBe(false);
    expect(moves({ before: [], after: [] })).toBe(false);
    // A line is drawn for what moves nearby, not from 0, 0 or another country.
    expect(movesNearby([100.4517, 38.9], [100.45, 38.9])).toBe(true);
    expect(movesNearby([0, 0], [100.45, 38.9])).toBe(false);
    expect(movesNearby([38.9, 100.45], [100.45, 38.9])).toBe(false);
  });
});

describe("street names", () => {
  const frame = frameOf([...SQUARE], 400, 400);
  const across = (name: string, lat: number) => ({
    name,
    line: [
      [-0.004, lat],
      [0.004, lat],
    ] as [number, number][],
  });

  it("stand in the middle of their street, downwards beside one that runs upwards", () => {
    const up = {
      name: "县府街",
      line: [
        [0.002, -0.004],
        [0.002, 0.001],
      ] as [number, number][],
    };
    const labels = streetLabels([across("民主路", 0.003), up], frame);
    expect(labels.map(({ name, upright }) => [name, upright])).toEqual([
      ["民主路", false],
      ["县府街", true],
    ]);
    expect(labels[0]?.at[0]).toBeCloseTo(200, 6);
  });

  it("never lie on one another, and stand once for many pieces", () => {
    const labels = streetLabels(
      [across("甲路", 0), across("乙路", 0.00001), across("甲路", 0.003)],
      frame,
    );
    expect(labels.map(({ name }) => name)).toEqual(["甲路"]);
  });

  it("leave out streets without a name and those outside", () => {
    expect(streetLabels([across("", 0), across("远路", 0.02)], frame)).toEqual([]);
  });
});
