import { describe, expect, it } from "vitest";
import { assess, gapsOf } from "#core/coverage/survey.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { coveragePicture } from "../../../../server/report/map-picture/coverage-picture.ts";
import { drawMap } from "../../../../server/report/map-picture/draw-map.ts";
import { statusPicture } from "../../../../server/report/map-picture/status-picture.ts";
import { boxUnit, gridCity, inCity, study } from "../../../fixtures/study.ts";

const [WEST, SOUTH] = inCity(0, 0);
const [EAST, NORTH] = inCity(2000, 2000);
const OPTIONS = {
  title: "图1　试图",
  extent: [WEST, SOUTH, EAST, NORTH],
  ground: null,
  notes: { dates: "2026-05", crs: "CGCS2000", approval: "", synthetic: true },
} as const;

/** Two kilometres on each side; a clinic in the south-west corner, a house beside it and one in the far corner. */
const CITY = gridCity(20);
const HOUSES = [
  { at: inCity(500, 500), people: 30 },
  { at: inCity(1500, 1500), people: 70 },
];
const UNITS = [boxUnit("西社区", [0, 0, 1000, 2000]), boxUnit("东社区", [1000, 0, 2000, 2000])];

describe("the picture of a coverage", () => {
  it("shows each cell's state and seconds, the gaps and the facilities", async () => {
    const measure = { kind: "time", ...WALKERS.adult } as const;
    const seen = study(CITY, [inCity(400, 500)], HOUSES, { units: UNITS, measure });
    // Five minutes: the far house is 2.1 km away, and farther than 330 m from the edge of the streets.
    const result = assess(seen, "clinic", 300_000);
    const gaps = gapsOf(seen, "clinic", 300_000, result);
    const shown = coveragePicture(seen, "clinic", 300_000, { ...OPTIONS, result, gaps });
    if (shown.subject.kind !== "reach") throw new Error("It shows no reach.");
    const { cells, paint, facilities } = shown.subject;
    expect(paint).toEqual({ by: "minutes", limit: 5 });
    expect(cells.map(({ state }) => state).toSorted()).toEqual(["covered", "gap"]);
    // 100 m at 1.1 m/s are 90.9 s.
    const near = cells.find(({ state }) => state === "covered");
    expect(near!.seconds).toBeGreaterThan(85);
    expect(near!.seconds).toBeLessThan(100);
    expect(cells.find(({ state }) => state === "gap")!.seconds).toBeGreaterThan(1800);
    expect(shown.subject.gaps.map(({ people }) => people)).toEqual([70]);
    expect(facilities.length).toBe(1);
    expect(shown.borders.length).toBe(2);
    expect(shown.notes.speed).toBe(1.1);
    expect((await drawMap(shown)).alt).toContain("服务缺口 1：70 人");
  });

  it("shows states alone where walks are measured in metres", () => {
    const seen = study(CITY, [inCity(400, 500)], HOUSES);
    const result = assess(seen, "clinic", 300_000);
    const { subject } = coveragePicture(seen, "clinic", 300_000, { ...OPTIONS, result, gaps: [] });
    expect(subject).toMatchObject({ paint: { by: "state" } });
  });
});

describe("the picture of an indicator", () => {
  it("shows the units it judges and leaves out the others", async () => {
    const stateOf = ({ name }: { name: string }) => (name === "西社区" ? "nearly" : undefined);
    const shown = statusPicture(UNITS, stateOf, { ...OPTIONS, legend: "社区托育服务" });
    expect(shown.subject).toMatchObject({ units: [{ name: "西社区", state: "nearly" }] });
    expect((await drawMap(shown)).alt).toContain("社区托育服务：接近达标 1");
  });
});
