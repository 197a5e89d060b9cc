import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JoinUnit } from "../../../../server/intake/people-tables/find-unit.ts";
import { joinUnits, type JoinRule } from "../../../../server/intake/people-tables/join-units.ts";
import type { PeopleRow } from "../../../../server/intake/people-tables/people-row.ts";

const VILLAGES: readonly JoinUnit[] = [
  { id: "620702001001", name: "交通巷社区居民委员会" },
  { id: "620702001005", name: "甘泉社区居民委员会" },
  { id: "620702101201", name: "新建村民委员会", parent: "沙井镇" },
  { id: "620702102205", name: "新建村民委员会", parent: "乌江镇" },
];
const TOWNSHIPS: readonly JoinUnit[] = [
  { id: "620702001", name: "东街街道" },
  { id: "620702101", name: "沙井镇" },
];

let next = 2;
function row(own: Partial<PeopleRow>): PeopleRow {
  return {
    row: next++,
    place: { kind: "unit" },
    code: undefined,
    name: "",
    parent: "",
    people: 10,
    groups: {},
    estimated: [],
    ...own,
  };
}

function join(rows: readonly PeopleRow[], units: readonly JoinUnit[], how: JoinRule = "auto") {
  const joined = joinUnits(rows, units, how);
  const place = (wanted: number) => rows.findIndex((one) => one.row === wanted);
  return {
    ...joined,
    matches: joined.matched.map(({ rows: of, units: ids }) => [of.map(place), ids]),
    said: joined.notes.map((note) => [place(note.row), note.outcome, note.reason.code]),
  };
}

describe("by code", () => {
  it("a row is the unit with its code", () => {
    const { matches, by, unitsWithout } = join([row({ code: "620702001005" })], VILLAGES);
    expect(matches).toEqual([[[0], ["620702001005"]]]);
    expect(by).toBe("code");
    expect(unitsWithout).toEqual(["620702001001", "620702101201", "620702102205"]);
  });

  it("villages add up to their township where the layer has townships", () => {
    const rows = [
      row({ code: "620702001001", people: 25, groups: { "0_2": 1, "60_plus": 5 } }),
      row({ code: "620702001005", people: 35, groups: { "60_plus": 6 }, estimated: ["60_plus"] }),
    ];
    const { matched } = join(rows, TOWNSHIPS);
    expect(matched).toEqual([
      {
        rows: rows.map((one) => one.row),
        units: ["620702001"],
        people: 60,
        groups: { "60_plus": 11 },
        estimated: ["60_plus"],
      },
    ]);
  });

  it("a township is all its villages together where the layer has villages", () => {
    const { matches, unitsWithout } = join([row({ code: "620702001" })], VILLAGES);
    expect(matches).toEqual([[[0], ["620702001001", "620702001005"]]]);
    expect(unitsWithout).toEqual(["620702101201", "620702102205"]);
  });

  it("a village missing among its township's villages is not the township", () => {
    const { matches, open } = join(
      [row({ code: "620702001099", name: "某社区" })],
      [...TOWNSHIPS, ...VILLAGES],
    );
    expect(matches).toEqual([]);
    expect(open).toMatchObject([{ key: "某社区", why: "none", candidates: [] }]);
  });

  it("two rows of one code are doubtful, both", () => {
    const { matches, said } = join(
      [row({ code: "620702001001" }), row({ code: "620702001001" })],
      VILLAGES,
    );
    expect(matches).toEqual([]);
    expect(said).toEqual([
      [0, "doubtful", "unit-named-twice"],
      [1, "doubtful", "unit-named-twice"],
    ]);
  });

  it("in a layer of both levels neither is counted twice nor called without people", () => {
    const layer = [...TOWNSHIPS, ...VILLAGES];
    const { matches, said } = join(
      [row({ name: "东街街道", people: 20 }), row({ name: "交通巷" }), row({ name: "甘泉" })],
      layer,
    );
    expect(matches).toEqual([
      [[1], ["620702001001"]],
      [[2], ["620702001005"]],
    ]);
    expect(said).toEqual([[0, "dropped", "people-subtotal"]]);
    expect(join([row({ code: "620702001" })], layer).unitsWithout).toEqual([
      "620702101",
      "620702101201",
      "620702102205",
    ]);
    expect(join([row({ code: "620702001001" })], layer).unitsWithout).not.toContain("620702001");
  });
});

