import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import type { Judged } from "../../../../server/intake/import/study-so-far.ts";
import { facilitiesOf, judged, textOf } from "../../../fixtures/import-order.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";
import { workbookOf } from "../../../fixtures/workbooks.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const WGS_84: Decisions = { crs: { crs: "EPSG:4326", swapped: false } };
const TITLES = "编号,名称,服务,经度,纬度,规模";

/** A list of facilities under decisions; the system is told unless the test says otherwise. */
const list = (rows: readonly string[], decisions: Decisions = {}, titles = TITLES) =>
  judged(folder.path, "台账.csv", [titles, ...rows].join("\n"), { ...WGS_84, ...decisions });

const reasons = ({ notes }: Judged) =>
  notes.map(({ row, outcome, reason }) => `${row} ${outcome} ${reason.code}`);
const blocking = ({ proposal }: Judged) => proposal.blocking.map(({ code }) => code);
const column = ({ proposal }: Judged, title: string) =>
  proposal.columns.find((one) => one.title === title);

describe("the role and the table", () => {
  const book = workbookOf({
    人口: [
      ["社区", "常住人口"],
      ["东街", 100],
      ["南街", 200],
      ["西街", 300],
      ["北街", 400],
    ],
    机构: [
      ["名称", "类型", "经度", "纬度"],
      ["东街诊所", "诊所", 100.45, 38.93],
    ],
  });

  it("are the sheet with the most rows and what it looks like, until decided", async () => {
    const first = await judged(folder.path, "一本.xlsx", book);
    expect([first.proposal.table, first.proposal.role]).toEqual(["人口", "people"]);
    expect(blocking(first)).toEqual(["people-need-units"]);
    expect(first.notes[0]).toMatchObject({
      row: 0,
      reason: { code: "tables-unread", values: { tables: "机构" } },
    });
    const second = await judged(folder.path, "一本.xlsx", book, { ...WGS_84, table: "机构" });
    expect([second.proposal.table, second.proposal.role, second.amount]).toEqual([
      "机构",
      "facilities",
      1,
    ]);
    const third = await judged(folder.path, "一本.xlsx", book, { ...WGS_84, role: "facilities" });
    expect(third.proposal.role).toBe("facilities");
    expect(third.content).toBeNull();
  });

  it("is told with as many rows as the account reads, totals below the list among them", async () => {
    const one = await list(["F1,甲,养老院,100.45,38.93,10", "合计,,,,,10"]);
    expect(one.proposal.tables).toEqual([{ name: "", rows: 2, columns: 6 }]);
    expect(one.proposal.account.read).toBe(2);
  });

  it("are not the sheet that explains how to fill in the others, however long it is", async () => {
    const explained = workbookOf({
      填表说明: [["填表说明"], ...Array.from({ length: 9 }, (_, i) => [`${i + 1}、请如实填写。`])],
      机构: [
        ["名称", "类型", "经度", "纬度"],
        ["东街诊所", "诊所", 100.45, 38.93],
      ],
    });
    const one = await judged(folder.path, "一本.xlsx", explained, WGS_84);
    expect([one.proposal.table, one.proposal.role]).toEqual(["机构", "facilities"]);
    expect(reasons(one)).not.toContain("0 noted tables-unread");
  });

  it("say so when the sheet decided on is not there, and store no other in its place", async () => {
    const one = await judged(folder.path, "一本.xlsx", book, { ...WGS_84, table: "机构表" });
    expect(blocking(one)[0]).toBe("table-not-there");
    expect(one.content).toBeNull();
  });
});

