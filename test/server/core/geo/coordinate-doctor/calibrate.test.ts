import { expect, it } from "vitest";
import { diagnose } from "../../../../../server/core/geo/coordinate-doctor/diagnose.ts";
import { fromWgs84 } from "../../../../../server/core/geo/crs/transform.ts";
import type { LngLat } from "../../../../../server/core/geo/rings.ts";

const [LNG, LAT] = [100.45, 38.93];
const [PER_LNG, PER_LAT] = [86_490, 111_195];

/** Metres from a corner of the town. */
function at(east: number, north: number): LngLat {
  return [LNG + east / PER_LNG, LAT + north / PER_LAT];
}

/**
 * A town where every house is mapped: blocks of 100 m between streets, nine houses of 16 m in each, so that a place
 * taken at random stands on a house about one time in four.
 */
const blocks = Array.from({ length: 400 }, (_, i) => [(i % 20) * 100, Math.floor(i / 20) * 100]);
const houses = blocks.flatMap(([x = 0, y = 0]) =>
  [20, 50, 80].flatMap((dx) => [20, 50, 80].map((dy) => [x + dx, y + dy] as const)),
);
const buildings = houses.map(([x, y]) => [
  [at(x - 8, y - 8), at(x + 8, y - 8), at(x + 8, y + 8), at(x - 8, y + 8), at(x - 8, y - 8)],
]);
const streets = Array.from({ length: 21 }, (_, i) => [
  [at(i * 100, 0), at(i * 100, 2000)],
  [at(0, i * 100), at(2000, i * 100)],
]).flat();

it("finds twelve rows of another system where every house is mapped", () => {
  const toGcj = fromWgs84("GCJ-02");
  // Houses all over the town, by a step that shares no divisor with their number.
  const places = Array.from(
    { length: 100 },
    (_, i) => houses[(i * 1117) % houses.length] ?? [0, 0],
  );
  const rows = places.map(([x, y], i) => {
    const [lng, lat] = at(x, y);
    return i >= 40 && i < 52 ? ([lng, lat] as const) : toGcj([lng, lat]);
  });
  const { verdict, proposed, mixed } = diagnose(rows, { buildings, streets, units: [] }, null);
  expect({ verdict, crs: proposed?.crs }).toEqual({ verdict: "found", crs: "GCJ-02" });
  expect(mixed?.crs).toBe("EPSG:4326");
  const told = (mixed?.runs ?? []).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
  expect(told.filter((row) => row >= 40 && row < 52).length).toBeGreaterThanOrEqual(11);
  expect(told.filter((row) => row < 40 || row >= 52).length).toBeLessThanOrEqual(2);
});

it("finds no second system in rows of one, where every house is mapped", () => {
  const toGcj = fromWgs84("GCJ-02");
  const rows = Array.from({ length: 100 }, (_, i) => {
    const [x, y] = houses[(i * 1117) % houses.length] ?? [0, 0];
    return toGcj(at(x, y));
  });
  expect(diagnose(rows, { buildings, streets, units: [] }, null).mixed).toBeNull();
});
