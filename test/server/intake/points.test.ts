import { describe, expect, it } from "vitest";
import { readPoints } from "../../../server/intake/points.ts";
import { HEIDELBERG, collection, feature, given, refusal } from "./given.ts";

describe("origins and destinations", () => {
  it("are read from CSV, and kept outside the extract too", async () => {
    const file = given("origins.csv", "id,lat,lon\na,49.41,8.69\nb,49.41,9.69\n");
    const { points, account } = await readPoints(file, HEIDELBERG);
    expect(points).toEqual([
      { id: "a", lng: 8.69, lat: 49.41 },
      { id: "b", lng: 9.69, lat: 49.41 },
    ]);
    expect(account.used).toBe(2);
  });

  it("are read from GeoJSON points", async () => {
    const file = given("o.geojson", collection([feature("Point", [8.69, 49.41], { id: "a" })]));
    expect((await readPoints(file, HEIDELBERG)).points).toEqual([
      { id: "a", lng: 8.69, lat: 49.41 },
    ]);
  });

  it("lose a bad row and a repeated id", async () => {
    const file = given("o.csv", "id,lng,lat\na,8.69,49.41\na,8.7,49.41\nb,,49.41\nc,49.41,8.69\n");
    const { points, account } = await readPoints(file, HEIDELBERG);
    expect(points.map(({ id }) => id)).toEqual(["a"]);
    expect(account.dropped.map(({ row, column }) => [row, column])).toEqual([
      [3, "id"],
      [4, "lng"],
      [5, "lng"],
    ]);
  });

  it("are refused when all lie outside the extract", async () => {
    const error = await refusal(readPoints(given("o.csv", "id,lng,lat\na,100,38\n"), HEIDELBERG));
    expect(error.message).toContain("every row lies outside");
  });
});
