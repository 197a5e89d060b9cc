import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { toDemand } from "../../../server/core/demand/demand.ts";
import { cellAt } from "../../../server/core/geo/cells.ts";
import { readPeople } from "../../../server/intake/people.ts";
import { ANYWHERE, HEIDELBERG, collection, feature, given, refusal } from "./given.ts";

const CELL = cellAt(8.69, 49.41, 10);

const read = (lines: readonly string[], context: Parameters<typeof readPeople>[1] = HEIDELBERG) =>
  readPeople(given("people.csv", lines.join("\n")), context);

describe("people", () => {
  it("are read by cell, with their age groups in order of age", async () => {
    const { sources, groups, total, account } = await read([
      "cell,people,people_60_plus,people_0_2",
      `${CELL},12.5,3,1`,
      `${CELL.toUpperCase()},7.5,2,0`,
    ]);
    expect(sources).toEqual([
      { kind: "cell", cell: CELL, people: 12.5, groups: { "0_2": 1, "60_plus": 3 } },
      { kind: "cell", cell: CELL, people: 7.5, groups: { "0_2": 0, "60_plus": 2 } },
    ]);
    expect(groups).toEqual(["0_2", "60_plus"]);
    expect(total).toBe(20);
    expect(account).toMatchObject({ read: 2, used: 2, droppedCount: 0, notedCount: 0 });
    expect([...toDemand(sources, 10).people]).toEqual([20]);
  });

  it("are read by position, under other names for the columns", async () => {
    const { sources, groups } = await read(["lon,LAT, Population ,人口_3_5", "8.69,49.41,4,1"]);
    expect(sources).toEqual([
      { kind: "point", lng: 8.69, lat: 49.41, people: 4, groups: { "3_5": 1 } },
    ]);
    expect(groups).toEqual(["3_5"]);
  });

  it("are placed by their cell where a file has both", async () => {
    const { sources } = await read(["lng,lat,cell,people", `0,0,${CELL},4`]);
    expect(sources).toEqual([{ kind: "cell", cell: CELL, people: 4, groups: {} }]);
  });

  it("are read from GeoJSON points and polygons, rings closed and wound on the way in", async () => {
    const open = [
      [8.6, 49.4],
      [8.6, 49.41],
      [8.61, 49.41],
      [8.61, 49.4],
    ];
    const file = given(
      "people.geojson",
      collection([
        feature("Point", [8.69, 49.41], { people: 4, people_0_2: 1 }),
        feature("Polygon", [open], { people: "30", people_60_plus: 8 }),
        feature("MultiPolygon", [[open], [open]], { people: 2 }),
      ]),
    );
    const { sources, groups, total } = await readPeople(file, HEIDELBERG);
    const ring = [
      [8.6, 49.4],
      [8.61, 49.4],
      [8.61, 49.41],
      [8.6, 49.41],
      [8.6, 49.4],
    ];
    expect(sources).toEqual([
      { kind: "point", lng: 8.69, lat: 49.41, people: 4, groups: { "0_2": 1 } },
      { kind: "area", polygons: [[ring]], people: 30, groups: { "60_plus": 8 } },
      { kind: "area", polygons: [[ring], [ring]], people: 2, groups: {} },
    ]);
    expect(groups).toEqual(["0_2", "60_plus"]);
    expect(total).toBe(36);
  });

  it("add up to the same total as the demand made of them", async () => {
    const { sources, total } = await read(["lng,lat,people", "8.69,49.41,0.1", "8.7,49.41,0.2"]);
    expect(toDemand(sources, 9).total).toBe(total);
  });

  it("outside the extract are kept, as long as someone is inside", async () => {
    const { sources, account } = await read(["lng,lat,people", "8.69,49.41,1", "9.69,49.41,5"]);
    expect(sources).toHaveLength(2);
    expect(account.droppedCount).toBe(0);
  });

  it("may be nobody: a header alone, or rows of 0, are results", async () => {
    const none = await read(["cell,people,people_0_2"]);
    expect(none).toMatchObject({ sources: [], groups: ["0_2"], total: 0 });
    const zero = await read(["cell,people", `${CELL},0`]);
    expect(zero).toMatchObject({ total: 0, account: { used: 1 } });
  });
});

