import { expect, it } from "vitest";
import type { LayerVersion } from "#contract/layers.ts";
import { factsOf, reachFacts } from "../../../../server/compute/policy/study-facts.ts";
import { newVersion } from "../../../fixtures/layer-version.ts";
import { boxUnit, clinic, gridCity, inCity, study } from "../../../fixtures/study.ts";

const version = (layer: string, role: LayerVersion["role"], date: string | null): LayerVersion => ({
  ...newVersion({ role, date }),
  layer,
  version: 2,
  created: "",
});

/** Two units side by side, people in each and outside both, and clinics likewise. */
const { ground } = study(
  gridCity(10),
  [
    clinic("in the west", inCity(200, 500)),
    clinic("outside", inCity(500, 980)),
    { ...clinic("outside, of the east", inCity(500, 980)), attributes: { "unit-code": "east" } },
    {
      ...clinic("in the west, of the east", inCity(200, 500)),
      attributes: { "unit-code": "east" },
    },
    { ...clinic("outside, of nobody", inCity(500, 980)), attributes: { "unit-code": "north" } },
  ],
  [
    { at: inCity(100, 100), people: 10, groups: { "0_2": 2 } },
    { at: inCity(300, 700), people: 5, groups: { "0_2": 1 } },
    { at: inCity(700, 300), people: 7, groups: { "60_plus": 3 } },
    { at: inCity(500, 980), people: 100, groups: { "0_2": 50 } },
  ],
  { units: [boxUnit("west", [0, 0, 500, 900]), boxUnit("east", [500, 0, 1000, 900])] },
);

it("counts the people and the groups of every unit", () => {
  const { units } = factsOf(ground, []);
  expect(units.map(({ id, people, groups }) => [id, people, groups])).toEqual([
    ["west", 15, { "0_2": 3, "60_plus": 0 }],
    ["east", 7, { "0_2": 0, "60_plus": 3 }],
  ]);
});

it("knows no people of a unit without them, nor of an age group left blank, and no reach to them", () => {
  const [west, east] = ground.units;
  const units = [
    { ...west!, withoutPeople: true as const },
    { ...east!, withoutGroups: ["60_plus"] },
  ];
  const told = factsOf({ ...ground, units }, []).units;
  expect(told.map(({ people, groups }) => [people, groups])).toEqual([
    [null, {}],
    [7, { "0_2": 0 }],
  ]);
  const tallies = units.map(() => ({ people: 7, covered: 4, gap: 2, unknown: 1, share: 2 / 3 }));
  const at = { speed: 1, all: tallies[0]!, units: tallies };
  const walks = (group: string | null) =>
    reachFacts(
      [
        {
          service: "clinic",
          profile: "adult",
          minutes: 15,
          group,
          paces: { slow: at, normal: at, fast: at },
          withoutNeighbours: at,
        },
      ],
      units,
    )[0]?.normal;
  expect(walks(null)).toEqual([null, { covered: 4, gap: 2, unknown: 1 }]);
  expect(walks("60_plus")).toEqual([null, null]);
});

it("puts a facility where it lies, and one outside all units where its code says", () => {
  const { facilities } = factsOf(ground, []);
  expect(facilities.map(({ facility, unit }) => [facility.id, unit])).toEqual([
    ["in the west", 0],
    ["outside", -1],
    ["outside, of the east", 1],
    ["in the west, of the east", 0],
    ["outside, of nobody", -1],
  ]);
});

it("dates facilities as the oldest of their layers, and not at all when one is undated", () => {
  const dated = (...dates: (string | null)[]) =>
    factsOf(ground, [
      version("people", "people", "2020"),
      ...dates.map((date, i) => version(`facilities-${i}`, "facilities", date)),
    ]).people;
  expect(dated("2025", "2023-04")).toEqual({
    date: "2020",
    versions: ["people v2"],
    facilities: { date: "2023-04", versions: ["facilities-0 v2", "facilities-1 v2"] },
  });
  expect(dated("2025", null).facilities.date).toBeNull();
});

it("knows from the layer of people which age groups are estimated or known in part", () => {
  const people = version("people", "people", null);
  const marked = { ...people, facts: { estimated: "0_2 60_plus", partial: "80_plus" } };
  expect(factsOf(ground, [marked]).people).toMatchObject({
    estimated: ["0_2", "60_plus"],
    partial: ["80_plus"],
  });
  expect(factsOf(ground, [people]).people).not.toHaveProperty("estimated");
});
