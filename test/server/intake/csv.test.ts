import { describe, expect, it } from "vitest";
import { readPoints } from "../../../server/intake/points.ts";
import { ANYWHERE, given, refusal } from "./given.ts";

const read = (content: string | Uint8Array, name = "points.csv") =>
  readPoints(given(name, content), ANYWHERE);
const ids = async (content: string) => (await read(content)).points.map(({ id }) => id);

describe("a CSV file", () => {
  it("may be separated by commas, semicolons or tabs", async () => {
    for (const separator of [",", ";", "\t"]) {
      const rows = [
        ["id", "lng", "lat"],
        ["a", "8.69", "49.41"],
      ];
      const text = rows.map((row) => row.join(separator)).join("\n");
      expect((await read(text)).points).toEqual([{ id: "a", lng: 8.69, lat: 49.41 }]);
    }
  });

  it("takes the separator that shows its columns, not the one that stands most often", async () => {
    expect(await ids('id,lng,lat,"a;b;c;d;e;f"\na,8,49,x\n')).toEqual(["a"]);
    expect(await ids('id;lng;lat;"a,b,c,d,e,f"\na;8;49;x\n')).toEqual(["a"]);
  });

  it("may begin with a byte order mark and end its lines in any of the three ways", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(await ids(["\ufeffid,lng,lat", "a,8,49", "b,8,49", ""].join(end))).toEqual(["a", "b"]);
    }
    expect(await ids("id,lng,lat\r\na,8,49\nb,8,49\r\n")).toEqual(["a", "b"]);
    expect(await ids('\ufeff"id","lng","lat"\na,8,49\n')).toEqual(["a"]);
  });

  it("may hold quoted values with separators, quotation marks and line breaks, which keep the row numbers", async () => {
    const { points, account } = await read(
      'id,lng,lat\n"a,""1""",8,49\n"b\r\nc",8,49\n"d\ne",x,49\n\nf,y,49\n',
    );
    expect(points.map(({ id }) => id)).toEqual(['a,"1"', "b\r\nc"]);
    // Lines: 1 header, 2 a, 3–4 b, 5–6 d, 7 blank, 8 f.
    expect(account.dropped.map(({ row, value }) => [row, value])).toEqual([
      [5, "x"],
      [8, "y"],
    ]);
  });

  it("may hold blanks around values, quoted or not", async () => {
    expect(await ids('id, lng , lat\n "a, b", 8 ,\t49\n')).toEqual(["a, b"]);
  });

  it("may hold a stray quotation mark inside a value", async () => {
    expect(await ids('id,lng,lat\n5" pipe,8,49\nb,8,49\n')).toEqual(['5" pipe', "b"]);
  });

  it("may hold blank lines, rows of separators only, and blank columns at the end", async () => {
    const { points, account } = await read("\nid,lng,lat\n\na,8,49,,\n,,\n , ,\nb,8,49\n\n");
    expect(points.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(account.read).toBe(2);
  });

  it("reads a column by its own name before any other name for it", async () => {
    const { points } = await read("x,lng,y,lat,id\n1,8,2,49,a\n");
    expect(points).toEqual([{ id: "a", lng: 8, lat: 49 }]);
  });

  it("is read the same in pieces: a character cut by the end of a chunk is one character", async () => {
    // 3-byte characters, more than any chunk of a read stream, at every offset.
    for (const pad of ["", "x", "xx"]) {
      const rows = Array.from({ length: 30_000 }, (_, i) => `${pad}设施${i},8,49`);
      const { points } = await read(["id,lng,lat", ...rows].join("\n"));
      expect(points).toHaveLength(30_000);
      expect(points.every(({ id }, i) => id === `${pad}设施${i}`)).toBe(true);
    }
  });

  it("tells how far it has come and stops when asked to", async () => {
    const file = given("long.csv", `id,lng,lat\n${"a,8,49\n".repeat(200_000)}`);
    const seen: number[] = [];
    const control = new AbortController();
    const reading = readPoints(file, {
      ...ANYWHERE,
      signal: control.signal,
      onProgress: (done, total) => {
        seen.push(done / total);
        if (seen.length === 3) control.abort(new Error("enough"));
      },
    });
    await expect(reading).rejects.toThrow("enough");
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThan(1);
  });
});

describe("a CSV file is refused", () => {
  it("without a header, showing that the first row looks like data", async () => {
    const error = await refusal(read("a,8.69,49.41\nb,8.7,49.41\n"));
    expect(error.message).toBe(
      "points.csv has no header: row 1 looks like data. " +
        "Add a first line with the column names. The columns wanted are id, lng, lat.",
    );
    expect(error.row).toBe(1);
  });

  it("when a column is missing, with the header found and the columns wanted", async () => {
    const error = await refusal(read("id,east,north\na,8.69,49.41\n"));
    expect(error.message).toContain("has no column lng, lat.");
    expect(error.message).toContain("is: id, east, north.");
    expect(error.message).toContain("wanted are id, lng, lat.");
    expect(error).toMatchObject({ row: 1, column: "lng" });
  });

  it("when one of our columns stands twice", async () => {
    const error = await refusal(read("id,lng,lat,LNG\na,8,49,9\n"));
    expect(error.message).toContain("has the column lng twice");
  });

  it("when a quotation mark is never closed, naming the row", async () => {
    const cut = await refusal(read('id,lng,lat\na,8,49\n"b,8,49\nc,8,49\n'));
    expect(cut.message).toContain("row 3: a quotation mark is opened and not closed");
    const rows = "c,8,49\n".repeat(100);
    const swallowed = await refusal(read(`id,lng,lat\n"b,8,49\n${rows}"d",8,49\n`));
    expect(swallowed.message).toContain("row 2: a quotation mark is opened and not closed");
    const endless = await refusal(read(`id,lng,lat\n"b,8,49\n${"c,8,49\n".repeat(300_000)}`));
    expect(endless.message).toContain("row 2: a quotation mark is opened and not closed");
  });

  it("when a row is not UTF-8, naming the row and how to save", async () => {
    const latin = Buffer.from("id,lng,lat\na,8,49\nZürich,8,47\nb,8,49\n", "latin1");
    const error = await refusal(read(latin));
    expect(error.message).toContain("points.csv, row 3: the text is not UTF-8.");
    expect(error.message).toContain("CSV UTF-8");
    expect(error.row).toBe(3);
    // 设施 in GB18030, far into the file.
    const rows = "a,8,49\n".repeat(100_000);
    const chinese = Buffer.concat([
      Buffer.from(`id,lng,lat\n${rows}`),
      Buffer.from([0xc9, 0xe8, 0xca, 0xa9]),
      Buffer.from(",8,49\n"),
    ]);
    expect((await refusal(read(chinese))).row).toBe(100_002);
  });

  it("when a line never ends", async () => {
    const error = await refusal(read(`id,lng,lat\n${"a".repeat(3_000_000)}`));
    expect(error.message).toContain("row 2 is longer than");
  });
});
