import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readCsvTable } from "../../../../server/intake/tables/csv-table.ts";
import { detectEncoding } from "../../../../server/intake/tables/text.ts";
import type { RawFile } from "../../../../server/intake/tables/raw-table.ts";
import { refusalCode } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const TEXT = "名称,地址,床位数\r\n阳光托育中心,南街1号,60\r\n㐂来养老院,“北”街2号,45\r\n";
const VALUES = [
  ["阳光托育中心", "南街1号", "60"],
  ["㐂来养老院", "“北”街2号", "45"],
];

function read(content: string | Uint8Array, encoding?: string): Promise<RawFile> {
  return readCsvTable(given("table.csv", content), { name: "table.csv", encoding });
}

const detect = (content: string | Uint8Array): Promise<string> =>
  detectEncoding(given("text.csv", content), { name: "text.csv" });

const withMark = (mark: readonly number[], bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(mark), bytes]);

const utf8 = Buffer.from(TEXT);
const utf16 = iconv.encode(TEXT, "utf16-le");
const utf16be = iconv.encode(TEXT, "utf16-be");
const gb18030 = iconv.encode(TEXT, "gb18030");

describe("the encoding of a table", () => {
  it.each([
    ["UTF-8", "UTF-8", utf8],
    ["UTF-8 with a byte order mark", "UTF-8", withMark([0xef, 0xbb, 0xbf], utf8)],
    ["GB18030", "GB18030", gb18030],
    ["GB18030 with a byte order mark", "GB18030", withMark([0x84, 0x31, 0x95, 0x33], gb18030)],
    ["UTF-16, low byte first", "UTF-16LE", utf16],
    ["the same with a byte order mark", "UTF-16LE", withMark([0xff, 0xfe], utf16)],
    ["UTF-16, high byte first", "UTF-16BE", utf16be],
    ["the same with its byte order mark", "UTF-16BE", withMark([0xfe, 0xff], utf16be)],
  ])("may be %s", async (_, encoding, bytes) => {
    const { tables, encoding: found } = await read(bytes);
    expect(found).toBe(encoding);
    expect(tables[0]?.columns).toEqual(["名称", "地址", "床位数"]);
    expect(tables[0]?.rows.map(({ values }) => values)).toEqual(VALUES);
  });

  it("is judged by the whole file: the only Chinese characters may stand in its last line", async () => {
    const ascii = `id,name\n${"1,a\n".repeat(200_000)}`;
    const bytes = iconv.encode(`${ascii}2,幼儿园\n`, "gb18030");
    expect(await detect(bytes)).toBe("GB18030");
    expect((await read(bytes)).tables[0]?.rows.at(-1)?.values).toEqual(["2", "幼儿园"]);
    expect(await detect(`${ascii}2,幼儿园\n`)).toBe("UTF-8");
  });

  it("that is chosen is used, whatever was detected", async () => {
    expect((await read(utf8, "gbk")).encoding).toBe("GB18030");
    const big5 = await read(iconv.encode("名稱,地址\n陽光,南街\n", "big5"), "big5");
    expect(big5.encoding).toBe("BIG5");
    expect(big5.tables[0]?.rows[0]?.values).toEqual(["陽光", "南街"]);
    expect(await refusalCode(read(utf8, "klingon"))).toBe("encoding-unknown");
  });

  it("is not guessed for what is neither UTF-8 nor Chinese", async () => {
    const latin = Buffer.from(
      "Straße,Größe\nKönigstraße,groß\nMünchnerstraße,übergroß\n",
      "latin1",
    );
    expect(await refusalCode(detect(latin))).toBe("encoding-unclear");
    expect((await read(latin, "windows-1252")).tables[0]?.rows[0]?.values[0]).toBe("Königstraße");
  });

  it("is none for bytes that are no text", async () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i * 7) % 256));
    expect(await refusalCode(detect(bytes))).toBe("file-binary");
  });
});

describe("a damaged byte", () => {
  const lines = [
    "名称,地址",
    ...Array.from({ length: 30 }, (_, i) => `幼儿园${i}号,东街小区${i}号楼`),
  ];

  /** The file with one byte of the first value of row 11 (that of "园") broken. */
  function damaged(encoding: string): Buffer {
    const bytes = iconv.encode(lines.join("\n"), encoding);
    const at = bytes.indexOf(iconv.encode("园9号", encoding));
    bytes[at] = 0xff;
    return bytes;
  }

  it.each([
    ["UTF-8", "utf8"],
    ["GB18030", "gb18030"],
  ])("of a file in %s is one note, and the other values are good", async (name, encoding) => {
    const { encoding: found, tables } = await read(damaged(encoding));
    const [table] = tables;
    expect(found).toBe(name);
    expect(table?.rows).toHaveLength(30);
    expect(table?.noted).toEqual([
      {
        row: 11,
        reason: { code: "value-lost-characters", values: { column: "名称" } },
        column: "名称",
      },
    ]);
    expect(table?.rows[9]?.values[1]).toBe("东街小区9号楼");
    expect(table?.rows[10]?.values).toEqual(["幼儿园10号", "东街小区10号楼"]);
  });

  it("in every third row still leaves UTF-8 what it is, and GB18030 too", async () => {
    for (const [name, encoding] of [
      ["UTF-8", "utf8"],
      ["GB18030", "gb18030"],
    ] as const) {
      const bytes = iconv.encode(lines.join("\n"), encoding);
      for (let i = 0; i < 30; i += 3)
        bytes[bytes.indexOf(iconv.encode(`园${i}号`, encoding))] = 0xff;
      const file = await read(bytes);
      expect(file.encoding).toBe(name);
      expect(file.tables[0]?.rows).toHaveLength(30);
      expect(file.tables[0]?.noted).toHaveLength(10);
    }
  });

  it("does not make a file in plain ASCII Chinese", async () => {
    const bytes = Buffer.from(`id,name\n${"1,market hall\n".repeat(500)}2,caf\n`);
    bytes[bytes.length - 2] = 0xe9;
    expect(await detect(bytes)).toBe("UTF-8");
  });

  it("at the end, where a file was cut within a character, is a note too", async () => {
    for (const encoding of ["utf8", "gb18030"]) {
      const bytes = iconv.encode(lines.join("\n"), encoding);
      const cut = bytes.subarray(0, bytes.length - 1);
      const [table] = (await read(cut)).tables;
      expect(table?.rows).toHaveLength(30);
      expect(table?.noted?.map(({ row }) => row)).toEqual([31]);
    }
  });
});
