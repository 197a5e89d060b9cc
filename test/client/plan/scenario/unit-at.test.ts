import { cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { unitAt } from "../../../../client/plan/scenario/unit-at.ts";

const CENTRE = latLngToCell(38.93, 100.44, 10);

function placeOf(cell: string): [number, number] {
  const [lat, lng] = cellToLatLng(cell);
  return [lng, lat];
}

describe("the unit at a place", () => {
  const far = gridDisk(CENTRE, 4).at(-1) ?? CENTRE;
  const cells = { ids: [far, CENTRE], unit: Int32Array.from([7, 3]) };

  it("is that of its cell", () => {
    expect(unitAt(cells, 10, placeOf(CENTRE))).toBe(3);
    expect(unitAt(cells, 10, placeOf(far))).toBe(7);
  });

  it("is that of the nearest inhabited cell where nobody lives", () => {
    const beside = gridDisk(CENTRE, 1)[1] ?? CENTRE;
    expect(unitAt(cells, 10, placeOf(beside))).toBe(3);
  });

  it("is none far from everybody, or outside all units", () => {
    expect(unitAt(cells, 10, [101.5, 38.93])).toBeUndefined();
    expect(unitAt({ ids: [CENTRE], unit: Int32Array.from([-1]) }, 10, placeOf(CENTRE))).toBe(
      undefined,
    );
  });
});
