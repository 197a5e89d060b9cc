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

describe("counts that have no column of their own", () => {
  const notes = (found: ReturnType<typeof readPeopleRows>) =>
    found.notes.map(({ row, reason }) => [row, reason.code, reason.values]);
  const ofTitles = (
    titles: readonly string[],
    mapping: Readonly<Record<string, Field>>,
    ...rows: readonly string[][]
  ) => readPeopleRows(sheet(titles, ...rows), mapping, none(rows.length));

  it("are those of men and women together", () => {
    const found = ofTitles(
      ["社区", "男", "女性人口", "0-2岁（男）", "0-2岁（女）", "60岁以上男"],
      { 社区: "name" },
      ["甘泉社区", "20", "22", "1", "2", "5"],
      ["交通巷社区", "10", "", "1", "2", "5"],
      ["长沙门社区", "10", "10", "1", "", "5"],
    );
    expect(found.rows.map(({ people, groups }) => [people, groups])).toEqual([
      [42, { "0_2": 3 }],
      [20, {}],
    ]);
    expect(notes(found)).toEqual([
      [3, "people-blank", undefined],
      [1, "people-of-sexes", { men: "男", women: "女性人口" }],
      [1, "group-of-sexes", { ages: "0–2", men: "0-2岁（男）", women: "0-2岁（女）" }],
    ]);
  });

  it("are not those of men and women where a column has all", () => {
    const found = ofTitles(["社区", "人口", "男", "女"], { 社区: "name", 人口: "people" }, [
      "甘泉社区",
      "50",
      "20",
      "22",
    ]);
    expect(found.rows.map(({ people }) => people)).toEqual([50]);
    expect(found.notes).toEqual([]);
  });

  it("are the sum of the ages that follow each other without a gap, where all of them are known", () => {
    const found = read(
      [
        "name",
        "people",
        "people_0_0",
        "people_1_1",
        "people_2_2",
        "people_60_79",
        "people_80_plus",
      ],
      [
        ["a", "100", "1", "2", "3", "10", "4"],
        ["b", "100", "1", "", "3", "10", "4"],
      ],
    );
    expect(found.rows.map(({ groups }) => [groups["0_2"], groups["60_plus"]])).toEqual([
      [6, 14],
      [undefined, 14],
    ]);
    expect(notes(found)).toEqual([
      [1, "group-summed", { ages: "0–2", parts: "0 + 1 + 2" }],
      [1, "group-summed", { ages: "60+", parts: "60–79 + 80+" }],
    ]);
  });

  it("are all people where the ages make up all, and none where one is missing", () => {
    const whole = read(
      ["name", "people_0_14", "people_15_59", "people_60_plus"],
      [["a", "1", "7", "2"]],
    );
    expect(whole.rows.map(({ people }) => people)).toEqual([10]);
    expect(notes(whole)).toEqual([[1, "people-summed", { parts: "0–14 + 15–59 + 60+" }]]);
    expect(read(["name", "people_0_14", "people_60_plus"], [["a", "1", "2"]]).blocking).toEqual([
      { code: "people-column-missing" },
    ]);
  });

  it("may be missing under three years, and 0–3 does not stand for them", () => {
    expect(notes(read(["name", "people", "people_0_3"], [["a", "100", "4"]]))).toEqual([
      [1, "group-young-missing", { ages: "0–3" }],
    ]);
    expect(
      notes(read(["name", "people", "people_0_2", "people_0_3"], [["a", "9", "4", "4"]])),
    ).toEqual([]);
  });

  it("are estimated where they follow from shares", () => {
    const found = read(
      ["name", "people", "share_60_69", "people_70_79", "share_80_plus"],
      [["a", "1000", "10", "50", "2"]],
    );
    expect(found.rows.map(({ groups, estimated }) => [groups["60_plus"], estimated])).toEqual([
      [170, ["60_69", "80_plus", "60_plus"]],
    ]);
  });
});

describe("merged cells", () => {
  const rows = [
    ["东街街道", "甘泉", "4"],
    ["", "交通巷", "5"],
    ["南街街道", "佛城", "6"],
    ["", "泰安", "7"],
  ];
  it("give the township of the rows below", () => {
    const found = read(["unit", "name", "people"], rows);
    expect(found.rows.map(({ parent }) => parent)).toEqual([
      "东街街道",
      "东街街道",
      "南街街道",
      "南街街道",
    ]);
    expect(found.notes.map(({ row, reason }) => [row, reason.code, reason.values])).toEqual([
      [1, "unit-parent-filled", { rows: 2 }],
    ]);
  });

  it("are not to be seen where a township is named in several rows, or the first has none", () => {
    for (const more of [
      ["东街街道", "长沙门", "8"],
      ["", "x", "1"],
    ]) {
      const all = more[0] === "" ? [more, ...rows] : [...rows, more];
      const found = read(["unit", "name", "people"], all);
      expect(found.rows.map(({ parent }) => parent)).toEqual(all.map(([parent]) => parent));
    }
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
    expect(said(found)).toEqual([
      [3, "dropped", "people-total-row"],
      [4, "dropped", "people-total-row"],
      // 4 and 1 are not 8.
      [5, "dropped", "people-subtotal-differs"],
    ]);
  });

  it("and a row of totals is compared with what it adds up, and estimates by its shares what that lacks", () => {
    const found = read(
      ["unit", "name", "people", "share_60_plus", "people_0_2"],
      [
        ["东街街道", "交通巷社区", "50", "", "2"],
        ["东街街道", "甘泉社区", "30", "0.5", "1"],
        ["东街街道小计", "", "80", "0.2", ""],
        ["南街街道", "佛城社区", "20", "", ""],
        ["", "小计", "20", "0.3", ""],
        ["经济开发区", "紫泥泉村", "7", "0", "0"],
        ["经济开发区小计", "", "7", "", ""],
        ["甘州区总计", "", "107", "0.1", "5.35"],
      ],
    );
    expect(found.rows.map(({ name, groups, estimated }) => [name, groups, estimated])).toEqual([
      ["交通巷社区", { "0_2": 2, "60_plus": 10 }, ["60_plus"]],
      ["甘泉社区", { "0_2": 1, "60_plus": 15 }, ["60_plus"]],
      ["佛城社区", { "60_plus": 2, "0_2": 1 }, ["60_plus", "0_2"]],
      ["紫泥泉村", { "60_plus": 0, "0_2": 0 }, ["60_plus"]],
    ]);
    expect(said(found).filter(([, outcome]) => outcome === "dropped")).toEqual([
      [6, "dropped", "people-total-row"],
      [8, "dropped", "people-subtotal"],
      [4, "dropped", "people-subtotal"],
      [9, "dropped", "people-subtotal"],
    ]);
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