describe("one bad row is dropped with its reason", () => {
  const header = "cell,people";
  const cases: readonly [what: string, row: string, dropped: object][] = [
    ["blank people", `${CELL},`, { column: "people", reason: "people is blank" }],
    [
      "people in words",
      `${CELL},few`,
      { column: "people", value: "few", reason: "people is not a number" },
    ],
    [
      "negative people",
      `${CELL},-1`,
      { column: "people", value: "-1", reason: "people is negative" },
    ],
    [
      "more people than live on Earth",
      `${CELL},9000000000`,
      { column: "people", value: "9000000000", reason: "people is larger than 8,589,934,592" },
    ],
    ["a blank cell", ",5", { column: "cell", reason: "cell is blank" }],
    [
      "a cell that is none",
      "8a1fb46622dfff,5",
      { column: "cell", value: "8a1fb46622dfff", reason: "cell is not an H3 index" },
    ],
    [
      "a cell too coarse",
      `${cellAt(8.69, 49.41, 6)},5`,
      { column: "cell", reason: "cell has not a resolution from 7 to 12" },
    ],
    [
      "a cell too fine",
      `${cellAt(8.69, 49.41, 13)},5`,
      { column: "cell", reason: "cell has not a resolution from 7 to 12" },
    ],
  ];

  it.each(cases)("%s", async (_what, row, dropped) => {
    const { sources, account } = await read([header, row, `${CELL},3`]);
    expect(sources).toHaveLength(1);
    expect(account.dropped).toHaveLength(1);
    expect(account.dropped[0]).toMatchObject({ file: "people.csv", row: 2, ...dropped });
  });

  it("swapped coordinates among good ones", async () => {
    const { sources, account } = await read(["lng,lat,people", "8.69,49.41,1", "49.41,8.69,5"]);
    expect(sources).toHaveLength(1);
    expect(account.dropped[0]).toMatchObject({ row: 3, reason: "lng and lat look swapped" });
  });

  it("polygons that are none", async () => {
    const ok = [
      [8.6, 49.4],
      [8.61, 49.4],
      [8.61, 49.41],
      [8.6, 49.4],
    ];
    const swapped = ok.map(([lng = 0, lat = 0]) => [lat, lng]);
    const line = [
      [8.6, 49.4],
      [8.61, 49.41],
      [8.62, 49.42],
      [8.6, 49.4],
    ];
    const file = given(
      "people.geojson",
      collection([
        feature("Polygon", [ok], { people: 1 }),
        feature("Polygon", [swapped], { people: 1 }),
        feature("Polygon", [line], { people: 1 }),
        feature("Polygon", [ok.slice(0, 2)], { people: 1 }),
        feature("Polygon", [], { people: 1 }),
        feature("Polygon", "here", { people: 1 }),
        feature(
          "Polygon",
          [
            [
              [8.6, null],
              [8.61, 49.4],
              [8.61, 49.41],
            ],
          ],
          { people: 1 },
        ),
        feature("MultiPolygon", [[ok], [[[478123.5, 5472345.6], ...ok]]], { people: 1 }),
        feature("LineString", ok, { people: 1 }),
      ]),
    );
    const { sources, account } = await readPeople(file, HEIDELBERG);
    expect(sources).toHaveLength(1);
    expect(account.dropped.map(({ row, reason }) => [row, reason])).toEqual([
      [2, "lng and lat look swapped"],
      [3, "the polygon encloses no area"],
      [4, "the polygon has a ring of fewer than three corners"],
      [5, "the coordinates are not those of a polygon"],
      [6, "the coordinates are not those of a polygon"],
      [7, "the coordinates are not those of a polygon"],
      [8, "the coordinates look projected (metres), not degrees"],
      [9, "the geometry is not a Point or Polygon or MultiPolygon"],
    ]);
  });
});

