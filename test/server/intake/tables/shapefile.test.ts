import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { RawFile, RawTable } from "../../../../server/intake/tables/raw-table.ts";
import { readShapefile } from "../../../../server/intake/tables/shapefile.ts";
import {
  dbfFile,
  f64,
  nullShape,
  partShape,
  pointShape,
  refusalCode,
  shpFile,
  u32,
  zipOf,
  type Places,
} from "../../../fixtures/vector-files.ts";
import { given } from "../given.ts";

const CONTEXT = { name: "places.zip" };
const NAME = [{ name: "name", type: "C", width: 20 }] as const;

async function readAll(
  files: Readonly<Record<string, Uint8Array | string>>,
  encoding?: string,
): Promise<RawFile> {
  return readShapefile(given("places.zip", await zipOf(files)), { ...CONTEXT, encoding });
}

async function read(
  shp: Buffer,
  dbf: Buffer,
  more: Record<string, string> = {},
): Promise<RawTable> {
  const { tables } = await readAll({ "a.shp": shp, "a.dbf": dbf, ...more });
  const [table] = tables;
  if (table === undefined) throw new Error("no table");
  return table;
}

/** Rows of one name each, for so many shapes. */
const named = (count: number): Buffer =>
  dbfFile(
    NAME,
    Array.from({ length: count }, (_, i) => [`n${i + 1}`]),
  );

/** Counter-clockwise, closed. */
const square = (x: number, y: number, size: number): Places => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const clockwise = (ring: Places): Places => ring.toReversed();

