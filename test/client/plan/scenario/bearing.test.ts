import { describe, expect, it } from "vitest";
import { moveOf, shifted } from "../../../../client/plan/scenario/bearing.ts";

describe("a move", () => {
  const at: [number, number] = [100.4, 38.9];

  it.each([
    [0, 250, "n"],
    [100, 100, "ne"],
    [300, 0, "e"],
    [100, -90, "se"],
    [10, -250, "s"],
    [-50, -50, "sw"],
    [-250, 20, "w"],
    [-70, 70, "nw"],
  ])("of %i m east and %i m north goes %s", (east, north, wind) => {
    const move = moveOf(at, shifted(at, east, north));
    expect(move.wind).toBe(wind);
    expect(move.metres).toBeCloseTo(Math.hypot(east, north), 1);
  });

  it("of a whole degree of latitude is 111.2 km", () => {
    expect(moveOf([100, 38], [100, 39]).metres).toBeCloseTo(111_195, 0);
  });
});
