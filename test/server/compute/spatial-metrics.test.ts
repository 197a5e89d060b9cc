import { describe, expect, it, vi } from "vitest";
import type { FloorArea } from "#core/demand/floor-area.ts";
import type { NoFloor } from "#core/vocabulary.ts";
import { nearestOf, reachOf, spatialMetricsOf } from "../../../server/compute/spatial-metrics.ts";
import { boxUnit, clinic, gridCity, inCity, study } from "../../fixtures/study.ts";

/** A clinic in the corner of a city of 4 km, and three households to its north. */
const CITY = gridCity(40);
const HOMES = [
  { at: inCity(0, 500), people: 10 },
  { at: inCity(200, 900), people: 30 },
  { at: inCity(0, 3500), people: 60 },
];
const UNITS = [boxUnit("南", [-50, -50, 4050, 2000]), boxUnit("北", [-50, 2000, 4050, 4050])];
const opened = () => ({
  ground: study(CITY, [{ ...clinic("c", inCity(0, 0)), capacity: 5 }], HOMES, { units: UNITS })
    .ground,
});
const noFloor = () => Promise.resolve<FloorArea | NoFloor>("no-buildings");

describe("the nearest of every service", () => {
  it("is told by unit, along the streets, up to 3 km", async () => {
    const all = await nearestOf(opened());
    expect(all).toHaveLength(7);
    const [south, north] = all.find(({ service }) => service === "clinic")!.units;
    expect(south).toMatchObject({ reached: 40, beyond: 0, unknown: 0, facility: 0 });
    // 500 m for 10 people and 200 + 900 m for 30
    expect(south!.metres).toBeCloseTo((10 * 500 + 30 * 1100) / 40, 0);
    expect(north).toMatchObject({ reached: 0, beyond: 60, beyondShare: 1, metres: null });
    const meals = all.find(({ service }) => service === "meal")!.units;
    expect(meals.map(({ beyondShare }) => beyondShare)).toEqual([1, 1]);
  });
});

describe("what has been worked out", () => {
  it("is remembered as long as the study stays open, the floor for all minutes", async () => {
    const open = opened();
    const findFloor = vi.fn<typeof noFloor>(noFloor);
    const metrics = await spatialMetricsOf(open, 15, findFloor);
    expect(await spatialMetricsOf(open, 15, findFloor)).toBe(metrics);
    expect((await spatialMetricsOf(open, 10, findFloor)).minutes).toBe(10);
    expect(findFloor).toHaveBeenCalledTimes(1);
    expect(await reachOf(open)).toBe(await reachOf(open, 15));
    expect(await nearestOf(open)).toBe(await nearestOf(open));
    expect(await nearestOf(opened())).not.toBe(await nearestOf(open));
  });

  it("is tried again when it failed", async () => {
    const open = opened();
    const failing = vi
      .fn<typeof noFloor>(noFloor)
      .mockRejectedValueOnce(new Error("no such layer"));
    await expect(spatialMetricsOf(open, 15, failing)).rejects.toThrow("no such layer");
    await expect(spatialMetricsOf(open, 15, failing)).resolves.toMatchObject({
      floor: "no-buildings",
    });
  });
});

it("the table is in the order of the services, minutes before metres before straight ones", async () => {
  const { metrics } = await spatialMetricsOf(opened(), 15, noFloor);
  const clinics = metrics.filter(({ service }) => service === "clinic");
  expect(metrics.indexOf(clinics[0]!)).toBe(4 * clinics.length);
  expect([...new Set(clinics.map(({ way }) => way))]).toEqual(["time", "network", "straight"]);
});
