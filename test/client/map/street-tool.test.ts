import { describe, expect, it } from "vitest";
import type { Place } from "../../../client/map/features.ts";
import { StreetTool } from "../../../client/map/street-tool.ts";

/** One street along latitude 38, which places within a tenth of a degree of it join. */
function desk(joins: boolean) {
  const lines: unknown[] = [];
  const drawn: (readonly [Place, Place])[] = [];
  const tool = new StreetTool(
    {
      snap: ([lng, lat]) => (Math.abs(lat - 38) < 0.1 ? [lng, 38] : undefined),
      sketch: (line) => lines.push(line),
      drawn: (from, to) => drawn.push([from, to]),
    },
    joins,
  );
  return { tool, lines, drawn };
}

describe("a street drawn by two presses", () => {
  it("joins the street at both ends where one is near", () => {
    const { tool, drawn } = desk(true);
    tool.press([100, 38.05]);
    expect(tool.isUnderWay).toBe(true);
    tool.press([101, 38.06]);
    expect(drawn).toEqual([
      [
        [100, 38],
        [101, 38],
      ],
    ]);
    expect(tool.isUnderWay).toBe(false);
  });

  it("keeps an end that is near no street where it was pressed", () => {
    const { tool, drawn } = desk(true);
    tool.press([100, 38.5]);
    tool.press([101, 38.06]);
    expect(drawn).toEqual([
      [
        [100, 38.5],
        [101, 38],
      ],
    ]);
  });

  it("leaves the inner end of a gate inside its compound", () => {
    const { tool, drawn } = desk(false);
    tool.press([100, 38.05]);
    tool.press([100, 38.04]);
    expect(drawn).toEqual([
      [
        [100, 38],
        [100, 38.04],
      ],
    ]);
  });

  it("does not end where it begins", () => {
    const { tool, drawn } = desk(true);
    tool.press([100, 38.05]);
    tool.press([100, 38.01]);
    expect(drawn).toEqual([]);
    expect(tool.isUnderWay).toBe(true);
  });

  it("shows where the pointer would join, before the first press and after it", () => {
    const { tool, lines } = desk(true);
    tool.hover([100, 38.02]);
    tool.press([100, 38.02]);
    tool.hover([100.5, 38.7]);
    tool.hover(undefined);
    expect(lines).toEqual([
      { from: undefined, at: [100, 38.02], snapped: [100, 38] },
      { from: [100, 38], at: [100, 38.02], snapped: [100, 38] },
      { from: [100, 38], at: [100.5, 38.7], snapped: undefined },
      undefined,
    ]);
  });

  it("forgets the first place when it is cancelled", () => {
    const { tool, drawn } = desk(true);
    tool.press([100, 38]);
    tool.cancel();
    tool.press([101, 38]);
    expect(drawn).toEqual([]);
  });
});
