import { describe, expect, it } from "vitest";
import { floorAreaOf } from "#core/demand/floor-area.ts";
import { cellAt } from "#core/geo/cells.ts";
import type { Building } from "#core/osm/buildings.ts";
import { inCity } from "../../../fixtures/study.ts";

const RESOLUTION = 10;
const HERE = cellAt(...inCity(50, 50), RESOLUTION);
const THERE = cellAt(...inCity(1050, 50), RESOLUTION);
const CELLS = new Map([HERE, THERE].map((cell, c) => [cell, c]));

/** A house of 10 m by `deep` m around a place. */
function house(
  east: number,
  deep: number,
  levels: number | null,
  use: Building["use"] = "dwelling",
): Building {
  const [south, north] = [50 - deep / 2, 50 + deep / 2];
  const ring = [
    inCity(east - 5, south),
    inCity(east + 5, south),
    inCity(east + 5, north),
    inCity(east - 5, north),
    inCity(east - 5, south),
  ];
  return { rings: [ring.map(([lng, lat]) => [lng, lat])], levels, use };
}

const floor = (...buildings: Building[]) => floorAreaOf(buildings, RESOLUTION, CELLS);

describe("floor of dwellings", () => {
  it("is footprint times storeys, in the cell of the house", () => {
    const found = floor(house(50, 20, 6), house(52, 10, 1), house(1050, 8, 3));
    if (typeof found === "string") throw new Error(found);
    expect(found.cells[0]).toBeCloseTo(200 * 6 + 100, 2);
    expect(found.cells[1]).toBeCloseTo(80 * 3, 2);
    expect(found.total).toBe(found.cells[0]! + found.cells[1]!);
    expect(found).toMatchObject({ elsewhere: 0, dwellings: 3, assumed: 0 });
  });

  it("takes the usual storeys of the dwellings where a house states none, and says so", () => {
    const found = floor(
      house(50, 10, 2),
      house(50, 10, 3),
      house(50, 10, 4),
      house(1050, 10, null),
      house(50, 10, 30, "unsaid"),
    );
    expect(found).toMatchObject({ dwellings: 4, assumed: 1, usualLevels: 3 });
    if (typeof found === "string") throw new Error(found);
    expect(found.cells[1]).toBeCloseTo(300, 2);
  });

  it("stands beside the total where nobody is counted", () => {
    const found = floor(house(50, 10, 2), house(5050, 10, 7));
    if (typeof found === "string") throw new Error(found);
    expect(found.total).toBeCloseTo(200, 2);
    expect(found.elsewhere).toBeCloseTo(700, 2);
  });

  it("adds up the same in any order", () => {
    const houses = Array.from({ length: 40 }, (_, i) =>
      house(50 + (i % 7), 7 + i / 3, 1 + (i % 9)),
    );
    expect(floor(...houses)).toEqual(floor(...houses.toReversed()));
  });
});

describe("there is no floor to count by", () => {
  it("without buildings, without dwellings where people are, or without storeys", () => {
    expect(floor()).toBe("no-buildings");
    expect(floor(house(50, 10, 3, "unsaid"), house(50, 10, 3, "other"))).toBe("no-dwellings");
    expect(floor(house(9050, 10, 3))).toBe("no-dwellings");
    expect(floor(house(50, 10, null))).toBe("no-storeys");
  });
});
