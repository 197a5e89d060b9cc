import { describe, expect, it } from "vitest";
import type { UnitVerdict } from "#contract/policy/compliance.ts";
import type { UnitShapes } from "#contract/units.ts";
import { drawUnits, shortName } from "../../../../client/plan/policy/unit-drawing.ts";

/** Squares of a hundredth of a degree on the equator, where a degree is as long both ways. */
function squares(corners: readonly (readonly [x: number, y: number])[]): UnitShapes {
  return {
    type: "FeatureCollection",
    features: corners.map(([x, y], i) => ({
      type: "Feature",
      properties: { id: String(i), name: String(i) },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [x, y],
            [x + 1, y],
            [x + 1, y + 1],
            [x, y + 1],
            [x, y],
          ].map(([lng = 0, lat = 0]): [number, number] => [lng / 100, lat / 100]),
        ],
      },
    })),
  };
}

const met = (code: string): UnitVerdict => ({ code, state: "met", value: null, lacks: null });
const FRAME = { width: 220, height: 120 };
const name = (code: string) => code;

describe("the drawing of the units", () => {
  it("frames those with a verdict, north up, and leaves out what lies outside", () => {
    const { shapes } = drawUnits(
      squares([
        [0, 0],
        [1, 0],
        [50, 50],
      ]),
      [met("a"), met("b"), undefined],
      name,
      FRAME,
      "all",
    );
    expect(shapes.map(({ verdict, path }) => [verdict?.code, path])).toEqual([
      ["a", "M10 110L110 110L110 10L10 10L10 110Z"],
      ["b", "M110 110L210 110L210 10L110 10L110 110Z"],
    ]);
  });

  it("draws units under one verdict as one, without the lines between them", () => {
    const { shapes } = drawUnits(
      squares([
        [0, 0],
        [1, 0],
      ]),
      [met("a"), met("a")],
      name,
      FRAME,
      "all",
    );
    expect(shapes).toHaveLength(1);
    // Six edges of a rectangle of two squares; the one between them is gone.
    expect(shapes[0]?.outline.match(/M/g)).toHaveLength(6);
    expect(shapes[0]?.outline).not.toMatch(/M110 1?10L110 1?10(M|$)/);
  });

  it("shows where most lie close together, and says how many lie outside", () => {
    const town = Array.from({ length: 9 }, (_, i): [number, number] => [i % 3, Math.floor(i / 3)]);
    const shapes = squares([...town, [200, 0]]);
    const verdicts = shapes.features.map((_, i) => met(String(i)));
    const close = drawUnits(shapes, verdicts, name, FRAME, "close");
    expect(close.outside).toBe(1);
    expect(close.shapes).toHaveLength(9);
    const all = drawUnits(shapes, verdicts, name, FRAME, "all");
    expect(all.outside).toBe(0);
    expect(all.shapes).toHaveLength(10);
  });

  it("writes only names that fit, and none over another", () => {
    const fits = (code: string) =>
      drawUnits(squares([[0, 0]]), [met(code)], name, FRAME, "all").names.map((one) => one.name);
    expect(fits("崇文")).toEqual(["崇文"]);
    expect(fits("一个写不进这个方块里的很长的名字")).toEqual([]);
    const same = drawUnits(
      squares([
        [0, 0],
        [0, 0],
      ]),
      [met("甲甲"), met("乙乙")],
      name,
      FRAME,
      "all",
    );
    expect(same.names).toHaveLength(1);
  });

  it("is empty where nothing is counted", () => {
    expect(drawUnits(squares([[0, 0]]), [undefined], name, FRAME, "close")).toEqual({
      ...FRAME,
      outside: 0,
      shapes: [],
      names: [],
    });
  });
});

describe("short names", () => {
  it.each([
    ["崇文社区", "崇文"],
    ["南关社区居民委员会", "南关"],
    ["红泉村民委员会", "红泉"],
    ["安阳乡", "安阳"],
    ["甲镇", "甲镇"],
    ["紫泥泉村", "紫泥泉村"],
  ])("%s is %s", (long, short) => {
    expect(shortName(long)).toBe(short);
  });
});