describe("the shapes", () => {
  it("are points, lines, polygons and nothing, with what goes beyond the plane left out", async () => {
    const line: Places = [
      [0, 0],
      [1, 2],
    ];
    const multiPoint = Buffer.concat([
      u32(28),
      f64(0, 0, 0, 0),
      u32(2),
      f64(1, 2, 3, 4),
      f64(9, 9, 9, 9),
    ]);
    const table = await read(
      shpFile(1, [
        pointShape(100.5, 38.25),
        Buffer.concat([u32(11), f64(1, 2, 3, 4)]),
        Buffer.concat([u32(21), f64(5, 6, 7)]),
        nullShape(),
        partShape(3, [line]),
        partShape(13, [line, line], f64(0, 0, 1, 1, 1, 1)),
        multiPoint,
        partShape(5, [clockwise(square(0, 0, 4))]),
      ]),
      named(8),
    );
    expect(table.rows.map(({ geometry }) => geometry)).toEqual([
      { type: "Point", coordinates: [100.5, 38.25] },
      { type: "Point", coordinates: [1, 2] },
      { type: "Point", coordinates: [5, 6] },
      undefined,
      { type: "LineString", coordinates: line },
      { type: "MultiLineString", coordinates: [line, line] },
      {
        type: "MultiPoint",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      { type: "Polygon", coordinates: [clockwise(square(0, 0, 4))] },
    ]);
    expect(table.unread).toEqual([]);
  });

  it.each([
    ["right", clockwise, (ring: Places) => ring],
    ["all the same", clockwise, clockwise],
    ["all the other way", (ring: Places) => ring, (ring: Places) => ring],
  ])("of polygons have their holes when directions are %s", async (_, outer, hole) => {
    // A lake with an island with a pond in the first square, a second one beside it; the lake touches the shore.
    const rings = [
      hole(square(0, 0, 5)),
      outer(square(20, 0, 5)),
      outer(square(1, 1, 3)),
      hole(square(2, 2, 1)),
      outer(square(0, 0, 10)),
    ];
    const table = await read(shpFile(5, [partShape(5, rings)]), named(1));
    const [lake, beside, island, pond, big] = rings;
    expect(table.rows[0]?.geometry).toEqual({
      type: "MultiPolygon",
      // In the order in which their outer rings stand in the file.
      coordinates: [[beside], [island, pond], [big, lake]],
    });
  });

  it("that are broken leave only their own rows out", async () => {
    const lying = partShape(5, [square(0, 0, 4)]);
    lying.writeInt32LE(1_000_000, 40);
    const table = await read(
      shpFile(5, [lying, pointShape(1, 2), pointShape(NaN, 3), u32(31), u32(99)]),
      named(5),
    );
    expect(table.rows.map(({ number, values }) => [number, ...values])).toEqual([[2, "n2"]]);
    expect(table.unread.map(({ row, reason }) => [row, reason.code])).toEqual([
      [1, "geometry-damaged"],
      [3, "geometry-damaged"],
      [4, "geometry-curved"],
      [5, "geometry-damaged"],
    ]);
  });

  it("end where a record is longer than the file", async () => {
    const shp = shpFile(1, [pointShape(1, 2), pointShape(3, 4)]);
    const table = await read(shp.subarray(0, -4), named(2));
    expect(table.rows.length).toBe(1);
    expect(table.unread.map(({ row, reason }) => [row, reason.code])).toEqual([
      [2, "shapefile-counts-differ"],
      [2, "shapefile-cut-short"],
    ]);
  });
});

describe("the attributes", () => {
  const points = (count: number): Buffer =>
    shpFile(
      1,
      Array.from({ length: count }, (_, i) => pointShape(i, i)),
    );

  it("of deleted records go with their shapes", async () => {
    const table = await read(points(3), dbfFile(NAME, [["a"], null, ["c"]]));
    expect(table.rows.map(({ number, values, geometry }) => [number, values, geometry])).toEqual([
      [1, ["a"], { type: "Point", coordinates: [0, 0] }],
      [3, ["c"], { type: "Point", coordinates: [2, 2] }],
    ]);
  });

  it("that are more or fewer than the shapes are told of", async () => {
    const fewer = await read(points(3), dbfFile(NAME, [["a"], ["b"]]));
    expect([fewer.rows.length, fewer.unread]).toEqual([
      2,
      [{ row: 3, reason: { code: "shapefile-counts-differ", values: { shapes: 3, records: 2 } } }],
    ]);
    const more = await read(points(1), dbfFile(NAME, [["a"], ["b"]]));
    expect(more.unread.map(({ row }) => row)).toEqual([2]);
  });

  it("that the header does not count are read where they stand, with a remark", async () => {
    const points = shpFile(1, [pointShape(1, 1), pointShape(2, 2), pointShape(3, 3)]);
    const stale = named(3);
    stale.writeUInt32LE(1, 4);
    const table = await read(points, stale);
    expect(table.rows.map(({ values }) => values[0])).toEqual(["n1", "n2", "n3"]);
    expect(table.unread).toEqual([]);
    expect(table.noted).toEqual([
      { row: 0, reason: { code: "shapefile-count-mended", values: { said: 1, found: 3 } } },
    ]);
    // What follows the end mark is no record.
    const junk = Buffer.concat([named(1), Buffer.alloc(60, 0x1a)]);
    const other = await read(points, junk);
    expect([other.rows.length, other.unread.length, other.noted]).toEqual([1, 2, undefined]);
  });

  it("are plain texts whatever their type", async () => {
    const columns = [
      { name: "n", type: "N", width: 12 },
      { name: "f", type: "F", width: 24 },
      { name: "l", type: "L", width: 1 },
      { name: "d", type: "D", width: 8 },
      { name: "i", type: "I", width: 4 },
    ];
    const rows = [
      ["12.500", "1.500000000000e+003", "T", "20240131", u32(7)],
      ["   -.50", "-1.7976931348623157e+308", "?", "00000000", u32(0xffffffff)],
      ["********", " ", "n", "", u32(0)],
      ["007", "100", "F", "notadate", u32(1)],
    ];
    const table = await read(points(4), dbfFile(columns, rows));
    expect(table.rows.map(({ values }) => values)).toEqual([
      ["12.5", "1500", "true", "2024-01-31", "7"],
      ["-0.5", "", "", "", "-1"],
      ["", "", "false", "", "0"],
      ["007", "100", "false", "notadate", "1"],
    ]);
  });
});

describe("the encoding", () => {
  const text = "社区卫生服务中心";
  const columns = [{ name: "名称", type: "C", width: 30 }];
  const files = (encoding: string, language = 0): Record<string, Buffer> => ({
    "a.shp": shpFile(1, [pointShape(1, 2)]),
    "a.dbf": dbfFile(columns, [[text]], { encoding, language }),
  });

  it.each([
    ["its bytes", "utf-8", {}, 0, "UTF-8"],
    ["its bytes", "gbk", {}, 0, "GB18030"],
    ["the .cpg", "utf-8", { "a.cpg": "UTF-8" }, 0x4d, "UTF-8"],
    ["the .cpg", "gbk", { "a.CPG": "936" }, 0, "GB18030"],
    ["the .cpg", "big5", { "a.cpg": "BIG5" }, 0, "Big5"],
    ["the language byte", "gbk", {}, 0x4d, "GB18030"],
    ["the language byte", "big5", {}, 0x4f, "Big5"],
    ["its bytes, against a wrong .cpg", "gbk", { "a.cpg": "UTF-8" }, 0, "GB18030"],
  ])("is known by %s: %s", async (_, encoding, cpg, language, name) => {
    const big5 = encoding === "big5";
    const traditional = "社區衛生";
    const given = big5
      ? {
          ...files(encoding),
          "a.dbf": dbfFile([{ name: "名稱", type: "C", width: 30 }], [[traditional]], {
            encoding,
            language,
          }),
        }
      : files(encoding, language);
    const file = await readAll({ ...given, ...cpg });
    expect(file.encoding).toBe(name);
    expect(file.tables[0]?.columns).toEqual([big5 ? "名稱" : "名称"]);
    expect(file.tables[0]?.rows[0]?.values).toEqual([big5 ? traditional : text]);
  });

  it("is the one told", async () => {
    const file = await readAll(files("gbk"), "GB18030");
    expect(file.tables[0]?.rows[0]?.values).toEqual([text]);
  });

  it.each(["gbk", "utf-8"])("%s may cut names and texts in half", async (encoding) => {
    // Ten bytes hold five characters of GBK, so one letter in front cuts the fifth; in UTF-8 three and a third.
    const cut = (text: string, bytes: number): Buffer =>
      iconv.encode(text, encoding).subarray(0, bytes);
    const columns = [
      { name: cut("A社区卫生服务", 10), type: "C", width: 11 },
      { name: cut("A社区卫生站点", 10), type: "C", width: 11 },
    ];
    const dbf = dbfFile(columns, [[cut(`X${text}`, 11), cut(`XY${text}`, 11)]], { encoding });
    const table = await read(shpFile(1, [pointShape(1, 2)]), dbf);
    const [name, first, second] =
      encoding === "gbk"
        ? ["A社区卫生", "X社区卫生服", "XY社区卫生"]
        : ["A社区卫", "X社区卫", "XY社区卫"];
    expect(table.columns).toEqual([name, `${name} (2)`]);
    expect(table.rows[0]?.values).toEqual([first, second]);
  });
});

describe("the archive", () => {
  const [shp, dbf] = [shpFile(1, [pointShape(1, 2)]), dbfFile(NAME, [["a"]])];

  it("may hold several of which some cannot be used; the others are read", async () => {
    const file = await readAll({
      "乡镇.shp": shpFile(1, [pointShape(1, 1)]),
      "乡镇.dbf": named(1),
      "道路.shp": shpFile(1, [pointShape(1, 1)]),
      "水系.shp": "x",
      "水系.dbf": named(1),
    });
    expect(file.tables.map(({ name }) => name)).toEqual(["乡镇"]);
    expect(file.remarks).toEqual([
      { code: "shapefile-no-dbf", values: { layer: "道路" } },
      { code: "shapefile-damaged", values: { part: "水系.shp" } },
    ]);
    const none = readAll({ "a.shp": "x", "a.dbf": named(1), "b.shp": shpFile(1, []) });
    expect(await refusalCode(none)).toBe("shapefile-damaged");
  });

  it("may hold several, anywhere in it, each with what its .prj says", async () => {
    const prj = 'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]';
    const file = await readAll({
      "数据/养老.SHP": shp,
      "数据/养老.dbf": dbf,
      "数据/养老.prj": `${prj}\r\n`,
      "other/托育.shp": shp,
      "other/托育.dbf": dbf,
    });
    expect(file.tables.map(({ name, declaredCrs }) => [name, declaredCrs])).toEqual([
      ["养老", prj],
      ["托育", null],
    ]);
  });

  it.each([
    ["shapefile-no-shp", { "a.dbf": dbf }],
    ["shapefile-no-dbf", { "a.shp": shp, "b.dbf": dbf }],
    ["shapefile-damaged", { "a.shp": "no shapes", "a.dbf": dbf }],
    ["shapefile-damaged", { "a.shp": shp, "a.dbf": "none" }],
    ["vector-no-features", { "a.shp": shpFile(1, []), "a.dbf": dbfFile(NAME, []) }],
  ])("is refused as %s", async (code, files) => {
    expect(await refusalCode(readAll(files))).toBe(code);
  });
});