describe("what the columns mean", () => {
  const rows = ["A,甲诊所,诊所,100.45,38.93,5", "B,乙诊所,诊所,100.46,38.94,6"];

  it("is as decided, and a column decided against is not read", async () => {
    const one = await list(rows, { mapping: { 规模: "" } });
    expect((await facilitiesOf(folder.path, one)).map(({ capacity }) => capacity)).toEqual([
      null,
      null,
    ]);
    const two = await list(rows, { mapping: { 规模: "beds" } });
    expect(column(two, "规模")).toMatchObject({ field: "beds", why: "user" });
    expect((await facilitiesOf(folder.path, two))[0]?.attributes).toEqual({ beds: 5 });
  });

  it("is never a person's unless it is named", async () => {
    const titles = "名称,服务,经度,纬度,联系电话";
    const personal = [
      "甲诊所,诊所,100.45,38.93,13812345678",
      "乙诊所,诊所,100.46,38.94,13987654321",
    ];
    const unread = await list(personal, {}, titles);
    expect(column(unread, "联系电话")).toMatchObject({
      field: null,
      personal: "phone",
      examples: [],
    });
    expect(reasons(unread)).toContain("1 noted column-personal");
    expect(unread.proposal.account).toMatchObject({ read: 2, usable: 2, noted: 0 });
    const told = await list(personal, { mapping: { 联系电话: "note" } }, titles);
    expect(reasons(told)).not.toContain("1 noted column-personal");
    expect(column(told, "联系电话")).toMatchObject({ field: "note", why: "user" });
    for (const one of [unread, told])
      expect(JSON.stringify([one.proposal, one.notes, textOf(one)])).not.toContain("13812345678");
  });

  it("is masked where a telephone has slipped into the coordinates", async () => {
    const one = await list([
      "A,甲诊所,诊所,13812345678,38.93,",
      "B,乙诊所,诊所,100.46,38.94,",
      "C,丙诊所,诊所,100.47,38.95,",
    ]);
    expect(reasons(one)).toContain("2 noted coordinates-unreadable");
    expect(JSON.stringify([one.proposal, one.notes])).not.toContain("13812345678");
  });

  it("counts as unreadable what could not be read, not what was read with a remark", async () => {
    const one = await list([
      "A,甲诊所,诊所,100.45,38.93,约120张",
      "B,乙诊所,诊所,100.46,38.94,很多",
      "C,丙诊所,诊所,100.47,38.95,",
    ]);
    expect(column(one, "规模")?.unreadable).toBe(1);
    expect((await facilitiesOf(folder.path, one)).map(({ capacity }) => capacity)).toEqual([
      120,
      null,
      null,
    ]);
  });
});

describe("coordinates", () => {
  it("of too few points have to be told, and what is told is used", async () => {
    const open = await judged(folder.path, "台账.csv", `${TITLES}\nA,甲诊所,诊所,100.45,38.93,5`);
    expect(blocking(open)).toEqual(["crs-too-few-points"]);
    expect(open.content).toBeNull();
    const told = await list(["A,甲诊所,诊所,38.93,100.45,5"], {
      crs: { crs: "EPSG:4326", swapped: true },
    });
    expect(told.proposal.crs).toMatchObject({ verdict: "chosen" });
    expect(await facilitiesOf(folder.path, told)).toMatchObject([{ lng: 100.45, lat: 38.93 }]);
  });

  it("out of the system's range cost their rows only", async () => {
    const one = await list([
      "A,甲诊所,诊所,100.45,38.93,5",
      "B,乙诊所,诊所,200.45,38.93,5",
      "C,丙诊所,诊所,不详,38.93,5",
    ]);
    expect(one.proposal.account).toMatchObject({ read: 3, usable: 1, dropped: 2 });
    expect(reasons(one)).toEqual([
      "3 dropped coordinates-out-of-range",
      "3 dropped place-missing",
      "4 noted coordinates-unreadable",
      "4 dropped place-missing",
    ]);
  });
});

describe("services", () => {
  const rows = [
    "A,甲卫,诊所,100.45,38.93,",
    "B,乙处,老年活动中心,100.46,38.94,",
    "C,丙处,老年活动中心,100.47,38.95,",
    "D,丁处,,100.48,38.96,",
  ];

  it("that are doubtful wait for decisions by their word", async () => {
    const open = await list(rows);
    expect(open.proposal.account).toMatchObject({ read: 4, usable: 1, doubtful: 3 });
    const [doubt] = open.proposal.services?.doubtful ?? [];
    expect(doubt).toMatchObject({
      text: "老年活动中心",
      rows: 2,
      first: 3,
      candidates: ["elderly-care"],
    });
    const key = doubt?.key ?? "";
    const given = await list(rows, { services: { byKey: { [key]: ["elderly-care", "meal"] } } });
    expect(
      (await facilitiesOf(folder.path, given)).map(({ id, services }) => [id, services]),
    ).toEqual([
      ["A", ["clinic"]],
      ["B", ["elderly-care", "meal"]],
      ["C", ["elderly-care", "meal"]],
    ]);
    const out = await list(rows, { services: { byKey: { [key]: [] } } });
    expect(out.proposal.account).toMatchObject({ usable: 1, doubtful: 1, dropped: 2 });
    const fallback = await list(rows, { services: { fallback: "childcare" } });
    const ids = await facilitiesOf(folder.path, fallback);
    expect(ids.map(({ id, services }) => `${id} ${services.join()}`)).toEqual([
      "A clinic",
      "D childcare",
    ]);
  });
});