describe("by name", () => {
  it.each([
    "交通巷社区居委会",
    "交通巷社区",
    "交通巷居委会",
    "交通巷",
    "东街街道交通巷社区",
    " 交通巷 社区 ",
  ])("%s is 交通巷社区居民委员会", (name) => {
    const { matches, by } = join([row({ name })], [...VILLAGES, ...TOWNSHIPS], "name");
    expect(matches).toEqual([[[0], ["620702001001"]]]);
    expect(by).toBe("name");
  });

  it("a farm in front of a name is known by the layer, though it is no township by its name", () => {
    const farm = [
      { id: "620723400", name: "国营临泽农场" },
      { id: "620723400498", name: "一分场虚拟社区" },
      { id: "620723100498", name: "一分场虚拟社区", parent: "平川镇" },
    ];
    const { matches } = join([row({ name: "国营临泽农场一分场虚拟社区" })], farm);
    expect(matches).toEqual([[[0], ["620723400498"]]]);
  });

  it("namesakes are told apart by their parent, or left for doubtful", () => {
    const rows = [
      row({ name: "新建村", parent: "乌江镇" }),
      row({ name: "沙井镇新建村" }),
      row({ name: "新建村" }),
      row({ name: "新建村", parent: "碱滩镇" }),
    ];
    const { matches, said } = join(rows, VILLAGES);
    expect(matches).toEqual([
      [[0], ["620702102205"]],
      [[1], ["620702101201"]],
    ]);
    expect(said).toEqual([
      [2, "doubtful", "unit-ambiguous"],
      [3, "doubtful", "unit-not-found-near"],
    ]);
  });

  it("two namesakes for one unit are doubtful, both", () => {
    const one = [{ id: "u1", name: "新建村" }];
    const { matches, said } = join(
      [row({ name: "新建村", parent: "乌江镇" }), row({ name: "新建村", parent: "沙井镇" })],
      one,
    );
    expect(matches).toEqual([]);
    expect(said.map(([, outcome]) => outcome)).toEqual(["doubtful", "doubtful"]);
  });

  it("a village is not a community of the same name", () => {
    const { open } = join([row({ name: "甘泉村" })], VILLAGES);
    expect(open).toMatchObject([{ why: "near", candidates: ["620702001005"] }]);
  });

  it("villages add up to the township they name, and a township is the villages that name it", () => {
    const townships = [{ id: "t1", name: "沙井镇" }];
    expect(
      join([row({ name: "南湾村", parent: "沙井镇" }), row({ name: "沙井镇东湾村" })], townships)
        .matches,
    ).toEqual([[[0, 1], ["t1"]]]);
    expect(join([row({ name: "沙井镇" })], VILLAGES).matches).toEqual([[[0], ["620702101201"]]]);
  });

  it("a township that is not found is not taken for a community whose name is like its own", () => {
    const units = [{ id: "620702001044", name: "东湖社区" }];
    expect(join([row({ name: "东街街道" })], units).open).toMatchObject([{ why: "none" }]);
    expect(join([row({ name: "东街" })], units).open).toMatchObject([
      { why: "near", candidates: ["620702001044"] },
    ]);
  });

  it("what is not found is listed with the nearest name", () => {
    const { open, said } = join([row({ name: "交通港社区" }), row({ name: "火车站" })], VILLAGES);
    expect(open.map(({ key, candidates }) => [key, candidates])).toEqual([
      ["交通港社区", ["620702001001"]],
      ["火车站", []],
    ]);
    expect(said).toEqual([
      [0, "doubtful", "unit-not-found-near"],
      [1, "dropped", "unit-not-found"],
    ]);
  });
});

describe("automatically", () => {
  it("a new code within the township goes by name, which is noted; one of elsewhere does not", () => {
    const { matches, said } = join(
      [
        row({ code: "620702001077", name: "甘泉社区" }),
        row({ code: "620725101201", name: "交通巷社区" }),
      ],
      VILLAGES,
    );
    expect(matches).toEqual([[[0], ["620702001005"]]]);
    expect(said).toEqual([
      [0, "noted", "unit-by-name-instead"],
      [1, "doubtful", "unit-not-found-near"],
    ]);
  });

  it("every row is matched, dropped or doubtful, once; no unit has people twice", () => {
    const anyRow = fc.record({
      code: fc.constantFrom(
        undefined,
        "620702",
        "620702001",
        "620702101",
        "620702001001",
        "620702001005",
        "620702101201",
        "620702001099",
      ),
      name: fc.constantFrom(
        "",
        "新建村",
        "交通巷",
        "甘泉社区",
        "沙井镇",
        "东街街道",
        "沙井镇新建村",
        "某村",
      ),
      parent: fc.constantFrom("", "沙井镇", "东街街道办事处"),
    });
    const more = { id: "620702101202", name: "南湾村委会", parent: "沙井镇" };
    const nameless = [...VILLAGES, more].map((unit, i) => ({ ...unit, id: `u${i}` }));
    const layers = fc.constantFrom<readonly JoinUnit[]>(
      VILLAGES,
      TOWNSHIPS,
      [...VILLAGES, more],
      [...TOWNSHIPS, ...VILLAGES, more],
      nameless,
    );
    const how = fc.constantFrom<JoinRule>("auto", "code", "name");
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), layers, how, (owns, units, rule) => {
        const rows = owns.map((own) => row(own));
        const { matched, notes } = joinUnits(rows, units, rule);
        const left = notes.filter(({ outcome }) => outcome !== "noted").map((note) => note.row);
        const used = matched.flatMap((one) => one.rows);
        expect([...used, ...left].toSorted((a, b) => a - b)).toEqual(rows.map((one) => one.row));
        const ids = matched.flatMap((one) => one.units);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 1000 },
    );
  });
});
