import { crc32, deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../../../server/intake/tables/archive.ts";
import { TABLE_LIMITS } from "../../../../server/intake/tables/limits.ts";
import { refusalCode, zipOf } from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const CONTEXT = { name: "a.zip" };

interface Entry {
  readonly name: string | Buffer;
  readonly content: Buffer;
  readonly flags?: number;
  /** What the directory says of the length, where it lies. */
  readonly declared?: number;
  readonly method?: number;
}

/** A zip as a hostile hand would write it: nothing is checked. */
function rawZip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, declared = content.length, method = 8 } of entries) {
    const raw = Buffer.from(name);
    const packed = method === 8 ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared, 18);
    fields.writeUInt16LE(raw.length, 22);
    const file = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, raw, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), fields, rest, raw);
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from("PK\u0005\u0006"), end]);
}

async function contents(bytes: Buffer): Promise<[string, string][]> {
  await using archive = await openArchive(given("a.zip", bytes), CONTEXT);
  const read: [string, string][] = [];
  for (const entry of archive.entries) {
    read.push([entry.name, (await archive.read(entry)).toString()]);
  }
  return read;
}

const refused = (bytes: Buffer): Promise<string> => refusalCode(contents(bytes));
const text = (content: string): Buffer => Buffer.from(content);

describe("an archive", () => {
  it("gives its files, without folders and what macOS adds", async () => {
    const names = ["folder/", "folder/a.txt", "b.txt", "__MACOSX/folder/._a.txt", ".DS_Store"];
    const bytes = rawZip(
      names.map((name) => ({ name, content: text(name.endsWith("/") ? "" : name.slice(0, 1)) })),
    );
    expect(await contents(bytes)).toEqual([
      ["folder/a.txt", "f"],
      ["b.txt", "b"],
    ]);
  });

  it("has names in UTF-8 or GBK, said or not", async () => {
    const bytes = rawZip([
      { name: iconv.encode("设施.shp", "gbk"), content: text("gbk") },
      { name: "街道.shp", content: text("said"), flags: 1 << 11 },
      { name: "社区.shp", content: text("not said") },
    ]);
    expect((await contents(bytes)).map(([name]) => name)).toEqual([
      "设施.shp",
      "街道.shp",
      "社区.shp",
    ]);
  });

  it("is read the same in pieces", async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
    await using archive = await openArchive(
      given("a.zip", rawZip([{ name: "a", content }])),
      CONTEXT,
    );
    const pieces: Buffer[] = [];
    for (const entry of archive.entries) {
      for await (const piece of archive.chunks(entry)) pieces.push(piece);
    }
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  });

  it("stops when asked to", async () => {
    const control = new AbortController();
    const file = given("a.zip", rawZip([{ name: "a", content: Buffer.alloc(300_000, "ab") }]));
    await using archive = await openArchive(file, { ...CONTEXT, signal: control.signal });
    control.abort(new Error("enough"));
    const [entry] = archive.entries;
    await expect(entry && archive.read(entry)).rejects.toThrow("enough");
  });
});

describe("an archive is refused", () => {
  it.each([
    "../a.txt",
    "a/../../b",
    "/etc/passwd",
    "C:/a.txt",
    "c:a.txt",
    "a\\b.txt",
    "..\\b",
    "",
    "a\0b",
  ])("with the path %j", async (name) => {
    expect(await refused(rawZip([{ name, content: text("x") }]))).toBe("archive-path");
  });

  it("with one name twice, however it is spelt", async () => {
    const twice = (a: string, b: string) =>
      refused(rawZip([a, b].map((name) => ({ name, content: text(name) }))));
    expect(await twice("a.shp", "a.shp")).toBe("archive-twice");
    expect(await twice("a.shp", "A.SHP")).toBe("archive-twice");
    expect(await twice("\u00e9.shp", "e\u0301.shp")).toBe("archive-twice");
  });

  it("with a password", async () => {
    expect(await refused(rawZip([{ name: "a", content: text("x"), flags: 1 }]))).toBe(
      "archive-encrypted",
    );
  });

  it("with a method of compression nobody uses", async () => {
    expect(await refused(rawZip([{ name: "a", content: text("x"), method: 97 }]))).toBe(
      "archive-method",
    );
  });

  it("with more files than a data set has", async () => {
    const entries = Array.from({ length: TABLE_LIMITS.archive.entries + 1 }, (_, i) => ({
      name: `${i}`,
      content: text(""),
    }));
    expect(await refused(rawZip(entries))).toBe("archive-entries");
  });

  it("with a file that is longer or shorter than it says", async () => {
    const content = Buffer.alloc(5000, "abc");
    expect(await refused(rawZip([{ name: "a", content, declared: 10 }]))).toBe("archive-damaged");
    expect(await refused(rawZip([{ name: "a", content, declared: 6000 }]))).toBe("archive-damaged");
  });

  it("with a file that is not what it was when it was packed", async () => {
    const bytes = rawZip([{ name: "a", content: text("meant"), method: 0 }]);
    bytes.write("mount", bytes.indexOf("meant"));
    expect(await refused(bytes)).toBe("archive-damaged");
  });

  it("with a file that is compressed more than real data can be, without inflating it", async () => {
    const content = Buffer.alloc(50 * 1024 * 1024);
    expect(await refused(rawZip([{ name: "a", content }]))).toBe("archive-bomb");
  });

  it("with files that share their bytes and so are larger together than the limit", async () => {
    const limits = { ...TABLE_LIMITS.archive, inflatedBytes: 10_000 };
    const entries = ["a", "b", "c"].map((name) => ({ name, content: Buffer.alloc(4000, "xyz") }));
    const open = (count: number) =>
      openArchive(given("a.zip", rawZip(entries.slice(0, count))), CONTEXT, limits);
    expect((await open(2)).entries).toHaveLength(2);
    expect(await refusalCode(open(3))).toBe("archive-too-large");
  });

  it("cut short at any place", async () => {
    const bytes = await zipOf({ "a.txt": "one".repeat(100), "b.txt": "two" });
    for (let length = 4; length < bytes.length; length += 1) {
      expect(await refused(bytes.subarray(0, length)), `${length} bytes`).toBe("archive-damaged");
    }
  });
});
