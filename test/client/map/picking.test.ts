import { cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { cellPicker, pickMark } from "../../../client/map/picking.ts";

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

describe("picking a mark", () => {
  const mark = (properties: Record<string, number | string>, lng: number) => ({
    geometry: { type: "Point" as const, coordinates: [lng, 0] },
    properties,
  });
  const fromZero = ([lng = 0]: number[]) => Math.abs(lng);

  it("takes the nearest facility of several", () => {
    const found = [mark({ index: 4 }, 3), mark({ index: 9 }, -1), mark({ index: 2 }, 2)];
    expect(pickMark(found, fromZero)).toEqual({ kind: "facility", index: 9 });
  });

  it("takes the label of a gap before a facility under it", () => {
    const found = [mark({ index: 0 }, 0), mark({ rank: 2 }, 5)];
    expect(pickMark(found, fromZero)).toEqual({ kind: "gap", rank: 2 });
  });

  it("takes the label of a gap before a site, and a site before a facility under it", () => {
    const facility = mark({ index: 4 }, 0);
    expect(pickMark([facility], fromZero, "a")).toEqual({ kind: "site", id: "a" });
    expect(pickMark([mark({ rank: 1 }, 5), facility], fromZero, "a")).toEqual({
      kind: "gap",
      rank: 1,
    });
  });

  it("takes a changed street before an area, and a facility before both", () => {
    const found = [mark({ area: "river" }, 0), mark({ street: "bridge" }, 0)];
    expect(pickMark(found, fromZero)).toEqual({ kind: "street", id: "bridge" });
    expect(pickMark(found.slice(0, 1), fromZero)).toEqual({ kind: "area", id: "river" });
    expect(pickMark([...found, mark({ index: 0 }, 1)], fromZero)).toEqual({
      kind: "facility",
      index: 0,
    });
  });

  it("takes nothing where there is nothing", () => {
    expect(pickMark([], fromZero)).toBeUndefined();
  });
});
