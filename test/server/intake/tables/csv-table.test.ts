import { describe, expect, it } from "vitest";
import { readCsvTable } from "../../../../server/intake/tables/csv-table.ts";
import { separatorOf } from "../../../../server/intake/tables/separator.ts";
import type { RawTable } from "../../../../server/intake/tables/raw-table.ts";
import { TABLE_LIMITS } from "../../../../server/intake/tables/limits.ts";
import { refusalCode } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

async function read(content: string, headerRow?: number): Promise<RawTable> {
  const file = given("table.csv", content);
  const [table] = (await readCsvTable(file, { name: "table.csv", headerRow })).tables;
  if (table === undefined) throw new Error("no table");
  return table;
}

const values = (table: RawTable) => table.rows.map((row) => row.values);
const unread = (table: RawTable) => table.unread.map(({ row, reason }) => [row, reason.code]);

describe("the separator", () => {
  it.each([
    ["a comma", ","],
    ["a semicolon", ";"],
    ["a tab", "\t"],
    ["a bar", "|"],
  ])("may be %s", async (_, separator) => {
    const rows = [
      ["名称", "类型", "地址"],
      ["甲园", "托育", "一街"],
      ["乙园", "托育", "二街"],
    ];
    const table = await read(rows.map((row) => row.join(separator)).join("\n"));
    expect(table.columns).toEqual(rows[0]);
    expect(values(table)).toEqual(rows.slice(1));
  });

  it("is told by what parts most rows alike, not by what stands most often", () => {
    expect(separatorOf("名称\t服务\n甲\t托育,早教,日托,半日托\n乙\t托育\n丙\t早教,托育\n")).toBe(
      "\t",
    );
    expect(separatorOf("id;lage\n1;8,69\n2;8,70\n3;8,71\n")).toBe(";");
    expect(separatorOf('name,kinds\n"甲,乙",a;b;c\n"丙,丁",a;b;c\n')).toBe(",");
    expect(separatorOf("托育机构台账\n\n名称,地址,电话\n甲,一街,1\n乙,二街,2\n丙,三街,3\n")).toBe(
      ",",
    );
  });

  it("is never the comma of Chinese text", async () => {
    const table = await read("名称\n甲园，在一街\n乙园，在二街\n");
    expect(table.columns).toEqual(["名称"]);
    expect(values(table)).toEqual([["甲园，在一街"], ["乙园，在二街"]]);
  });

  it("is the comma of Chinese text where that parts every row alike, and nothing else does", async () => {
    const table = await read("名称，经度，纬度\n甲园，100.45，38.93\n乙园，100.46，38.94\n");
    expect(table.columns).toEqual(["名称", "经度", "纬度"]);
    expect(values(table)[1]).toEqual(["乙园", "100.46", "38.94"]);
  });

  it("may be said in the first line, as Excel does", async () => {
    const table = await read("sep=;\n名称;地址\n甲,乙;一街\n");
    expect(table.headerRow).toBe(2);
    expect(values(table)).toEqual([["甲,乙", "一街"]]);
  });
});

describe("values", () => {
  it("come without blanks of any width, and are otherwise as written", async () => {
    const table = await read("名称,编号,数\n\u3000甲园\u00a0 ,\u200b００７\ufeff,1.50\n");
    expect(values(table)).toEqual([["甲园", "００７", "1.50"]]);
  });

  it("come without the signs that keep digits text", async () => {
    const table = await read('名称,代码\n甲园,"=""620702001234"""\n乙园,\'0936\n丙园,\t62\n');
    expect(table.rows.map((row) => row.values[1])).toEqual(["620702001234", "0936", "62"]);
  });

  it("that are formulas for whoever opens them in a spreadsheet are text here", async () => {
    const cells = ["=cmd|' /C calc'!A0", "+1", "@SUM(1)", "-2+3", '=HYPERLINK("x")'];
    const table = await read(
      `名称,值\n${cells.map((cell) => `甲,"${cell.replaceAll('"', '""')}"`).join("\n")}\n`,
    );
    expect(table.rows.map((row) => row.values[1])).toEqual(cells);
  });

  it("may hold separators, line breaks and quotation marks, and rows keep their line numbers", async () => {
    const table = await read(
      '名称,地址\n"甲,园","一街\r\n二楼"\n\n乙园,"称""新""街"\n5" 管,丙街\n',
    );
    expect(table.rows).toEqual([
      { number: 2, values: ["甲,园", "一街\n二楼"] },
      { number: 5, values: ["乙园", '称"新"街'] },
      { number: 6, values: ['5" 管', "丙街"] },
    ]);
  });
});