describe("rows that may be doubles", () => {
  // Two of one name 10 m apart, and one far away.
  const rows = [
    "A,甲诊所,诊所,100.45,38.93,5",
    "B,甲诊所,诊所,100.4501,38.93,",
    "C,丙诊所,诊所,100.55,38.93,7",
  ];

  it.each([
    [{}, ["A", "B", "C"], "open", 1],
    [{ rule: "keep-all" }, ["A", "B", "C"], "keep", 0],
    [{ rule: "merge-sure" }, ["A", "C"], "merge", 0],
  ] as const)("under %o become %o", async (duplicates, ids, decided, open) => {
    const one = await list(rows, { duplicates });
    expect((await facilitiesOf(folder.path, one)).map(({ id }) => id)).toEqual(ids);
    expect(one.proposal.duplicates).toMatchObject({ total: 1, open, pairs: [{ decided }] });
    // A row merged into another is used too: what the other lacks comes from it.
    expect(one.proposal.account).toMatchObject({ read: 3, usable: 3, doubtful: 0, dropped: 0 });
    expect(one.amount).toBe(ids.length);
  });

  it("are merged or kept by their key before any rule", async () => {
    const key = (await list(rows)).proposal.duplicates?.pairs[0]?.key ?? "";
    const kept = await list(rows, { duplicates: { rule: "merge-sure", byKey: { [key]: "keep" } } });
    expect(kept.amount).toBe(3);
    const merged = await list(rows, {
      duplicates: { rule: "keep-all", byKey: { [key]: "merge" } },
    });
    expect(merged.amount).toBe(2);
  });
});

describe("the layer", () => {
  const rows = ["A,甲诊所,诊所,100.45,38.93,5", "B,乙诊所,诊所,100.46,38.94,6"];
  const facility = (name: string) => ({
    layer: "old",
    facility: {
      id: name,
      name,
      services: ["clinic" as const],
      lng: 100.45,
      lat: 38.93,
      capacity: null,
    },
  });
  const study = {
    layers: [{ layer: "old", name: "卫生机构" }],
    facilities: [facility("甲诊所"), facility("丁诊所")],
  };
  const layerOf = async (decisions: Decisions, known = study) =>
    (
      await judged(
        folder.path,
        "2024年诊所.csv",
        [TITLES, ...rows].join("\n"),
        { ...WGS_84, ...decisions },
        known,
      )
    ).proposal.layer;

  it("is a new version where half of it comes back, and new where it does not", async () => {
    expect(await layerOf({})).toEqual({
      replaces: "old",
      name: "卫生机构",
      source: "2024年诊所.csv",
      date: "2024",
    });
    const strange = { ...study, facilities: [facility("丁诊所"), facility("戊诊所")] };
    expect(await layerOf({}, strange)).toMatchObject({ replaces: null, name: "卫生" });
  });

  it("is as decided: blank for a new one", async () => {
    expect(
      await layerOf({ layer: { replaces: "", name: "另一份", source: "卫健局", date: "2023" } }),
    ).toEqual({
      replaces: null,
      name: "另一份",
      source: "卫健局",
      date: "2023",
    });
  });
});

describe("what readers remark", () => {
  it("is in the account, and counts for the rows it is about", async () => {
    const book = workbookOf({
      机构: [
        ["编号", "名称", "类型", "经度", "纬度"],
        ["A", "东街诊所", "诊所", 100.45, 38.93],
      ],
      旧表: { grid: [["名称"], ["废"]], options: { hidden: true } },
    });
    const one = await judged(folder.path, "一本.xlsx", book, WGS_84);
    expect(reasons(one)).toEqual(["0 noted sheet-hidden"]);
    expect(one.proposal.account).toMatchObject({ read: 1, usable: 1, noted: 0 });
    const short = await list(["A,甲诊所,诊所,100.45,38.93,5", "B,乙诊所,诊所,100.46,38.94"]);
    expect(reasons(short)).toContain("3 noted row-too-short");
    expect(short.proposal.account).toMatchObject({ read: 2, usable: 2, noted: 1 });
  });
});
