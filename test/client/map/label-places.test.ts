import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels, type Label, type Pixel } from "../../../client/map/label-places.ts";

const FRAME: Pixel = [800, 600];
const label = (x: number, y: number, elsewhere: readonly Pixel[] = []): Label => ({
  size: [100, 24],
  at: [x, y],
  elsewhere: () => elsewhere,
});

describe("the places of labels", () => {
  it("are where the labels belong when they are free and inside the frame", () => {
    expect(placeLabels([label(200, 100), label(400, 300)], FRAME)).toEqual([
      [200, 100],
      [400, 300],
    ]);
  });

  it("are beside the more important label, on the side that is nearest", () => {
    // 100 wide and 4 apart: 104 from middle to middle across, 28 up or down.
    expect(placeLabels([label(200, 100), label(290, 98)], FRAME)[1]).toEqual([304, 98]);
    expect(placeLabels([label(200, 100), label(205, 112)], FRAME)[1]).toEqual([205, 128]);
  });

  it("are inside the frame where the area shows, as near as can be", () => {
    const [place] = placeLabels(
      [
        label(-50, 300, [
          [20, 300],
          [120, 300],
          [90, 290],
        ]),
      ],
      FRAME,
    );
    expect(place).toEqual([90, 290]);
  });

  it("are beside what else stands on the map", () => {
    const controls = { left: 700, top: 500, right: 800, bottom: 600 };
    expect(placeLabels([label(680, 520)], FRAME, [controls])).toEqual([[646, 520]]);
    expect(placeLabels([label(640, 520)], FRAME, [controls])).toEqual([[640, 520]]);
  });

  it("are off the frame where the area is", () => {
    expect(placeLabels([label(-50, 300, [[-80, 300]])], FRAME)).toEqual([[-50, 300]]);
  });

  it("are not drawn into the frame by a label that stands there", () => {
    const [, off] = placeLabels([label(400, 300), label(-400, 310)], FRAME);
    expect(off).toEqual([-400, 310]);
  });

  it("do not leave the frame to give way", () => {
    // Up would be nearest, but the frame ends there.
    expect(placeLabels([label(200, 20), label(200, 18)], FRAME)[1]).toEqual([200, 48]);
  });

  it("never overlap, six at a time anywhere on the screen", () => {
    const anywhere = fc.record({
      x: fc.integer({ min: 60, max: 740 }),
      y: fc.integer({ min: 20, max: 580 }),
    });
    fc.assert(
      fc.property(fc.array(anywhere, { maxLength: 6 }), (points) => {
        const places = placeLabels(
          points.map(({ x, y }) => label(x, y)),
          FRAME,
        );
        places.forEach(([x, y], index) => {
          for (const [otherX, otherY] of places.slice(index + 1)) {
            expect(Math.abs(x - otherX) >= 100 || Math.abs(y - otherY) >= 24).toBe(true);
          }
        });
      }),
    );
  });
});