describe("a row", () => {
  it("that is shorter is filled up and noted; one that is longer is left out unless the rest is blank", async () => {
    const table = await read("名称,地址,床位\n甲,一街\n乙,二街,5,,\n丙,三街,6,多余\n丁,四街,7\n");
    expect(values(table)).toEqual([
      ["甲", "一街", ""],
      ["乙", "二街", "5"],
      ["丁", "四街", "7"],
    ]);
    expect(table.unread).toEqual([
      { row: 4, reason: { code: "row-too-long", values: { found: 4, expected: 3 } } },
    ]);
    expect(table.noted).toEqual([
      { row: 2, reason: { code: "row-too-short", values: { found: 2, expected: 3 } } },
    ]);
  });

  it("that opens a quotation mark and does not close it is left out alone", async () => {
    const rest = Array.from({ length: 200 }, (_, i) => `园${i},街${i}`).join("\n");
    const table = await read(`名称,地址\n甲,一街\n乙,"二街\n${rest}\n`);
    expect(unread(table)).toEqual([[3, "row-open-quote"]]);
    expect(table.rows).toHaveLength(201);
    expect(table.rows[1]).toEqual({ number: 4, values: ["园0", "街0"] });
  });

  it("that swallows others between two stray quotation marks gives them back", async () => {
    const table = await read('名称,地址,电话\n甲,"一街,1\n乙,二街,2\n丙,三街",3\n丁,四街,4\n');
    expect(unread(table)[0]).toEqual([2, "row-open-quote"]);
    expect(table.rows.map(({ number }) => number)).toEqual([3, 4, 5]);
  });

  it("is left out in every one of the ways lines end, with the lines counted right", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const lines = ["名称,地址", "甲,一街", '乙,"二街', "丙,三街", "丁,四街", ""];
      const table = await read(lines.join(end));
      expect(unread(table)).toEqual([[3, "row-open-quote"]]);
      expect(table.rows.map(({ number }) => number)).toEqual([2, 4, 5]);
    }
  });
});

describe("a table in text", () => {
  it("may have nothing but titles, or nothing at all", async () => {
    expect((await read("名称,地址\n")).rows).toEqual([]);
    expect(await refusalCode(read("\n , ,\n\n"))).toBe("table-no-rows");
  });

  it("takes its titles from the row that is said", async () => {
    const table = await read("旧名称,旧地址\n名称,地址\n甲,一街\n", 2);
    expect([table.headerRow, table.columns]).toEqual([2, ["名称", "地址"]]);
    expect(await refusalCode(read("名称,地址\n甲,一街\n", 7))).toBe("header-row-beyond");
  });

  it("names columns without a title by their letters, and a second of a name by its number", async () => {
    const table = await read("名称,,名称,名称\n甲,乙,丙,丁\n戊,己,庚,辛\n");
    expect(table.columns).toEqual(["名称", "B", "名称 (2)", "名称 (3)"]);
  });

  it("is refused with more open quotation marks than can be an accident", async () => {
    const lines = Array.from({ length: TABLE_LIMITS.text.openQuotes + 2 }, () =>
      '甲,"一街\n'.repeat(1),
    );
    const apart = lines.map((line) => line + "乙,二街,三\n".repeat(51));
    expect(await refusalCode(read(`名称,地址\n${apart.join("")}`))).toBe("quotes-open");
  });

  it("is refused with more columns than a table has", async () => {
    const wide = Array.from({ length: TABLE_LIMITS.text.columns + 1 }, (_, i) => `列名${i}`);
    expect(await refusalCode(read(`${wide.join(",")}\n${wide.map(() => "1").join(",")}\n`))).toBe(
      "table-too-large",
    );
  });

  it("is refused with more rows than are read", async () => {
    const limits = { ...TABLE_LIMITS.text, rows: 100 };
    const reading = (rows: number) =>
      readCsvTable(given("rows.csv", `户数\n${"1\n".repeat(rows)}`), { name: "rows.csv" }, limits);
    expect((await reading(100)).tables[0]?.rows).toHaveLength(100);
    expect(await refusalCode(reading(101))).toBe("table-too-large");
  });

  it("tells how far it has come, and stops when asked to", async () => {
    const file = given("long.csv", `名称,地址\n${"甲,一街\n".repeat(300_000)}`);
    const control = new AbortController();
    const seen: number[] = [];
    const reading = readCsvTable(file, {
      name: "long.csv",
      signal: control.signal,
      onProgress: (done, total) => {
        seen.push(done / total);
        if (seen.length === 3) control.abort(new Error("enough"));
      },
    });
    await expect(reading).rejects.toThrow("enough");
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThan(1);
  });
});
