import type { Geometry } from "geojson";
import { describe, expect, it } from "vitest";
import type { Field } from "#contract/fields.ts";
import { cellAt } from "#core/geo/cells.ts";
import { readPeopleRows } from "../../../../server/intake/people-tables/people-rows.ts";
import { box, sheet } from "../../../fixtures/people-tables.ts";

const CELL = cellAt(100.45, 38.93, 10);
const none = (rows: number) => Array.from({ length: rows }, () => undefined);

/** Columns named by their fields. */
function read(
  fields: readonly Field[],
  rows: readonly string[][],
  geometries: readonly (Geometry | undefined)[] = none(rows.length),
) {
  const table = sheet(fields, ...rows);
  return readPeopleRows(
    table,
    Object.fromEntries(fields.map((field) => [field, field])),
    geometries,
  );
}

const said = ({ notes }: ReturnType<typeof readPeopleRows>) =>
  notes.map(({ row, outcome, reason }) => [row, outcome, reason.code]);

describe("rows of people", () => {
  it("are points where the table has positions", () => {
    const at: Geometry = { type: "Point", coordinates: [100.45, 38.93] };
    const rows = [
      ["1,200", "30"],
      ["８户", "0"],
      ["7", "1"],
    ];
    const found = read(["people", "people_0_2"], rows, [
      at,
      undefined,
      { type: "LineString", coordinates: [] },
    ]);
    expect(found.places).toBe("points");
    expect(found.rows).toEqual([
      {
        row: 2,
        place: { kind: "point", lng: 100.45, lat: 38.93 },
        code: undefined,
        name: "",
        parent: "",
        people: 1200,
        groups: { "0_2": 30 },
        estimated: [],
      },
    ]);
    expect(said(found).filter(([, outcome]) => outcome === "dropped")).toEqual([
      [3, "dropped", "people-position-missing"],
      [4, "dropped", "people-area-unusable"],
    ]);
  });

  it("are polygons where it has those, closed and wound", () => {
    const ring = box(100, 38, 100.1, 38.1);
    const open = ring.slice(0, 4).toReversed();
    const found = read(
      ["people"],
      [["5"], ["6"]],
      [
        { type: "Polygon", coordinates: [open] },
        { type: "Polygon", coordinates: [open.slice(0, 2)] },
      ],
    );
    expect(found.places).toBe("polygons");
    const [, , , west = [0, 0]] = ring;
    expect(found.rows[0]?.place).toEqual({
      kind: "area",
      polygons: [[[west, ...ring.slice(0, 4)]]],
    });
    expect(said(found)).toEqual([[3, "dropped", "people-area-unusable"]]);
  });

  it("are cells, also where there are positions besides", () => {
    const at: Geometry = { type: "Point", coordinates: [0, 0] };
    const found = read(
      ["cell", "people"],
      [
        [CELL.toUpperCase(), "5"],
        ["8a1fb4", "5"],
        [cellAt(100, 38, 13), "5"],
        ["", "5"],
      ],
      [at, at, at, at],
    );
    expect(found.places).toBe("cells");
    expect(found.rows.map(({ place }) => place)).toEqual([{ kind: "cell", cell: CELL }]);
    expect(said(found)).toEqual([
      [3, "dropped", "people-cell-wrong"],
      [4, "dropped", "people-cell-resolution"],
      [5, "dropped", "people-cell-wrong"],
    ]);
  });

  it("are units by code and name where it has neither", () => {
    const found = read(
      ["unit-code", "name", "unit", "people"],
      [
        ["620702001001", "交通巷社区", "东街街道", "5000"],
        ["6.20702E+11", "甘泉社区", "", "4000"],
        ["", "", "", "3"],
      ],
    );
    expect(found.places).toBe("units");
    expect(found.rows).toMatchObject([
      { code: "620702001001", name: "交通巷社区", parent: "东街街道", place: { kind: "unit" } },
      { code: undefined, name: "甘泉社区", parent: "" },
    ]);
    expect(said(found)).toEqual([
      [4, "dropped", "people-unit-blank"],
      [3, "noted", "unit-code-lost"],
    ]);
  });

  it("have their own name in the column of units where that is the only name", () => {
    expect(read(["unit", "people"], [["甘泉社区", "4"]]).rows).toMatchObject([
      { name: "甘泉社区", parent: "" },
    ]);
  });
});