describe("one bad age group is noted and costs the row only that group", () => {
  it.each([
    ["some", "people_0_2 is not a number; left out of this group"],
    ["-1", "people_0_2 is negative; left out of this group"],
  ])("when it holds %j", async (value, reason) => {
    const { sources, account } = await read([
      "cell,people,people_0_2,people_60_plus",
      `${CELL},9,${value},4`,
    ]);
    expect(sources).toMatchObject([{ people: 9, groups: { "60_plus": 4 } }]);
    expect(Object.keys(sources[0]?.groups ?? {})).toEqual(["60_plus"]);
    expect(account).toMatchObject({ used: 1, droppedCount: 0, notedCount: 1 });
    expect(account.noted[0]).toMatchObject({ row: 2, column: "people_0_2", reason });
  });

  it("while a blank one is not known, which is nothing to note", async () => {
    const { sources, groups, account } = await read([
      "cell,people,people_0_2,people_60_plus",
      `${CELL},9,,4`,
      `${CELL},9,0,`,
    ]);
    expect(sources.map((source) => source.groups)).toEqual([{ "60_plus": 4 }, { "0_2": 0 }]);
    expect(groups).toEqual(["0_2", "60_plus"]);
    expect(account).toMatchObject({ used: 2, droppedCount: 0, notedCount: 0 });
  });

  it("while one larger than the people of its row is used as it is", async () => {
    const { sources, account } = await read(["cell,people,people_0_2", `${CELL},9,10`]);
    expect(sources).toMatchObject([{ people: 9, groups: { "0_2": 10 } }]);
    expect(account.noted).toEqual([
      {
        file: "people.csv",
        row: 2,
        column: "people_0_2",
        value: "10",
        reason: "people_0_2 is larger than people; used as it is",
      },
    ]);
  });
});

describe("a file of people is refused", () => {
  it("when everyone is outside the extract, by point, cell or area", async () => {
    const far = [
      [100, 38],
      [100.1, 38],
      [100.1, 38.1],
      [100, 38],
    ];
    const files = [
      given("points.csv", "lng,lat,people\n100.45,38.93,5\n"),
      given("cells.csv", `cell,people\n${cellAt(100.45, 38.93, 9)},5\n`),
      given("areas.geojson", collection([feature("Polygon", [far], { people: 5 })])),
    ];
    for (const file of files) {
      const error = await refusal(readPeople(file, HEIDELBERG));
      expect(error.message).toContain("every row lies outside the street extract");
      expect((await readPeople(file, ANYWHERE)).sources).toHaveLength(1);
    }
  });

  it("when it lacks the people, or a place, and lists what it has and what is wanted", async () => {
    const people = await refusal(read(["cell,inhabitants", `${CELL},5`]));
    expect(people.message).toBe(
      "people.csv has no column people. Its header, row 1, is: cell, inhabitants. " +
        "Add or rename the column. The columns wanted are cell (an H3 index) or lng, lat; people; " +
        "and, where known, age groups such as people_0_2 or people_60_plus.",
    );
    expect(people).toMatchObject({ row: 1, column: "people" });
    const place = await refusal(read(["name,lat,people", "A,49.41,5"]));
    expect(place.message).toContain("has no column lng.");
  });

  it("when they add up to more than can be", async () => {
    const row = `${CELL},8000000000`;
    const error = await refusal(read(["cell,people", row, row]));
    expect(error.message).toContain("add up to more than");
  });
});

const PORTO_ALEGRE = path.resolve("../shared/data/porto-alegre/poa_hexgrid.csv");
if (!existsSync(PORTO_ALEGRE)) console.log(`skipped: there is no ${PORTO_ALEGRE}`);

describe.runIf(existsSync(PORTO_ALEGRE))("the people of Porto Alegre", () => {
  it("are 812,935 in 1,227 cells, and as many at every resolution", async () => {
    const { sources, total, account } = await readPeople(PORTO_ALEGRE, ANYWHERE);
    expect(total).toBe(812_935);
    expect(account).toMatchObject({ read: 1227, used: 1227, droppedCount: 0, notedCount: 0 });
    for (const resolution of [8, 9, 10, 11]) {
      expect(toDemand(sources, resolution).total).toBe(812_935);
    }
    expect(toDemand(sources, 9).cells).toHaveLength(1227);
  });
});
