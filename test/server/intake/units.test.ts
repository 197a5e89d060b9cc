import { describe, expect, it } from "vitest";
import { readUnits } from "../../../server/intake/units.ts";
import { HEIDELBERG, collection, feature, given, refusal } from "./given.ts";

const RING = [
  [8.6, 49.4],
  [8.61, 49.4],
  [8.61, 49.41],
  [8.6, 49.41],
  [8.6, 49.4],
];
const clockwise = RING.toReversed();

describe("units", () => {
  it("are read with id, name, level and rings wound after RFC 7946", async () => {
    const file = given(
      "units.geojson",
      collection([
        feature("Polygon", [clockwise], { id: "u1", name: "Altstadt", level: "quarter" }),
        feature("MultiPolygon", [[RING], [RING]], { adcode: 620702, 名称: "甘州区" }),
      ]),
    );
    const { units, account } = await readUnits(file, HEIDELBERG);
    expect(units).toEqual([
      {
        id: "u1",
        name: "Altstadt",
        level: "quarter",
        geometry: { type: "Polygon", coordinates: [RING] },
      },
      {
        id: "620702",
        name: "甘州区",
        geometry: { type: "MultiPolygon", coordinates: [[RING], [RING]] },
      },
    ]);
    expect(account).toMatchObject({ read: 2, used: 2 });
  });

  it("lose a bad feature and keep the rest", async () => {
    const file = given(
      "units.geojson",
      collection([
        feature("Polygon", [RING], { id: "u1" }),
        feature("Polygon", [RING], { id: "u1" }),
        feature("Point", [8.6, 49.4], { id: "u2" }),
        feature("Polygon", [RING], { name: "no id" }),
      ]),
    );
    const { units, account } = await readUnits(file, HEIDELBERG);
    expect(units.map(({ name }) => name)).toEqual(["u1"]);
    expect(account.dropped.map(({ row, reason }) => [row, reason])).toEqual([
      [2, "id was used before; the first row with it is kept"],
      [3, "the geometry is not a Polygon or MultiPolygon"],
      [4, "id is blank"],
    ]);
  });

  it("may lie partly outside the extract, but not all of them", async () => {
    const far = RING.map(([lng = 0, lat = 0]) => [lng + 90, lat - 10]);
    const [near, gone] = [
      feature("Polygon", [RING], { id: "near" }),
      feature("Polygon", [far], { id: "far" }),
    ];
    const both = await readUnits(given("units.geojson", collection([near, gone])), HEIDELBERG);
    expect(both.units).toHaveLength(2);
    const error = await refusal(readUnits(given("far.geojson", collection([gone])), HEIDELBERG));
    expect(error.message).toContain("outside the street extract");
  });

  it("cannot be a CSV file", async () => {
    const error = await refusal(readUnits(given("units.csv", "id,name\nu1,A\n"), HEIDELBERG));
    expect(error.message).toBe(
      "units.csv is not GeoJSON. Give units as GeoJSON polygons with the properties id and name.",
    );
  });
});