describe("counts", () => {
  it("that are blank are not known, and 0 is nobody", () => {
    const found = read(
      ["name", "people"],
      [
        ["a", ""],
        ["b", "0"],
        ["c", "不详"],
        ["d", "-4"],
        ["e", "很多"],
      ],
    );
    expect(found.rows.map(({ row, people }) => [row, people])).toEqual([[3, 0]]);
    expect(said(found)).toEqual([
      [2, "dropped", "people-blank"],
      [4, "dropped", "people-blank"],
      [5, "dropped", "amount-negative"],
      [6, "dropped", "amount-unreadable"],
    ]);
  });

  it("of a group cost the row only that group when blank or unreadable", () => {
    const found = read(
      ["name", "people", "people_0_2", "people_60_plus"],
      [
        ["a", "10", "", "x"],
        ["b", "10", "0", "3"],
      ],
    );
    expect(found.rows.map(({ groups }) => groups)).toEqual([{}, { "0_2": 0, "60_plus": 3 }]);
    expect(said(found)).toEqual([[2, "noted", "group-unreadable"]]);
    expect(found.notes[0]).toMatchObject({ column: "people_60_plus", value: "x" });
  });

  it("as shares are per cent when one of the column is above 1, fractions otherwise", () => {
    const rows = [
      ["a", "1000", "17.5", "0.25", "120"],
      ["b", "1000", "0.5", "1", "5"],
    ];
    const found = read(["name", "people", "share_60_plus", "share_0_2", "share_3_5"], rows);
    expect(found.rows.map(({ groups }) => groups)).toEqual([
      { "60_plus": 175, "0_2": 250 },
      { "60_plus": 5, "0_2": 1000, "3_5": 50 },
    ]);
    expect(said(found)[0]).toEqual([2, "noted", "group-share-too-large"]);
  });

  it("in 万人 are multiplied, which is said once at the titles", () => {
    const table = sheet(["名称", "常住人口（万人）"], ["甘州区", "51.9096"]);
    const found = readPeopleRows(table, { 名称: "name", "常住人口（万人）": "people" }, none(1));
    expect(found.rows.map(({ people }) => people)).toEqual([519_096]);
    expect(said(found)).toEqual([[1, "noted", "column-unit"]]);
  });

  it("that contradict each other are noted and used", () => {
    const found = read(
      ["name", "people", "people_0_2", "people_3_5", "people_0_14", "people_60_plus"],
      [["a", "20", "3", "4", "6", "17"]],
    );
    expect(found.rows).toHaveLength(1);
    expect(found.notes.map(({ outcome, reason }) => [outcome, reason.code, reason.values])).toEqual(
      [
        ["noted", "groups-above-group", { parts: "0–2 + 3–5", sum: 7, whole: "0–14", of: 6 }],
        ["noted", "groups-above-people", { parts: "0–2 + 3–5 + 60+", sum: 24, of: 20 }],
      ],
    );
  });
});

describe("a table is not used", () => {
  it("without a column of people, a register of persons least of all", () => {
    expect(read(["name"], [["a"]]).blocking).toEqual([{ code: "people-column-missing" }]);
    const register = sheet(["姓名", "身份证号", "所属社区"], ["张三", "1", "甘泉社区"]);
    const found = readPeopleRows(register, { 所属社区: "unit" }, none(1));
    expect(found.blocking).toEqual([
      { code: "people-by-person", values: { columns: "姓名、身份证号" } },
    ]);
    expect(found.rows).toEqual([]);
  });

  it("without anything that says where", () => {
    expect(read(["people", "year"], [["5", "2020"]]).blocking).toEqual([
      { code: "people-place-missing" },
    ]);
  });
});

