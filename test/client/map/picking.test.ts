import { cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { cellPicker } from "../../../client/map/picking.ts";

describe("picking a cell", () => {
  const town = gridDisk(latLngToCell(38.93, 100.45, 9), 3);

  it("finds the study's own number of the cell, at the study's resolution", () => {
    const pick = cellPicker(town);
    town.forEach((id, index) => {
      const [lat, lng] = cellToLatLng(id);
      expect(pick(lng, lat)).toBe(index);
    });
  });

  it("finds nothing where the study has no cell, or none at all", () => {
    expect(cellPicker(town)(101.5, 38.93)).toBeUndefined();
    expect(cellPicker([])(100.45, 38.93)).toBeUndefined();
  });
});
