import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UnitDecisions } from "../../../../server/intake/people-tables/decide-units.ts";
import type { JoinUnit } from "../../../../server/intake/people-tables/find-unit.ts";
import { joinUnits } from "../../../../server/intake/people-tables/join-units.ts";
import type { PeopleRow } from "../../../../server/intake/people-tables/people-row.ts";

const GANQUAN = "620702001005";
const JIAOTONG = "620702001001";
const SHAJING = "620702101201";
const WUJIANG = "620702102205";
const UNITS: readonly JoinUnit[] = [
  { id: JIAOTONG, name: "交通巷社区" },
  { id: GANQUAN, name: "甘泉社区" },
  { id: SHAJING, name: "新建村", parent: "沙井镇" },
  { id: WUJIANG, name: "新建村", parent: "乌江镇" },
];

/** Rows 2, 3, … with 1, 2, 4, … people, so that every sum tells its rows. */
const table = (...rows: readonly Partial<PeopleRow>[]): PeopleRow[] =>
  rows.map((own, i) => ({
    row: i + 2,
    place: { kind: "unit" },
    code: undefined,
    name: "",
    parent: "",
    people: 2 ** i,
    groups: {},
    estimated: [],
    ...own,
  }));

function join(rows: readonly PeopleRow[], decided: UnitDecisions = {}, units = UNITS) {
  const joined = joinUnits(rows, units, "auto", decided);
  return {
    people: Object.fromEntries(joined.matched.map((one) => [one.units.join(" "), one.people])),
    said: joined.notes.map(({ row, outcome, reason }) => `${row} ${outcome} ${reason.code}`),
    open: joined.open.map(({ key, why, candidates }) => [key, why, ...candidates]),
    notes: joined.notes,
  };
}

describe("a row whose name is nearly that of a unit", () => {
  const rows = table({ name: "甘泉社区" }, { name: "交通港社区" });

  it("waits, with the unit it may be", () => {
    const { people, said, open } = join(rows);
    expect(people).toEqual({ [GANQUAN]: 1 });
    expect(said).toEqual(["3 doubtful unit-not-found-near"]);
    expect(open).toEqual([["交通港社区", "near", JIAOTONG]]);
  });

  it("is that unit once decided, which is noted", () => {
    const { people, notes, open } = join(rows, { 交通港社区: JIAOTONG });
    expect(people).toEqual({ [GANQUAN]: 1, [JIAOTONG]: 2 });
    expect(notes).toEqual([
      {
        row: 3,
        outcome: "noted",
        reason: { code: "unit-decided", values: { name: "交通港社区", unit: "交通巷社区" } },
      },
    ]);
    expect(open).toEqual([]);
  });

  it("is left out by an empty decision", () => {
    const { people, said, open } = join(rows, { 交通港社区: "" });
    expect([people, said, open]).toEqual([{ [GANQUAN]: 1 }, ["3 dropped unit-left-out"], []]);
  });

  it("waits on where the study has no such unit", () => {
    expect(join(rows, { 交通港社区: "620702009999" }).said).toEqual([
      "3 doubtful unit-not-found-near",
    ]);
    expect(join(table({ name: "__proto__" })).said).toEqual(["2 dropped unit-not-found"]);
  });

  it("may become any other unit; what has another already makes both wait", () => {
    expect(join(rows, { 交通港社区: SHAJING }).people).toEqual({ [GANQUAN]: 1, [SHAJING]: 2 });
    const { people, said, open } = join(rows, { 交通港社区: GANQUAN });
    expect(people).toEqual({});
    expect(said).toEqual(["2 doubtful unit-named-twice", "3 doubtful unit-named-twice"]);
    expect(open).toEqual([
      ["甘泉社区", "twice"],
      ["交通港社区", "twice"],
    ]);
    expect(join(rows, { 交通港社区: GANQUAN, 甘泉社区: "" }).people).toEqual({ [GANQUAN]: 2 });
  });
});