describe("people are not counted twice", () => {
  it("by rows of totals", () => {
    const found = read(
      ["name", "people"],
      [
        ["甘泉社区", "4"],
        ["小计", "4"],
        ["东街街道合计：", "4"],
        ["合 计", "8"],
        ["合计村", "1"],
      ],
    );
    expect(found.rows.map(({ row }) => row)).toEqual([2, 6]);
    expect(said(found)).toEqual([3, 4, 5].map((row) => [row, "dropped", "people-total-row"]));
  });

  it("by a township beside its villages, by code; the city above it too", () => {
    const found = read(
      ["unit-code", "name", "people"],
      [
        ["620702000000", "甘州区", "100"],
        ["620702001000", "东街街道", "60"],
        ["620702001001", "交通巷", "25"],
        ["620702001005", "甘泉", "35"],
        ["620702002", "南街街道", "40"],
      ],
    );
    expect(found.rows.map(({ row }) => row)).toEqual([4, 5, 6]);
    expect(found.notes.map(({ row, reason }) => [row, reason.code, reason.values])).toEqual([
      [3, "people-subtotal", { name: "东街街道", rows: 2, own: 60, sum: 60 }],
      [2, "people-subtotal", { name: "甘州区", rows: 3, own: 100, sum: 100 }],
    ]);
  });

  it("by a township beside its villages, by the parent they name or have in front of their name", () => {
    const found = read(
      ["name", "unit", "people"],
      [
        ["梁家墩镇", "", "70"],
        ["新建村", "梁家墩镇人民政府", "30"],
        ["梁家墩镇迎恩村", "", "30"],
        ["乌江镇", "", "50"],
      ],
    );
    expect(found.rows.map(({ row }) => row)).toEqual([3, 4, 5]);
    expect(found.notes.map(({ row, reason }) => [row, reason.code, reason.values])).toEqual([
      [2, "people-subtotal-differs", { name: "梁家墩镇", rows: 2, own: 70, sum: 60 }],
    ]);
  });

  it("and the shares of the township estimate what its villages do not know", () => {
    const found = read(
      ["unit-code", "name", "people", "people_60_plus"],
      [
        ["620702000", "甘州区", "200", "100"],
        ["620702001", "东街街道", "60", "15"],
        ["620702001001", "交通巷", "20", ""],
        ["620702001005", "甘泉", "40", "1"],
        ["620702002", "南街街道", "140", ""],
      ],
    );
    expect(found.rows.map(({ name, groups, estimated }) => [name, groups, estimated])).toEqual([
      ["交通巷", { "60_plus": 5 }, ["60_plus"]],
      ["甘泉", { "60_plus": 1 }, []],
      ["南街街道", { "60_plus": 70 }, ["60_plus"]],
    ]);
  });

  it("but points that name the township they lie in are all counted", () => {
    const at: Geometry = { type: "Point", coordinates: [100, 38] };
    const rows = [
      ["620702001", "3"],
      ["620702001001", "4"],
    ];
    expect(read(["unit-code", "people"], rows, [at, at]).rows).toHaveLength(2);
  });
});

it("every row is used or dropped", () => {
  const rows = [
    ["a", "5"],
    ["", "5"],
    ["b", ""],
    ["合计", "10"],
    ["c", "x"],
  ];
  const found = read(["name", "people"], rows);
  const dropped = found.notes.filter(({ outcome }) => outcome === "dropped");
  expect(
    [...found.rows.map(({ row }) => row), ...dropped.map(({ row }) => row)].toSorted(
      (a, b) => a - b,
    ),
  ).toEqual([2, 3, 4, 5, 6]);
});
