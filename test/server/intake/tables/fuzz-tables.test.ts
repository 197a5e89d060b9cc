import { writeFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { RefusedFile } from "../../../../server/intake/refused-file.ts";
import { readExcel } from "../../../../server/intake/tables/excel.ts";
import { TABLE_LIMITS } from "../../../../server/intake/tables/limits.ts";
import { readTables } from "../../../../server/intake/tables/read-tables.ts";
import type { RawFile } from "../../../../server/intake/tables/raw-table.ts";
import { handmadeWorkbook, workbookOf, type Grid } from "../../../fixtures/workbooks.ts";
import { zipOf } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const RUNS = 200;
const RUNS_OF_PROCESSES = 6;
const RUNS_OF_MARKUP = 60;
const SHORT = { ...TABLE_LIMITS.excel, xlsSeconds: 2 };
const SEED = 20_240_301;

const GRID: Grid = [
  ["甘州区托育机构台账", null, null, null],
  ["序号", "名称", "日期", "经度"],
  ...Array.from({ length: 30 }, (_, i) => [
    i + 1,
    `"阳光"托育\n中心${i}`,
    45_000 + i,
    100 + i / 997,
  ]),
  ["合计", null, null, 30],
];
const CSV = GRID.map((row) =>
  row.map((value) => `"${String(value ?? "").replaceAll('"', '""')}"`).join(","),
).join("\r\n");
const options = { merges: ["A1:D1", "B3:B5"], formats: { C3: "yyyy-mm-dd" } };

/** A good file of every kind. Old workbooks are read in a process of their own, which takes its time to start. */
const GOOD: Readonly<Record<string, Buffer>> = {
  xlsx: workbookOf({ 表: { grid: GRID, options }, 二: GRID }),
  "xlsx with nothing compressed": await handmadeWorkbook(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>' +
      '<row r="2"><c r="A2" s="1"><v>45000</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>',
    {
      sharedStrings: "<si><t>名称</t></si>",
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      after: '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
    },
  ),
  xls: workbookOf({ 表: { grid: GRID, options }, 二: GRID }, "biff8"),
  "xls of Excel 5": workbookOf(
    {
      sheet: [
        ["a", 1],
        ["b", 2],
      ],
    },
    "biff5",
  ),
  "a web page": workbookOf({ 表: { grid: GRID, options } }, "html"),
  "XML of Excel 2003": workbookOf({ 表: { grid: GRID, options } }, "xlml"),
  ods: workbookOf({ 表: GRID }, "ods"),
  zip: await zipOf({ "a.csv": CSV, "b/c.txt": "x".repeat(5000) }),
  csv: Buffer.from(CSV),
  "csv in GB18030": iconv.encode(CSV, "gb18030"),
  "csv in UTF-16": iconv.encode(CSV, "utf16-le", { addBOM: true }),
};

const COMPOUND = 0xd0;
const MARKUP = 0x3c;

/** Reads a file that may be anything: a whole value, or a plain refusal; nothing else, and nothing endless. */
async function survive(bytes: Uint8Array): Promise<void> {
  const file = given("fuzz", "");
  writeFileSync(file, bytes);
  let read: RawFile;
  try {
    read = await (bytes[0] === COMPOUND
      ? readExcel(file, { name: "fuzz" }, SHORT)
      : readTables(file, { name: "fuzz" }));
  } catch (error) {
    if (error instanceof RefusedFile) return;
    throw error;
  }
  expect(read.tables.length).toBeGreaterThan(0);
  for (const { columns, rows, unread, headerRow } of read.tables) {
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns).not.toContain("");
    expect(rows.filter(({ values }) => values.length !== columns.length)).toEqual([]);
    const lines = [headerRow, ...rows.map(({ number }) => number)];
    expect(lines.slice(1).filter((line, i) => !(line > (lines[i] ?? NaN)))).toEqual([]);
    const numbers = new Set(rows.map(({ number }) => number));
    expect(unread.filter(({ row }) => numbers.has(row))).toEqual([]);
  }
}

describe.each(Object.entries(GOOD))("a file as %s", (_, good) => {
  const runs =
    good[0] === COMPOUND ? RUNS_OF_PROCESSES : good[0] === MARKUP ? RUNS_OF_MARKUP : RUNS;

  it("is read or refused when it is cut anywhere", async () => {
    const place = fc.nat(good.length - 1);
    await fc.assert(
      fc.asyncProperty(place, (length) => survive(good.subarray(0, length + 1))),
      { numRuns: runs, seed: SEED },
    );
  });

  it("is read or refused with some bytes changed", async () => {
    const change = fc.record({
      at: fc.nat(good.length - 1),
      byte: fc.oneof(fc.constantFrom(0, 0xff, 0x22, 0x2c, 0x0a, 0x3c, 0x80), fc.nat(255)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const bytes = Buffer.from(good);
        for (const { at, byte } of changes) bytes[at] = byte;
        await survive(bytes);
      }),
      { numRuns: runs, seed: SEED },
    );
  });

  it("is read or refused with a piece left out, doubled or moved", async () => {
    const place = fc.nat(good.length);
    await fc.assert(
      fc.asyncProperty(place, place, place, async (a, b, c) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const piece = good.subarray(from, to);
        const without = Buffer.concat([good.subarray(0, from), good.subarray(to)]);
        await survive(without);
        await survive(Buffer.concat([good.subarray(0, c), piece, good.subarray(c)]));
      }),
      { numRuns: runs / 2, seed: SEED },
    );
  });
});

describe("anything at all", () => {
  const starts = Object.values(GOOD)
    .map((good) => good.subarray(0, 8))
    .filter(([sign]) => sign !== COMPOUND);

  it("is read or refused: bytes, alone and behind the sign of a format", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(Buffer.alloc(0), ...starts),
        fc.uint8Array({ maxLength: 3000 }),
        async (start, bytes) => {
          await survive(Buffer.concat([start, bytes]));
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it("is read or refused: text with all that means something in a table", async () => {
    const token = fc.constantFrom(
      ..."\"|,|;|\t|\n|\r\n|\r|名称|地址|1|100.5|合计|注：|=1+1|\ufeff|\u3000|\0|，|{|<|sep=|'".split(
        "|",
      ),
      "|",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(token, { maxLength: 200 }),
        fc.constantFrom("utf8", "gb18030", "utf16-le"),
        async (tokens, encoding) => {
          await survive(iconv.encode(tokens.join(""), encoding));
        },
      ),
      { numRuns: RUNS * 2, seed: SEED },
    );
  });
});