describe("what decisions are filed under", () => {
  it("is the name with its parent, or the code where there is no name", () => {
    const { open } = join(
      table({ name: "新健村", parent: "沙井镇" }, { code: "620702003999" }, { name: "火车站" }),
    );
    expect(open.map(([key]) => key)).toEqual(["沙井镇/新健村", "620702003999", "火车站"]);
  });

  it("has the number of the row behind it where several say the same, and each is decided alone", () => {
    const rows = table({ name: "新建村" }, { name: "新建村" });
    expect(join(rows).open).toEqual([
      ["新建村~2", "ambiguous", SHAJING, WUJIANG],
      ["新建村~3", "ambiguous", SHAJING, WUJIANG],
    ]);
    expect(join(rows, { "新建村~2": WUJIANG, "新建村~3": SHAJING }).people).toEqual({
      [WUJIANG]: 1,
      [SHAJING]: 2,
    });
    expect(join(rows, { 新建村: "" }).said).toEqual([
      "2 dropped unit-left-out",
      "3 dropped unit-left-out",
    ]);
    expect(join(rows, { 新建村: "", "新建村~3": SHAJING }).people).toEqual({ [SHAJING]: 2 });
  });
});

it("a village decided for the township it lies in is added to the others there", () => {
  const townships = [{ id: "t1", name: "沙井镇" }];
  const rows = table({ name: "南湾村", parent: "沙井镇" }, { name: "东湾村", parent: "沙景" });
  expect(join(rows, {}, townships).people).toEqual({ t1: 1 });
  expect(join(rows, { "沙景/东湾村": "t1" }, townships).people).toEqual({ t1: 3 });
});

/** Names as they are, with one character wrong, and what they are. */
const SPELLINGS = [
  ["交通巷社区", "交通港社区", JIAOTONG],
  ["甘泉社区", "甘全社区", GANQUAN],
  ["南关社区", "南官社区", "620702001007"],
  ["东湖社区", "冬湖社区", "620702001008"],
] as const;

describe("with any rows misspelt", () => {
  const units = [
    { id: "620702001", name: "东街街道" },
    ...SPELLINGS.map(([name, , id]) => ({ id, name })),
  ];
  const anyTable = fc.record({
    wrong: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    people: fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }),
    isWithTownship: fc.boolean(),
  });
  const rowsOf = (spelling: (i: number) => string, people: readonly number[], whole: boolean) =>
    table(
      ...SPELLINGS.map((_, i) => ({
        name: spelling(i),
        parent: "东街街道",
        people: people[i] ?? 0,
      })),
      ...(whole ? [{ name: "东街街道", people: people.reduce((a, b) => a + b, 0) }] : []),
    );

  it("deciding for the near name is writing it right, and nobody is lost or counted twice", () => {
    fc.assert(
      fc.property(anyTable, ({ wrong, people, isWithTownship }) => {
        const spelt = (i: number) => SPELLINGS[i]?.[wrong[i] === true ? 1 : 0] ?? "";
        const given = rowsOf(spelt, people, isWithTownship);
        const right = rowsOf((i) => SPELLINGS[i]?.[0] ?? "", people, isWithTownship);
        const first = joinUnits(given, units, "auto");
        const waiting = first.open.filter(({ why }) => why === "near");
        expect(waiting.length).toBe(wrong.filter(Boolean).length);
        const inUse = first.matched.reduce((sum, one) => sum + (one.people ?? 0), 0);
        const waits = waiting.reduce((sum, one) => sum + (one.written.people ?? 0), 0);
        const total = people.reduce((a, b) => a + b, 0);
        // While all of its communities wait, the township's own row stands for them.
        const standsIn = isWithTownship && wrong.every(Boolean) ? total : 0;
        expect(inUse + waits).toBe(total + standsIn);
        const decided = Object.fromEntries(
          waiting.map(({ key, candidates }) => [key, candidates[0] ?? ""]),
        );
        const second = joinUnits(given, units, "auto", decided);
        expect(second.matched).toEqual(joinUnits(right, units, "auto").matched);
        expect(second.open).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
